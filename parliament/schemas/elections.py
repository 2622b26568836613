"""Shapes of elections of persons: candidates, rounds, papers."""

from marshmallow import fields

from parliament.rules.elections import MOST_SEATS, Method
from parliament.rules.stages import CandidateState, ElectionState, Outcome
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
    whole,
    word_of,
)


class Election(Out):
    """Filling so many seats by one method; `round` is the one that comes next, or the last one once it is decided."""

    id = identifier()
    plenary = identifier(data_key="session", attribute="session")
    item = identifier()
    title = fields.String()
    method = word_of(Method)
    seats = count()
    state = word_of(ElectionState)
    round = count()
    reason = fields.String()
    opened_at = At()


class ElectionListed(Election):
    """An election in a list, with how many stand now."""

    standing = count()


class ElectionList(Out):
    """The elections of a session."""

    elections = listed(ElectionListed)


class Candidate(Out):
    """Somebody put forward; `settled_round` is the round that elected or eliminated them."""

    id = identifier()
    number = count()
    name = fields.String()
    seat = nested(SeatName, allow_none=True)
    nominated_by = nested(SeatName)
    state = word_of(CandidateState)
    settled_round = count(allow_none=True)


class Standing(Out):
    """A candidate on the paper of a round."""

    id = identifier()
    name = fields.String()


class RoundOpen(Out):
    """The round that is open: what a paper may hold. Cast it at the vote, with the choice `paper` and its marks."""

    vote = identifier()
    number = count()
    round = count()
    method = word_of(Method)
    seats = count()
    most_marks = count()
    candidates = listed(Standing)
    text_hash = digest()
    window = fields.Boolean()
    closes_at = At()
    may_change = fields.Boolean()
    roll = count()
    voted = count()


class NamedPaper(Out):
    """Whom a seat named, in its order; nobody on a blank paper."""

    seat = identifier()
    city = fields.String()
    member = fields.String()
    marks = fields.List(fields.String())


class RoundOver(Out):
    """A round that is over, with its worked explanation; `matrix` is for ranked papers: the row before the column."""

    vote = identifier()
    number = count()
    round = count()
    outcome = word_of(Outcome)
    is_annulled = fields.Boolean()
    closed_at = At(allow_none=True)
    explanation = fields.List(Said())
    elected = fields.List(fields.String())
    standing = fields.List(fields.String())
    candidates = fields.List(fields.String())
    matrix = fields.List(fields.List(count()))
    papers = listed(NamedPaper)
    roll_call_hash = digest(allow_none=True)
    count_hash = digest(allow_none=True)


class ElectionWhole(Election):
    """One election with its candidates and rounds."""

    session_slug = identifier()
    session_title = fields.String()
    time_zone = fields.String()
    item_title = fields.String()
    method_in_words = Said()
    free = count()
    max_rounds = count()
    candidates = listed(Candidate)
    rounds = listed(RoundOver)
    open = nested(RoundOpen, allow_none=True)


class OpeningElection(In):
    """By which method, for how many seats; without a title it bears the item's."""

    method = word_of(Method, load_default=Method.ONE.value)
    seats = whole(0, MOST_SEATS * 10, load_default=1)
    title = fields.String(load_default="")


class Nominating(In):
    """The seat whose holder is put forward, or a name."""

    seat_id = identifier(data_key="seat", load_default=None, allow_none=True)
    name = fields.String(load_default="")


class PuttingRound(In):
    """Until when, if the round is a window."""

    closes_at = Moment(load_default=None, allow_none=True)


class Abandoning(In):
    """Why no further round is held."""

    reason = fields.String(required=True)


ElectionDone = answer("ElectionDone", election=identifier())
CandidateDone = answer("CandidateDone", candidate=identifier())
