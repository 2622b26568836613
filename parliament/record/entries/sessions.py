"""Sessions: convened, with full notice or urgently, in earnest or as a rehearsal; and closed."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact, InstitutionFact


@dataclass(frozen=True, kw_only=True)
class SessionConvened(Fact):
    """A session was convened: rules of procedure and seats are frozen as annexes, notice is given.

    An urgent one has short notice and the reason for it. A rehearsal is numbered apart, and publishes nothing.
    """

    kind: ClassVar[str] = "session.convened"
    plenary: str
    slug: str
    number: int
    title: str
    language: str
    time_zone: str
    opens_at: str
    profile: str
    profile_hash: str
    seats_hash: str
    seats: int
    urgent: bool = False
    reason: str = ""
    rehearsal: bool = False


@dataclass(frozen=True, kw_only=True)
class UrgencyDecided(Fact):
    """The house adopted the urgency, and business goes on; or rejected it, and none follows."""

    kind: ClassVar[str] = "urgency.decided"
    vote: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class SessionClosed(Fact):
    """The session ended; its record takes no more entries."""

    kind: ClassVar[str] = "session.closed"
    plenary: str


@dataclass(frozen=True, kw_only=True)
class RehearsalDeleted(InstitutionFact):
    """A rehearsal was deleted with its whole record: the one thing of this house that can be."""

    kind: ClassVar[str] = "rehearsal.deleted"
    plenary: str
    slug: str
    number: int
    title: str
    size: int
