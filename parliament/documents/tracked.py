"""A text with amendments in it as a Word document (ECMA-376) whose changes are tracked.

Whoever accepts them all has the amended text, whoever rejects them all the base. Numbers are Word's own lists, so they follow
either way; end punctuation is left to the house. A moved paragraph is deleted where it was and inserted where it is. The
author of a change is the city that moved it, its date that of the amendment.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from parliament.documents.dossier import Amending, Dossier
from parliament.documents.packing import undated
from parliament.documents.redline import Row, Run, redline
from parliament.documents.script import for_xml, is_right_to_left
from parliament.texts import N_, TITLE, Addressee, Consolidated, Text, source_of, text_hash

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ADDRESSEES: Final[Mapping[Addressee, str]] = {
    "": "",
    "we_commit": N_("We commit"),
    "governments": N_("We call on governments"),
    "institutions": N_("We call on international institutions"),
}
# The list of each section, and how each of its levels is numbered: as the house cites, "2 (b) (i)".
_LISTS: Final = {"preamble": (91, "PP%1"), "operative": (92, "%1."), "annex": (93, "Annex %1")}
_FORMATS: Final = ("decimal", "lowerLetter", "lowerRoman", "decimal")
_EAST: Final = ("zh", "ja", "ko")

Translate = Callable[[str], str]
# An element of the document, which its library leaves untyped.
Node = Any


class Author(NamedTuple):
    """Whose change it is, and when it was submitted."""

    city: str
    at: datetime


def amendment_in_word(dossier: Dossier, number: int, translate: Translate = str) -> bytes:
    """One amendment in the text it is on: the base, or the words of its parent."""
    it = dossier.by_number[number]
    said = translate(N_("Amendment %(number)s")) % {"number": number}
    return _written(it.of, it.alone(), _authors(dossier), [dossier.title, said, it.city], it.submitted_at, translate)


def changes_in_word(dossier: Dossier, translate: Translate = str) -> bytes:
    """All that is in force in the base."""
    said = translate(N_("All amendments in force"))
    return _written(dossier.base, dossier.now, _authors(dossier), [dossier.title, said], dossier.dated_at, translate)


def _authors(dossier: Dossier) -> Callable[[str], Author]:
    """Whose name a change bears; a correction is the house's."""

    def find(source: str) -> Author:
        kind, number = source_of(source)
        it: Amending | None = dossier.by_number.get(number) if kind == "amendment" else None
        return Author(it.city, it.submitted_at) if it else Author(source, dossier.dated_at)

    return find


def _written(
    base: Text,
    now: Consolidated,
    author: Callable[[str], Author],
    heading: list[str],
    at: datetime,
    translate: Translate,
) -> bytes:
    document = Document()
    _name(document, heading, at)
    _define(document)
    sheet, body = _Sheet(base.language, author, translate), document.element.body
    end = body[-1]  # the properties of the section come last
    for row in redline(base, now):
        for node in sheet.row(row):
            end.addprevious(node)
    # The mark of the last paragraph cannot be deleted, so the last one is never part of the text.
    end.addprevious(sheet.paragraph("Fingerprint", 0, [Run("same", text_hash(base), "")]))
    found = io.BytesIO()
    document.save(found)
    return undated(found.getvalue())


def _name(document: Any, heading: list[str], at: datetime) -> None:
    """Title and dates of the file, and its heading on every page."""
    known = document.core_properties
    known.title = for_xml(" · ".join(part for part in heading if part))[:255]
    known.author = known.last_modified_by = known.comments = ""
    known.created = known.modified = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    document.sections[0].header.paragraphs[0].text = known.title


def _define(document: Any) -> None:
    """The styles and lists that a text is written with."""
    for name in ("Addressee", "Fingerprint"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).font.italic = True
    numbering = document.part.numbering_part.element
    first = numbering.find(qn("w:num"))
    for number, root in _LISTS.values():
        found = _node("w:abstractNum", {"w:abstractNumId": str(number)}, _node("w:multiLevelType", "multilevel"))
        label = root
        for depth, form in enumerate(_FORMATS):
            label += f" (%{depth + 1})" if depth else ""
            found.append(_level(depth, form, label.replace(".", "") if depth else label))
        first.addprevious(found)
        numbering.append(_node("w:num", {"w:numId": str(number)}, _node("w:abstractNumId", str(number))))


