"""Amendments the sponsors of a motion accept: accept, object, and say what has come true."""

from parliament.api.room import Room
from parliament.commands import acceptances
from parliament.schemas import acceptances as shapes

room = Room("acceptances", "Amendments accepted by all sponsors of a motion, against which no seat objects.")

ON = "/amendments/<word:amendment_id>"

room.acts(f"{ON}/accept", acceptances.accept_amendment, answers=shapes.AcceptanceGiven, status=201)
room.acts(
    f"{ON}/object",
    acceptances.object_to_acceptance,
    takes=shapes.Objecting,
    answers=shapes.AcceptanceObjected,
    status=201,
)
room.acts(f"{ON}/settle", acceptances.settle_acceptance, answers=shapes.AcceptanceSettled, status=201)
