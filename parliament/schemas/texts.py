"""Shapes of texts: paragraphs as they are written, as they are printed, and with an amendment marked in them."""

from typing import Any

from marshmallow import fields, validate

from parliament.rules.refusals import N_
from parliament.schemas.shapes import In, Out, Said, count, digest, listed, many, nested, one_of, whole
from parliament.schemas.shapes import identifier as named
from parliament.texts import ADDRESSEES, SECTIONS

CHANGES = ("same", "removed", "added")
MARKS = ("same", "changed", "deleted", "inserted", "moved_away", "moved_here")
PIECE = r"^o[0-9]{1,4}(\.[0-9]{1,4})?$"
NOT_A_PIECE = N_("This is not the id of a piece of an amendment, such as o0 or o2.1.")
MOST = 1000  # more than any text may have, so that the drafting table can say so itself


class ParagraphIn(In):
    """One paragraph as somebody wrote it; one without an id is new."""

    id = named(load_default=None, allow_none=True)
    section = one_of(*SECTIONS, required=True)
    depth = whole(0, 9, load_default=0)
    text = fields.String(required=True)
    addressee = one_of(*ADDRESSEES, load_default="")


def edited_paragraphs(**options: Any) -> fields.List:
    return many(nested(ParagraphIn), MOST, **options)


class PieceIn(ParagraphIn):
    """A piece of the words of an amendment as somebody would have it; one without an id is a new paragraph."""

    id = fields.String(load_default=None, allow_none=True, validate=validate.Regexp(PIECE, error=NOT_A_PIECE))
    section = one_of(*SECTIONS, load_default="operative")


def edited_words(**options: Any) -> fields.List:
    return many(nested(PieceIn), MOST, **options)


class Paragraph(Out):
    """One paragraph: as stored, and as printed with label and end punctuation."""

    id = fields.String()
    section = one_of(*SECTIONS)
    depth = count()
    label = fields.String()
    text = fields.String()
    printed = fields.String()
    addressee = one_of(*ADDRESSEES)


class Piece(Out):
    """A piece of the words an amendment brings, as it is edited."""

    id = fields.String()
    section = one_of(*SECTIONS)
    depth = count()
    text = fields.String()
    addressee = one_of(*ADDRESSEES)


class Printed(Out):
    """A text as it is shown and edited; `hash` is the SHA-256 of its canonical form."""

    language = fields.String()
    title = fields.String()
    hash = digest()
    paragraphs = listed(Paragraph)


class Marked(Out):
    """A paragraph with what stays, goes and comes: segments of a change and its words."""

    id = fields.String()
    section = one_of("title", *SECTIONS)
    label = fields.String()
    depth = count()
    mark = one_of(*MARKS)
    note = Said(allow_none=True)
    segments = fields.List(fields.List(fields.String()))
    addressee = one_of(*ADDRESSEES)
    was_addressee = one_of(*ADDRESSEES)
