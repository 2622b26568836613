"""What has become of each amendment: a function of the amendments and of the log of decisions, never stored.

Decided by the house or withdrawn by its sponsors; else lapsed when it conflicts with what was adopted, satisfied when
all of it is in already, else pending. Until the chair can cut the clashing operations off an amendment, one that
clashes only in part lapses wholly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from parliament.texts.conflicts import hard
from parliament.texts.index import Index
from parliament.texts.operations import Op, Ops
from parliament.texts.text import Text

Decision = tuple[int, Literal["adopted", "rejected"]]
State = Literal["pending", "adopted", "rejected", "withdrawn", "lapsed", "satisfied"]


@dataclass(frozen=True)
class Item:
    """An amendment as it comes before the house."""

    number: int
    ops: Ops
    withdrawn: bool = False


@dataclass(frozen=True)
class Fate:
    """What has become of an amendment; `by` is the adopted amendment it lapsed on or was satisfied by."""

    state: State
    by: int | None = None


def fate(base: Text, items: Mapping[int, Item], log: Sequence[Decision], number: int) -> Fate:
    """The fate of one amendment."""
    return fates(base, items, log)[number]


def fates(
    base: Text, items: Mapping[int, Item], log: Sequence[Decision], index: Index | None = None
) -> dict[int, Fate]:
    """The fate of every amendment. `index`, if given, is of the same items on the same base."""
    index = index or index_of(base, items)
    house = _House(base, items, log)
    return {number: house.fate(item, index) for number, item in items.items()}


def index_of(base: Text, items: Mapping[int, Item]) -> Index:
    """The conflicts of all items, the withdrawn included: they change with nothing that is decided."""
    return Index(base, {number: item.ops for number, item in items.items()})


def consequences(
    base: Text, items: Mapping[int, Item], log: Sequence[Decision], number: int, index: Index | None = None
) -> dict[int, Fate]:
    """What befalls the others if this one is adopted, said before the vote; those whose fate stays are left out.

    Nothing befalls them if it is rejected.
    """
    index = index or index_of(base, items)
    near = {n: items[n] for n in index.hard[number] | index.same[number]}
    now = _House(base, items, log)
    then = _House(base, items, [*log, (number, "adopted")])
    after = {n: then.fate(item, index) for n, item in near.items()}
    return {n: after[n] for n in sorted(near) if after[n] != now.fate(near[n], index)}


@dataclass
class _House:
    """The log, read once."""

    base: Text
    items: Mapping[int, Item]
    log: Sequence[Decision]
    ruled: dict[int, Fate] = field(init=False)
    rank: dict[int, int] = field(init=False)  # of the adopted, in the order of their adoption
    brought: dict[Op, int] = field(init=False)  # by whom each operation first came in

    def __post_init__(self) -> None:
        self.ruled = {number: Fate(outcome) for number, outcome in self.log}
        adopted = [number for number, outcome in self.log if outcome == "adopted"]
        self.rank = {number: at for at, number in enumerate(adopted)}
        self.brought = {}
        for number in adopted:
            for op in self.items[number].ops:
                self.brought.setdefault(op, number)

    def fate(self, item: Item, index: Index) -> Fate:
        if item.number in self.ruled:
            return self.ruled[item.number]
        if item.withdrawn:
            return Fate("withdrawn")
        if item.ops and all(op in self.brought for op in item.ops):
            return Fate("satisfied", max((self.brought[op] for op in item.ops), key=self.rank.__getitem__))
        rivals = sorted(index.hard[item.number] & self.rank.keys(), key=self.rank.__getitem__)
        for rival in rivals:
            theirs = tuple(op for op in self.items[rival].ops if op not in item.ops)
            if hard(self.base, self._open(item.ops), theirs):
                return Fate("lapsed", rival)
        return Fate("pending")

    def _open(self, ops: Ops) -> Ops:
        """What is not in yet. What is in already cannot clash, even if its like stands in a rival too."""
        return tuple(op for op in ops if op not in self.brought)
