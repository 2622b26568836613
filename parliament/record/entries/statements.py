"""What seats said in writing."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class StatementSubmitted(Fact):
    """A seat handed in a statement on an item, an explanation of its vote, or its dissent; the text is the annex."""

    kind: ClassVar[str] = "statement.submitted"
    statement: str
    statement_kind: str
    item: str | None
    vote: str | None
    seat: str
    position: str
    language: str
    text_hash: str


@dataclass(frozen=True, kw_only=True)
class StatementWithdrawn(Fact):
    """The seat took its statement back; what it said stays in the record."""

    kind: ClassVar[str] = "statement.withdrawn"
    statement: str
