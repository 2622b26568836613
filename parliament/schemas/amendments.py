"""Shapes of amendments: what was edited comes in; operations, sentences, conflicts and fates go out."""

from typing import get_args

from marshmallow import fields

from parliament.rules.stages import DecisionKind, Stage
from parliament.schemas.acceptances import Acceptance
from parliament.schemas.seats import SeatName
from parliament.schemas.shapes import (
    At,
    Flag,
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
from parliament.schemas.texts import Marked, Piece, edited_paragraphs, edited_words
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
    parent = count(allow_none=True)
    replaces = fields.List(count())
    submitted_at = At()
    withdrawn_at = At(allow_none=True)
    fate = one_of(*FATES)
    by = count(allow_none=True)
    part = count(
        allow_none=True, metadata={"description": "Of an amendment that is put in parts, the one that is next."}
    )
    parts = count(allow_none=True)
    conflicts_with = fields.List(count())
    sentences = fields.List(Said())
    consequences = listed(Consequence)


class Submitted(Out):
    """An amendment in words, and what has become of it; `parent` and `replaces` are numbers."""

    id = identifier()
    number = count()
    mover = nested(SeatName)
    fate = one_of(*FATES)
    by = count(allow_none=True)
    parent = count(allow_none=True)
    replaces = fields.List(count())
    sentences = fields.List(Said())


class Decided(Out):
    """What was decided on an amendment without a vote, and why."""

    kind = word_of(DecisionKind)
    reason = fields.String()
    at = At()


class AmendmentWhole(Amendment):
    """An amendment with the text it changes marked up, and all that belongs to it.

    `sentences` and `marked` are as it is put by now; `submitted` and `operations` as it was handed in. `words` are the
    pieces of new words that a sub-amendment may change; `rest` is what a clash in part would leave of it.
    """

    motion_number = count(allow_none=True)
    motion_title = fields.String()
    motion_stage = word_of(Stage)
    language = fields.String()
    session_slug = identifier()
    session_title = fields.String()
    time_zone = fields.String()
    if_rejected = listed(Consequence)
    marked = listed(Marked)
    operations = fields.List(fields.Dict())
    base_hash = digest()
    is_revised = fields.Boolean()
    submitted = fields.List(Said())
    words = listed(Piece)
    to = listed(Submitted)
    amendments = listed(Submitted)
    in_place_of = listed(Submitted)
    compromises = listed(Submitted)
    rest = fields.List(Said())
    takes_amendments = fields.Boolean()
    decisions = listed(Decided)
    acceptance = nested(Acceptance)
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


class Compromising(Amending):
    """A compromise, and the numbers of the amendments whose place it takes."""

    replaces = many(whole(1), 100, required=True)


class EditingWords(In):
    """The words of an amendment as the mover of a sub-amendment would have them: its pieces, by their ids."""

    paragraphs = edited_words(required=True)


class AmendingWords(EditingWords):
    """The same, with the mover's reasons."""

    justification = fields.String(load_default="")


class SubPreview(Out):
    """What a sub-amendment amounts to, and how its parent would then read; nothing is kept."""

    sentences = fields.List(Said())
    operations = fields.List(fields.Dict())
    marked = listed(Marked)
    parent_then = fields.List(Said())


class Ruling(In):
    """Whether what is left of the amendment is kept, or the whole lapses; and why."""

    keep = Flag(required=True)
    reason = fields.String(required=True)


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
AmendmentRuled = answer("AmendmentRuled", amendment=identifier(), decision=identifier())
OrderFixed = answer("OrderFixed", motion=identifier(), numbers=fields.List(count()))
