"""Numbers, letters and bullets typed by hand: taken off the words, and turned into depth.

Language-neutral: a mark is digits of any script with a full stop or bracket (`1.` `(٢)` `3)` `1.2`), a letter or a small
Roman number with a full stop or bracket (`(a)` `b)` `ii.` `(ب)`), a Chinese one (`一、` `（二）`), a drafting label (`PP3`, `OP1`) or a
bullet. Letters and Roman numbers count only in sequence, the first being a, i or 1, so that an initial or an
abbreviation is never cut off; of capital letters the second has to be there too. `(i)` after `(h)` is a letter.
Depth follows from the order in which kinds of marks appear: a kind that is new hangs below the one before it, one that
was seen comes back to its own depth; the levels that a word processor keeps are taken as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

import regex

from parliament.documents.reading.written import Line, Mark, Written

COLONS: Final = (":", "：", "՝", "៖", "፦")
_ALPHABETS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
    "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
)
_CHINESE: Final = "一二三四五六七八九十"
_BULLET = regex.compile(r"([-*•‣◦·–—▪●○])\s+")
_LABEL = regex.compile(r"(PP|OP) ?(\p{Nd}{1,3})[.:]?\s+")
_DECIMAL = regex.compile(r"(\p{Nd}{1,3}(?:\.\p{Nd}{1,2}){0,3})([.)])\s+|\((\p{Nd}{1,3})(\))\s+|(\p{Nd}{1,3})(、)\s*")
_MANY = regex.compile(r"(\p{Nd}{1,3}(?:\.\p{Nd}{1,2}){1,3})\s+")
_IDEOGRAPH = regex.compile(r"([一二三四五六七八九十]{1,3})(、)|[(（]([一二三四五六七八九十]{1,3})([)）])")
_LETTER = regex.compile(r"\((\p{L}{1,6})(\))\s+|(\p{L}{1,6})([.)])\s+")
_ROMAN = regex.compile(r"(?i)(x{0,3})(ix|iv|v?i{0,3})")
_UNITS: Final = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}


class _Found(NamedTuple):
    """A mark that a paragraph may begin with, and where its words begin."""

    mark: Mark
    end: int
    under: int | None = None  # of 2.3, the 2


def take_marks(written: Written) -> Written:
    """The same paragraphs without the numbers typed before their words, which become marks."""
    lines = list(written.lines)
    seen = {(f.mark.kind, f.mark.place) for line in lines for f in _candidates(line.text)}
    last: dict[str, int] = {}
    for at, line in enumerate(lines):
        words = line.text.lstrip()
        found = next((f for f in _candidates(line.text) if _is_in_sequence(f, last, seen)), None)
        if found is None:
            lines[at] = replace(line, text=words)
            continue
        last[found.mark.kind] = found.mark.place
        # A list of the word processor knows better than what somebody typed into its items.
        lines[at] = replace(line, text=words[found.end :], mark=line.mark or found.mark)
    written.lines = lines
    return written


def _candidates(text: str) -> Iterator[_Found]:
    """The marks that these words may begin with, the likelier first."""
    words = text.lstrip()
    indent = len(text) - len(words)
    if found := _BULLET.match(words):
        yield _Found(Mark("bullet", indent), found.end())
    if found := _LABEL.match(words):
        yield _Found(Mark(found[1], 0, int(found[2]), is_number=found[1] == "OP"), found.end())
    if (found := _DECIMAL.match(words)) or (found := _MANY.match(words)):
        number, sign = _parts(found)
        *above, count = number.split(".")
        is_plain = words[0] != "("
        style = ("." if above or not sign else sign) if is_plain else "()"
        mark = Mark(f"1{style} {len(above)}", len(above), int(count), is_number=is_plain)
        yield _Found(mark, found.end(), int(above[0]) if above else None)
    if found := _IDEOGRAPH.match(words):
        number, sign = _parts(found)
        yield _Found(Mark(f"一{sign}", 0, _ideographs(number), is_number=sign == "、"), found.end())
    if found := _LETTER.match(words):
        sign = ("()" if words[0] == "(" else "") + _parts(found)[1]
        yield from (_Found(mark, found.end()) for mark in _letters(_parts(found)[0], sign))


def _parts(found: regex.Match[str]) -> tuple[str, str]:
    number, *sign = [group for group in found.groups() if group]
    return number, sign[0] if sign else ""


def _letters(letter: str, sign: str) -> Iterator[Mark]:
    """A letter by its place in its alphabet, or a Roman number."""
    for at, alphabet in enumerate(_ALPHABETS):
        if len(letter) == 1 and letter in alphabet:
            yield Mark(f"letter-{at}-{sign}", 0, alphabet.index(letter) + 1)
    found = _ROMAN.fullmatch(letter)
    if found and letter in (letter.lower(), letter.upper()):
        count = 10 * len(found[1]) + _UNITS[found[2].lower()]
        yield Mark(f"roman-{'big' if letter.isupper() else 'small'}-{sign}", 0, count, is_number=letter.isupper())


def _ideographs(number: str) -> int:
    """Up to ninety-nine, as they are written in numbering."""
    tens, _, ones = number.rpartition("十")
    has_ten = "十" in number
    return (10 * (_digit(tens) or 1) if has_ten else 0) + _digit(ones)


def _digit(sign: str) -> int:
    return _CHINESE.index(sign) + 1 if len(sign) == 1 else 0


def _is_in_sequence(found: _Found, last: dict[str, int], seen: set[tuple[str, int]]) -> bool:
    mark = found.mark
    if mark.kind == "bullet" or mark.kind in ("PP", "OP"):
        return True
    is_next = mark.place == last.get(mark.kind, 0) + 1
    is_first = mark.place == 1
    if mark.kind.startswith(("letter-1-", "roman-big-")):  # "A. Smith" is not the first of anything
        return (is_first and (mark.kind, 2) in seen) or (is_next and not is_first)
    if found.under is not None:  # "2.1 million" is no paragraph, unless it follows paragraph 2
        return last.get("1. 0") == found.under and (is_first or is_next)
    return mark.kind.startswith("1") or is_first or is_next


def depths(lines: list[Line]) -> list[int]:
    """How deep each paragraph stands, 0 being a paragraph of its own."""
    open_: list[Mark] = []
    under = 0  # 1 below a paragraph that has no mark and ends in a colon
    found: list[int] = []
    for line in lines:
        mark = line.mark
        if mark is None:
            under = int(line.text.rstrip().endswith(COLONS))
            open_ = [] if under else open_
            found.append(0)
            continue
        open_ = _opened(open_, mark)
        if len(open_) == 1 and mark.is_number:
            under = 0  # "The assembly:", and then 1. 2. 3.
        found.append(under + len(open_) - 1)
    return found


def _opened(open_: list[Mark], mark: Mark) -> list[Mark]:
    """The kinds of marks around a paragraph, its own last."""
    for at, other in enumerate(open_):
        if (other.kind, other.level) == (mark.kind, mark.level):
            return open_[: at + 1]
    family = mark.kind.split(" ")[0]
    if family == "1." and mark.level:  # 1.1 hangs below 1, whatever came between
        above = next((at for at, other in enumerate(open_) if other.kind == "1. 0"), -1)
        open_ = open_[: above + 1]
    kept = [other for other in open_ if other.kind.split(" ")[0] != family or other.level < mark.level]
    return [*kept, mark]
