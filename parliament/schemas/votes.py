"""Shapes of votes, tallies, ballots and receipts."""

from marshmallow import fields

from parliament.rules.elections import MOST_CANDIDATES
from parliament.rules.stages import AsksFor, Choice, Manner, Outcome, Question, Via, VoteState
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
    many,
    nested,
    one_of,
    whole,
    word_of,
)
from parliament.schemas.texts import Marked, Printed

CAST = (*Choice, "not_voting", "absent")


class Tally(Out):
    """The counts of a closed vote."""

    yes = count()
    no = count()
    abstain = count()
    papers = count()
    not_voting = count()
    absent = count()
    present = count()


class Vote(Out):
    """One act of deciding one question: a motion, an amendment, or what `about` names and `wording` says.

    Of an amendment that was divided it decides one of several `parts`; of several at once, `wording` has the numbers.
    """

    id = identifier()
    number = count()
    plenary = identifier(data_key="session", attribute="session")
    sitting = identifier()
    item = identifier(allow_none=True)
    question = word_of(Question)
    about = identifier(allow_none=True)
    wording = fields.String()
    motion = identifier(allow_none=True)
    amendment = identifier(allow_none=True)
    amendment_number = count(allow_none=True)
    part = count(allow_none=True)
    parts = count(allow_none=True)
    manner = word_of(Manner)
    round = count()
    state = word_of(VoteState)
    window = fields.Boolean()
    objections = count()
    text_hash = digest()
    roll = count()
    opened_at = At()
    closes_at = At()
    closed_at = At(allow_none=True)
    outcome = word_of(Outcome, allow_none=True)
    casting = one_of(Choice.YES, Choice.NO, allow_none=True)
    annulled_reason = fields.String()
    tally = nested(Tally, allow_none=True)


class VoteNamed(Vote):
    """A vote with the motion it is on, if it is on one."""

    motion_number = count(allow_none=True)
    motion_title = fields.String()


class VoteList(Out):
    """The votes of a session, the newest first."""

    votes = listed(VoteNamed)


class VoteDecided(VoteNamed):
    """A closed vote, and who settles equal votes that are not settled yet."""

    left_to = one_of("chair", "second_round", allow_none=True)


class VoteOpen(VoteNamed):
    """A vote that is open: how many have voted, and the rule it is decided by."""

    voted = count()
    rule = Said()


class Consequence(Out):
    """What befalls another amendment if this one is decided so; `by` is the one it falls on, or waits for."""

    number = count()
    fate = fields.String()
    by = count(allow_none=True)


class Named(SeatName):
    """One line of the roll call; `proxy_city` is the city that cast this ballot by proxy."""

    seat = identifier()
    member = fields.String()
    choice = one_of(*CAST)
    via = word_of(Via)
    proxy_city = fields.String(allow_none=True)


class HandCount(Out):
    """What one officer counted in a show of hands; while the vote is open, only that the officer has."""

    officer = fields.String()
    yes = count(allow_none=True)
    no = count(allow_none=True)
    abstain = count(allow_none=True)
    at = At()


class Telephoned(SeatName):
    """A ballot by telephone with its two officers; without the second it waits, and does not count."""

    seat = identifier()
    first = fields.String()
    second = fields.String(allow_none=True)
    identity_check = fields.String()
    at = At(allow_none=True)


class Put(Out):
    """What one amendment, or the part that is put, changes in the text."""

    id = identifier()
    number = count()
    mover = nested(SeatName)
    sentences = fields.List(Said())


class VoteWhole(VoteDecided):
    """A vote as everybody may see it; choices are shown once it is closed. `changes` are those of each amendment put."""

    session_slug = identifier()
    session_title = fields.String()
    time_zone = fields.String()
    mover = nested(SeatName, allow_none=True)
    rule = Said()
    rule_key = fields.String(metadata={"description": "The key of the rule that decides, in the profile."})
    quorum = Said()
    may_change = fields.Boolean()
    voted = count()
    text = nested(Printed, allow_none=True)
    marked = listed(Marked, allow_none=True)
    changes = listed(Put)
    consequences = listed(Consequence)
    if_rejected = listed(Consequence)
    explanation = fields.List(Said())
    roll_call = listed(Named)
    counts = listed(HandCount)
    telephoned = listed(Telephoned)


