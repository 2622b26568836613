"""Votes: opened on a frozen roll, closed with tally and outcome."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class VoteOpened(Fact):
    """A vote opened on one question; its roll is frozen as an annex, its text is named by hash."""

    kind: ClassVar[str] = "vote.opened"
    vote: str
    number: int
    sitting: str
    item: str
    motion: str
    amendment: str | None
    text_hash: str
    roll_hash: str
    roll: int
    present: int
    window: bool
    closes_at: str


@dataclass(frozen=True, kw_only=True)
class VoteClosed(Fact):
    """The vote closed: tally and outcome; the roll call of named ballots is the annex."""

    kind: ClassVar[str] = "vote.closed"
    vote: str
    yes: int
    no: int
    abstain: int
    not_voting: int
    absent: int
    present: int
    outcome: str
    roll_call_hash: str
