"""All conflicts among many amendments, from buckets by paragraph and place instead of by comparing all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise, product

from parliament.texts.conflicts import relation, reparents
from parliament.texts.operations import Insert, Move, Op, Ops, Splice
from parliament.texts.outline import Place
from parliament.texts.text import Text

Numbered = tuple[int, Op]


class Index:
    """For every amendment: which are hard against it, meet it at one place, share an operation with it."""

    def __init__(
        self, base: Text, items: Mapping[int, Ops], replaced: Mapping[int, Iterable[int]] | None = None
    ) -> None:
        self.base = base
        self.replaced = replaced or {}  # by each compromise
        self.ops = {number: frozenset(ops) for number, ops in items.items()}
        self.hard: dict[int, set[int]] = {number: set() for number in items}
        self.order: dict[int, set[int]] = {number: set() for number in items}
        self.same: dict[int, set[int]] = {number: set() for number in items}
        # What one lands on ground that another carries off: hard once a sub-amendment makes it too deep together.
        self.carried: dict[int, set[int]] = {number: set() for number in items}
        numbered = [(number, op) for number, ops in items.items() for op in ops]
        self._shared(numbered)
        self._on_paragraphs(numbered)
        self._at_places(numbered)

    def _shared(self, numbered: Iterable[Numbered]) -> None:
        holders: dict[Op, list[int]] = defaultdict(list)
        for number, op in numbered:
            holders[op].append(number)
        for found in holders.values():
            if len(found) > 1:
                for number in found:
                    self.same[number] |= {other for other in found if other != number}

    def _on_paragraphs(self, numbered: Iterable[Numbered]) -> None:
        splices: dict[str, list[tuple[int, Splice]]] = defaultdict(list)
        whole: dict[str, list[Numbered]] = defaultdict(list)
        for number, op in numbered:
            if isinstance(op, Splice):
                splices[op.pid].append((number, op))
            elif not isinstance(op, Insert):
                whole[op.pid].append((number, op))
        for found in splices.values():
            self._sweep(sorted(found, key=lambda pair: (pair[1].start, pair[1].end, pair[0])))
        for pid, others in whole.items():
            self._pair(others, others)
            self._pair(others, splices.get(pid, ()))

    def _sweep(self, found: list[tuple[int, Splice]]) -> None:
        """Splices by where they start: once one starts beyond the end of another, so do all that follow."""
        for n, (number, op) in enumerate(found):
            for other in found[n + 1 :]:
                if other[1].start > op.end:
                    break
                self._pair([(number, op)], [other])

    def _at_places(self, numbered: Iterable[Numbered]) -> None:
        into: dict[Place, list[Numbered]] = defaultdict(list)
        under: dict[str, list[Numbered]] = defaultdict(list)
        ground: dict[str, list[Numbered]] = defaultdict(list)  # what deletes or reparents a paragraph
        for number, op in numbered:
            if isinstance(op, Insert | Move):
                into[op.place].append((number, op))
                under[op.place.parent].append((number, op))
            if not isinstance(op, Insert | Splice) and (not isinstance(op, Move) or reparents(op)):
                ground[op.pid].append((number, op))
        for found in into.values():
            self._pair(found, found)
        for parent, found in under.items():
            for above in self.base.outline.chain(parent):
                self._pair(ground.get(above, ()), found)
                for n, m in product(
                    (n for n, op in ground.get(above, ()) if isinstance(op, Move)), (m for m, _ in found)
                ):
                    if n != m:
                        self._note(self.carried, n, m)

    def _pair(self, xs: Iterable[Numbered], ys: Iterable[Numbered]) -> None:
        ys = list(ys)
        for n, x in xs:
            for m, y in ys:
                kind = relation(self.base, x, y) if n != m else "none"
                if kind == "order":
                    self._note(self.order, n, m)
                elif kind == "hard" and x not in self.ops[m] and y not in self.ops[n]:
                    self._note(self.hard, n, m)

    @staticmethod
    def _note(where: dict[int, set[int]], n: int, m: int) -> None:
        where[n].add(m)
        where[m].add(n)

    def clusters(self, among: Iterable[int] | None = None) -> tuple[tuple[int, ...], ...]:
        """Amendments joined by hard conflicts and by compromises, however far the chain goes; those alone are alone.

        `among` leaves the others out, and so whatever they alone would join.
        """
        root = {number: number for number in (self.ops if among is None else among)}

        def find(number: int) -> int:
            while root[number] != number:
                root[number] = root[root[number]]
                number = root[number]
            return number

        for number, others in [*self.hard.items(), *self.replaced.items()]:
            for a, b in pairwise(n for n in (number, *others) if number in root and n in root):
                low, high = sorted((find(a), find(b)))
                root[high] = low
        found: dict[int, list[int]] = defaultdict(list)
        for number in sorted(root):
            found[find(number)].append(number)
        return tuple(tuple(numbers) for _, numbers in sorted(found.items()))


def landing_order(items: Mapping[int, Ops]) -> dict[str, int]:
    """Which group comes first at a place several land at: that of the lowest number which brings it.

    The rank belongs to the content and not to the amendment, so that it is the same whichever of two identical
    amendments is adopted. It is a function of all that was submitted, never of what was decided.
    """
    ranks: dict[str, int] = {}
    for number in sorted(items):
        for op in items[number]:
            if isinstance(op, Insert | Move):
                ranks.setdefault(op.group, len(ranks))
    return ranks
