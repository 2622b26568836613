"""What the pages of one room look like now, so that a change costs its readers only what is new in it.

A fragment's readers keep its last two wordings, and a new one is told as edits on both: what a vote replaced comes back when
it is over. A chain is one unbroken row of such changes; whoever stands in it is told what is missing, and nobody guesses.
"""

import secrets
from collections import deque
from dataclasses import dataclass, field
from functools import cached_property
from itertools import dropwhile
from typing import Any

from parliament.live.edits import Edits, edits

Fragments = dict[str, str]
Change = dict[str, Any]

KEPT = 64  # changes that are told again to who was away for a moment


@dataclass
class Shown:
    """The wordings of one room as of `seq`. Changed by the relay's thread alone; `asked` may be called from any other."""

    seq: int
    latest: Fragments
    earlier: Fragments = field(default_factory=dict)
    chain: str = field(default_factory=lambda: secrets.token_hex(4))
    recent: deque[Change] = field(default_factory=lambda: deque(maxlen=KEPT))

    def whole(self) -> Change:
        """The first message of a chain: every fragment as it is."""
        return {"after": 0, "seq": self.seq, "chain": self.chain, "fragments": self.latest}

    def changed(self, seq: int, now: Fragments) -> "Shown":
        """The same room later. Its last change begins with the length each new wording has, as a check."""
        new = {name: html for name, html in now.items() if self.latest.get(name) != html}
        told: dict[str, Edits] = {name: [_units(html), *edits(self.base(name), html)] for name, html in new.items()}
        change = {"after": self.seq, "seq": seq, "fragments": told}
        earlier = self.earlier | {name: self.latest.get(name, "") for name in new}
        return Shown(seq, now, earlier, self.chain, deque([*self.recent, change], KEPT))

    def base(self, name: str) -> str:
        """What a reader copies from: the wording before the last one, and the last."""
        return self.earlier.get(name, "") + self.latest.get(name, "")

    def asked(self, chain: str, after: int) -> Change:
        """What somebody misses who stands in `chain` at `after`; both wordings of everything for anybody else."""
        missed = list(dropwhile(lambda change: change["seq"] <= after, self.recent))
        if chain == self.chain and (after == self.seq or (missed and missed[0]["after"] == after)):
            return {"chain": self.chain, "missed": missed}
        return {"chain": self.chain, "at": self.seq, "wordings": self._wordings}

    @cached_property
    def _wordings(self) -> dict[str, Edits]:
        """Of each fragment the wording before the last, and how to make the last out of it."""
        earlier = {name: self.earlier.get(name, "") for name in self.latest}
        return {name: [earlier[name], *edits(earlier[name], html)] for name, html in self.latest.items()}


def _units(text: str) -> int:
    """How long JavaScript says a text is."""
    return len(text.encode("utf-16-le")) // 2
