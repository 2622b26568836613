"""Shapes of sittings and the floor."""

from marshmallow import fields

from parliament.rules.stages import Side, TurnState
from parliament.schemas.seats import SeatName
from parliament.schemas.sessions import Sitting
from parliament.schemas.shapes import (
    At,
    Flag,
    In,
    Moment,
    Out,
    answer,
    count,
    identifier,
    listed,
    many,
    nested,
    word_of,
)


class Turn(Out):
    """One speech, or a place on the speakers' list."""

    id = identifier()
    seat = nested(SeatName)
    side = word_of(Side)
    state = word_of(TurnState)
    asked_at = At()
    began_at = At(allow_none=True)
    seconds = count(allow_none=True)


class Floor(Out):
    """Who has the floor and who waits, in the order of asking."""

    speaker = nested(Turn, allow_none=True)
    waiting = listed(Turn)
    spoken = count()


class SittingWhole(Sitting):
    """A sitting with its session and its floor."""

    plenary = identifier(data_key="session", attribute="session")
    floor = nested(Floor)


class Scheduling(In):
    """When the sitting begins."""

    starts_at = Moment(required=True)


class CheckingIn(In):
    """Whether the seat is present, or leaves."""

    present = Flag(load_default=True)


class Calling(In):
    """The seats found present and absent; the others stay as they were."""

    present = many(identifier(), 5000, required=True)
    absent = many(identifier(), 5000, load_default=list)


class CallingItem(In):
    """The item to call."""

    item_id = identifier(data_key="item", required=True)


class HandingOver(In):
    """To whom the chair goes."""

    account_id = identifier(data_key="account", required=True)


class CallingChair(HandingOver):
    """Who is called to the chair, and why."""

    reason = fields.String(required=True)


class Asking(In):
    """For, against or neither."""

    side = word_of(Side, load_default="neutral")


SittingMade = answer("SittingMade", sitting=identifier(), number=count())
SittingDone = answer("SittingDone", sitting=identifier())
SittingPresent = answer("SittingPresent", sitting=identifier(), present=count())
CheckedIn = answer("CheckedIn", sitting=identifier(), present=fields.Boolean())
ItemCalled = answer("ItemCalled", sitting=identifier(), item=identifier())
ChairChanged = answer("ChairChanged", sitting=identifier(), chair=identifier())
TurnDone = answer("TurnDone", turn=identifier())
TurnGiven = answer("TurnGiven", turn=identifier(), seconds=count())
