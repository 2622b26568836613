"""Minutes: drafted from the record, corrected, approved."""

from parliament.api.room import Room
from parliament.commands import minutes
from parliament.identity.acting import reading, the_house
from parliament.rules.refusals import Code, Refused
from parliament.schemas import minutes as shapes
from parliament.store.views.minutes import minutes_of_sitting

room = Room("minutes", "What happened in a sitting, told from the record.")

OF_SITTING = "/sittings/<word:sitting_id>"
AT = "/minutes/<word:minutes_id>"


@room.reads(f"{OF_SITTING}/minutes", shapes.Minutes)
def show_minutes(sitting_id: str) -> dict:
    """The minutes of a sitting, a draft until `state` says otherwise; not found before they are drafted."""
    with reading() as db:
        view = minutes_of_sitting(db, sitting_id, the_house().now(db))
    if view["minutes"] is None:
        raise Refused(Code.NOT_FOUND)
    return view["minutes"]


room.acts(f"{OF_SITTING}/minutes", minutes.draft_minutes, answers=shapes.MinutesDrafted, status=201)
room.acts(
    f"{AT}/corrections",
    minutes.propose_correction,
    takes=shapes.Correcting,
    answers=shapes.CorrectionMade,
    status=201,
)
room.acts(
    "/corrections/<word:correction_id>/rule",
    minutes.rule_on_correction,
    takes=shapes.RulingOnCorrection,
    answers=shapes.CorrectionRuled,
)
room.acts(f"{AT}/put", minutes.put_minutes, takes=shapes.PuttingMinutes, answers=shapes.MinutesPut, status=201)
