"""The floor: who asks for it, who has it."""

from parliament.api.room import Room
from parliament.commands import floor
from parliament.schemas import sittings as shapes

room = Room("floor", "The speakers' list and the turns on it.")

room.acts(
    "/sittings/<word:sitting_id>/speakers",
    floor.ask_to_speak,
    takes=shapes.Asking,
    answers=shapes.TurnDone,
    status=201,
)
room.acts("/turns/<word:turn_id>/leave", floor.leave_list, answers=shapes.TurnDone)
room.acts("/turns/<word:turn_id>/give", floor.give_floor, answers=shapes.TurnGiven)
room.acts("/turns/<word:turn_id>/end", floor.end_turn, answers=shapes.TurnDone)
