"""Where every amendment stands: a function of the amendments and of the log of decisions, never stored.

Decided; else a sub-amendment falls with its parent; else lapsed for an adopted compromise that replaces it; satisfied
when all of it is in already; lapsed, or partly open, when it conflicts with what is in; held while a compromise that
would replace it is open; else pending. Whatever ends a compromise leaves the others as if it had never been submitted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import Literal

from parliament.texts.apply import check_operations
from parliament.texts.conflicts import hard
from parliament.texts.consolidate import Consolidated, consolidate
from parliament.texts.division import rejoin
from parliament.texts.index import Index, landing_order
from parliament.texts.items import IN_FORCE, OPEN, Cutting, Decision, Division, Fate, Item
from parliament.texts.operations import Op, Ops
from parliament.texts.payload import check_sub, payload, revise, touched
from parliament.texts.problems import Mismatch, TextProblem
from parliament.texts.text import Text

SOURCE = "amendment-"  # an amendment is named so as the source of its words


def index_of(base: Text, items: Mapping[int, Item]) -> Index:
    """The conflicts of all that was submitted on the base, the withdrawn included: nothing decided changes them."""
    main = {number: item for number, item in items.items() if item.parent is None}
    replaced = {number: item.replaces for number, item in main.items() if item.replaces}
    return Index(base, {number: item.ops for number, item in main.items()}, replaced)


class Standing:
    """The amendments of one text after a log of decisions. `index`, if given, is `index_of` the same items."""

    def __init__(
        self, base: Text, items: Mapping[int, Item], log: Sequence[Decision] = (), index: Index | None = None
    ) -> None:
        self.base, self.items, self.log = base, items, tuple(log)
        # What was submitted is never written over, so these hold whatever is decided.
        self.submitted = index or index_of(base, items)
        self.subs: dict[int, list[int]] = defaultdict(list)
        self.replaced_by: dict[int, list[int]] = defaultdict(list)
        for number in sorted(items):
            parent = items[number].parent
            if parent is not None:
                self.subs[parent].append(number)
            for other in items[number].replaces:
                self.replaced_by[other].append(number)
        self._words: dict[int, Text] = {}
        # What the log says.
        self.ruled: dict[int, Fate] = {}
        self.taken: dict[int, tuple[int, ...]] = {}  # the sub-amendments in each amendment
        self.cut_off: dict[int, frozenset[int]] = {}  # places of operations the chair cut off
        self.in_force: dict[int, Ops] = {}  # in the order of adoption
        self.rank: dict[int, int] = {}  # that order, and that of adopted sub-amendments among them
        self.brought: dict[Op, int] = {}  # by whom each operation first came in
        self._known: dict[int, Fate] = {}
        self._ops: dict[int, Ops] = {}
        for decision in self.log:
            self._take(decision)

    def after(self, *decisions: Decision) -> Standing:
        """Where everything would stand if this were decided next; what was submitted is shared and not read again."""
        then = copy(self)
        then.log = (*self.log, *decisions)
        then.ruled, then.taken, then.cut_off = dict(self.ruled), dict(self.taken), dict(self.cut_off)
        then.in_force, then.rank, then.brought = dict(self.in_force), dict(self.rank), dict(self.brought)
        then._known, then._ops = {}, dict(self._ops)
        for found_once in ("index", "consolidated", "landing"):
            then.__dict__.pop(found_once, None)
        for decision in decisions:
            then._take(decision)
        return then

    def _take(self, decision: Decision) -> None:
        if isinstance(decision, Cutting):
            self._cut(decision.number)
        elif isinstance(decision, Division):
            self._divide(decision)
        else:
            number, outcome = decision
            self.ruled[number] = Fate(outcome)
            parent = self.items[number].parent
            if parent is not None:
                if outcome == "adopted":
                    self.taken[parent] = (*self.taken.get(parent, ()), number)
                    self.rank[number] = len(self.ruled)
                    self._ops.pop(parent, None)
            elif outcome in IN_FORCE:
                self._bring(number, self.operations(number))

    def _bring(self, number: int, ops: Ops) -> None:
        self.in_force[number] = ops
        self.rank.setdefault(number, len(self.ruled))
        for op in ops:
            self.brought.setdefault(op, number)

    def _divide(self, division: Division) -> None:
        number, adopted = division.number, sorted(division.adopted)
        whole = len(adopted) == len(division.parts)
        self.ruled[number] = Fate("adopted" if whole else "part_adopted" if adopted else "rejected")
        if adopted:
            all_of_it = self.operations(number)
            still_out = tuple(op for op in all_of_it if op not in self.brought)
            ops = rejoin(self.base, still_out, [op for part in adopted for op in division.parts[part]])
            self._bring(number, all_of_it if whole else ops)

    def _cut(self, number: int) -> None:
        clashing = {op for op, _ in self._clashes(number, self._in_force_and(self.met(number)))}
        off = self.cut_off.get(number, frozenset())
        self.cut_off[number] = off | {at for at, op in self._places(number).items() if op in clashing}
        self._ops.pop(number, None)

    def _places(self, number: int) -> dict[int, Op]:
        """The operations of an amendment by the place each has in what was submitted, without those cut off."""
        taken = [(f"{SOURCE}{sub}", self.items[sub].ops) for sub in self.taken.get(number, ())]
        order = landing_order({sub: self.items[sub].ops for sub in self.subs.get(number, ())})
        off = self.cut_off.get(number, frozenset())
        found = revise(self.base, self.items[number].ops, taken, order)
        return {at: op for at, op in found.items() if at not in off}

    def operations(self, number: int) -> Ops:
        """An amendment as it is put: as submitted, with its adopted sub-amendments, without what was cut off."""
        if number not in self._ops:
            self._ops[number] = tuple(self._places(number).values())
        return self._ops[number]

    @cached_property
    def index(self) -> Index:
        """Which conflict now: as submitted, but for what sub-amendments and the chair have changed."""
        changed = {number for number in (*self.taken, *self.cut_off) if self.operations(number)}
        if not changed:
            return self.submitted
        now = {n: _with(item, self.operations(n)) if n in changed else item for n, item in self.items.items()}
        return index_of(self.base, now)

    def met(self, number: int) -> set[int]:
        """Whom an amendment can ever conflict with. A sub-amendment reaches no more of the base, but it may change
        whether two that meet are identical, and whether they are too deep together."""
        found = self.submitted
        return found.hard[number] | found.same[number] | found.carried[number]

    def rivals(self, number: int) -> set[int]:
        """Which amendments conflict with this one; of a sub-amendment, which others to the same parent."""
        parent = self.items[number].parent
        if parent is None:
            return self.index.hard[number]
        return Index(self.words(parent), {sub: self.items[sub].ops for sub in self.subs[parent]}).hard[number]

    def words(self, parent: int) -> Text:
        """The words an amendment brought when it was submitted, which its sub-amendments are on."""
        if parent not in self._words:
            self._words[parent] = payload(self.base, self.items[parent].ops)
        return self._words[parent]

    @property
    def fates(self) -> dict[int, Fate]:
        """The fate of every amendment."""
        return {number: self.fate(number) for number in self.items}

    def fate(self, number: int) -> Fate:
        """The fate of one amendment; KeyError for a number nobody submitted."""
        if number not in self._known:
            self._known[number] = self._fate(self.items[number])
        return self._known[number]

    def _fate(self, item: Item) -> Fate:
        if item.number in self.ruled:
            return self.ruled[item.number]
        if item.withdrawn:
            return Fate("withdrawn")
        if item.parent is not None:
            return self._fate_of_sub(item, item.parent)
        compromises = {number: self.fate(number) for number in self.replaced_by.get(item.number, ())}
        fate = self._settled(item.number, compromises)
        if fate is not None:
            return fate
        held = [number for number, its in compromises.items() if its.state in OPEN]
        return Fate("held", held[0]) if held else Fate("pending")

    def _settled(self, number: int, compromises: Mapping[int, Fate]) -> Fate | None:
        """What the first adoption made of it that left nothing open; else whether it is open in part only.

        Whatever is adopted after that changes nothing: neither its fate nor by whom.
        """
        replaced = {its.by or n: n for n, its in compromises.items() if its.state == "satisfied"}
        replaced |= {n: n for n, its in compromises.items() if its.state in IN_FORCE}
        reached = self._in_force_and(self.met(number) | replaced.keys())
        fate = None
        for at, other in enumerate(reached):
            fate = Fate("lapsed", replaced[other]) if other in replaced else self._among(number, reached[: at + 1])
            if fate is not None and fate.state not in OPEN:
                return fate
        return fate

    def _in_force_and(self, numbers: set[int]) -> list[int]:
        """Those of them that are in the text, in the order of their adoption."""
        return sorted(numbers & self.in_force.keys(), key=self.rank.__getitem__)

    def _among(self, number: int, present: Sequence[int]) -> Fate | None:
        """What becomes of an amendment where these are in the text, the last of them just now."""
        ops = self.operations(number)
        brought = {op for other in present for op in self.in_force[other]}
        if ops and all(op in brought for op in ops):
            return Fate("satisfied", present[-1])
        clashes = self._clashes(number, present)
        if not clashes:
            return None
        clashing = {op for op, _ in clashes}
        rest = tuple(op for op in ops if op not in clashing)
        is_open = not all(op in brought for op in rest) and self._is_valid(rest)
        return Fate("partial" if is_open else "lapsed", clashes[0][1])

    def _clashes(self, number: int, present: Sequence[int]) -> list[tuple[Op, int]]:
        """What of an amendment clashes with these, with the first it clashes with."""
        mine = self.operations(number)
        # What is in already cannot clash, even if its like stands in a rival too.
        todo = tuple(op for op in mine if not any(op in self.in_force[other] for other in present))
        found: list[tuple[Op, int]] = []
        for rival in present:
            theirs = tuple(op for op in self.in_force[rival] if op not in mine)
            found += [(op, rival) for op, _ in hard(self.base, todo, theirs)]
        return found

    def _is_valid(self, rest: Ops) -> bool:
        """Whether what a partial clash leaves is an amendment, which can stand in the base by itself."""
        try:
            check_operations(self.base, rest)
        except (Mismatch, TextProblem):
            return False
        return True

    def _fate_of_sub(self, item: Item, parent: int) -> Fate:
        """It falls with its parent, with the operation it changes, and with a conflicting sub-amendment adopted."""
        places = self._places(parent)
        changed = [places.get(at) for at in sorted(touched(item.ops))]
        came_in = [self.rank[self.brought[op]] for op in changed if op in self.brought]
        siblings = [n for n in self.taken.get(parent, ()) if not came_in or self.rank[n] < min(came_in)]
        for at, sibling in enumerate(siblings):
            fate = self._beside(item, parent, siblings[: at + 1])
            if fate is not None:
                return Fate(fate, sibling)
        if came_in or None in changed or self.fate(parent).state not in OPEN:
            return Fate("lapsed", parent)
        return Fate("pending")

    def _beside(self, item: Item, parent: int, siblings: Sequence[int]) -> Literal["satisfied", "lapsed"] | None:
        """What becomes of a sub-amendment beside those of its siblings that were adopted, if it does not stay open."""
        brought = {op for number in siblings for op in self.items[number].ops}
        rest = tuple(op for op in item.ops if op not in brought)
        if not rest:
            return "satisfied"
        words = self.words(parent)
        if any(hard(words, rest, self.items[number].ops) for number in siblings):
            return "lapsed"
        try:
            taken = [(f"{SOURCE}{number}", self.items[number].ops) for number in siblings]
            check_sub(self.base, self.items[parent].ops, item.ops, taken)
        except (Mismatch, TextProblem):
            return "lapsed"
        return None

    def consequences(self, number: int, outcome: Literal["adopted", "rejected"] = "adopted") -> dict[int, Fate]:
        """What befalls the others if this one is decided so, said before the vote; those whose fate stays are left out."""
        then = self.after((number, outcome))
        near = self._near(number)
        return {n: then.fate(n) for n in sorted(near) if then.fate(n) != self.fate(n)}

    def _near(self, number: int) -> set[int]:
        """Whom a decision can reach: rivals, the identical, who replaces whom, and the sub-amendments of all these."""
        main = self.items[number].parent or number
        reached = {main, *self.met(main)}
        for n in list(reached):
            reached |= {*self.items[n].replaces, *self.replaced_by.get(n, ())}
        for n in list(reached):
            reached |= set(self.items[n].replaces)
        for n in list(reached):
            reached |= set(self.subs.get(n, ()))
        return reached - {number}

    @cached_property
    def consolidated(self) -> Consolidated:
        """The text in force; the sources of its words are amendment names."""
        return self.text_with()

    def text_with(self, also: int | None = None) -> Consolidated:
        """The text as amended so far, or as it would read if one more were adopted now."""
        adopted = dict(self.in_force)
        if also is not None:
            parent = self.items[also].parent
            if parent is not None:  # it is seen in the text once its parent is there
                return self.after((also, "adopted")).text_with(parent)
            adopted[also] = self.operations(also)
        return consolidate(self.base, [(f"{SOURCE}{n}", ops) for n, ops in adopted.items()], self.landing)

    @cached_property
    def landing(self) -> dict[str, int]:
        """Which group of paragraphs comes first where several land: that of the lowest number that ever brought it."""
        main = {n: item.ops for n, item in self.items.items() if item.parent is None}
        return landing_order({n: (*ops, *self.operations(n), *self.in_force.get(n, ())) for n, ops in main.items()})


def _with(item: Item, ops: Ops) -> Item:
    return Item(item.number, ops, item.withdrawn, item.parent, item.replaces)
