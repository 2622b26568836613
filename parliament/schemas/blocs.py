"""Shapes of several amendments put at once, and of one put in parts."""

from marshmallow import fields, validate

from parliament.rules.blocs import MOST
from parliament.rules.stages import BlocState, Manner
from parliament.schemas.amendments import Submitted
from parliament.schemas.docket import OfMotion
from parliament.schemas.seats import SeatName
from parliament.schemas.shapes import (
    At,
    In,
    Moment,
    Out,
    Said,
    answer,
    count,
    identifier,
    listed,
    many,
    one_of,
    whole,
    word_of,
)
from parliament.texts import MOST_PARTS


class Together(Submitted):
    """An amendment of a bloc: how many seats want it put by itself, and whether it is."""

    is_out = fields.Boolean()
    asked = count()
    asked_by_me = fields.Boolean()


class Bloc(Out):
    """Amendments that the chair proposes to put at once."""

    id = identifier()
    number = count()
    state = word_of(BlocState)
    taken_out = fields.List(count())
    is_put = fields.Boolean()
    members = listed(Together)
    proposed_at = At()


class Change(Out):
    """One change of an amendment, with the number by which a division names it."""

    number = count()
    sentences = fields.List(Said())
    may_be_cut = fields.Boolean()


class Part(Out):
    """One part of a divided amendment; without an outcome it is still to be put."""

    part = count()
    sentences = fields.List(Said())
    outcome = one_of("adopted", "rejected", allow_none=True)


class DivisionWanted(SeatName):
    """A seat that wants an amendment divided; `by_house` where the house decided so on its motion."""

    wish = fields.String()
    by_house = fields.Boolean()
    at = At()


class Divisible(Submitted):
    """An amendment with its changes, its parts if it is divided, and who asked that it be."""

    is_next = fields.Boolean()
    is_begun = fields.Boolean()
    wanted_by_house = fields.Boolean()
    changes = listed(Change)
    parts = listed(Part)
    requests = listed(DivisionWanted)
    asked_by_me = fields.Boolean()


class Voting(OfMotion):
    """How the amendments to a motion are put; how many seats it takes to have it otherwise."""

    is_confirmed = fields.Boolean()
    take_out_seats = count()
    division_seats = count()
    may_be_together = listed(Submitted)
    blocs = listed(Bloc)
    amendments = listed(Divisible)


class ProposingBloc(In):
    """The numbers of the amendments to be put at once."""

    numbers = many(whole(1), MOST, required=True)


class TakingOut(In):
    """The number of the amendment that is to be put by itself."""

    number = whole(1, required=True)


class PuttingBloc(In):
    """How it is put; without objection, if nothing is said. `closes_at` for a window, or for silence."""

    manner = word_of(Manner, load_default=None, allow_none=True)
    closes_at = Moment(load_default=None, allow_none=True)


class AskingForDivision(In):
    """How the seat would have it divided, in its own words."""

    wish = fields.String(load_default="")


class Cutting(In):
    """Which change of words is cut in two, and the words of the old and of the new with which the first piece ends."""

    operation = whole(1, required=True)
    old = fields.String(load_default="")
    new = fields.String(load_default="")


NAME = validate.Regexp(r"\A[1-9][0-9]{0,3}[ab]?\Z")


class Dividing(In):
    """For each part the numbers of its changes; the pieces of change 2 that was cut are "2a" and "2b"."""

    parts = many(many(fields.String(validate=NAME), 1000), MOST_PARTS + 1, required=True)
    split = fields.Nested(Cutting, load_default=None, allow_none=True)


BlocMade = answer("BlocMade", bloc=identifier(), number=count())
BlocDone = answer("BlocDone", bloc=identifier())
TakenOut = answer("TakenOut", bloc=identifier(), number=count(), taken_out=fields.Boolean())
BlocPut = answer("BlocPut", vote=identifier(), number=count(), closes_at=At())
DivisionAskedFor = answer("DivisionAskedFor", request=identifier())
AmendmentInParts = answer("AmendmentInParts", amendment=identifier(), parts=count())