class Receipt(Out):
    """What the house confirms it counted for a seat, signed; the same ballot gives the same receipt.

    `marks` is there on the paper of an election alone: whom it names.
    """

    vote = identifier()
    seat = identifier()
    choice = word_of(Choice)
    cast_at = At()
    revision = count()
    text_hash = digest()
    signature = fields.String(metadata={"description": "Ed25519, in base64."})
    code = fields.String(metadata={"description": "Four groups of four, for the eye and the telephone."})
    marks = fields.List(identifier(), metadata={"description": "On the paper of an election only: whom it names."})

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        field_obj.required = field_name != "marks"


class ProxyBallot(SeatName):
    """A seat whose voice the reader holds; of a ballot that it cast itself one learns only that it is in."""

    seat = identifier()
    may_vote = fields.Boolean()
    has_voted_itself = fields.Boolean()
    receipt = nested(Receipt, allow_none=True)


class OwnBallot(Out):
    """What the reader's own seat has to do with a vote, and the seats whose proxies it holds."""

    vote = identifier()
    seat = identifier(allow_none=True)
    may_vote = fields.Boolean()
    receipt = nested(Receipt, allow_none=True)
    proxies = listed(ProxyBallot)


class Opening(In):
    """What is put, how, and until when if it is a window or waits for objections in silence."""

    amendment_id = identifier(data_key="amendment", load_default=None, allow_none=True)
    manner = word_of(Manner, load_default=None, allow_none=True)
    closes_at = Moment(load_default=None, allow_none=True)


class Casting(In):
    """The choice, and the text the voter has read: a ballot on other words is refused.

    `marks` are the candidates on the paper of an election; `seat` is one that gave its proxy to the voter's.
    """

    choice = word_of(Choice, required=True)
    text_hash = digest(load_default=None, allow_none=True)
    marks = many(identifier(), MOST_CANDIDATES, load_default=None, allow_none=True)
    seat_id = identifier(data_key="seat", load_default=None, allow_none=True)


class Asking(In):
    """What a seat asks for before the next vote."""

    asks_for = word_of(AsksFor, required=True)


class CountingHands(In):
    """The hands one officer counted."""

    yes = whole(required=True)
    no = whole(required=True)
    abstain = whole(required=True)


class TakingByTelephone(In):
    """What the seat said on the telephone, and how the person was known."""

    choice = one_of(Choice.YES, Choice.NO, Choice.ABSTAIN, required=True)
    identity_check = fields.String(required=True)


class ConfirmingByTelephone(In):
    """What the seat said when it was asked again."""

    choice = one_of(Choice.YES, Choice.NO, Choice.ABSTAIN, required=True)


class GivingCastingVote(In):
    """How the chair decides between equal votes."""

    choice = one_of(Choice.YES, Choice.NO, required=True)


class Annulling(In):
    """Why the vote does not count."""

    reason = fields.String(required=True)


VoteOpened = answer("VoteOpened", vote=identifier(), number=count(), closes_at=At())
VoteClosed = answer(
    "VoteClosed",
    vote=identifier(),
    outcome=word_of(Outcome),
    yes=count(),
    no=count(),
    abstain=count(),
    papers=count(),
    not_voting=count(),
    absent=count(),
)
RequestMade = answer("RequestMade", request=identifier())
HandsSaid = answer("HandsSaid", vote=identifier(), counts=count())
TelephoneTaken = answer("TelephoneTaken", vote=identifier(), seat=identifier())
CastingVoteSaid = answer("CastingVoteSaid", vote=identifier(), outcome=word_of(Outcome))
VoteAnnulledDone = answer("VoteAnnulledDone", vote=identifier())
