"""A chamber brought on to a published declaration, in as few acts as the rules allow."""

from parliament.commands.declarations import certify_declaration, publish_declaration
from tests.builders import Chamber


def declared_in(chamber: Chamber, title: str = "Clean wells") -> str:
    """Convene, debate, vote (four in favour, one against, one abstaining), certify, publish; answers the slug."""
    chamber.convene("demonstration")
    chamber.publish(title=title)
    chamber.open()
    chamber.call()
    chamber.put()
    for mayor, choice in enumerate(("yes", "yes", "yes", "yes", "no", "abstain")):
        chamber.cast(mayor, choice)
    chamber.close()
    for officer in (chamber.chair, chamber.desk):
        chamber.by(officer, certify_declaration, motion_id=chamber.motion)
    return str(chamber.by(chamber.desk, publish_declaration, motion_id=chamber.motion)["slug"])
