"""An amendment shown in its base: struck out, inserted, moved, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from parliament.texts.apply import OWN, apply_to, expected
from parliament.texts.differences import Segment, segments
from parliament.texts.labels import labels
from parliament.texts.operations import Insert, Move, Op, Ops, Replace, Splice
from parliament.texts.outline import SECTIONS, TITLE, Place, Section
from parliament.texts.sheet import Sheet
from parliament.texts.text import Addressee, Text
from parliament.texts.tokens import detokenise

Mark = Literal["same", "changed", "deleted", "inserted", "moved_away", "moved_here"]


@dataclass(frozen=True)
class MarkedParagraph:
    """A paragraph of the base, or one that comes in, with what happens to it and to its words.

    `label` is the number in the base, empty for what is new. A moved paragraph is shown twice: where it was, with
    its old words, and where it goes.
    """

    id: str
    section: Section | Literal["title"]
    label: str
    depth: int
    mark: Mark
    segments: tuple[Segment, ...]
    addressee: Addressee = ""
    was_addressee: Addressee = ""


def changes_marked(base: Text, ops: Ops, numbered: Mapping[str, str] | None = None) -> tuple[MarkedParagraph, ...]:
    """What `marked_up` says of the title and of the paragraphs an amendment touches, at a cost of these alone.

    `numbered`, if given, is `labels` of the base. Some paragraphs that stay as they are may stand among the others.
    """
    part = excerpt(base, ops)
    return marked_up(part, ops, numbered or labels(base))


def excerpt(base: Text, ops: Ops) -> Text:
    """The paragraphs on which these operations can be laid as on the whole text, each in the place it has."""
    named: set[str] = set()
    for op in ops:
        if not isinstance(op, Insert):
            named.add(op.pid)
        if isinstance(op, Insert | Move):
            named |= {op.place.parent, op.place.after}
        if isinstance(op, Move):
            named |= {op.home.parent, op.home.after}
    wanted = {above for pid in named if pid for above in base.outline.chain(pid)}
    return Text(base.language, base.title, tuple(p for p in base.paragraphs if p.id in wanted))


def marked_up(base: Text, ops: Ops, numbered: Mapping[str, str] | None = None) -> tuple[MarkedParagraph, ...]:
    """The title and every paragraph in reading order, those that stay as they are included."""
    sheet = Sheet(base)
    apply_to(sheet, ops, OWN)
    marking = _Marking(base, ops, sheet, numbered or labels(base))
    title = marking.words(TITLE)
    mark: Mark = "same" if len(title) == 1 and title[0][0] == "same" else "changed"
    found = [MarkedParagraph(TITLE, "title", "", 0, mark, title)]
    for section in SECTIONS:
        found += marking.below(section, section, 0)
    return tuple(found)


class _Marking:
    def __init__(self, base: Text, ops: Sequence[Op], sheet: Sheet, numbered: Mapping[str, str]) -> None:
        self.base, self.sheet, self.labels = base, sheet, numbered
        fresh = Sheet(base)
        self.cuts: dict[str, list[tuple[int, int, Sequence[str]]]] = {}
        for op in ops:
            if isinstance(op, Splice | Replace):
                self.cuts.setdefault(op.pid, []).append((*expected(fresh, op), op.new))

    def words(self, pid: str) -> tuple[Segment, ...]:
        return tuple(segments(self.base.tokens[pid], self.cuts.get(pid, ())))

    def below(self, parent: str, section: Section, depth: int) -> Iterator[MarkedParagraph]:
        """Slot by slot, so that what is gone is shown where it stood."""
        sheet, home = self.sheet, self.base.outline.home
        for slot in ("", *self.base.outline.children.get(parent, ())):
            if slot:
                is_here = sheet.at[slot] == home[slot]
                yield self._of_base(slot, section, depth)
                if is_here:
                    yield from self.below(slot, section, depth + 1)
            for _, pid in sheet.landed.get(Place(parent, slot), ()):
                yield from self._landed(pid, section, depth)
        for pid in sheet.under.get(parent, ()):
            yield from self._landed(pid, section, depth)

    def _of_base(self, pid: str, section: Section, depth: int) -> MarkedParagraph:
        is_here = self.sheet.at[pid] == self.base.outline.home[pid]
        was, now = self.base.by_id[pid].addressee, self.sheet.addressee[pid]
        if pid in self.sheet.dead or not is_here:
            mark: Mark = "deleted" if is_here else "moved_away"
            gone: tuple[Segment, ...] = (("removed", self.base.by_id[pid].text),)
            return MarkedParagraph(pid, section, self.labels[pid], depth, mark, gone, was, was)
        mark = "changed" if pid in self.cuts or was != now else "same"
        return MarkedParagraph(pid, section, self.labels[pid], depth, mark, self.words(pid), now, was)

    def _landed(self, pid: str, section: Section, depth: int) -> Iterator[MarkedParagraph]:
        addressee = self.sheet.addressee[pid]
        if pid in self.base.by_id:
            was = self.base.by_id[pid].addressee
            words = self.words(pid)
            yield MarkedParagraph(pid, section, self.labels[pid], depth, "moved_here", words, addressee, was)
        else:
            new: tuple[Segment, ...] = (("added", detokenise(self.sheet.tokens(pid))),)
            yield MarkedParagraph(pid, section, "", depth, "inserted", new, addressee)
        yield from self.below(pid, section, depth + 1)
