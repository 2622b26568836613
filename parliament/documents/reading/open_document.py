"""ODT into paragraphs: the words of `content.xml`, where tracked changes already stand as if they were accepted.

After OpenDocument 1.3 part 3: 5.1 (headings and paragraphs), 5.3 (lists), 5.5 (tracked changes: what was deleted is kept apart,
in `text:tracked-changes`, and what was inserted stands in the text), 6 (what may stand among words).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from parliament.documents.reading.packed import Packed
from parliament.documents.reading.word_styles import named
from parliament.documents.reading.written import Line, Mark, Written

MEDIA_TYPE: Final = b"application/vnd.oasis.opendocument.text"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LOST: Final = {
    "note": "notes",
    "annotation": "comments",
    "frame": "pictures",
    "g": "pictures",
    "custom-shape": "pictures",
    "rect": "pictures",
    "line": "pictures",
    "ellipse": "pictures",
    "table": "tables",
    "hidden-text": "hidden",
    "hidden-paragraph": "hidden",
}
_SILENT: Final = frozenset(("annotation-end", "ruby-text", "sequence-decls", "forms"))
_INDEXES: Final = ("table-of-content", "illustration-index", "table-index", "alphabetical-index", "user-index")
_HOLDERS: Final = ("section", "index-body", "numbered-paragraph")
_CLAUSES: Final = frozenset(("", "1", "I", "१", "١", "๑"))


def read_open_document(packed: Packed) -> Written:
    """The paragraphs of a document in reading order. Refused: file_damaged, unpacks_too_large."""
    trees = [packed.xml("content.xml"), packed.xml_if_any("styles.xml")]
    reader = _Reader([tree for tree in trees if tree is not None])
    for body in trees[0].iter("{*}body") if trees[0] is not None else ():
        for text in body.iterchildren("{*}text"):
            reader.block(text, ())
    return reader.written


class _Reader:
    """Walks over the blocks of a document, knowing the lists it is in."""

    def __init__(self, trees: list[etree._Element]) -> None:
        self.written = Written()
        self.parents = _parents(trees)
        self.formats = _formats(trees)

    def block(self, element: etree._Element, lists: tuple[str, ...], *, is_item: bool = False) -> None:
        """Paragraphs, or what holds paragraphs; the first of a list item bears its mark."""
        for child in element.iterchildren():
            kind = named(child)
            if kind in ("p", "h"):
                self.paragraph(child, lists if is_item else ())
                is_item = False
            elif kind == "list":
                self.list(child, lists)
            elif kind in _HOLDERS:
                self.block(child, lists, is_item=is_item)
            elif kind in _INDEXES:
                self.written.losses["contents"] += 1
            elif kind == "tracked-changes":
                self.written.losses["changes"] += sum(1 for _ in child.iterchildren("{*}changed-region"))
            elif kind in _LOST:
                self.written.losses[_LOST[kind]] += 1

    def list(self, element: etree._Element, lists: tuple[str, ...]) -> None:
        """A list; one inside another has the style of the outer one unless it names its own."""
        name = element.get(_TEXT + "style-name") or (lists[-1] if lists else "")
        for item in element.iterchildren():
            self.block(item, (*lists, name), is_item=named(item) == "list-item")

    def paragraph(self, element: etree._Element, lists: tuple[str, ...]) -> None:
        words = "".join(self.words(element))
        if not words.strip():
            return
        mark = None
        if lists:
            level = len(lists) - 1
            kind = self.formats.get((lists[-1], level), "bullet")
            mark = Mark(f"list-{kind} {level}", level, is_number=kind in _CLAUSES)
        rank = element.get(_TEXT + "outline-level") or "1"
        heading = (int(rank) if rank.isdecimal() else 1) if named(element) == "h" else 0
        self.written.lines.append(Line(words, mark, heading, is_title=self._is_title(element)))

    def _is_title(self, element: etree._Element) -> bool:
        name = element.get(_TEXT + "style-name") or ""
        return "Title" in (name, self.parents.get(name))

    def words(self, element: etree._Element) -> Iterator[str]:
        """The words below an element: its own, and those between what stands among them."""
        yield _collapsed(element.text)
        for child in element.iterchildren():
            kind = named(child)
            if kind in _LOST:
                self.written.losses[_LOST[kind]] += 1
            elif kind in ("s", "tab", "line-break"):
                yield " "
            elif kind not in _SILENT:
                yield from self.words(child)
            yield _collapsed(child.tail)


def _collapsed(words: str | None) -> str:
    """White space as it counts: line breaks of the file are spaces."""
    return (words or "").replace("\n", " ").replace("\r", " ")


def _parents(trees: list[etree._Element]) -> dict[str, str]:
    """Which style each style is made after: what is formatted by hand has a style of its own made by the program."""
    styles = (style for tree in trees for style in tree.iter(_STYLE + "style"))
    return {style.get(_STYLE + "name") or "": style.get(_STYLE + "parent-style-name") or "" for style in styles}


def _formats(trees: list[etree._Element]) -> dict[tuple[str, int], str]:
    """The number format of each level of each list, `bullet` for one without numbers."""
    found: dict[tuple[str, int], str] = {}
    for tree in trees:
        for style in tree.iter(_TEXT + "list-style"):
            for level in style.iterchildren():
                at = level.get(_TEXT + "level") or ""
                if at.isdecimal():
                    is_number = named(level) == "list-level-style-number"
                    number = next((v for k, v in level.attrib.items() if k.endswith("}num-format")), "")
                    found[style.get(_STYLE + "name") or "", int(at) - 1] = number if is_number else "bullet"
    return found
