"""Papers: the documents before the house."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class PaperAdded(Fact):
    """A document was laid before the house, on the session or on one item; it is the annex."""

    kind: ClassVar[str] = "paper.added"
    paper: str
    number: int
    item: str | None
    title: str
    language: str
    media_type: str
    content_hash: str
    size: int
    seat: str | None


@dataclass(frozen=True, kw_only=True)
class PaperWithdrawn(Fact):
    """A document is no longer before the house; it stays in the record."""

    kind: ClassVar[str] = "paper.withdrawn"
    paper: str
    reason: str
