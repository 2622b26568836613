"""The agenda: edited while it is a draft, adopted by the house, changed by the house."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class ItemAdded(Fact):
    """An item entered the agenda; once the agenda is adopted, by a change that the house decided."""

    kind: ClassVar[str] = "item.added"
    item: str
    position: int
    item_kind: str
    title: str
    motion: str | None
    parent: str | None = None
    planned_minutes: int | None = None
    change: str | None = None


@dataclass(frozen=True, kw_only=True)
class ItemMoved(Fact):
    """An item of a draft agenda took another place; `items` is the order from then on."""

    kind: ClassVar[str] = "item.moved"
    item: str
    title: str
    position: int
    items: list[str]


@dataclass(frozen=True, kw_only=True)
class ItemChanged(Fact):
    """An item of a draft agenda received another title or another planned duration."""

    kind: ClassVar[str] = "item.changed"
    item: str
    title: str
    planned_minutes: int | None


@dataclass(frozen=True, kw_only=True)
class ItemRemoved(Fact):
    """An item left the agenda before it was called; its motion, if it had one, may be put on again."""

    kind: ClassVar[str] = "item.removed"
    item: str
    title: str
    position: int
    change: str | None = None


@dataclass(frozen=True, kw_only=True)
class ItemCalled(Fact):
    """The chair called an item: it is before the house now."""

    kind: ClassVar[str] = "item.called"
    sitting: str
    item: str


@dataclass(frozen=True, kw_only=True)
class AgendaChangeProposed(Fact):
    """It was proposed to adopt the agenda in this order, or to change the adopted one into it.

    `item` is the item an addition would make, or the one a removal would take away.
    """

    kind: ClassVar[str] = "agenda_change.proposed"
    change: str
    change_kind: str
    items: list[str]
    item: str | None
    item_kind: str | None
    title: str
    motion: str | None
    planned_minutes: int | None
    reason: str
    seat: str | None


@dataclass(frozen=True, kw_only=True)
class AgendaChangeDecided(Fact):
    """The house decided on a change of the agenda; it lapsed if the agenda had moved on meanwhile."""

    kind: ClassVar[str] = "agenda_change.decided"
    change: str
    vote: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class AgendaAdopted(Fact):
    """The house adopted the agenda: from now on it changes only by decision."""

    kind: ClassVar[str] = "agenda.adopted"
    change: str
    vote: str


@dataclass(frozen=True, kw_only=True)
class AgendaReordered(Fact):
    """The adopted agenda goes on in another order, as the house decided."""

    kind: ClassVar[str] = "agenda.reordered"
    change: str
    items: list[str]
