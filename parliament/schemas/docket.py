"""Shapes of the marshalled list and of the sets of amendments that conflict."""

from typing import get_args

from marshmallow import fields, validate

from parliament.rules.stages import Stage
from parliament.schemas.amendments import Submitted
from parliament.schemas.shapes import OUT_OF_RANGE, In, Out, Said, count, identifier, listed, nested, one_of, word_of
from parliament.schemas.texts import Marked, Paragraph
from parliament.schemas.votes import Consequence
from parliament.texts import SECTIONS, SoftKind


class Page(In):
    """Which page of a long list, from 1."""

    page = fields.Integer(load_default=1, validate=validate.Range(min=1, max=1000, error=OUT_OF_RANGE))


class ToVote(Submitted):
    """An amendment still open: its place among the votes, none while it is held or partly clashes; what would follow."""

    place = count(allow_none=True)
    proposed_place = count()
    key = fields.String()
    why_here = Said()
    if_adopted = listed(Consequence)
    if_rejected = listed(Consequence)
    vote = identifier(allow_none=True)


class OfMotion(Out):
    """Which motion."""

    motion = identifier()
    motion_number = count(allow_none=True)
    motion_title = fields.String()
    motion_stage = word_of(Stage)
    language = fields.String()
    session_slug = identifier()
    session_title = fields.String()
    time_zone = fields.String()


class Docket(OfMotion):
    """Only what will be voted, in order, a page at a time; and all that is settled."""

    is_confirmed = fields.Boolean()
    is_as_proposed = fields.Boolean()
    reason = fields.String(metadata={"description": "Why the chair chose another order than the proposed one."})
    page = count()
    pages = count()
    open = count()
    votes = count(metadata={"description": "Votes still to come, that on the whole text among them."})
    vote_on_whole = identifier(allow_none=True)
    rows = listed(ToVote)
    settled = listed(Submitted)


class Clash(Out):
    """One reason why amendments cannot stand together, and the pairs it holds for."""

    reason = Said()
    pairs = fields.List(fields.List(count()))


class Cell(Out):
    """What one amendment makes of a paragraph; nothing where it leaves it as it is."""

    number = count()
    marked = listed(Marked)


class BaseParagraph(Paragraph):
    """A paragraph of the base, or its title."""

    section = one_of("title", *SECTIONS)


class Compared(Out):
    """A paragraph of the base, and what each amendment makes of it and puts after it."""

    paragraph = nested(BaseParagraph)
    cells = listed(Cell)


class Cluster(Out):
    """Amendments joined by conflicts, or by a compromise; `replaceable` are those a compromise could be made of."""

    amendments = listed(Submitted)
    replaceable = fields.List(count())
    clashes = listed(Clash)
    compared = listed(Compared)


class Warned(Out):
    """Two amendments that can both stand and yet may not mean to, and why."""

    kind = one_of(*get_args(SoftKind))
    numbers = fields.List(count())
    reason = Said()


class Clusters(OfMotion):
    """The sets of amendments that conflict, a page at a time, in the order of the text."""

    page = count()
    pages = count()
    total = count()
    clusters = listed(Cluster)
    warnings = listed(Warned)
