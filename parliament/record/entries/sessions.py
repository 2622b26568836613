"""Sessions and their agenda."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class SessionConvened(Fact):
    """A session was convened: rules of procedure and seats are frozen as annexes, notice is given."""

    kind: ClassVar[str] = "session.convened"
    plenary: str
    slug: str
    number: int
    title: str
    language: str
    time_zone: str
    opens_at: str
    profile: str
    profile_hash: str
    seats_hash: str
    seats: int


@dataclass(frozen=True, kw_only=True)
class SessionClosed(Fact):
    """The session ended; its record takes no more entries."""

    kind: ClassVar[str] = "session.closed"
    plenary: str


@dataclass(frozen=True, kw_only=True)
class ItemAdded(Fact):
    """An item entered the agenda."""

    kind: ClassVar[str] = "item.added"
    item: str
    position: int
    item_kind: str
    title: str
    motion: str | None


@dataclass(frozen=True, kw_only=True)
class ItemCalled(Fact):
    """The chair called an item: it is before the house now."""

    kind: ClassVar[str] = "item.called"
    sitting: str
    item: str
