"""What the tests of following up share: a published declaration, an addressee, a commitment."""

from typing import Any

from parliament.commands.commitments import make_commitment, report_commitment
from parliament.commands.declarations import certify_declaration, publish_declaration
from parliament.commands.follow_up import name_addressee, record_dispatch
from tests.builders import Chamber

PROMISE = {
    "measure": "Homes with safe water",
    "unit": "homes",
    "baseline": "1200",
    "target": "5000",
    "due_on": "2030-12-31",
    "next_review_on": "2027-06-30",
}


def declared(chamber: Chamber) -> str:
    """The declaration of the motion under debate, adopted by all and published."""

    def play(chamber: Chamber) -> None:
        chamber.put()
        for mayor in range(len(chamber.mayors)):
            chamber.cast(mayor)
        chamber.close()
        chamber.by(chamber.chair, certify_declaration, motion_id=chamber.motion)
        chamber.by(chamber.desk, certify_declaration, motion_id=chamber.motion)
        chamber.by(chamber.desk, publish_declaration, motion_id=chamber.motion)

    chamber.come_to("declared", play)
    return next(e.body["declaration"] for e in chamber.entries() if e.kind == "declaration.published")


def addressed(chamber: Chamber, declaration: str, name: str = "Ministry of Water") -> str:
    said = {"declaration_id": declaration, "kind": "governments", "name": name}
    return str(chamber.by(chamber.desk, name_addressee, **said)["addressee"])


def dispatched(chamber: Chamber, addressee: str, **said: Any) -> str:
    usual = {"how": "letter", "sent_on": "2026-11-25", "answer_by": "2027-01-31"}
    return str(chamber.by(chamber.desk, record_dispatch, addressee_id=addressee, **usual | said)["dispatch"])


def committed(chamber: Chamber, declaration: str, mayor: int = 0, **said: Any) -> str:
    made = chamber.by(chamber.mayors[mayor], make_commitment, declaration_id=declaration, **PROMISE | said)
    return str(made["commitment"])


def reported(chamber: Chamber, commitment: str, mayor: int = 0, **said: Any) -> str:
    usual = {"status": "under_way", "reported_on": "2026-11-25", "figure_now": "1500", "next_review_on": "2027-12-31"}
    made = chamber.by(chamber.mayors[mayor], report_commitment, commitment_id=commitment, **usual | said)
    return str(made["report"])
