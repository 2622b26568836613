"""Shapes of votes, tallies, ballots and receipts."""

from marshmallow import fields

from parliament.rules.stages import Choice, Outcome, VoteState
from parliament.schemas.seats import SeatName
from parliament.schemas.shapes import (
    At,
    In,
    Moment,
    Out,
    Said,
    answer,
    count,
    digest,
    identifier,
    listed,
    nested,
    one_of,
    word_of,
)
from parliament.schemas.texts import Marked, Printed

CAST = (*Choice, "not_voting", "absent")


class Tally(Out):
    """The counts of a closed vote."""

    yes = count()
    no = count()
    abstain = count()
    not_voting = count()
    absent = count()
    present = count()


class Vote(Out):
    """One act of deciding one question."""

    id = identifier()
    number = count()
    plenary = identifier(data_key="session", attribute="session")
    sitting = identifier()
    motion = identifier()
    amendment = identifier(allow_none=True)
    amendment_number = count(allow_none=True)
    state = word_of(VoteState)
    window = fields.Boolean()
    text_hash = digest()
    roll = count()
    opened_at = At()
    closes_at = At()
    closed_at = At(allow_none=True)
    outcome = word_of(Outcome, allow_none=True)
    tally = nested(Tally, allow_none=True)


class VoteNamed(Vote):
    """A vote with the motion it is on."""

    motion_number = count(allow_none=True)
    motion_title = fields.String()


class VoteList(Out):
    """The votes of a session, the newest first."""

    votes = listed(VoteNamed)


class VoteOpen(Vote):
    """A vote that is open: how many have voted, and the rule it is decided by."""

    voted = count()
    rule = Said()


class Consequence(Out):
    """What befalls another amendment if this one is adopted."""

    number = count()
    fate = fields.String()


class Named(SeatName):
    """One line of the roll call."""

    seat = identifier()
    member = fields.String()
    choice = one_of(*CAST)


class VoteWhole(VoteNamed):
    """A vote as everybody may see it; choices are shown once it is closed."""

    session_slug = identifier()
    session_title = fields.String()
    time_zone = fields.String()
    mover = nested(SeatName)
    rule = Said()
    quorum = Said()
    may_change = fields.Boolean()
    voted = count()
    text = nested(Printed)
    marked = listed(Marked, allow_none=True)
    consequences = listed(Consequence)
    explanation = fields.List(Said())
    roll_call = listed(Named)


class Receipt(Out):
    """What the house confirms it counted for a seat, signed; the same ballot gives the same receipt."""

    vote = identifier()
    seat = identifier()
    choice = word_of(Choice)
    cast_at = At()
    revision = count()
    text_hash = digest()
    signature = fields.String(metadata={"description": "Ed25519, in base64."})
    code = fields.String(metadata={"description": "Four groups of four, for the eye and the telephone."})


class OwnBallot(Out):
    """What the reader's own seat has to do with a vote."""

    vote = identifier()
    seat = identifier(allow_none=True)
    may_vote = fields.Boolean()
    receipt = nested(Receipt, allow_none=True)


class Opening(In):
    """What is put, and until when if it is a window."""

    amendment_id = identifier(data_key="amendment", load_default=None, allow_none=True)
    closes_at = Moment(load_default=None, allow_none=True)


class Casting(In):
    """The choice, and the text the voter has read: a ballot on other words is refused."""

    choice = word_of(Choice, required=True)
    text_hash = digest(load_default=None, allow_none=True)


VoteOpened = answer("VoteOpened", vote=identifier(), number=count(), closes_at=At())
VoteClosed = answer(
    "VoteClosed",
    vote=identifier(),
    outcome=word_of(Outcome),
    yes=count(),
    no=count(),
    abstain=count(),
    not_voting=count(),
    absent=count(),
)
