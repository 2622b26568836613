"""DOCX into paragraphs: the words of `word/document.xml` as they read once all tracked changes are accepted.

After ECMA-376 part 1: 17.3 (paragraphs and runs), 17.9 (numbering), 17.13 (annotations). What is struck out by a tracked
change (`w:del`, `w:moveFrom`) goes, what it brings stays; a deleted paragraph mark joins two paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from parliament.documents.reading.packed import Packed
from parliament.documents.reading.word_styles import Styles, below, named
from parliament.documents.reading.written import Line, Written

DOCUMENT: Final = "word/document.xml"
_SPACES: Final = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
_THROUGH: Final = frozenset(
    [
        "r",
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "fldSimple",
        "bdo",
        "dir",
        "customXml",
        "ruby",
        "rubyBase",
    ]
)
_LOST: Final = {
    "drawing": "pictures",
    "pict": "pictures",
    "object": "pictures",
    "AlternateContent": "pictures",
    "footnoteReference": "notes",
    "endnoteReference": "notes",
    "commentReference": "comments",
    "oMath": "formulas",
    "oMathPara": "formulas",
    "sym": "formulas",
}
_STRUCK: Final = ("del", "moveFrom")


def read_word(packed: Packed) -> Written:
    """The paragraphs of a document in reading order. Refused: file_damaged, unpacks_too_large."""
    tree = packed.xml(DOCUMENT)
    reader = _Reader(Styles(packed.xml_if_any("word/styles.xml"), packed.xml_if_any("word/numbering.xml")))
    for body in tree.iterchildren():
        reader.block(body)
    return reader.written


class _Reader:
    """Walks over the blocks of a document."""

    def __init__(self, styles: Styles) -> None:
        self.styles, self.written, self.joined = styles, Written(), ""

    def block(self, element: etree._Element) -> None:
        """A paragraph, or what holds paragraphs."""
        for child in element.iterchildren():
            kind = named(child)
            if kind == "p":
                self.paragraph(child)
            elif kind == "tbl":
                self.written.losses["tables"] += 1
            elif kind == "sdt" and _is_contents(child):
                self.written.losses["contents"] += 1
            elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
                self.block(child)
            elif kind in _STRUCK:
                self.written.losses["changes"] += 1

    def paragraph(self, element: etree._Element) -> None:
        words = self.joined + "".join(self.words(element))
        style = self.styles.of(element)
        if _is_mark_struck(element):
            self.joined = words
            self.written.losses["changes"] += 1
            return
        self.joined = ""
        if words.strip():
            self.written.lines.append(Line(words, style.mark, style.heading, is_title=style.is_title))

    def words(self, element: etree._Element) -> Iterator[str]:
        """The words below an element, as they read."""
        for child in element.iterchildren():
            kind = named(child)
            if kind in _STRUCK:
                self.written.losses["changes"] += 1
                continue
            if kind in ("ins", "moveTo"):
                self.written.losses["changes"] += 1
            if kind == "r" and _is_hidden(child):
                self.written.losses["hidden"] += 1
            elif kind == "t":
                yield child.text or ""
            elif kind in _SPACES:
                yield _SPACES[kind]
            elif kind in _LOST:
                self.written.losses[_LOST[kind]] += 1
            elif kind in _THROUGH:
                yield from self.words(child)


def _of(element: etree._Element, *path: str) -> etree._Element | None:
    """The element at the end of a path of names below this one."""
    found: etree._Element | None = element
    for name in path:
        found = below(found, name)
    return found


def _is_hidden(run: etree._Element) -> bool:
    mark = _of(run, "rPr", "vanish")
    return mark is not None and not any(value in ("0", "false", "off") for value in mark.attrib.values())


def _is_mark_struck(paragraph: etree._Element) -> bool:
    return any(_of(paragraph, "pPr", "rPr", name) is not None for name in _STRUCK)


def _is_contents(control: etree._Element) -> bool:
    gallery = _of(control, "sdtPr", "docPartObj", "docPartGallery")
    return gallery is not None and "Table of Contents" in gallery.attrib.values()
