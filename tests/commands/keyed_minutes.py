"""Behaviours by key: the minutes of a sitting, and the time to correct them."""

from datetime import timedelta

from parliament.commands import minutes, sittings
from tests.builders import Chamber
from tests.commands.keyed import behaves, tried, voted


def drafted(chamber: Chamber) -> str:
    """The minutes of a sitting that is over."""
    chamber.by(chamber.chair, sittings.adjourn_sitting, sitting_id=chamber.sitting)
    return chamber.by(chamber.desk, minutes.draft_minutes, sitting_id=chamber.sitting)["minutes"]


@behaves("majority.minutes", ("simple", "adopted"), ("qualified 2/3", "rejected"))
def approval(chamber: Chamber) -> str:
    about = drafted(chamber)
    chamber.at += timedelta(hours=100)
    said = {"session_id": chamber.plenary, "starts_at": chamber.at}
    chamber.sitting = chamber.by(chamber.desk, sittings.schedule_sitting, **said)["sitting"]
    chamber.open()
    return voted(chamber, chamber.by(chamber.chair, minutes.put_minutes, minutes_id=about)["vote"], 3, 2)


@behaves("minutes.correction_hours", (1, "corrections_over"), (3, "done"))
def late_correction(chamber: Chamber) -> str:
    said = {"minutes_id": drafted(chamber), "paragraph": 1, "text": "The sitting was opened late."}
    chamber.at += timedelta(hours=2)
    return tried(chamber, chamber.mayors[0], minutes.propose_correction, **said)
