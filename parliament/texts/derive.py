"""From a text freely edited to the operations that make it: the mayor writes, the house states what was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from parliament.texts.checks import check_text
from parliament.texts.differences import pieces
from parliament.texts.matching import match
from parliament.texts.operations import (
    Delete,
    Insert,
    Move,
    NewParagraph,
    Op,
    Ops,
    Readdress,
    Replace,
    Splice,
    seal,
    splice,
)
from parliament.texts.outline import TITLE, Place, Section
from parliament.texts.problems import TextProblem
from parliament.texts.text import Addressee, Paragraph, Text
from parliament.texts.tokens import Tokens, is_word

REWRITTEN: Final = 3  # a paragraph that keeps less than a third of its words is replaced, not patched


@dataclass(frozen=True)
class EditedParagraph:
    """A row of the editing form: the id it came with (none for a new one) and how deep it stands."""

    id: str | None
    section: Section
    depth: int
    text: str
    addressee: Addressee = ""


def derive(base: Text, edited: Sequence[EditedParagraph], title: str | None = None) -> Ops:
    """The operations that make the edited text of the base; an edit that changes nothing is a problem."""
    rows = _rows(edited)
    try:
        wanted = check_text(replace(base, title=base.title if title is None else title, paragraphs=rows))
    except TextProblem as problem:
        at_row = problem.paragraph and edited[int(problem.paragraph)].id
        raise TextProblem(problem.kind, at_row or problem.paragraph, problem.limit) from None
    ops = _operations(base, edited, wanted)
    if not ops:
        raise TextProblem("nothing_changed")
    return seal(base, ops)


def derive_rows(base: Text, edited: Sequence[EditedParagraph]) -> Ops:
    """The same for pieces of texts, which need not be texts of their own: nothing is cleaned, and nothing may change."""
    return seal(base, _operations(base, edited, replace(base, paragraphs=_rows(edited))))


def _operations(base: Text, edited: Sequence[EditedParagraph], wanted: Text) -> list[Op]:
    tree = _Tree(base, edited, wanted)
    ops = [*tree.deletions(), *tree.landings()]
    for row, pid in zip(wanted.paragraphs, tree.ids, strict=True):
        if pid is not None:
            ops += edits(base.tokens[pid], pid, wanted.tokens[row.id])
            old = base.by_id[pid].addressee
            ops += [Readdress(pid, old, row.addressee)] if old != row.addressee else []
    return [*ops, *edits(base.tokens[TITLE], TITLE, wanted.tokens[TITLE])]


def _rows(edited: Sequence[EditedParagraph]) -> tuple[Paragraph, ...]:
    """The edited rows as paragraphs, named by their position."""
    above: list[str] = []
    section: str | None = None
    rows: list[Paragraph] = []
    for at, row in enumerate(edited):
        above = above[: row.depth] if row.section == section else []
        section = row.section
        if row.depth != len(above):
            raise TextProblem("order", row.id or str(at))
        rows.append(Paragraph(str(at), row.section, above[-1] if above else None, row.text, row.addressee))
        above.append(str(at))
    return tuple(rows)


class _Tree:
    """The edited rows, with the base paragraphs they are, and the children each has."""

    def __init__(self, base: Text, edited: Sequence[EditedParagraph], wanted: Text) -> None:
        self.base, self.rows = base, wanted.paragraphs
        known = [(p.id, base.tokens[p.id]) for p in base.paragraphs]
        self.tokens = [wanted.tokens[row.id] for row in self.rows]
        self.ids = match(known, [(row.id, words) for row, words in zip(edited, self.tokens, strict=True)])
        self.below: dict[int | str, list[int]] = defaultdict(list)
        for at, row in enumerate(self.rows):
            above: int | str = row.section
            if row.parent is not None:
                parent = int(row.parent)
                above = self.ids[parent] or parent
            if isinstance(above, int):
                self.ids[at] = None  # under a new paragraph nothing is kept: it is deleted and comes anew
            self.below[above].append(at)

    def deletions(self) -> Iterator[Op]:
        kept = set(self.ids)
        return (Delete(p.id, self.base.tokens[p.id]) for p in self.base.paragraphs if p.id not in kept)

    def landings(self) -> Iterator[Op]:
        """What is new, and what has left its place among those who stay, each after the last that stayed."""
        home = self.base.outline.home
        for parent, rows in self.below.items():
            if isinstance(parent, int):
                continue
            slot = {pid: n for n, pid in enumerate(self.base.outline.children[parent])}
            stay = longest_rising([slot[pid] for at in rows if (pid := self.ids[at]) in slot and pid])
            after = ""
            for at in rows:
                pid = self.ids[at]
                if pid is None:
                    yield Insert(Place(parent, after), tuple(self._block(at, 0)))
                elif slot.get(pid) in stay:
                    after = pid
                else:
                    yield Move(pid, home[pid], Place(parent, after))

    def _block(self, at: int, depth: int) -> Iterator[NewParagraph]:
        yield NewParagraph(depth, self.tokens[at], self.rows[at].addressee)
        for child in self.below.get(at, ()):
            yield from self._block(child, depth + 1)


def edits(old: Tokens, pid: str, new: Tokens) -> list[Splice | Replace]:
    """The operations on the words of one paragraph, in normal form."""
    found = pieces(old, new)
    words = sum(map(is_word, old))
    kept = words - sum(sum(map(is_word, old[i:j])) for i, j, _, _ in found)
    if pid != TITLE and found and kept * REWRITTEN < words:
        return [Replace(pid, old, new)]
    ops: list[Splice | Replace] = []
    reached = -1
    for i, j, k, m in found:
        start, end, put = normal(old, i, j, new[k:m])
        if start <= reached:
            start, end, put = i, j, new[k:m]  # shifted left it would touch the piece before it
        ops.append(splice(old, pid, start, end, put))
        reached = end
    return ops


def normal(tokens: Tokens, start: int, end: int, new: Tokens) -> tuple[int, int, Tokens]:
    """The shortest, leftmost form: two splices with one effect become one, and count as identical."""
    old = tokens[start:end]
    while old and new and old[0] == new[0]:
        old, new, start = old[1:], new[1:], start + 1
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    while not (old and new) and (run := old or new) and start and tokens[start - 1] == run[-1]:
        run, start = (run[-1], *run[:-1]), start - 1
        old, new = (run, ()) if old else ((), run)
    return start, start + len(old), new


def longest_rising(numbers: Sequence[int]) -> set[int]:
    """The most paragraphs that can stay where they are while the others move."""
    best: list[tuple[int, ...]] = [()]
    for n, number in enumerate(numbers):
        before: list[tuple[int, ...]] = [(), *(best[m + 1] for m in range(n) if numbers[m] < number)]
        best.append((*max(before, key=len), number))
    longest = max(best, key=len)
    return set(longest)
