"""Shapes of motions and their texts."""

from marshmallow import fields

from parliament.rules.stages import Outcome, Stage
from parliament.schemas.amendments import Amendment, Order
from parliament.schemas.seats import SeatName
from parliament.schemas.shapes import (
    At,
    In,
    Out,
    answer,
    count,
    digest,
    identifier,
    language_tag,
    listed,
    nested,
    word_of,
)
from parliament.schemas.texts import Printed, edited_paragraphs
from parliament.schemas.votes import Vote


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
