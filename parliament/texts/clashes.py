"""Why two amendments cannot both stand, in words: what each pair of operations that are hard against another does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from parliament.texts.conflicts import hard, reparents
from parliament.texts.operations import Delete, Insert, Move, Op, Ops, Readdress, Replace, Splice
from parliament.texts.phrases import N_, Phrase
from parliament.texts.sentences import paragraph_phrases
from parliament.texts.text import Text

_SAME_WORDS = N_("Both change the same words of {paragraph}.")
_TOUCHING = N_("They change words of {paragraph} that stand side by side.")
_BOTH_ANEW = N_("Both write {paragraph} anew.")
_ONE_ANEW = N_("One writes {paragraph} anew, the other changes words in it.")
_DELETED = N_("One deletes {paragraph}, the other keeps it and changes it.")
_MOVED_APART = N_("They move {paragraph} to different places.")
_ADDRESSED = N_("They address {paragraph} to different bodies.")
_NO_GROUND = N_("One deletes {paragraph}, the other puts something below it.")
_CARRIED_OFF = N_("One moves {paragraph}, the other puts something below it.")
CLASHES: Final = (
    _SAME_WORDS,
    _TOUCHING,
    _BOTH_ANEW,
    _ONE_ANEW,
    _DELETED,
    _MOVED_APART,
    _ADDRESSED,
    _NO_GROUND,
    _CARRIED_OFF,
)


def clashes(base: Text, a: Ops, b: Ops, names: Mapping[str, Phrase] | None = None) -> tuple[Phrase, ...]:
    """Each reason once, in the order of the operations; none where the two can stand together.

    `names`, if given, is `paragraph_phrases` of the base: many pairs need it made once.
    """
    found: list[Phrase] = []
    for x, y in hard(base, a, b):
        names = names if names is not None else paragraph_phrases(base)
        template, pid = _clash(base, x, y)
        phrase = Phrase(template, {"paragraph": names[pid]})
        if phrase not in found:
            found.append(phrase)
    return tuple(found)


def _clash(base: Text, x: Op, y: Op) -> tuple[str, str]:
    """The template for a pair, and the paragraph it is about."""
    if isinstance(x, Insert) or isinstance(y, Insert) or x.pid != y.pid:
        return _ground(base, x, y)
    if isinstance(x, Delete) or isinstance(y, Delete):
        return _DELETED, x.pid
    if isinstance(x, Move):
        return _MOVED_APART, x.pid
    if isinstance(x, Readdress):
        return _ADDRESSED, x.pid
    if isinstance(x, Splice) and isinstance(y, Splice):
        overlaps = (x.start < y.end and y.start < x.end) or (x.start, x.end) == (y.start, y.end)
        return (_SAME_WORDS if overlaps else _TOUCHING), x.pid
    return (_BOTH_ANEW if isinstance(x, Replace) and isinstance(y, Replace) else _ONE_ANEW), x.pid


def _ground(base: Text, x: Op, y: Op) -> tuple[str, str]:
    """Which of two takes away, or carries off, the ground the other lands on."""
    for ground, landing in ((x, y), (y, x)):
        if isinstance(landing, Insert | Move) and not isinstance(ground, Insert):
            if isinstance(ground, Delete) and ground.pid == landing.place.parent:
                return _NO_GROUND, ground.pid
            if reparents(ground) and ground.pid in base.outline.chain(landing.place.parent):
                return _CARRIED_OFF, ground.pid
    raise ValueError("these two can stand together")
