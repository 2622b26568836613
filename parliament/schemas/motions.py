"""Shapes of motions and their texts."""

from marshmallow import fields, validate

from parliament.rules.stages import Outcome, Stage
from parliament.schemas.amendments import Amendment, Order
from parliament.schemas.papers import FileContent
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
    language_tag,
    listed,
    nested,
    one_of,
    word_of,
)
from parliament.schemas.texts import Printed, edited_paragraphs
from parliament.schemas.votes import Vote
from parliament.texts import ADDRESSEES, SECTIONS


class Motion(Out):
    """A proposal to be decided."""

    id = identifier()
    plenary = identifier(data_key="session", attribute="session")
    number = count(allow_none=True)
    title = fields.String()
    stage = word_of(Stage)
    visibility = fields.String()
    outcome = word_of(Outcome, allow_none=True)
    reason = fields.String()
    mover = nested(SeatName)
    text_hash = digest()
    adopted_hash = digest(allow_none=True)
    drafted_at = At()
    submitted_at = At(allow_none=True)
    published_at = At(allow_none=True)


class MotionList(Out):
    """The motions of a session that the reader may see."""

    motions = listed(Motion)


class Sponsor(SeatName):
    """A seat that signed, when, whether what it signed is the present version, and whether its cabinet signed."""

    signed_at = At()
    is_current = fields.Boolean()
    on_instruction = fields.Boolean()


class MotionWhole(Motion):
    """A motion with its text, the text as amended so far, sponsors, amendments and votes."""

    session_slug = identifier()
    session_title = fields.String()
    item = identifier(allow_none=True)
    text = nested(Printed)
    as_amended = nested(Printed)
    sponsors = listed(Sponsor)
    amendments = listed(Amendment)
    order = nested(Order)
    votes = listed(Vote)
    declaration = identifier(allow_none=True)


class Drafting(In):
    """A whole text: its title and its paragraphs in reading order."""

    title = fields.String(required=True)
    paragraphs = edited_paragraphs(required=True)
    language = language_tag(load_default="en")


class Revising(In):
    """The whole text anew; `seen_hash` is the version the writer had before them."""

    title = fields.String(required=True)
    paragraphs = edited_paragraphs(required=True)
    seen_hash = digest(load_default=None, allow_none=True)


class Sponsoring(In):
    """The version that is signed."""

    text_hash = digest(required=True)


class ReadingFile(In):
    """A file that a motion is to be read out of; the ending of its name says whether a text is Markdown."""

    name = fields.String(required=True, validate=validate.Length(min=1, max=255))
    content = FileContent(
        required=True, metadata={"type": "string", "format": "byte", "description": "The file in base64."}
    )


class ReadParagraph(Out):
    """One paragraph as `paragraphs` of a draft takes it."""

    section = one_of(*SECTIONS)
    depth = count()
    text = fields.String()
    addressee = one_of(*ADDRESSEES)


class FileProblem(Out):
    """What a draft with these words would be refused for: `title`, or `paragraph-3` counted from 0."""

    field = fields.String()
    error = fields.String()
    message = fields.String()


class FileRead(Out):
    """A motion as it stands in a file: a proposal, of which nothing is kept."""

    title = fields.String()
    paragraphs = listed(ReadParagraph)
    remarks = fields.List(Said())
    problems = listed(FileProblem)


class Cosponsoring(Sponsoring):
    """The version that is signed, and when and how the mayor instructed the cabinet to do so."""

    instruction = fields.String(required=True)


class Refusing(In):
    """Why the motion is not admitted."""

    reason = fields.String(required=True)


MotionText = answer("MotionText", motion=identifier(), text_hash=digest())
MotionDone = answer("MotionDone", motion=identifier())
MotionSigned = answer("MotionSigned", motion=identifier(), seat=identifier())
MotionSubmitted = answer("MotionSubmitted", motion=identifier(), sponsors=fields.List(identifier()))
MotionNumbered = answer("MotionNumbered", motion=identifier(), number=count())
