"""Procedural motions and what they do, and motions to decide anew."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class ProceduralMoved(Fact):
    """A seat moved a procedural motion; `target` is the item it wants to come next, or the amendment it wants divided."""

    kind: ClassVar[str] = "procedural.moved"
    procedural: str
    sitting: str
    item: str | None
    seat: str
    procedural_kind: str
    text: str
    target: str | None


@dataclass(frozen=True, kw_only=True)
class ProceduralEnded(Fact):
    """The mover withdrew the procedural motion, or it lapsed because what it was about had gone."""

    kind: ClassVar[str] = "procedural.ended"
    procedural: str
    state: str


@dataclass(frozen=True, kw_only=True)
class ProceduralDecided(Fact):
    """The house adopted or rejected the procedural motion; what it does follows in the next entries."""

    kind: ClassVar[str] = "procedural.decided"
    procedural: str
    vote: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class DebateAdjourned(Fact):
    """The house put off the debate on an item: its motion, if one, is scheduled again, and no item is before it."""

    kind: ClassVar[str] = "debate.adjourned"
    sitting: str
    item: str
    procedural: str


@dataclass(frozen=True, kw_only=True)
class MotionReferredBack(Fact):
    """The house sent the motion back: it is published, and not before the house until it is scheduled anew."""

    kind: ClassVar[str] = "motion.referred_back"
    motion: str
    sitting: str
    procedural: str


@dataclass(frozen=True, kw_only=True)
class ItemBroughtForward(Fact):
    """The house decided which item comes next; `items` is the order of business from then on."""

    kind: ClassVar[str] = "item.brought_forward"
    item: str
    items: list[str]
    procedural: str


@dataclass(frozen=True, kw_only=True)
class ReconsiderationMoved(Fact):
    """A seat moved that the house decide anew on a motion, and said why."""

    kind: ClassVar[str] = "reconsideration.moved"
    reconsideration: str
    motion: str
    seat: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReconsiderationEnded(Fact):
    """The motion to decide anew was rejected, or withdrawn by its mover."""

    kind: ClassVar[str] = "reconsideration.ended"
    reconsideration: str
    state: str


@dataclass(frozen=True, kw_only=True)
class MotionReconsidered(Fact):
    """The house decides the motion anew: it is under debate again, and has no outcome."""

    kind: ClassVar[str] = "motion.reconsidered"
    reconsideration: str
    motion: str
    vote: str
