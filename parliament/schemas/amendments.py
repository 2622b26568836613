"""Shapes of amendments: what was edited comes in; operations, sentences, conflicts and fates go out."""

from typing import get_args

from marshmallow import fields

from parliament.rules.stages import Stage
from parliament.schemas.seats import SeatName
from parliament.schemas.shapes import (
    At,
    In,
    Out,
    Said,
    answer,
    count,
    digest,
    identifier,
    listed,
    many,
    nested,
    one_of,
    whole,
    word_of,
)
from parliament.schemas.texts import Marked, edited_paragraphs
from parliament.schemas.votes import Consequence, Vote
from parliament.texts import State

FATES = get_args(State)


class Amendment(Out):
    """An amendment with its sentences, what it conflicts with and what has become of it."""

    id = identifier()
    motion = identifier()
    number = count()
    mover = nested(SeatName)
    justification = fields.String()
    submitted_at = At()
    withdrawn_at = At(allow_none=True)
    fate = one_of(*FATES)
    by = count(allow_none=True)
    conflicts_with = fields.List(count())
    sentences = fields.List(Said())
    consequences = listed(Consequence)


class AmendmentWhole(Amendment):
    """An amendment with its operations and the base marked up."""

    motion_number = count(allow_none=True)
    motion_title = fields.String()
    motion_stage = word_of(Stage)
    language = fields.String()
    session_slug = identifier()
    marked = listed(Marked)
    operations = fields.List(fields.Dict())
    base_hash = digest()
    votes = listed(Vote)


class Place(Out):
    """A place in the order of voting, and why."""

    number = count()
    key = fields.String()
    reason = Said()


class Order(Out):
    """The order of voting: as proposed, as confirmed, and what is still to be voted."""

    proposed = listed(Place)
    confirmed = fields.List(count(), allow_none=True)
    reason = fields.String()
    pending = fields.List(count())


class Editing(In):
    """The text as the mover would have it, on the version they had before them."""

    base_hash = digest(required=True)
    paragraphs = edited_paragraphs(required=True)
    title = fields.String(load_default=None, allow_none=True)


class Amending(Editing):
    """The same, with the mover's reasons."""

    justification = fields.String(load_default="")


class AmendmentPreview(Out):
    """What the edited text amounts to; nothing is kept."""

    sentences = fields.List(Said())
    operations = fields.List(fields.Dict())
    marked = listed(Marked)
    conflicts_with = fields.List(count())


class Ordering(In):
    """Numbers in the order of voting, with the reason where it is not the proposed one."""

    numbers = many(whole(1), 1000, load_default=None, allow_none=True)
    reason = fields.String(load_default="")


AmendmentMade = answer("AmendmentMade", amendment=identifier(), number=count())
AmendmentDone = answer("AmendmentDone", amendment=identifier())
OrderFixed = answer("OrderFixed", motion=identifier(), numbers=fields.List(count()))
