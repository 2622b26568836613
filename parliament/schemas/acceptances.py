"""Shapes of the acceptance of amendments by the sponsors of a motion."""

from marshmallow import fields

from parliament.schemas.seats import SeatName
from parliament.schemas.shapes import At, In, Out, answer, count, identifier, listed, nested


class SponsorsWord(Out):
    """A sponsor of the motion, and when it accepted the amendment."""

    seat = nested(SeatName)
    accepted_at = At(allow_none=True)


class Objection(Out):
    """A seat that wants the amendment put to the vote."""

    seat = nested(SeatName)
    reason = fields.String()


class Acceptance(Out):
    """How far an amendment is accepted. `minutes` is the time for objections; 0 where nobody can accept it."""

    minutes = count()
    sponsors = listed(SponsorsWord)
    objections_until_at = At(allow_none=True)
    objections = listed(Objection)


class Objecting(In):
    """Why, if the seat wants to say so."""

    reason = fields.String(load_default="")


AcceptanceGiven = answer(
    "AcceptanceGiven", amendment=identifier(), seat=identifier(), objections_until_at=At(allow_none=True)
)
AcceptanceObjected = answer("AcceptanceObjected", amendment=identifier(), seat=identifier())
AcceptanceSettled = answer("AcceptanceSettled", amendment=identifier(), decision=identifier())
