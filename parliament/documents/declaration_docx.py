"""A declaration as a Word document (ECMA-376). Same document, same reader: same bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any, Final

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from parliament.documents.declaration_text import Line, lines
from parliament.documents.packing import undated
from parliament.documents.reader import Reader
from parliament.documents.script import for_xml, is_right_to_left
from parliament.record.entries import Json
from parliament.texts import N_

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STYLES: Final = {"Heading": "Heading 1", "Said": "Normal", "Clause": "Normal"}
_EAST: Final = ("zh", "ja", "ko")
IN_ENGLISH: Final = Reader()


def declaration_in_word(
    document: Json, document_hash: str, to: Reader = IN_ENGLISH, *, life: Json | None = None
) -> bytes:
    """The text in its language with the labels it is cited by; what the house says about it in the reader's."""
    made = Document()
    _name(made, document, to)
    for name in ("Addressee", "Fingerprint"):
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).font.italic = True
    made.styles.add_style("Warning", WD_STYLE_TYPE.PARAGRAPH).font.bold = True
    language = document["text"]["language"]
    for line in lines(document, document_hash, to, life):
        _paragraph(made, line, to.language if line.is_ours else language)
    found = io.BytesIO()
    made.save(found)
    return undated(found.getvalue())


def _name(made: Any, document: Json, to: Reader) -> None:
    """Title, language and dates of the file; the number on every page."""
    known = made.core_properties
    known.title = for_xml(document["title"])[:255]
    known.author = known.last_modified_by = known.comments = ""
    known.language = document["text"]["language"]
    published = datetime.fromisoformat(document["published_at"]).astimezone(UTC)
    known.created = known.modified = published.replace(tzinfo=None, microsecond=0)
    number = to.words(N_("Declaration %(number)s"), number=to.number(document["number"]))
    made.sections[0].header.paragraphs[0].text = for_xml(number)


def _paragraph(made: Any, line: Line, language: str) -> None:
    found = made.add_paragraph(style=_STYLES.get(line.style, line.style))
    found.paragraph_format.left_indent = Mm(8 * line.depth) if line.depth else None
    if is_right_to_left(language):
        found._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    if line.label:
        _run(found, f"{line.label}\t", "en").bold = True
    _run(found, line.words, language)


def _run(paragraph: Any, words: str, language: str) -> Any:
    """Words with their language, under the name that its script has in a Word document."""
    run = paragraph.add_run(for_xml(words))
    about, rtl = run._r.get_or_add_rPr(), is_right_to_left(language)
    if rtl:
        about.append(OxmlElement("w:rtl"))
    said = OxmlElement("w:lang")
    kind = "w:bidi" if rtl else "w:eastAsia" if language.split("-")[0] in _EAST else "w:val"
    said.set(qn(kind), language)
    about.append(said)
    return run
