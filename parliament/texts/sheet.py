"""The sheet a base text lies on while operations are laid over it.

Every slot of the base stays: a deleted paragraph is struck out and a moved one stands elsewhere, but the places
they were keep their meaning. Every token remembers who brought it, and what is taken away goes to the ledger.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from parliament.texts.outline import MAX_DEPTH, SECTIONS, TITLE, Place, Section
from parliament.texts.problems import Mismatch
from parliament.texts.text import Addressee, Paragraph, Text
from parliament.texts.tokens import Tokens, detokenise


class Word(NamedTuple):
    """A token on the sheet: who brought it ("" for the base), and its place in the base if it was there."""

    token: str
    source: str
    at: int | None


@dataclass(frozen=True)
class Removed:
    """A token of the base that was taken out."""

    pid: str
    at: int
    token: str
    source: str


@dataclass(frozen=True)
class Deleted:
    """A paragraph of the base that was taken out, with the place it had."""

    pid: str
    home: Place
    addressee: Addressee
    source: str


@dataclass(frozen=True)
class Moved:
    """A paragraph of the base that stands elsewhere now."""

    pid: str
    home: Place
    source: str


@dataclass(frozen=True)
class Inserted:
    """A paragraph the base did not have."""

    pid: str
    source: str


@dataclass(frozen=True)
class Readdressed:
    """A paragraph that addressed somebody else in the base."""

    pid: str
    old: Addressee
    source: str


Line = Removed | Deleted | Moved | Inserted | Readdressed
Landing = tuple[int, str, int, int]  # rank of the group, its name, place in it, place in the block


class Row(NamedTuple):
    """A living paragraph in reading order."""

    pid: str
    section: Section
    parent: str
    depth: int


class Sheet:
    """A working copy; nothing of it outlives one consolidation."""

    def __init__(self, base: Text, precedence: Mapping[str, int] | None = None) -> None:
        self.language = base.language
        self.outline = base.outline
        self.precedence = precedence or {}
        self.words: dict[str, tuple[Word, ...]] = {
            pid: tuple(Word(token, "", at) for at, token in enumerate(tokens)) for pid, tokens in base.tokens.items()
        }
        self.addressee: dict[str, Addressee] = {p.id: p.addressee for p in base.paragraphs}
        self.at = dict(base.outline.home)
        self.under: dict[str, list[str]] = {}  # the children of new paragraphs
        self.landed: dict[Place, list[tuple[Landing, str]]] = {}
        self.dead: set[str] = set()
        self.stated: dict[str, int] = {}  # the depth a move said it would end at
        self.ledger: list[Line] = []

    def tokens(self, pid: str) -> Tokens:
        """The tokens a paragraph has now."""
        return tuple(word.token for word in self.words[pid])

    def has_slot(self, place: Place) -> bool:
        """Whether a place of the base can still receive: its parent lives, whatever became of the sibling."""
        if place.parent not in self.outline.children or place.parent in self.dead:
            return False
        return not place.after or place.after in self.outline.children[place.parent]

    def add(self, pid: str, tokens: Iterable[tuple[str, str]], addressee: Addressee, source: str) -> None:
        """Bring a paragraph into being; an id is used once, dead paragraphs included."""
        if pid in self.words:
            raise Mismatch(f"{pid} exists or existed")
        self.words[pid] = tuple(Word(token, by, None) for token, by in tokens)
        self.addressee[pid] = addressee
        self.ledger.append(Inserted(pid, source))

    def land(self, pid: str, place: Place, group: str, seq: int, nth: int = 0) -> None:
        """Put a paragraph at a place, among others that land there."""
        self.at[pid] = place
        rank = self.precedence.get(group, len(self.precedence))
        insort(self.landed.setdefault(place, []), ((rank, group, seq, nth), pid))

    def children(self, parent: str) -> Iterator[str]:
        """The living children of a paragraph or section, in order."""
        home = self.outline.home
        for slot in ("", *self.outline.children.get(parent, ())):
            if slot and slot not in self.dead and self.at[slot] == home[slot]:
                yield slot
            yield from (pid for _, pid in self.landed.get(Place(parent, slot), ()))
        yield from self.under.get(parent, ())

    def rows(self) -> list[Row]:
        """Every living paragraph that can be reached, in reading order."""
        found: list[Row] = []

        def walk(parent: str, section: Section, depth: int) -> None:
            for pid in self.children(parent):
                found.append(Row(pid, section, parent, depth))
                walk(pid, section, depth + 1)

        for section in SECTIONS:
            walk(section, section, 0)
        return found

    def check(self) -> None:
        """Well formed: all that lives can be reached, nothing too deep, moves end where they said."""
        rows = self.rows()
        if len(rows) != len(self.addressee) - len(self.dead):
            raise Mismatch("a living paragraph hangs under a deleted one, or in a circle")
        if any(row.depth > MAX_DEPTH for row in rows):
            raise Mismatch("too deep")
        if any(self.stated.get(row.pid, row.depth) != row.depth for row in rows):
            raise Mismatch("a move ends at another depth than it stated")

    def text(self) -> Text:
        """The text as it stands."""
        title = detokenise(self.tokens(TITLE))
        return Text(self.language, title, tuple(self._paragraph(row) for row in self.rows()))

    def _paragraph(self, row: Row) -> Paragraph:
        parent = None if row.parent in SECTIONS else row.parent
        return Paragraph(row.pid, row.section, parent, detokenise(self.tokens(row.pid)), self.addressee[row.pid])
