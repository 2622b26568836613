"""What the styles and lists of a DOCX make of a paragraph: title, heading, list item, how deep.

Only what a reader sees counts: the name of a style says title and heading in every language of Word, because built-in styles
keep their English name in the file (ECMA-376 part 1, 17.7.4.9); a list is known by its number format.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml import etree

from parliament.documents.reading.written import Mark

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_HEADING = re.compile(r"heading (\d)$")
_LIST = re.compile(r"list (bullet|number)(?: (\d))?$")
_CLAUSES: Final = frozenset(("decimal", "decimalZero", "upperRoman", "ordinal", "hindiNumbers", "thaiNumbers"))
_LONGEST_CHAIN: Final = 20  # of styles based on styles; a circle of them would never end


class Style(NamedTuple):
    """What a paragraph is by its style and list."""

    mark: Mark | None = None
    heading: int = 0
    is_title: bool = False


@dataclass(frozen=True)
class _Known:
    name: str
    based_on: str
    list: tuple[str, int] | None
    outline: int


def named(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def value(element: etree._Element | None, name: str = "val") -> str:
    """An attribute of Word's own namespace, empty if it is not there."""
    if element is None:
        return ""
    return element.get(_W + name) or element.get(_STRICT + name) or ""


def below(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of this name."""
    children = element.iterchildren() if element is not None else iter(())
    return next((child for child in children if named(child) == name), None)


class Styles:
    """The styles and lists of one document."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._styles = dict(_styles(styles))
        self._formats = _formats(numbering)

    def of(self, paragraph: etree._Element) -> Style:
        """What this paragraph is."""
        own = below(paragraph, "pPr")
        chain = self._chain(value(below(own, "pStyle")))
        names = [known.name for known in chain]
        listed = _numbered(own) or next((known.list for known in chain if known.list), None)
        outline = next((known.outline for known in chain if known.outline), 0)
        heading = next((int(found[1]) for name in names if (found := _HEADING.match(name))), outline)
        return Style(self._mark(listed, names), heading, "title" in names)

    def _chain(self, name: str) -> list[_Known]:
        found: list[_Known] = []
        while name in self._styles and len(found) < _LONGEST_CHAIN:
            found.append(self._styles[name])
            name = found[-1].based_on
        return found

    def _mark(self, listed: tuple[str, int] | None, names: list[str]) -> Mark | None:
        by_name = next((found for name in names if (found := _LIST.match(name))), None)
        if listed is None or listed[0] == "0":
            return None
        level = listed[1]
        if by_name and by_name[2]:  # "List Number 2" is one level deeper, though a list of its own
            level = int(by_name[2]) - 1
        kind = self._formats.get(listed, "bullet" if by_name and by_name[1] == "bullet" else "decimal")
        if kind == "none":
            return None
        return Mark(f"list-{kind} {level}", level, is_number=kind in _CLAUSES)


def _styles(tree: etree._Element | None) -> list[tuple[str, _Known]]:
    found = []
    for style in tree.iterchildren() if tree is not None else ():
        if named(style) == "style":
            own = below(style, "pPr")
            outline = value(below(own, "outlineLvl"))
            rank = int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else 0
            name = value(below(style, "name")).lower()
            known = _Known(name, value(below(style, "basedOn")), _numbered(own), rank)
            found.append((value(style, "styleId"), known))
    return found


def _numbered(properties: etree._Element | None) -> tuple[str, int] | None:
    """The list and level that these properties put a paragraph into; list 0 takes it out of any."""
    numbering = below(properties, "numPr")
    if numbering is None or below(numbering, "numId") is None:
        return None
    level = value(below(numbering, "ilvl"))
    return value(below(numbering, "numId")), min(int(level), 8) if level.isdecimal() else 0


def _formats(tree: etree._Element | None) -> Mapping[tuple[str, int], str]:
    """The number format of each level of each list."""
    abstract: dict[str, dict[int, str]] = {}
    found: dict[tuple[str, int], str] = {}
    for child in tree.iterchildren() if tree is not None else ():
        if named(child) == "abstractNum":
            levels = [level for level in child.iterchildren() if named(level) == "lvl"]
            abstract[value(child, "abstractNumId")] = {
                int(value(level, "ilvl")): value(below(level, "numFmt")) or "decimal"
                for level in levels
                if value(level, "ilvl").isdecimal()
            }
        elif named(child) == "num":
            for level, kind in abstract.get(value(below(child, "abstractNumId")), {}).items():
                found[value(child, "numId"), level] = kind
    return found
