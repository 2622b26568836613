"""Convening urgently: short notice, everything in one act, and no business until the house has voted on the urgency."""

from datetime import timedelta

import pytest

from parliament.commands.agenda_changes import put_agenda
from parliament.commands.invitations import invite_all
from parliament.commands.seats import begin_mandate
from parliament.commands.sessions import close_session, convene_session, put_urgency
from parliament.commands.sittings import adjourn_sitting, call_item, open_sitting, take_roll_call
from parliament.rules.refusals import Code
from parliament.store.queries.agenda import items_of
from parliament.store.tables import Account, Paper, PlenarySession, Sitting

ITEMS = ({"kind": "debate", "title": "Flood relief", "planned_minutes": 40}, {"kind": "report", "title": "Damage"})
PAPER = {"title": "Situation", "media_type": "text/plain", "content": b"The river rose."}


def urgently(chamber, minutes: float = 120, **changes: object) -> dict:
    opens_at = chamber.at + timedelta(seconds=1, minutes=minutes)
    said = {"title": "Flood", "opens_at": opens_at, "time_zone": "UTC", "urgent": True, "reason": "The river rose"}
    return said | {"items": list(ITEMS), "papers": [PAPER]} | changes


def convened(chamber) -> None:
    """An urgent session whose first sitting is open with everybody present."""
    made = chamber.by(chamber.desk, convene_session, **urgently(chamber))
    chamber.plenary, chamber.sitting = made["session"], made["sitting"]
    chamber.at = chamber.row(PlenarySession, chamber.plenary).opens_at
    chamber.by(chamber.desk, take_roll_call, sitting_id=chamber.sitting, present=list(chamber.seats))
    chamber.by(chamber.chair, open_sitting, sitting_id=chamber.sitting)


def decide(chamber, choice: str) -> None:
    chamber.vote = chamber.by(chamber.chair, put_urgency, sitting_id=chamber.sitting, manner="roll_call")["vote"]
    for mayor in range(6):
        chamber.cast(mayor, choice)
    chamber.close()


def first_item(chamber) -> str:
    with chamber.house.reading() as db:
        return items_of(db, chamber.plenary)[0].id


def test_urgent_session_has_sitting_agenda_and_paper_from_its_first_act(founded):
    made = founded.by(founded.desk, convene_session, **urgently(founded))
    plenary = founded.row(PlenarySession, made["session"])
    kinds = [entry.kind for entry in founded.entries(made["session"])]
    assert kinds == ["session.convened", "sitting.scheduled", "item.added", "item.added", "paper.added"]
    assert (plenary.urgency, plenary.reason) == ("pending", "The river rose")
    assert founded.row(Sitting, made["sitting"]).starts_at == plenary.opens_at
    with founded.house.reading() as db:
        (paper,) = db.query(Paper).all()
        assert (paper.item_id, paper.language, paper.size) == (items_of(db, plenary.id)[0].id, "en", 15)


def test_exactly_the_short_notice_is_enough_and_a_moment_less_is_not(founded):
    said = urgently(founded, 0)
    refused = founded.refused(Code.URGENT_NOTICE_TOO_SHORT, founded.desk, convene_session, **said)
    minutes = refused.facts["minutes"]
    founded.refused(Code.URGENT_NOTICE_TOO_SHORT, founded.desk, convene_session, **urgently(founded, minutes - 0.01))
    founded.by(founded.desk, convene_session, **urgently(founded, minutes))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": " "}, Code.REASON_NEEDED),
        ({"items": [{"kind": "motion", "title": "A motion"}]}, Code.MALFORMED),
        ({"items": [{"kind": "debate", "title": " "}]}, Code.TEXT_EMPTY),
        ({"papers": [PAPER | {"media_type": "application/pdf"}]}, Code.WRONG_KIND_OF_FILE),
    ],
)
def test_urgent_session_that_lacks_something_is_not_convened_at_all(founded, changes, code):
    founded.refused(code, founded.desk, convene_session, **urgently(founded, **changes))


def test_nothing_happens_before_the_house_has_voted_on_the_urgency(founded):
    convened(founded)
    own = {"sitting_id": founded.sitting}
    founded.refused(Code.URGENCY_UNDECIDED, founded.chair, call_item, item_id=first_item(founded), **own)
    founded.refused(Code.URGENCY_UNDECIDED, founded.chair, put_agenda, **own)
    founded.refused(Code.NOT_PRESIDING, founded.deputy, put_urgency, **own)
    decide(founded, "yes")
    assert founded.last().kind == "urgency.decided"
    founded.by(founded.chair, call_item, item_id=first_item(founded), **own)
    founded.refused(Code.WRONG_STAGE, founded.chair, put_urgency, **own)


def test_session_whose_urgency_is_rejected_is_only_adjourned_and_closed(founded):
    convened(founded)
    decide(founded, "no")
    own = {"sitting_id": founded.sitting}
    founded.refused(Code.URGENCY_REJECTED, founded.chair, call_item, item_id=first_item(founded), **own)
    founded.refused(Code.URGENCY_REJECTED, founded.chair, put_agenda, **own)
    founded.by(founded.chair, adjourn_sitting, **own)
    founded.by(founded.desk, close_session, session_id=founded.plenary)


def test_urgency_of_a_session_with_full_notice_is_not_put(debated):
    debated.refused(Code.WRONG_STAGE, debated.chair, put_urgency, sitting_id=debated.sitting)


def test_everybody_without_a_way_in_is_invited_at_once_and_only_they(founded):
    with founded.house.database.writing() as db:
        db.query(Account).filter(Account.login == "mayor0@x.example").one().password_hash = "set"
    founded.at += timedelta(days=30)  # the links of the others have run out by now
    hashes = {seat: f"hash of {seat}" for seat in (*founded.seats, founded.vacant)}
    invited = founded.by(founded.desk, invite_all, token_hashes=hashes)["invited"]
    assert {row["seat"] for row in invited} == set(founded.seats[1:])
    assert founded.by(founded.desk, invite_all, token_hashes=hashes) == {"invited": []}


def test_mayor_without_an_account_receives_one_under_the_name_of_the_seat(founded):
    founded.vacate(founded.seats[3])
    founded.by(founded.desk, begin_mandate, seat_id=founded.seats[3], name="A new mayor")
    invited = founded.by(founded.desk, invite_all, token_hashes={founded.seats[3]: "hash"})["invited"]
    account = founded.row(Account, invited[0]["account"])
    assert (account.name, account.login) == ("A new mayor", "lyon-fra")
