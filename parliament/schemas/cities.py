"""Shapes of what one city did: how it voted, what it signed, what it promised."""

from marshmallow import fields

from parliament.rules.stages import Outcome
from parliament.schemas.follow_up import CommitmentWhole
from parliament.schemas.shapes import At, Out, count, digest, identifier, listed, nested, one_of, word_of
from parliament.schemas.votes import CAST


class VoteOfCity(Out):
    """A closed vote on whose roll the seat stood, and its choice; a vote that is on no motion has no title."""

    vote = identifier()
    number = count()
    motion_number = count(allow_none=True)
    motion_title = fields.String(allow_none=True)
    amendment_number = count(allow_none=True)
    session_title = fields.String()
    time_zone = fields.String()
    closed_at = At()
    outcome = word_of(Outcome)
    choice = one_of(*CAST)


class VotesOfCity(Out):
    """The newest closed votes of a seat, the last one first."""

    votes = listed(VoteOfCity)


class SignatureTakenBack(Out):
    """When and why."""

    at = At()
    reason = fields.String()


class SignatureOfCity(Out):
    """A declaration the city signed, with its words; `seq` is the entry in the institution's log that says so."""

    signature = identifier()
    declaration = identifier()
    number = count()
    slug = identifier()
    title = fields.String()
    language = fields.String()
    version = count()
    document_hash = digest()
    by = fields.String()
    function = fields.String()
    council_date = fields.String(allow_none=True)
    council_reference = fields.String()
    reservation = fields.String()
    at = At()
    seq = count()
    withdrawn = nested(SignatureTakenBack, allow_none=True)


class SignaturesOfCity(Out):
    """What a seat signed, the newest first; what it took back stays, with the reason."""

    signatures = listed(SignatureOfCity)


class CommitmentsOfCity(Out):
    """What a city promised and how far it says it is; what it no longer stands by stays, with the reason."""

    commitments = listed(CommitmentWhole)
