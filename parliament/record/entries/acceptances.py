"""Amendments that the sponsors of a motion accept."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class AcceptanceGiven(Fact):
    """A sponsor of the motion accepted an amendment to it. The last one's word says until when seats may object."""

    kind: ClassVar[str] = "acceptance.given"
    motion: str
    amendment: str
    seat: str
    objections_until_at: str | None


@dataclass(frozen=True, kw_only=True)
class AcceptanceObjected(Fact):
    """A seat objected to an amendment being accepted without a vote: the house votes on it."""

    kind: ClassVar[str] = "acceptance.objected"
    motion: str
    amendment: str
    seat: str
    reason: str
