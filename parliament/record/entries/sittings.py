"""Sittings: opened, interrupted, led, ended."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class SittingScheduled(Fact):
    """A sitting was fixed for a time."""

    kind: ClassVar[str] = "sitting.scheduled"
    sitting: str
    number: int
    starts_at: str


@dataclass(frozen=True, kw_only=True)
class SittingOpened(Fact):
    """The sitting opened with its credentials report: who was present at the roll call stands in the annex."""

    kind: ClassVar[str] = "sitting.opened"
    sitting: str
    chair: str
    present: int
    held: int
    vacant: int
    needed: int
    credentials_hash: str


@dataclass(frozen=True, kw_only=True)
class RollCallTaken(Fact):
    """The seats were called again in mid-sitting."""

    kind: ClassVar[str] = "roll_call.taken"
    sitting: str
    present: int
    held: int
    vacant: int
    credentials_hash: str


@dataclass(frozen=True, kw_only=True)
class SittingSuspended(Fact):
    """The sitting was interrupted."""

    kind: ClassVar[str] = "sitting.suspended"
    sitting: str


@dataclass(frozen=True, kw_only=True)
class SittingResumed(Fact):
    """The sitting went on."""

    kind: ClassVar[str] = "sitting.resumed"
    sitting: str


@dataclass(frozen=True, kw_only=True)
class SittingAdjourned(Fact):
    """The sitting ended."""

    kind: ClassVar[str] = "sitting.adjourned"
    sitting: str


@dataclass(frozen=True, kw_only=True)
class ChairHandedOver(Fact):
    """Another person took the chair of the sitting."""

    kind: ClassVar[str] = "chair.handed_over"
    sitting: str
    from_account: str
    to_account: str
    reason: str
