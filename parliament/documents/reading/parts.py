"""From paragraphs with marks to a motion: which is the title, where the reasons end and the demands begin, what hangs where.

Language-neutral first. The **title** is what the file calls so: a title style, the first heading, else the first line if it
bears no mark and does not end like a paragraph. **Headings** that name a section ("Annex") begin it. Otherwise the
operative part begins with the first of: a paragraph with a clause's number; a line without a number that ends in a colon (which
itself closes the preamble if numbers follow it); a paragraph that begins like a demand ("Calls upon", `cues`). What stands before
it is preamble. Where there is none of these, the paragraphs at the beginning that end in a comma, or begin like a reason
("Whereas"), are the preamble. **Depth** is as `numbering` has it, at most as deep as a motion can hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Final, NamedTuple

import regex

from parliament import texts
from parliament.documents.reading.cues import addressee_of, is_demand, is_reason, section_named, unlinked
from parliament.documents.reading.numbering import COLONS, depths
from parliament.documents.reading.written import Line, Written
from parliament.texts import Addressee, Section

_COMMAS: Final = (",", "،", "、", "，", "፣")
_NO_TITLE_ENDS: Final = (*_COMMAS, *COLONS, ";", "؛", "；")
_LONGEST_TITLE: Final = 600  # beyond what a title may have, so that the writer can shorten it
_WORDS = regex.compile(r"\p{L}")
_PAGE = regex.compile(
    r"(?i)\W*(?:page|seite|página|página|صفحة)\s*\p{Nd}{1,4}(?:\W+(?:of|de|von|sur|/)?\s*\p{Nd}{1,4})?\W*"
)


class Row(NamedTuple):
    """One paragraph as the editor takes it."""

    section: Section
    depth: int
    text: str
    addressee: Addressee

    def as_json(self) -> dict[str, Any]:
        """As commands and answers have it."""
        return self._asdict()


def sorted_out(written: Written) -> tuple[str, tuple[Row, ...]]:
    """Title and rows; what is lost on the way is counted in `written`."""
    lines = [line for line in written.lines if _has_words(line.text)]
    written.losses["numbers"] += sum(1 for line in written.lines if line.text.strip()) - len(lines)
    title, lines = _title(lines)
    written.losses["no_title"] += not title
    rows: list[Row] = []
    for section, group in groupby(_sections(lines), key=lambda pair: pair[0]):
        rows += _rows(section, [line for _, line in group], written)
    return title, tuple(rows)


def _has_words(text: str) -> bool:
    return bool(_WORDS.search(text)) and not _PAGE.fullmatch(text)


def _title(lines: list[Line]) -> tuple[str, list[Line]]:
    """The title, and the paragraphs without it."""
    named = [at for at, line in enumerate(lines) if line.is_title]
    headed = [at for at, line in enumerate(lines[:1]) if line.heading and not section_named(line.text)]
    plain = [at for at, line in enumerate(lines[:1]) if len(lines) > 1 and _may_be_title(line)]
    at = next(iter([*named, *headed, *plain]), None)
    if at is None:
        return "", lines
    return texts.clean(lines[at].text), lines[:at] + lines[at + 1 :]


def _may_be_title(line: Line) -> bool:
    words = line.text.strip()
    is_paragraph = line.mark is not None or words.endswith(_NO_TITLE_ENDS) or is_reason(words) or is_demand(words)
    return not is_paragraph and section_named(words) is None and len(words) <= _LONGEST_TITLE


def _sections(lines: list[Line]) -> list[tuple[Section, Line]]:
    """Each paragraph with its section, in the order of sections; lines that only name a section are gone."""
    named = [(at, section) for at, line in enumerate(lines) if (section := section_named(line.text))]
    last = len(lines)
    annex = next((at for at, section in named if section == "annex"), last)
    turn = next((at for at, section in named if section == "operative" and at < annex), None)
    if turn is None:
        turn = _turn(lines[:annex])
    announced = {at for at, _ in named}
    found: list[tuple[Section, Line]] = []
    for at, line in enumerate(lines):
        if at not in announced:
            found.append(("annex" if at > annex else "operative" if at >= turn else "preamble", line))
    return found


def _turn(lines: list[Line]) -> int:
    """Where the operative part begins. Under a heading that says "Preamble", numbers may be those of reasons."""
    is_announced = any(section_named(line.text) == "preamble" for line in lines)
    for at, line in enumerate(lines):
        if section_named(line.text) or (line.mark and line.mark.kind == "PP") or is_reason(line.text):
            continue
        if is_demand(line.text) or (line.mark and line.mark.is_number and not is_announced):
            return at
        if line.mark is None and line.text.rstrip().endswith(COLONS):
            follower = lines[at + 1].mark if at + 1 < len(lines) else None
            return at + 1 if follower and follower.is_number else at
    ends = (*_COMMAS, *COLONS) if is_announced else _COMMAS
    return next((at for at, line in enumerate(lines) if not _is_preambular(line, ends)), len(lines))


def _is_preambular(line: Line, ends: tuple[str, ...]) -> bool:
    return line.text.rstrip().endswith(ends) or is_reason(line.text) or section_named(line.text) is not None


def _rows(section: Section, lines: Sequence[Line], written: Written) -> list[Row]:
    """The paragraphs of one section: cleaned, at their depth, addressed."""
    found: list[Row] = []
    kept = [replace(line, text=words) for line in lines if (words := _words(line, written))]
    wanted = depths(kept)
    for at, (line, depth) in enumerate(zip(kept, wanted, strict=True)):
        possible = min(depth, found[-1].depth + 1 if found else 0)
        bounded = min(possible, texts.MAX_DEPTH)
        written.losses["deep"] += bounded < possible
        written.losses["headings"] += line.heading > 0
        has_below = at + 1 < len(kept) and wanted[at + 1] > depth
        words = texts.clean_paragraph(line.text)
        if has_below:  # what opens a list is printed with a colon
            words = texts.clean_paragraph(words.rstrip("".join(COLONS) + " \u00a0"))
        addressee = addressee_of(words) if section == "operative" and bounded == 0 else ""
        written.losses["addressed"] += bool(addressee)
        found.append(Row(section, bounded, words, addressee))
    return found


def _words(line: Line, written: Written) -> str:
    words, was_linked = unlinked(texts.clean(line.text))
    written.losses["linking"] += was_linked
    return words if texts.clean_paragraph(words) else ""
