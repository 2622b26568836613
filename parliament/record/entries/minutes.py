"""Minutes: drafted from this very record, corrected by those who were there, approved by the house."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class MinutesDrafted(Fact):
    """The minutes of a sitting were composed from the record; the annex is the draft, open to corrections for a time."""

    kind: ClassVar[str] = "minutes.drafted"
    minutes: str
    sitting: str
    draft_hash: str
    corrections_until_at: str


@dataclass(frozen=True, kw_only=True)
class CorrectionProposed(Fact):
    """A seat that was present wants other words in one paragraph of the minutes."""

    kind: ClassVar[str] = "correction.proposed"
    correction: str
    minutes: str
    number: int
    paragraph: int
    seat: str
    text: str


@dataclass(frozen=True, kw_only=True)
class CorrectionDecided(Fact):
    """The secretariat accepted or refused a correction, and says why it refused."""

    kind: ClassVar[str] = "correction.decided"
    correction: str
    outcome: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class MinutesDecided(Fact):
    """The house voted on the minutes; if it approved them, the annex is the document with the accepted corrections."""

    kind: ClassVar[str] = "minutes.decided"
    minutes: str
    vote: str
    outcome: str
    approved_hash: str | None
