"""The order in which amendments are put: a proposal with the reason for every place, for the chair to confirm.

Operative before preamble, the title last; in the order of the text; among those that conflict the furthest from the
text first (deletes, replaces, takes words out, changes words, puts words in; then the share removed, the words
added, the order of submission). Furthest first so that nobody is asked to refuse the lesser change before knowing
whether the greater one is wanted; the rule of most houses. Compromises and sub-amendments will join the key here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from parliament.texts.index import Index
from parliament.texts.operations import Delete, Insert, Move, Op, Ops, Readdress, Replace, Splice
from parliament.texts.phrases import N_, Phrase
from parliament.texts.sentences import paragraph_phrases
from parliament.texts.text import Text

BY_SECTION: Final = ("operative", "annex", "preamble", "title")

_ALONE = N_("In the order of the text: it concerns {paragraph} and conflicts with no other.")
_FURTHEST = N_("It conflicts with {others} and goes furthest from the text: it {does}.")
_LESS_FAR = N_("It conflicts with {others}; {before} goes further from the text and comes first.")
_SUBMITTED = N_("It conflicts with {others}; {before} goes as far from the text and was submitted first.")
_DOES: Final = (
    N_("adds or moves"),
    N_("puts words in"),
    N_("changes words"),
    N_("takes words out"),
    N_("replaces a paragraph"),
    N_("deletes a paragraph"),
)
REASONS: Final = (_ALONE, _FURTHEST, _LESS_FAR, _SUBMITTED, *_DOES)

Strength = tuple[int, int, int]  # smaller is further from the text


@dataclass(frozen=True)
class Placed:
    """An amendment in the order, with the reason for its place: a key, and the sentence to translate."""

    number: int
    key: str
    reason: Phrase


def propose_order(
    base: Text, items: Mapping[int, Ops], sections: Sequence[str] = BY_SECTION, index: Index | None = None
) -> tuple[Placed, ...]:
    """Amendments in the order to be put, total and independent of the order they are given in."""
    index = index or Index(base, items)
    where = {number: min(_position(base, sections, op) for op in ops) for number, ops in items.items()}
    strength = {number: _strength(base, ops) for number, ops in items.items()}
    clusters = sorted(index.clusters(), key=lambda cluster: min((where[n], n) for n in cluster))
    names = paragraph_phrases(base)
    found: list[Placed] = []
    for cluster in clusters:
        inside = sorted(cluster, key=lambda n: (strength[n], n))
        for at, number in enumerate(inside):
            if len(inside) == 1:
                first = min(items[number], key=lambda op: _position(base, sections, op))
                found.append(Placed(number, "text_order", Phrase(_ALONE, {"paragraph": names[_anchor(first)]})))
            else:
                found.append(_in_cluster(number, inside[at - 1] if at else None, index, strength))
    return tuple(found)


def _in_cluster(number: int, before: int | None, index: Index, strength: Mapping[int, Strength]) -> Placed:
    others = ", ".join(map(str, sorted(index.hard[number])))
    if before is None:
        does = Phrase(_DOES[-strength[number][0]])
        return Placed(number, "furthest_first", Phrase(_FURTHEST, {"others": others, "does": does}))
    params = {"others": others, "before": str(before)}
    if strength[before] == strength[number]:
        return Placed(number, "submitted_first", Phrase(_SUBMITTED, params))
    return Placed(number, "furthest_first", Phrase(_LESS_FAR, params))


def order_is_allowed(proposed: Sequence[int], wanted: Sequence[int]) -> bool:
    """Whether the chair may put the amendments so: each of them once, and no other.

    The whole text is always put after them, so it is in neither list.
    """
    return sorted(proposed) == sorted(wanted)


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
