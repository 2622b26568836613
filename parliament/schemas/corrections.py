"""Shapes of linguistic corrections of an adopted text."""

from marshmallow import fields, validate

from parliament.schemas.shapes import (
    NOT_AN_IDENTIFIER,
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
)
from parliament.schemas.texts import MOST, Marked, ParagraphIn, Printed

OF_ADOPTED = "^[A-Za-z0-9.-]{1,120}$"  # a paragraph that an amendment brought bears its name, a dot and a number


class AdoptedParagraphIn(ParagraphIn):
    """One paragraph of the adopted text as it should read; a correction brings none of its own."""

    id = fields.String(required=True, validate=validate.Regexp(OF_ADOPTED, error=NOT_AN_IDENTIFIER))


class EditingAdopted(In):
    """The whole text with its words put right; `text_hash` is that of the text before."""

    text_hash = digest(required=True)
    paragraphs = many(nested(AdoptedParagraphIn), MOST, required=True)
    title = fields.String(load_default=None, allow_none=True)


class CorrectingText(EditingAdopted):
    """The same, with the reason, which becomes part of the record."""

    reason = fields.String(required=True)


class TextCorrection(Out):
    """Words that were put right: by whom, when and why, and the text before and after by its hash."""

    id = identifier()
    number = count()
    account = identifier()
    name = fields.String()
    reason = fields.String()
    at = At()
    before_hash = digest()
    after_hash = digest()
    sentences = fields.List(Said())


class CorrectedText(Out):
    """The adopted text as it reads now, and how it came to."""

    motion = identifier()
    number = count(allow_none=True)
    title = fields.String()
    session_slug = identifier()
    session_title = fields.String()
    time_zone = fields.String()
    adopted_hash = digest()
    text = nested(Printed)
    corrections = listed(TextCorrection)


class CorrectionPreview(Out):
    """What edited words amount to; nothing is kept."""

    sentences = fields.List(Said())
    operations = fields.List(fields.Dict())
    marked = listed(Marked)


TextCorrected = answer(
    "TextCorrected", motion=identifier(), correction=identifier(), number=count(), text_hash=digest()
)
