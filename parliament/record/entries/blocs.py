"""Several amendments put at once, and one amendment put in parts."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class BlocProposed(Fact):
    """The chair proposed to put these amendments at once, by their numbers."""

    kind: ClassVar[str] = "bloc.proposed"
    bloc: str
    motion: str
    number: int
    amendments: list[int]


@dataclass(frozen=True, kw_only=True)
class TakingOutAsked(Fact):
    """A seat asked that an amendment of a bloc be put by itself."""

    kind: ClassVar[str] = "taking_out.asked"
    request: str
    bloc: str
    number: int
    seat: str


@dataclass(frozen=True, kw_only=True)
class AmendmentTakenOut(Fact):
    """Enough seats have asked: the amendment is not put with the others of its bloc."""

    kind: ClassVar[str] = "amendment.taken_out"
    bloc: str
    number: int


@dataclass(frozen=True, kw_only=True)
class BlocWithdrawn(Fact):
    """The chair took the bloc back; its amendments are put one by one."""

    kind: ClassVar[str] = "bloc.withdrawn"
    bloc: str


@dataclass(frozen=True, kw_only=True)
class BlocDecided(Fact):
    """The house decided on a bloc: its amendments are adopted, or still to be put one by one."""

    kind: ClassVar[str] = "bloc.decided"
    bloc: str
    vote: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class DivisionAsked(Fact):
    """A seat asked that an amendment be put in parts, as it wishes; with `procedural`, the house decided so."""

    kind: ClassVar[str] = "division.asked"
    request: str
    amendment: str
    seat: str
    procedural: str | None
    wish: str


@dataclass(frozen=True, kw_only=True)
class DivisionOrdered(Fact):
    """The chair divided an amendment; its parts, each with its operations, are the annex. The last order stands."""

    kind: ClassVar[str] = "division.ordered"
    motion: str
    amendment: str
    parts: int
    parts_hash: str


@dataclass(frozen=True, kw_only=True)
class AmendmentDivided(Fact):
    """All parts of an amendment are decided: one result for each, in their order."""

    kind: ClassVar[str] = "amendment.divided"
    motion: str
    amendment: str
    outcomes: list[str]
