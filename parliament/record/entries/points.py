"""Points of order, the rulings on them, and appeals."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class PointRaised(Fact):
    """A seat raised a point of order, which goes before everything else."""

    kind: ClassVar[str] = "point.raised"
    point: str
    sitting: str
    item: str | None
    turn: str | None
    seat: str
    about: str
    on_conduct: bool
    seconds: int


@dataclass(frozen=True, kw_only=True)
class PointRuled(Fact):
    """The chair ruled on the point of order."""

    kind: ClassVar[str] = "point.ruled"
    point: str
    ruling: str
    words: str


@dataclass(frozen=True, kw_only=True)
class RulingAppealed(Fact):
    """A seat appealed against the ruling, at once."""

    kind: ClassVar[str] = "ruling.appealed"
    point: str
    seat: str


@dataclass(frozen=True, kw_only=True)
class AppealSettled(Fact):
    """The appeal was decided by a vote, or withdrawn, or lapsed with its sitting; says whether the ruling stands."""

    kind: ClassVar[str] = "appeal.settled"
    point: str
    vote: str | None
    stands: bool
