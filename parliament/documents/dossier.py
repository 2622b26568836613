"""What a file is made from: a motion's base text, its amendments and the text they come to, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from parliament.texts import IN_FORCE, SOURCE, Consolidated, Fate, Ops, Phrase, Text, consolidate


@dataclass(frozen=True)
class Amending:
    """An amendment as a file shows it. `of` is the text its operations are on: the base, or the words of its parent.

    `seat` is its mover's, as its address names it. `tally` is yes, no and abstain of its last count, if it was counted.
    """

    id: str
    number: int
    of: Text
    ops: Ops
    phrases: tuple[Phrase, ...]
    seat: str
    city: str
    country: str
    submitted_at: datetime
    justification: str
    fate: Fate
    parent: int | None = None
    tally: tuple[int, int, int] | None = None

    @property
    def is_in_force(self) -> bool:
        """Whether words of it are in the text."""
        return self.fate.state in IN_FORCE

    @property
    def name(self) -> str:
        """What its words are known by in a consolidated text."""
        return f"{SOURCE}{self.number}"

    def alone(self) -> Consolidated:
        """The text it is on with nothing else in it."""
        return consolidate(self.of, [(self.name, self.ops)])


@dataclass(frozen=True)
class Dossier:
    """A motion with its amendments. `dated_at` is when its text became public, or was drafted: the date of the files.

    `now` is the text in force, `corrected` the same with the linguistic corrections made since it was adopted.
    """

    motion: str
    number: int | None
    meeting: str
    title: str
    seat: str
    city: str
    country: str
    sponsors: tuple[str, ...]
    dated_at: datetime
    base: Text
    now: Consolidated
    corrected: Consolidated
    in_force: Mapping[int, Ops]
    amendments: Sequence[Amending]

    @property
    def by_number(self) -> dict[int, Amending]:
        """Each amendment under its number."""
        return {each.number: each for each in self.amendments}

    @property
    def stem(self) -> str:
        """What its files are called before what they hold: `water-1-motion-3`."""
        return f"{self.meeting}-motion-{self.number or 'draft'}"
