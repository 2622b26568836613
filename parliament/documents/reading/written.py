"""What every kind of file is read into first: its paragraphs one after the other, each with the mark it bears."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from parliament.texts import MAX_PARAGRAPHS, N_, Phrase

# What a motion of this house cannot hold, or what its writer should look at; in the order in which it is said.
SAYINGS: Final[dict[str, str]] = {
    "no_title": N_("No title was found: write one."),
    "changes": N_("Tracked changes were read as if all of them were accepted: {count}."),
    "hidden": N_("Hidden text was left out: {count}."),
    "comments": N_("Comments were left out: {count}."),
    "notes": N_("Footnotes and endnotes were left out: {count}."),
    "tables": N_("Tables were left out: {count}."),
    "pictures": N_("Pictures, drawings and text boxes were left out: {count}."),
    "formulas": N_("Formulas and symbols without letters were left out: {count}."),
    "contents": N_("Tables of contents and indexes were left out: {count}."),
    "html": N_("HTML was left out, with the words inside its blocks: {count}."),
    "addresses": N_("Of links the words were kept, and the addresses left out: {count}."),
    "numbers": N_("Lines with nothing but a number or signs, such as page numbers, were left out: {count}."),
    "linking": N_("Words that only lead to the next paragraph, such as “; and”, were left out: {count}."),
    "headings": N_("Headings became paragraphs; remove those you do not need: {count}."),
    "deep": N_("Paragraphs that were deeper than a motion can hold were raised: {count}."),
    "addressed": N_("To whom a paragraph is addressed was taken from its words; check it: {count}."),
}


MOST_LINES: Final = 3 * MAX_PARAGRAPHS  # with page numbers and the like, which are counted and go


class Mark(NamedTuple):
    """The number, letter or bullet of a paragraph: what marks of its kind share, how deep it says it is, its place.

    `place` is 0 for a bullet, and where a word processor counts and the file does not say it.
    """

    kind: str
    level: int
    place: int = 0
    is_number: bool = False  # of a kind that clauses are numbered by: 1. 2. 3.


@dataclass(frozen=True)
class Line:
    """One paragraph of a file. `heading` is its rank among headings, 0 for none."""

    text: str
    mark: Mark | None = None
    heading: int = 0
    is_title: bool = False


@dataclass
class Written:
    """A file as it was written: its paragraphs, and how much of what was left out or changed on the way."""

    lines: list[Line] = field(default_factory=list)
    losses: Counter[str] = field(default_factory=Counter)

    def remarks(self) -> tuple[Phrase, ...]:
        """What the reader of a preview should know, in words."""
        return tuple(Phrase(SAYINGS[name], {"count": self.losses[name]}) for name in SAYINGS if self.losses[name])
