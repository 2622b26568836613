"""The floor and what was said in writing, in the shape of `record.state`: plain values by id."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class Turn:
    id: str
    sitting: str
    item: str | None
    kind: str
    procedural: str | None
    seat: str | None
    name: str
    office: str
    side: str
    about: str
    state: str
    place: int
    asked_at: str
    reason: str = ""
    began_at: str | None = None
    ended_at: str | None = None
    seconds: int | None = None
    ends_at: str | None = None
    stopped_at: str | None = None


@dataclass(kw_only=True)
class PointOfOrder:
    """With the ruling on it, and the appeal against the ruling."""

    id: str
    plenary: str
    sitting: str
    item: str | None
    turn: str | None
    seat: str
    about: str
    on_conduct: bool
    seconds: int
    state: str
    raised_at: str
    ruling: str | None = None
    words: str = ""
    ruled_at: str | None = None
    ruled_seq: int | None = None
    appellant: str | None = None
    appealed_at: str | None = None
    stands: bool | None = None
    settled_at: str | None = None


@dataclass(kw_only=True)
class ProceduralMotion:
    id: str
    plenary: str
    sitting: str
    item: str | None
    seat: str
    kind: str
    text: str
    target: str | None
    state: str
    moved_at: str
    decided_at: str | None = None


@dataclass(kw_only=True)
class Reconsideration:
    id: str
    plenary: str
    motion: str
    seat: str
    reason: str
    state: str
    moved_at: str
    decided_at: str | None = None


@dataclass(kw_only=True)
class Statement:
    """On an item or on a vote; its text is the annex."""

    id: str
    plenary: str
    kind: str
    item: str | None
    vote: str | None
    seat: str
    position: str
    language: str
    text_hash: str
    submitted_at: str
    withdrawn_at: str | None = None
