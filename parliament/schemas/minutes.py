"""Shapes of minutes and their corrections."""

from marshmallow import fields

from parliament.rules.stages import CorrectionState, Manner, MinutesState
from parliament.schemas.seats import SeatName
from parliament.schemas.shapes import (
    At,
    Flag,
    In,
    Out,
    answer,
    count,
    digest,
    identifier,
    listed,
    nested,
    whole,
    word_of,
)


class Correction(Out):
    """Other words for one paragraph, proposed by a seat that was present, and what the secretariat ruled."""

    id = identifier()
    number = count()
    paragraph = count()
    seat = nested(SeatName)
    text = fields.String()
    state = word_of(CorrectionState)
    reason = fields.String()
    proposed_at = At()
    decided_at = At(allow_none=True)


class Minutes(Out):
    """The minutes of a sitting: the draft, or the document the house approved, as it was frozen."""

    id = identifier()
    sitting = identifier()
    number = count()
    state = word_of(MinutesState)
    draft_hash = digest()
    drafted_at = At()
    corrections_until_at = At()
    approved_hash = digest(allow_none=True)
    approved_at = At(allow_none=True)
    document = fields.Dict(keys=fields.String(), metadata={"description": "As it was frozen; each sentence as data."})
    corrections = listed(Correction)


class Correcting(In):
    """The number of a paragraph, and what it should say."""

    paragraph = whole(1, 100_000, required=True)
    text = fields.String(required=True)


class RulingOnCorrection(In):
    """Accepted or not; a refusal has its reason."""

    accept = Flag(required=True)
    reason = fields.String(load_default="")


class PuttingMinutes(In):
    """`manner` only where it is not the usual one."""

    manner = word_of(Manner, load_default=None, allow_none=True)


MinutesDrafted = answer("MinutesDrafted", minutes=identifier(), draft_hash=digest())
CorrectionMade = answer("CorrectionMade", correction=identifier(), number=count())
CorrectionRuled = answer("CorrectionRuled", correction=identifier(), state=word_of(CorrectionState))
MinutesPut = answer("MinutesPut", vote=identifier(), number=count(), closes_at=At())
