"""Linguistic corrections: single words and signs of an adopted text put right by an officer, never voted (house rule).

A correction is splices alone. It takes out and puts in a few words at a place, and leaves every paragraph, its place,
whom it addresses, and every number of any script as the house adopted them. It is on the text as adopted, or as the
correction before it left it, and can be undone from itself and the corrected text alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import regex

from parliament.texts.apply import apply, check_operations
from parliament.texts.checks import clean, clean_paragraph
from parliament.texts.consolidate import Consolidated
from parliament.texts.derive import EditedParagraph, edits, normal
from parliament.texts.operations import Op, Ops, Replace, Splice, splice
from parliament.texts.outline import TITLE
from parliament.texts.problems import Mismatch, TextProblem
from parliament.texts.text import Text
from parliament.texts.tokens import is_word, nfc, tokenise

CORRECTION: Final = "correction-"  # a correction is named so as the source of its words
MOST_WORDS: Final = 5  # at one place, signs counted

# What counts in any script, among it Roman numerals, fractions and the numerals of Han, which Unicode calls letters.
# A sign before and a unit after belong to their number, and so do the marks between its digits.
_FIGURE = r"[\p{N}[\p{L}&&[\p{Numeric_Type=Numeric}\p{Numeric_Type=Digit}\p{Numeric_Type=Decimal}]]]"
_NUMBER = regex.compile(
    rf"(?V1)(?:[\p{{Sc}}\p{{Sm}}\p{{Pd}}#§№]\s?)*{_FIGURE}\p{{M}}*"
    rf"(?:[.,:/⁄٫٬'’\p{{Pd}}]?{_FIGURE}\p{{M}}*)*(?:\s?[\p{{Sc}}%‰°٪])?"
)


def numbers_in(words: str) -> list[str]:
    """The numbers of a line, in their order, each with its sign and its unit."""
    return ["".join(found.split()) for found in _NUMBER.findall(nfc(words))]


def derive_correction(adopted: Text, edited: Sequence[EditedParagraph], title: str | None = None) -> Ops:
    """The splices that make the edited text of the adopted one. Paragraphs that were left alone are not even cleaned."""
    mine = [(p.id, p.section, adopted.outline.depth(p.id), p.addressee) for p in adopted.paragraphs]
    if [(row.id, row.section, row.depth, row.addressee) for row in edited] != mine:
        raise TextProblem("more_than_words")
    found: list[Op] = []
    for p, row in zip(adopted.paragraphs, edited, strict=True):
        found += _splices(adopted, p.id, p.text, row.text, clean_paragraph(row.text))
    if title is not None:
        found += _splices(adopted, TITLE, adopted.title, title, clean(title))
    if not found:
        raise TextProblem("nothing_changed")
    return tuple(found)


def _splices(adopted: Text, pid: str, was: str, typed: str, cleaned: str) -> list[Op]:
    if nfc(typed) == nfc(was):
        return []
    old = adopted.tokens[pid]
    found: list[Op] = []
    for op in edits(old, pid, tokenise(cleaned)):
        if isinstance(op, Replace):  # the whole of a short paragraph, which is a few words all the same
            start, end, new = normal(old, 0, len(old), op.new)
            found.append(splice(old, pid, start, end, new))
        else:
            found.append(op)
    return found


def check_correction(adopted: Text, ops: Ops) -> Text:
    """The corrected text, or why this is more than a correction: whoever verifies asks it again."""
    if not all(isinstance(op, Splice) for op in ops):
        raise TextProblem("more_than_words")
    check_operations(adopted, ops)
    corrected = apply(adopted, ops)
    for op in ops:
        if not isinstance(op, Splice):
            continue
        if max(sum(map(is_word, op.old)), sum(map(is_word, op.new))) > MOST_WORDS:
            raise TextProblem("more_than_a_few_words", _named(op.pid), MOST_WORDS)
        if numbers_in(_words(adopted, op.pid)) != numbers_in(_words(corrected, op.pid)):
            raise TextProblem("number_changed", _named(op.pid))
    if undo(corrected, ops) != adopted:
        raise Mismatch("a correction cannot be undone")
    return corrected


def _named(pid: str) -> str | None:
    """The title is the one that has no paragraph's id."""
    return None if pid == TITLE else pid


def _words(text: Text, pid: str) -> str:
    return text.title if pid == TITLE else text.by_id[pid].text


def undo(corrected: Text, ops: Ops) -> Text:
    """The text a correction was made on, from the corrected text and its splices; Mismatch where it was another one."""
    by: dict[str, int] = {}
    back: list[Op] = []
    for op in sorted((op for op in ops if isinstance(op, Splice)), key=lambda op: op.start):
        start = op.start + by.get(op.pid, 0)
        back.append(replace(op, start=start, end=start + len(op.new), old=op.new, new=op.old))
        by[op.pid] = by.get(op.pid, 0) + len(op.new) - len(op.old)
    return apply(corrected, tuple(back))  # splices of one correction never touch, so what stands beside each stays


def correct(adopted: Consolidated, ops: Ops, source: str) -> Consolidated:
    """The consolidated text with a correction in it: its words have the correction as their source.

    The ledger stays that of the amendments; what a correction took out, its operations say.
    """
    text = check_correction(adopted.text, ops)
    provenance = dict(adopted.provenance)
    for pid in {op.pid for op in ops if isinstance(op, Splice)}:
        mine = sorted((op for op in ops if isinstance(op, Splice) and op.pid == pid), key=lambda op: op.start)
        provenance[pid] = _sourced(adopted, text, pid, mine, source)
    return Consolidated(text, provenance, adopted.ledger)


def _sourced(
    adopted: Consolidated, text: Text, pid: str, mine: Sequence[Splice], source: str
) -> tuple[tuple[str, str], ...]:
    """Character by character: amendments may have brought words together that are read as one token since."""
    tokens = adopted.text.tokens[pid]
    by = [brought for token, brought in adopted.provenance[pid] for _ in token]
    places = [0]
    for token in tokens:
        places.append(places[-1] + len(token))
    by += by[-1:] * (places[-1] - len(by))
    found: list[str] = []
    reached = 0
    for op in mine:
        found += by[reached : places[op.start]] + [source] * sum(map(len, op.new))
        reached = places[op.end]
    found += by[reached : places[-1]]
    found += [source] * (sum(map(len, text.tokens[pid])) - len(found))  # where marks composed on being brought together
    sourced: list[tuple[str, str]] = []
    at = 0
    for token in text.tokens[pid]:
        # A token that several brought is the last one's who touched it.
        sourced.append((token, max(found[at : at + len(token)], key=lambda each: (each == source, each != ""))))
        at += len(token)
    return tuple(sourced)
