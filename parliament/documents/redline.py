"""A base and what has become of it side by side: each paragraph where it was and is, each word with who changed it.

Made from the base and its consolidation alone, and so the same for one amendment and for all that are in force.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from parliament.texts import (
    SECTIONS,
    TITLE,
    Addressee,
    Change,
    Consolidated,
    Deleted,
    Inserted,
    Moved,
    Readdressed,
    Removed,
    Text,
    detokenise,
    labels,
    words_by_source,
)

Mark = Literal["same", "changed", "deleted", "inserted", "moved_away", "moved_here"]


class Run(NamedTuple):
    """Words that share what happened to them, and who did it; nobody where they stay as they were."""

    change: Change
    text: str
    source: str


@dataclass(frozen=True)
class Row:
    """A paragraph of the base or of the text as amended. A moved one stands twice: where it was, where it is.

    `label` is its number in the base, `now` in the text as amended; each empty where it is not there. `source` is who
    deleted, inserted or moved it.
    """

    id: str
    section: str
    depth: int
    mark: Mark
    label: str
    now: str
    runs: tuple[Run, ...]
    source: str = ""
    addressee: Addressee = ""
    was_addressee: Addressee = ""
    addressed_by: str = ""

    @property
    def was(self) -> bool:
        """Whether it stands in the base at this place."""
        return self.mark not in ("inserted", "moved_here")

    @property
    def stays(self) -> bool:
        """Whether it stands in the text as amended at this place."""
        return self.mark not in ("deleted", "moved_away")


def redline(base: Text, now: Consolidated) -> tuple[Row, ...]:
    """The title and every paragraph of both texts; what is gone or moved away stands after what it used to follow."""
    return tuple(_Redline(base, now).rows())


class _Redline:
    def __init__(self, base: Text, now: Consolidated) -> None:
        self.base, self.text, self.now = base, now.text, now
        self.labels, self.labels_now = labels(base), labels(now.text)
        self.removed: dict[str, dict[int, Removed]] = defaultdict(dict)
        self.by: dict[type, dict[str, str]] = defaultdict(dict)
        for line in now.ledger:
            if isinstance(line, Removed):
                self.removed[line.pid][line.at] = line
            else:
                self.by[type(line)][line.pid] = line.source

    def rows(self) -> Iterator[Row]:
        title = self.woven(TITLE)
        mark: Mark = "same" if all(run.change == "same" for run in title) else "changed"
        yield Row(TITLE, TITLE, 0, mark, "", "", title)
        for section in SECTIONS:
            yield from self.below(section, section, 0)

    def below(self, parent: str, section: str, depth: int, carried: str = "") -> Iterator[Row]:
        """The children of both texts: those of the amended text in order, what is gone woven in between.

        `carried` is who moved what is above them: they were elsewhere too.
        """
        gone: dict[str, list[str]] = defaultdict(list)
        after = ""
        for pid in () if carried else self.base.outline.children.get(parent, ()):
            if pid in self.by[Deleted] or pid in self.by[Moved]:
                gone[after].append(pid)
            else:
                after = pid
        for each in gone[""]:
            yield from self.was_here(each, section, depth)
        for pid in self.text.outline.children.get(parent, ()):
            mover = self.by[Moved].get(pid, carried)
            yield self.is_here(pid, section, depth, mover)
            yield from self.below(pid, section, depth + 1, mover)
            for each in gone[pid]:
                yield from self.was_here(each, section, depth)

    def was_here(self, pid: str, section: str, depth: int, carried: str = "") -> Iterator[Row]:
        """A paragraph that is gone from here, with all that stood under it."""
        source = self.by[Deleted].get(pid) or self.by[Moved].get(pid, carried)
        mark: Mark = "deleted" if pid in self.by[Deleted] else "moved_away"
        p = self.base.by_id[pid]
        runs = (Run("removed", p.text, source),)
        yield Row(pid, section, depth, mark, self.labels[pid], "", runs, source, p.addressee, p.addressee)
        for child in self.base.outline.children[pid]:
            yield from self.was_here(child, section, depth + 1, source)

    def is_here(self, pid: str, section: str, depth: int, mover: str) -> Row:
        addressee, label = self.text.by_id[pid].addressee, self.labels_now[pid]
        if pid in self.by[Inserted]:
            source = self.by[Inserted][pid]
            runs = tuple(Run("added", words, by) for by, words in words_by_source(self.now, pid))
            return Row(pid, section, depth, "inserted", "", label, runs, source, addressee, addressee, source)
        was, runs = self.base.by_id[pid].addressee, self.woven(pid)
        is_same = was == addressee and all(run.change == "same" for run in runs)
        mark: Mark = "moved_here" if mover else "same" if is_same else "changed"
        before, by = "" if mover else self.labels[pid], self.by[Readdressed].get(pid, "")
        return Row(pid, section, depth, mark, before, label, runs, mover, addressee, was, by)

    def woven(self, pid: str) -> tuple[Run, ...]:
        """The words of a paragraph with those that were taken out back in their places, before what came for them."""
        removed, words, at = self.removed.get(pid, {}), list[Run](), 0
        for token, source in self.now.provenance[pid]:
            while at in removed:
                words.append(Run("removed", removed[at].token, removed[at].source))
                at += 1
            words.append(Run("added" if source else "same", token, source))
            at += not source
        words += (Run("removed", removed[n].token, removed[n].source) for n in sorted(removed) if n >= at)
        grouped = groupby(words, key=lambda run: (run.change, run.source))
        return tuple(Run(change, detokenise(run.text for run in found), source) for (change, source), found in grouped)
