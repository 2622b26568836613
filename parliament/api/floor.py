"""The floor: who asks for it, who has it, in which order; points of order and procedural motions."""

from parliament.api.room import Room
from parliament.commands import floor, points, procedural
from parliament.identity.acting import reading
from parliament.schemas import floor as shapes
from parliament.store.views.sittings import speakers_view

room = Room("floor", "The speakers' list, points of order, procedural motions.")

SITTING = "/sittings/<word:sitting_id>"
TURN = "/turns/<word:turn_id>"
POINT = "/points/<word:point_id>"
PROCEDURAL = "/procedural/<word:procedural_id>"


@room.reads(f"{SITTING}/speakers/proposal", shapes.Proposal)
def show_proposed_order(sitting_id: str) -> dict:
    """The order of speakers that the house proposes to the chair, with a reason for each place."""
    with reading() as db:
        return speakers_view(db, sitting_id)


room.acts(f"{SITTING}/speakers", floor.ask_to_speak, takes=shapes.AskingToSpeak, answers=shapes.TurnDone, status=201)
room.acts(f"{SITTING}/replies", floor.ask_for_reply, takes=shapes.Replying, answers=shapes.TurnDone, status=201)
room.acts(
    f"{SITTING}/invited-speakers",
    floor.invite_speaker,
    takes=shapes.InvitingSpeaker,
    answers=shapes.TurnGiven,
    status=201,
)
room.acts(
    f"{SITTING}/speakers/order",
    floor.reorder_speakers,
    method="PUT",
    takes=shapes.Reordering,
    answers=shapes.Reordered,
)
room.acts(f"{TURN}/leave", floor.leave_list, answers=shapes.TurnDone)
room.acts(f"{TURN}/grant", floor.grant_reply, answers=shapes.TurnDone)
room.acts(f"{TURN}/refuse", floor.refuse_reply, takes=shapes.Reasoned, answers=shapes.TurnDone)
room.acts(f"{TURN}/give", floor.give_floor, answers=shapes.TurnGiven)
room.acts(f"{TURN}/end", floor.end_turn, answers=shapes.TurnDone)

room.acts(
    f"{SITTING}/points", points.raise_point_of_order, takes=shapes.Raising, answers=shapes.PointRaised, status=201
)
room.acts(f"{POINT}/rule", points.rule_on_point, takes=shapes.RulingOn, answers=shapes.PointRuled)
room.acts(f"{POINT}/appeal", points.appeal_ruling, answers=shapes.PointDone)
room.acts(f"{POINT}/withdraw-appeal", points.withdraw_appeal, answers=shapes.PointDone)
room.acts(
    f"{POINT}/votes",
    points.put_appeal,
    takes=shapes.Putting,
    answers=shapes.QuestionPut,
    status=201,
    at="/api/votes/{vote}",
)

room.acts(
    f"{SITTING}/procedural",
    procedural.move_procedural,
    takes=shapes.Moving,
    answers=shapes.ProceduralDone,
    status=201,
)
room.acts(f"{PROCEDURAL}/withdraw", procedural.withdraw_procedural, answers=shapes.ProceduralDone)
room.acts(
    f"{PROCEDURAL}/votes",
    procedural.put_procedural,
    takes=shapes.Putting,
    answers=shapes.QuestionPut,
    status=201,
    at="/api/votes/{vote}",
)
