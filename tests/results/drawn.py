"""Reading our own drawings back: the marks of an SVG text, with what they are and where."""

from dataclasses import dataclass
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Seen:
    """An element of a drawing: its name, its classes, its title, its attributes."""

    name: str
    classes: tuple[str, ...]
    title: str
    attributes: dict[str, str]


def seen(svg: str) -> list[Seen]:
    """Every element of a drawing that has a class, in order; a title that belongs to its group counts for all in it."""
    found: list[Seen] = []
    _look(ElementTree.fromstring(svg), "", found)
    return found


def _look(element: ElementTree.Element, title: str, found: list[Seen]) -> None:
    own = next((child.text or "" for child in element if child.tag.removeprefix(SVG) == "title"), title)
    if element.get("class"):
        name = element.tag.removeprefix(SVG)
        found.append(Seen(name, tuple(element.get("class", "").split()), own, dict(element.attrib)))
    for child in element:
        _look(child, own, found)


def seats(svg: str) -> list[Seen]:
    """The marks of seats alone."""
    return [each for each in seen(svg) if "seat" in each.classes and "bar" not in each.classes]
