"""Votes: opened on a frozen roll, closed with tally and outcome; and whatever may happen to one in between and after."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class VoteOpened(Fact):
    """A vote opened on one question; its roll is frozen as an annex, its text is named by hash, its rule is written out.

    A question that is neither a motion nor an amendment has its `wording`, and the id of what it is `about`. An amendment
    that was divided is put in `parts`, of which this is one.
    """

    kind: ClassVar[str] = "vote.opened"
    vote: str
    number: int
    sitting: str
    item: str | None
    question: str
    about: str | None
    wording: str
    motion: str | None
    amendment: str | None
    manner: str
    round: int
    majority: str
    tie: str
    quorum: str
    objections: int
    members: int
    accredited: int
    text_hash: str
    roll_hash: str
    roll: int
    present: int
    window: bool
    closes_at: str
    part: int | None = None
    parts: int | None = None


@dataclass(frozen=True, kw_only=True)
class VoteClosed(Fact):
    """The vote closed: tally and outcome; the roll call of named ballots is the annex, but for a show of hands.

    `represented` counts the seats that were there only by the holder of their proxy.
    """

    kind: ClassVar[str] = "vote.closed"
    vote: str
    yes: int
    no: int
    abstain: int
    papers: int
    not_voting: int
    absent: int
    present: int
    represented: int
    outcome: str
    roll_call_hash: str | None


@dataclass(frozen=True, kw_only=True)
class CastingVoteGiven(Fact):
    """Votes were equal, and the chair decided between them."""

    kind: ClassVar[str] = "casting_vote.given"
    vote: str
    choice: str


@dataclass(frozen=True, kw_only=True)
class VoteAnnulled(Fact):
    """The vote does not count, for the reason given; what it moved is moved back. Nothing of it is deleted."""

    kind: ClassVar[str] = "vote.annulled"
    vote: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class VoteRequestMade(Fact):
    """A seat asked that the quorum be checked, or the names be called, at the next vote."""

    kind: ClassVar[str] = "vote_request.made"
    request: str
    sitting: str
    seat: str
    asks_for: str


@dataclass(frozen=True, kw_only=True)
class HandsCounted(Fact):
    """What an officer counted. It is told as the vote closes, so that the second officer counts hands and not words."""

    kind: ClassVar[str] = "hands.counted"
    vote: str
    officer: str
    yes: int
    no: int
    abstain: int


@dataclass(frozen=True, kw_only=True)
class BallotTelephoned(Fact):
    """A seat voted by telephone: one officer wrote the ballot down, a second one confirmed it with the seat.

    What was chosen stands in the roll call, as every ballot does, once the vote is closed.
    """

    kind: ClassVar[str] = "ballot.telephoned"
    vote: str
    seat: str
    first: str
    second: str
    identity_check: str
