"""Elections of persons: who stands, and how each round came out."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class ElectionOpened(Fact):
    """Nominations are open for so many seats, to be filled by this method."""

    kind: ClassVar[str] = "election.opened"
    election: str
    item: str
    title: str
    method: str
    seats: int


@dataclass(frozen=True, kw_only=True)
class CandidateNominated(Fact):
    """A seat put somebody forward; `seat` is the candidate's own, where there is one."""

    kind: ClassVar[str] = "candidate.nominated"
    candidate: str
    election: str
    number: int
    name: str
    seat: str | None
    nominated_by: str


@dataclass(frozen=True, kw_only=True)
class CandidateWithdrew(Fact):
    """A candidate no longer stands."""

    kind: ClassVar[str] = "candidate.withdrew"
    candidate: str


@dataclass(frozen=True, kw_only=True)
class NominationsClosed(Fact):
    """The first round is put: nobody is nominated any more."""

    kind: ClassVar[str] = "nominations.closed"
    election: str


@dataclass(frozen=True, kw_only=True)
class ElectionRoundCounted(Fact):
    """A round came out: who is elected, the best first, and who stands in the next round; nobody when it is over.

    The annex holds the rules of the round, every candidate's votes and the lots; the papers are the vote's roll call.
    """

    kind: ClassVar[str] = "election.round_counted"
    election: str
    vote: str
    round: int
    elected: list[str]
    standing: list[str]
    count_hash: str


@dataclass(frozen=True, kw_only=True)
class ElectionRoundUndone(Fact):
    """The vote was annulled: everybody who stood in this round stands again."""

    kind: ClassVar[str] = "election.round_undone"
    election: str
    vote: str


@dataclass(frozen=True, kw_only=True)
class ElectionAbandoned(Fact):
    """No further round is held, for the reason given; whoever was elected stays elected."""

    kind: ClassVar[str] = "election.abandoned"
    election: str
    reason: str
