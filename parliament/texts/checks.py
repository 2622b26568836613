"""Cleaning a text as it comes from a form, and saying what is wrong with it.

Cleaning takes away only what no reader sees as meaning: runs of white space, soft hyphens, byte order
marks, and the punctuation at the end of a paragraph, which is computed. What could make a text read otherwise
than it is stored (directional controls, invisible characters) is refused, not removed: removing it would
change the words of a mayor without a word to them. After Unicode UAX 9, UTS 39 and, for the joiners, RFC 5892.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Final

import regex

from parliament.texts.labels import END_MARKS
from parliament.texts.outline import MAX_DEPTH, RESERVED, SECTIONS
from parliament.texts.problems import TextProblem
from parliament.texts.text import Paragraph, Text
from parliament.texts.tokens import MAX_TOKENS, nfc, tokenise

MAX_TITLE: Final = 200
MAX_PARAGRAPH: Final = 5_000
MAX_PARAGRAPHS: Final = 300

_SPACES = regex.compile(r"\s+")
_KEPT_SPACES: Final = frozenset("\u00a0\u202f\u3000")  # French and ideographic typography; kept when alone
_RESIDUE: Final = {0x00AD: None, 0xFEFF: None}  # what copying from a word processor leaves behind
_JOINING = (
    r"\p{Arabic}\p{Syriac}\p{Mongolian}\p{Nko}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}"
    r"\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{Myanmar}\p{Tibetan}"
)
_BREAKING = r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
# Letters of these scripts, with their marks (which are of script "inherited"), may be joined or kept apart.
_JOINER = regex.compile(
    rf"(?<=[{_JOINING}]\p{{M}}*)[\u200c\u200d](?=[{_JOINING}])|(?<=[\p{{Extended_Pictographic}}\p{{EMod}}\ufe0f])\u200d"
)
_LINE_BREAK = regex.compile(rf"(?<=[{_BREAKING}]\p{{M}}*)\u200b(?=[{_BREAKING}])")
_MARKS = regex.compile(r"\p{M}{9,}")  # no orthography stacks nine; more of them paint over the lines above
# Format characters that are seen (Arabic number signs and their like), and the two plain direction marks.
_SEEN: Final = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
_DIRECTION: Final = frozenset("\u200e\u200f\u061c")
# Letters, marks and symbols that are drawn as nothing at all.
_BLANK: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_SOMETHING = regex.compile(r"[\p{L}\p{N}\p{P}\p{S}]")


def clean(text: str) -> str:
    """One line in NFC, without residue and without double spaces."""
    line = nfc(text).translate(_RESIDUE)
    return str(_SPACES.sub(lambda run: run[0] if run[0] in _KEPT_SPACES else " ", line)).strip()


def clean_paragraph(text: str) -> str:
    """As `clean`, and without end punctuation: that is computed where the text is printed."""
    return clean(text).rstrip(END_MARKS + " \u00a0\u202f\u3000")


def check_text(text: Text) -> Text:
    """The text cleaned, or the first problem it has."""
    done = replace(
        text,
        title=clean(text.title),
        paragraphs=tuple(replace(p, text=clean_paragraph(p.text)) for p in text.paragraphs),
    )
    _check_words(None, done.title, MAX_TITLE, is_title=True)
    if not done.paragraphs:
        raise TextProblem("empty")
    if len(done.paragraphs) > MAX_PARAGRAPHS:
        raise TextProblem("too_many_paragraphs", limit=MAX_PARAGRAPHS)
    _check_structure(done.paragraphs)
    for p in done.paragraphs:
        _check_words(p.id, p.text, MAX_PARAGRAPH, is_title=False)
    return done


def check_words(words: str, *, is_title: bool) -> str:
    """The words of one paragraph or of a title by themselves, cleaned, or the first problem they have."""
    done = clean(words) if is_title else clean_paragraph(words)
    _check_words(None, done, MAX_TITLE if is_title else MAX_PARAGRAPH, is_title=is_title)
    return done


def _check_words(pid: str | None, words: str, limit: int, *, is_title: bool) -> None:
    if not _SOMETHING.search(words):
        raise TextProblem("empty", pid)
    if len(words) > limit:
        raise TextProblem("too_long", pid, limit)
    plain = _JOINER.sub("", words)
    if not is_title:
        plain = _LINE_BREAK.sub("", plain)
    allowed = _SEEN if is_title else _SEEN | _DIRECTION
    if _MARKS.search(words) or not all(_is_readable(c) or c in allowed for c in set(plain)):
        raise TextProblem("character", pid)
    if len(tokenise(words, None)) > MAX_TOKENS:
        raise TextProblem("too_many_words", pid, MAX_TOKENS)


def _is_readable(character: str) -> bool:
    """Not a control, format, surrogate or private character, nor one Unicode says is no character."""
    category = unicodedata.category(character)
    return (
        character not in _BLANK
        and category not in ("Cc", "Cf", "Cs", "Co")
        and not (category == "Cn" and (ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF))
    )


def _check_structure(paragraphs: tuple[Paragraph, ...]) -> None:
    """Reading order: each paragraph follows its parent or something below its parent, sections in turn."""
    above: list[str] = []
    seen: set[str] = set()
    section = SECTIONS[0]
    for p in paragraphs:
        if p.id in seen or p.id in RESERVED or not p.id:
            raise TextProblem("identifier", p.id)
        seen.add(p.id)
        if p.section != section:
            above = []
        if p.section not in SECTIONS or SECTIONS.index(p.section) < SECTIONS.index(section):
            raise TextProblem("order", p.id)
        section = p.section
        if p.parent is not None and p.parent not in above:
            raise TextProblem("order", p.id)
        above = above[: above.index(p.parent) + 1] if p.parent is not None else []
        if len(above) > MAX_DEPTH:
            raise TextProblem("too_deep", p.id, MAX_DEPTH + 1)
        above.append(p.id)
