"""The order in which amendments are put: a proposal with the reason for every place, for the chair to confirm.

Operative before preamble, the title last; in the order of the text; among those that conflict the furthest from the
text first (deletes, replaces, takes words out, changes words, puts words in; then the share removed, the words
added, the order of submission). Furthest first so that nobody is asked to refuse the lesser change before knowing
whether the greater one is wanted; the rule of most houses. A compromise comes first among what it conflicts with or
replaces (European Parliament rule 174(4)), a sub-amendment right before its parent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from parliament.texts.index import Index
from parliament.texts.items import Item
from parliament.texts.operations import Delete, Insert, Move, Op, Ops, Readdress, Replace, Splice
from parliament.texts.payload import payload
from parliament.texts.phrases import N_, Phrase
from parliament.texts.sentences import paragraph_phrases
from parliament.texts.standing import index_of
from parliament.texts.text import Text

BY_SECTION: Final = ("operative", "annex", "preamble", "title")

_ALONE = N_("In the order of the text: it concerns {paragraph} and conflicts with no other.")
_FURTHEST = N_("It conflicts with {others} and goes furthest from the text: it {does}.")
_LESS_FAR = N_("It conflicts with {others}; {before} goes further from the text and comes first.")
_SUBMITTED = N_("It conflicts with {others}; {before} goes as far from the text and was submitted first.")
_COMPROMISE = N_("It is a compromise in place of {others} and comes before them.")
_REPLACED = N_("It would be replaced by the compromise {before}, which comes first.")
_RIVAL = N_("It conflicts with {others}; the compromise {before} comes first.")
_SUB = N_("It changes amendment {parent}, which is put right after it.")
_DOES: Final = (
    N_("adds or moves"),
    N_("puts words in"),
    N_("changes words"),
    N_("takes words out"),
    N_("replaces a paragraph"),
    N_("deletes a paragraph"),
)
REASONS: Final = (_ALONE, _FURTHEST, _LESS_FAR, _SUBMITTED, _COMPROMISE, _REPLACED, _RIVAL, _SUB, *_DOES)

Strength = tuple[int, int, int]  # smaller is further from the text


@dataclass(frozen=True)
class Placed:
    """An amendment in the order, with the reason for its place: a key, and the sentence to translate."""

    number: int
    key: str
    reason: Phrase


def propose_order(
    base: Text, items: Mapping[int, Item], sections: Sequence[str] = BY_SECTION, index: Index | None = None
) -> tuple[Placed, ...]:
    """Amendments in the order to be put, total and independent of the order they are given in.

    `index`, if given, is `index_of` the same items; what was withdrawn is not put.
    """
    main = {number: item for number, item in items.items() if item.parent is None and not item.withdrawn}
    index = index or index_of(base, items)
    where = {n: min(_position(base, sections, op) for op in item.ops) for n, item in main.items()}
    strength = {n: (not item.replaces, *_strength(base, item.ops)) for n, item in main.items()}
    table = _Table(base, main, index, where, strength)
    subs: dict[int, dict[int, Item]] = {}
    for number, item in items.items():
        if item.parent is not None and not item.withdrawn:
            subs.setdefault(item.parent, {})[number] = item
    found: list[Placed] = []
    for cluster in sorted(index.clusters(main), key=lambda cluster: min((where[n], n) for n in cluster)):
        inside = sorted(cluster, key=lambda n: (strength[n], n))
        for at, number in enumerate(inside):
            found += _subs_of(number, base, items[number].ops, subs[number]) if number in subs else ()
            found.append(table.placed(number, inside[:at]))
    return tuple(found)


def _subs_of(number: int, base: Text, ops: Ops, below: Mapping[int, Item]) -> list[Placed]:
    """The sub-amendments of an amendment, in the same order among themselves, on the words it brings."""
    words = payload(base, ops)
    inside = propose_order(words, {n: replace(item, parent=None) for n, item in below.items()})
    return [Placed(placed.number, "sub_amendment", Phrase(_SUB, {"parent": str(number)})) for placed in inside]


@dataclass(frozen=True)
class _Table:
    base: Text
    items: Mapping[int, Item]
    index: Index
    where: Mapping[int, tuple[int, int, int]]
    strength: Mapping[int, tuple[bool, int, int, int]]

    @cached_property
    def names(self) -> Mapping[str, Phrase]:
        """What to call each paragraph, said once for all."""
        return paragraph_phrases(self.base)

    def placed(self, number: int, earlier: Sequence[int]) -> Placed:
        """The reason names whom it conflicts with itself, and of those before it only these."""
        item, others = self.items[number], self.index.hard[number] & self.items.keys()
        if item.replaces:
            return Placed(number, "compromise_first", Phrase(_COMPROMISE, {"others": _listed(item.replaces)}))
        for compromise in earlier:
            if number in self.items[compromise].replaces:
                return Placed(number, "compromise_first", Phrase(_REPLACED, {"before": str(compromise)}))
        if not others:
            first = min(item.ops, key=lambda op: _position(self.base, BY_SECTION, op))
            return Placed(number, "text_order", Phrase(_ALONE, {"paragraph": self.names[_anchor(first)]}))
        before = [rival for rival in earlier if rival in others]
        return self._among_rivals(number, before[-1] if before else None, _listed(others))

    def _among_rivals(self, number: int, before: int | None, others: str) -> Placed:
        if before is None:
            does = Phrase(_DOES[-self.strength[number][1]])
            return Placed(number, "furthest_first", Phrase(_FURTHEST, {"others": others, "does": does}))
        params = {"others": others, "before": str(before)}
        if self.items[before].replaces:
            return Placed(number, "compromise_first", Phrase(_RIVAL, params))
        if self.strength[before] == self.strength[number]:
            return Placed(number, "submitted_first", Phrase(_SUBMITTED, params))
        return Placed(number, "furthest_first", Phrase(_LESS_FAR, params))


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))


def order_is_allowed(proposed: Sequence[int], wanted: Sequence[int], items: Mapping[int, Item]) -> bool:
    """Whether the chair may put the amendments so: each once, and each before what it changes or replaces.

    The whole text is always put after them, so it is in neither list.
    """
    if sorted(proposed) != sorted(wanted):
        return False
    place = {number: at for at, number in enumerate(wanted)}
    for number, at in place.items():
        after = [n for n in (items[number].parent, *items[number].replaces) if n is not None and n in place]
        if any(at > place[n] for n in after):
            return False
    return True


def _anchor(op: Op) -> str:
    return op.place.after or op.place.parent if isinstance(op, Insert) else op.pid


def _position(base: Text, sections: Sequence[str], op: Op) -> tuple[int, int, int]:
    """Section, paragraph, place in it. What comes after a paragraph comes after all edits of it."""
    anchor = _anchor(op)
    inside = op.start if isinstance(op, Splice) else -1
    if isinstance(op, Insert) and op.place.after:
        inside = 1 << 20
    return sections.index(base.outline.section(anchor)), base.outline.rank.get(anchor, -1), inside


def _class(op: Op) -> int:
    match op:
        case Delete():
            return 5
        case Replace():
            return 4
        case Splice():
            return 3 if not op.new else 2 if op.old else 1
    return 0


def _strength(base: Text, ops: Ops) -> Strength:
    """Class, share of the touched paragraphs removed (per ten thousand), words added; all negated."""
    edits = [op for op in ops if not isinstance(op, Insert | Move | Readdress)]
    size = sum(len(base.tokens[pid]) for pid in {op.pid for op in edits})
    removed = sum(len(op.old) for op in edits)
    added = sum(len(op.new) for op in edits if not isinstance(op, Delete))
    added += sum(len(new.tokens) for op in ops if isinstance(op, Insert) for new in op.block)
    return -max(map(_class, ops)), -(removed * 10_000 // (size or 1)), -added