def _level(depth: int, form: str, label: str) -> Node:
    indent = _node("w:pPr", None, _node("w:ind", {"w:left": str(720 + 480 * depth), "w:hanging": "720"}))
    parts = (_node("w:start", "1"), _node("w:numFmt", form), _node("w:lvlText", label), _node("w:lvlJc", "left"))
    return _node("w:lvl", {"w:ilvl": str(depth)}, *parts, indent)


def _node(tag: str, said: str | dict[str, str] | None = None, *inside: Node) -> Node:
    """An element with attributes, or with its value if it is said alone."""
    found = OxmlElement(tag)
    for name, value in ({"w:val": said} if isinstance(said, str) else said or {}).items():
        found.set(qn(name), for_xml(value))
    for node in inside:
        found.append(node)
    return found


class _Sheet:
    """Writes paragraphs, and numbers their changes."""

    def __init__(self, language: str, author: Callable[[str], Author], translate: Translate) -> None:
        self.language, self.author, self.translate, self.changes = language, author, translate, 0
        self.rtl = is_right_to_left(language)

    def row(self, row: Row) -> Iterator[Node]:
        """A paragraph of the text with whom it addresses above it."""
        gone = "del" if not row.stays else ""
        mark = "ins" if row.stays and not row.was else gone
        if row.id == TITLE:
            yield self.paragraph("Title", 0, row.runs)
            return
        if row.addressee or row.was_addressee:
            yield from self.addressee(row, mark)
        yield self.paragraph(row.section, row.depth, self.whole(row) if mark else row.runs, mark, row.source)

    def whole(self, row: Row) -> list[Run]:
        """All the words of a paragraph that comes or goes as a whole."""
        if not row.stays:
            return list(row.runs)
        return [Run("added", run.text, run.source or row.source) for run in row.runs if run.change != "removed"]

    def addressee(self, row: Row, mark: str) -> Iterator[Node]:
        was, now = self.said(row.was_addressee), self.said(row.addressee)
        if mark:
            run = Run("added" if mark == "ins" else "removed", now if mark == "ins" else was, row.source)
            if run.text:
                yield self.paragraph("Addressee", 0, [run], mark, row.source)
        elif was == now:
            yield self.paragraph("Addressee", 0, [Run("same", now, "")])
        else:
            runs = [Run("removed", was, row.addressed_by), Run("added", now, row.addressed_by)]
            whole = "ins" if not was else "del" if not now else ""
            yield self.paragraph("Addressee", 0, [run for run in runs if run.text], whole, row.addressed_by)

    def said(self, addressee: Addressee) -> str:
        return self.translate(ADDRESSEES[addressee]) if addressee else ""

    def paragraph(self, kind: str, depth: int, runs: Any, mark: str = "", source: str = "") -> Node:
        """A paragraph in a style, or in the list of its section; `mark`: whether its end is inserted or deleted."""
        about = _node("w:pPr")
        if kind in _LISTS:
            level = _node("w:ilvl", str(depth)), _node("w:numId", str(_LISTS[kind][0]))
            about.append(_node("w:numPr", None, *level))
        else:
            about.append(_node("w:pStyle", kind))
        if self.rtl:
            about.append(_node("w:bidi"))
        if mark:
            about.append(_node("w:rPr", None, self.change(mark, source)))
        return _node("w:p", None, about, *(self.run(run) for run in runs))

    def run(self, run: Run) -> Node:
        text = OxmlElement("w:delText" if run.change == "removed" else "w:t")
        text.text = for_xml(run.text)
        text.set(qn("xml:space"), "preserve")
        found = _node("w:r", None, self.script(), text)
        if run.change == "same":
            return found
        changed = self.change("ins" if run.change == "added" else "del", run.source)
        changed.append(found)
        return changed

    def script(self) -> Node:
        """The direction and language of a run."""
        east = self.language.split("-")[0] in _EAST
        kind = "w:bidi" if self.rtl else "w:eastAsia" if east else "w:val"
        rtl = [_node("w:rtl")] if self.rtl else []
        return _node("w:rPr", None, *rtl, _node("w:lang", {kind: self.language}))

    def change(self, kind: str, source: str) -> Node:
        self.changes += 1
        city, at = self.author(source)
        when = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        return _node(f"w:{kind}", {"w:id": str(self.changes), "w:author": city or source, "w:date": when})
