"""The floor: who asked for it, who had it, in which order."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class SpeakerListed(Fact):
    """A seat asked for the floor and is on the speakers' list: for the item, or for a procedural motion."""

    kind: ClassVar[str] = "speaker.listed"
    turn: str
    sitting: str
    item: str | None
    procedural: str | None
    seat: str
    side: str


@dataclass(frozen=True, kw_only=True)
class SpeakerInvited(Fact):
    """The chair invited somebody who holds no seat to speak, for so many seconds."""

    kind: ClassVar[str] = "speaker.invited"
    turn: str
    sitting: str
    item: str
    name: str
    office: str
    seconds: int


@dataclass(frozen=True, kw_only=True)
class SpeakerWithdrew(Fact):
    """A seat left the speakers' list before it was called, or the list was ended."""

    kind: ClassVar[str] = "speaker.withdrew"
    turn: str


@dataclass(frozen=True, kw_only=True)
class SpeakersReordered(Fact):
    """The chair put the speakers' list in another order; what the house proposed is kept beside it."""

    kind: ClassVar[str] = "speakers.reordered"
    sitting: str
    item: str
    turns: list[str]
    proposed: list[str]
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReplyAsked(Fact):
    """A seat asked to reply to a speech that named it."""

    kind: ClassVar[str] = "reply.asked"
    turn: str
    sitting: str
    item: str
    seat: str
    about: str


@dataclass(frozen=True, kw_only=True)
class ReplyGranted(Fact):
    """The chair granted the reply, which comes before the list."""

    kind: ClassVar[str] = "reply.granted"
    turn: str


@dataclass(frozen=True, kw_only=True)
class ReplyRefused(Fact):
    """The chair did not grant the reply, and said why."""

    kind: ClassVar[str] = "reply.refused"
    turn: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class TurnBegan(Fact):
    """The chair gave the floor."""

    kind: ClassVar[str] = "turn.began"
    turn: str
    seconds: int


@dataclass(frozen=True, kw_only=True)
class TurnInterrupted(Fact):
    """A point of order stopped the speech and its countdown."""

    kind: ClassVar[str] = "turn.interrupted"
    turn: str


@dataclass(frozen=True, kw_only=True)
class TurnResumed(Fact):
    """The speech went on, with the seconds that were left."""

    kind: ClassVar[str] = "turn.resumed"
    turn: str


@dataclass(frozen=True, kw_only=True)
class TurnEnded(Fact):
    """The speech ended."""

    kind: ClassVar[str] = "turn.ended"
    turn: str
