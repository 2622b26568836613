"""Shapes of translations: how far each language is, one language paragraph by paragraph, one paragraph translated."""

from marshmallow import fields, validate

from parliament.rules.stages import Stage
from parliament.rules.translations import LONGEST_TAG
from parliament.schemas.shapes import (
    IDENTIFIER,
    NOT_AN_IDENTIFIER,
    At,
    In,
    Out,
    answer,
    count,
    digest,
    identifier,
    listed,
    nested,
    one_of,
    whole,
    word_of,
)
from parliament.texts import ADDRESSEES, SECTIONS
from parliament.texts.translations import KINDS, STATES

# Paragraphs that an amendment brought bear its name and a count, with a dot between.
PARAGRAPH = IDENTIFIER.replace("[A-Za-z0-9-]", "[A-Za-z0-9.-]")


class Progress(Out):
    """One language: how many paragraphs, with the title, are in each state."""

    language = fields.String()
    missing = count()
    human = count()
    machine = count()
    stale = count()


class Frozen(Out):
    """What a vote on the whole text has frozen; the set is the annex of this hash."""

    vote = identifier()
    languages = fields.List(fields.String())
    translations_hash = digest()
    at = At()


class TranslationsBegun(Out):
    """The languages of a motion, of which one is authentic, and the set its last vote has frozen."""

    motion = identifier()
    number = count(allow_none=True)
    title = fields.String()
    stage = word_of(Stage)
    mover = identifier()
    session_slug = identifier()
    session_title = fields.String()
    authentic = fields.String()
    text_hash = digest()
    languages = listed(Progress)
    frozen = nested(Frozen, allow_none=True)


class States(Out):
    """How many paragraphs are in each state."""

    missing = count()
    human = count()
    machine = count()
    stale = count()


class Revision(Out):
    """One translation as it was made; the newest one's number is sent along by whoever translates anew."""

    revision = count()
    kind = one_of(*KINDS)
    text = fields.String()
    at = At()


class TranslatedParagraph(Out):
    """A paragraph, or the title: its authentic words, its translation, and what changed since it was translated.

    `voted` is what stood here when the house last voted on the whole text.
    """

    paragraph = fields.String()
    section = one_of("title", *SECTIONS)
    depth = count()
    label = fields.String()
    addressee = one_of(*ADDRESSEES)
    source = fields.String()
    source_hash = digest()
    source_printed = fields.String()
    state = one_of(*STATES)
    kind = one_of(*KINDS, allow_none=True)
    text = fields.String(allow_none=True)
    printed = fields.String(allow_none=True)
    changed = fields.List(fields.List(fields.String()))
    voted = fields.String(allow_none=True)
    revisions = listed(Revision)


class TranslationWhole(TranslationsBegun):
    """A motion in one language, which is not authentic."""

    language = fields.String()
    counts = nested(States)
    paragraphs = listed(TranslatedParagraph)


class Translating(In):
    """One paragraph (or `title`) in another language; the words it was made from, the revision that was seen (0: none)."""

    paragraph = fields.String(required=True, validate=validate.Regexp(PARAGRAPH, error=NOT_AN_IDENTIFIER))
    language = fields.String(required=True, validate=validate.Length(max=LONGEST_TAG))
    text = fields.String(required=True)
    kind = one_of(*KINDS, required=True)
    source_hash = digest(required=True)
    revision = whole(0, 10**6, required=True)


ParagraphTranslated = answer(
    "ParagraphTranslated", translation=identifier(), language=fields.String(), revision=count()
)
