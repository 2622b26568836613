"""The floor: who asked for it, who had it."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class SpeakerListed(Fact):
    """A seat asked for the floor and is on the speakers' list."""

    kind: ClassVar[str] = "speaker.listed"
    turn: str
    sitting: str
    item: str
    seat: str
    side: str


@dataclass(frozen=True, kw_only=True)
class SpeakerWithdrew(Fact):
    """A seat left the speakers' list before it was called."""

    kind: ClassVar[str] = "speaker.withdrew"
    turn: str


@dataclass(frozen=True, kw_only=True)
class TurnBegan(Fact):
    """The chair gave the floor."""

    kind: ClassVar[str] = "turn.began"
    turn: str
    seconds: int


@dataclass(frozen=True, kw_only=True)
class TurnEnded(Fact):
    """The speech ended."""

    kind: ClassVar[str] = "turn.ended"
    turn: str
