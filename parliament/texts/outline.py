"""Where the paragraphs of a base text are: sections, parents, places, reading order.

A place is a place of the base text: a parent and the sibling it follows. A paragraph that is deleted or
moved leaves its slot behind, so a place never dangles and never has to be guessed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from parliament.texts.problems import TextProblem

Section = Literal["preamble", "operative", "annex"]
SECTIONS: Final[tuple[Section, ...]] = ("preamble", "operative", "annex")
TITLE: Final = "title"  # the title is a paragraph of its own that takes splices only
RESERVED: Final = frozenset({TITLE, *SECTIONS})
MAX_DEPTH: Final = 3  # 1, (a), (i) and one more; deeper than that nobody can cite


@dataclass(frozen=True, order=True)
class Place:
    """After which sibling of the base, under which paragraph or section; an empty `after` means first."""

    parent: str
    after: str = ""


class Outline:
    """The tree of one base text. Depth and place are derived from it and stored nowhere."""

    def __init__(self, rows: Iterable[tuple[str, str, str | None]]) -> None:
        self.home: dict[str, Place] = {}
        self.children: dict[str, tuple[str, ...]] = dict.fromkeys(SECTIONS, ())
        self.rank: dict[str, int] = {}
        for pid, section, parent in rows:
            above = parent or section
            if above not in self.children or pid in self.children:
                raise TextProblem("order", pid)
            siblings = self.children[above]
            self.home[pid] = Place(above, siblings[-1] if siblings else "")
            self.children[above] = (*siblings, pid)
            self.children[pid] = ()
            self.rank[pid] = len(self.rank)

    def chain(self, node: str) -> tuple[str, ...]:
        """The node and all that is above it, nearest first, ending in its section (or the title)."""
        found = [node]
        while node not in RESERVED:
            node = self.home[node].parent
            found.append(node)
        return tuple(found)

    def depth(self, node: str) -> int:
        """0 for a paragraph right under its section, -1 for the section."""
        return self.depths[node]

    @cached_property
    def depths(self) -> Mapping[str, int]:
        """Depth of every node, counted once."""
        found: dict[str, int] = dict.fromkeys(RESERVED, -1)
        for pid, home in self.home.items():
            found[pid] = found[home.parent] + 1
        return found

    def section(self, node: str) -> str:
        """The section a node is in; the title is its own."""
        return self.chain(node)[-1]
