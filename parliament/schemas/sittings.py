"""Shapes of sittings."""

from marshmallow import fields

from parliament.schemas.floor import Floor
from parliament.schemas.sessions import Sitting
from parliament.schemas.shapes import (
    Flag,
    In,
    Moment,
    answer,
    count,
    identifier,
    many,
    nested,
)


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


SittingMade = answer("SittingMade", sitting=identifier(), number=count())
SittingDone = answer("SittingDone", sitting=identifier())
SittingPresent = answer("SittingPresent", sitting=identifier(), present=count())
CheckedIn = answer("CheckedIn", sitting=identifier(), present=fields.Boolean())
ItemCalled = answer("ItemCalled", sitting=identifier(), item=identifier())
ChairChanged = answer("ChairChanged", sitting=identifier(), chair=identifier())
