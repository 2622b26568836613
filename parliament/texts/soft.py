"""Amendments that can both stand and yet may not mean to: warnings, found on the base from buckets and not from all pairs.

"every year" made "every two years" by one and "each year" by another merges cleanly into nonsense. A warning decides
nothing and makes nobody fall; it is shown to those who draft and to the chair.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Final, Literal

import regex

from parliament.texts.index import Index
from parliament.texts.labels import numbers
from parliament.texts.operations import Delete, Insert, Move, Op, Ops, Replace, Splice
from parliament.texts.phrases import N_, Phrase
from parliament.texts.sentences import paragraph_phrases
from parliament.texts.text import Text
from parliament.texts.tokens import detokenise, is_word

SoftKind = Literal["near", "sentence", "number", "reference", "same_words", "anchor"]

NEAR: Final = 3  # tokens between two edits; the study's default
ALIKE: Final = 3  # words in common that are no coincidence
_STOPS: Final = frozenset(".?!:;؟۔؛।。！？；։።")
_NUMBER_OF = r"\d+(?:\s?\([a-z]+\))*"
_CITED = regex.compile(
    rf"(?i:\b(?P<part>preambular |annex )?(?:paragraphs?|paras?)|§|الفقرة|فقرة)\s*"
    rf"(?P<number>{_NUMBER_OF})(?:(?:\s?[,–-]\s?|\s(?:and|or|to)\s)(?P<number>{_NUMBER_OF}))*"
)
_PARTS: Final = {"preambular ": "preamble", "annex ": "annex", None: "operative"}

_NEAR = N_("Amendments {first} and {second} change words of {paragraph} that stand close together.")
_SENTENCE = N_("Amendments {first} and {second} change the same sentence of {paragraph}.")
_NUMBER = N_("Amendments {first} and {second} both change the number {number}.")
_DELETED = N_("Amendment {first} refers to {paragraph}, which amendment {second} deletes.")
_MOVED = N_("Amendment {first} refers to {paragraph}, which amendment {second} moves.")
_SAME_WORDS = N_("Amendments {first} and {second} both insert “{new}”.")
_ANCHOR_DELETED = N_("Amendment {first} puts a paragraph after {paragraph}, which amendment {second} deletes.")
_ANCHOR_MOVED = N_("Amendment {first} puts a paragraph after {paragraph}, which amendment {second} moves.")
SOFT: Final = (_NEAR, _SENTENCE, _NUMBER, _DELETED, _MOVED, _SAME_WORDS, _ANCHOR_DELETED, _ANCHOR_MOVED)


@dataclass(frozen=True)
class Soft:
    """A warning about two amendments: which two, of what kind, and the sentence that says it."""

    first: int
    second: int
    kind: SoftKind
    reason: Phrase


def soft_conflicts(base: Text, items: Mapping[int, Ops], index: Index | None = None) -> tuple[Soft, ...]:
    """Every warning about two of these amendments, by their numbers; none about two that conflict anyway.

    `index`, if given, is that of the same amendments or of more. Each kind is said once of a pair, about the first
    paragraph it is true of; what two amendments share is no warning, since adopting one satisfies the other.
    """
    index = index or Index(base, items)
    found: dict[tuple[int, int, SoftKind], Soft] = {}
    about_places = (_in_sentences(base, items), _on_references(base, items), _on_anchors(base, items))
    for warning in chain(*about_places, _on_numbers(items), _on_words(items)):
        x, y = sorted((warning.first, warning.second))
        if x != y and y not in index.hard[x]:
            found.setdefault((x, y, warning.kind), warning)
    return tuple(found[key] for key in sorted(found) if key[2] != "sentence" or (*key[:2], "near") not in found)


def _pair(template: str, kind: SoftKind, n: int, m: int, **more: str | Phrase) -> Soft:
    return Soft(n, m, kind, Phrase(template, {"first": str(n), "second": str(m), **more}))


def _in_sentences(base: Text, items: Mapping[int, Ops]) -> Iterator[Soft]:
    """Edits in one sentence of one paragraph: by where they start, each against those that start before it ends."""
    on: dict[str, list[tuple[int, int, int, Splice]]] = defaultdict(list)
    names = paragraph_phrases(base)
    for number, ops in items.items():
        for op in ops:
            if isinstance(op, Splice):
                on[op.pid].append((op.start, op.end, number, op))
    for pid, edits in on.items():
        stops = [at for at, token in enumerate(base.tokens[pid]) if token in _STOPS]
        open_ones: list[tuple[int, int, int, Splice]] = []
        for edit in sorted(edits, key=lambda edit: edit[:3]):
            sentence = bisect_right(stops, edit[0] - 1)
            open_ones = [one for one in open_ones if bisect_right(stops, max(one[0], one[1] - 1) - 1) >= sentence]
            for _, end, other, op in open_ones:
                if other != edit[2] and op != edit[3]:
                    n, m = sorted((other, edit[2]))
                    is_near = edit[0] - end <= NEAR
                    yield _pair(*((_NEAR, "near") if is_near else (_SENTENCE, "sentence")), n, m, paragraph=names[pid])
            open_ones.append(edit)


def _on_numbers(items: Mapping[int, Ops]) -> Iterator[Soft]:
    """Two edits that take the same number out, wherever it stands: it may be one fact, and it would have two values."""
    by: dict[str, list[tuple[int, Op]]] = defaultdict(list)
    for number, ops in items.items():
        for op in ops:
            if isinstance(op, Splice | Replace):
                for value in Counter(filter(_is_number, op.old)) - Counter(filter(_is_number, op.new)):
                    by[value].append((number, op))
    for value, found in by.items():
        for n, m in _different(found):
            yield _pair(_NUMBER, "number", n, m, number=value)


def _on_references(base: Text, items: Mapping[int, Ops]) -> Iterator[Soft]:
    """New words that cite a paragraph another takes away or moves: the number would point elsewhere."""
    cited = {(str(p.section), number): p.id for p, number in zip(base.paragraphs, numbers(base), strict=True)}
    gone, names = _gone(items), paragraph_phrases(base)
    for number, ops in items.items():
        for section, label in (found for op in ops for found in _citations(base, op)):
            pid = cited.get((section, label), "")
            for other, op in gone.get(pid, ()):
                if op not in ops:
                    template = _DELETED if isinstance(op, Delete) else _MOVED
                    yield _pair(template, "reference", number, other, paragraph=names[pid])


def _on_anchors(base: Text, items: Mapping[int, Ops]) -> Iterator[Soft]:
    """What lands after a paragraph that another takes away or moves: it goes where that one stood in the base."""
    gone, names = _gone(items), paragraph_phrases(base)
    for number, ops in items.items():
        for landing in ops:
            for other, op in gone.get(landing.place.after, ()) if isinstance(landing, Insert | Move) else ():
                if op not in ops:
                    template = _ANCHOR_DELETED if isinstance(op, Delete) else _ANCHOR_MOVED
                    yield _pair(template, "anchor", number, other, paragraph=names[op.pid])


def _on_words(items: Mapping[int, Ops]) -> Iterator[Soft]:
    """The same words brought by both at different places, or among others: they would stand in the text twice."""
    by: dict[str, list[tuple[int, Op]]] = defaultdict(list)
    for number, ops in items.items():
        for op in ops:
            for words in _brought(op):
                by[words].append((number, op))
    for words, found in by.items():
        for n, m in _different(found):
            yield _pair(_SAME_WORDS, "same_words", n, m, new=words)


def _brought(op: Op) -> set[str]:
    """Whole new paragraphs, and new words that are more than one or two."""
    if isinstance(op, Insert):
        return {detokenise(new.tokens) for new in op.block}
    if isinstance(op, Splice | Replace) and sum(map(_is_wordy, op.new)) >= ALIKE:
        return {detokenise(op.new).strip()}
    return set()


def _different(found: Sequence[tuple[int, Op]]) -> Iterator[tuple[int, int]]:
    """Pairs of amendments in one bucket that are there for different operations."""
    for (n, x), (m, y) in combinations(found, 2):
        if n != m and x != y:
            yield min(n, m), max(n, m)


def _gone(items: Mapping[int, Ops]) -> dict[str, list[tuple[int, Delete | Move]]]:
    """Who deletes or moves each paragraph."""
    found: dict[str, list[tuple[int, Delete | Move]]] = defaultdict(list)
    for number, ops in items.items():
        for op in ops:
            if isinstance(op, Delete | Move):
                found[op.pid].append((number, op))
    return found


def _citations(base: Text, op: Op) -> Iterator[tuple[str, str]]:
    """Section and number of every paragraph that new words cite; a word of the base before a new number counts."""
    for before, new, after in _in_context(base, op):
        for match in _CITED.finditer(before + new + after):
            for label, (start, end) in zip(match.captures("number"), match.spans("number"), strict=True):
                if end > len(before) and start < len(before) + len(new):
                    first, *below = regex.findall(r"\w+", label)
                    part = match["part"] and match["part"].lower()
                    yield _PARTS[part], first + "".join(f" ({letter})" for letter in below)


def _in_context(base: Text, op: Op) -> Iterator[tuple[str, str, str]]:
    if isinstance(op, Splice):
        tokens = base.tokens[op.pid]
        yield detokenise(tokens[max(op.start - 4, 0) : op.start]), detokenise(op.new), detokenise(tokens[op.end :][:5])
    elif isinstance(op, Replace):
        yield "", detokenise(op.new), ""
    elif isinstance(op, Insert):
        yield from (("", detokenise(new.tokens), "") for new in op.block)


def _is_number(token: str) -> bool:
    return token[0].isdecimal()


def _is_wordy(token: str) -> bool:
    return is_word(token) and any(map(str.isalnum, token))
