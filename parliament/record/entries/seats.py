"""What becomes of a seat and its voice: rulings on it, and substitutes certified for a session."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact, InstitutionFact


@dataclass(frozen=True, kw_only=True)
class SeatRuled(InstitutionFact):
    """A seat was ruled disputed or suspended, and takes no part until a ruling clears it; each with its reason."""

    kind: ClassVar[str] = "seat.ruled"
    seat: str
    ruling: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SubstituteCertified(Fact):
    """A substitute was certified to speak for a seat in this session, for a time and on a basis that is stated."""

    kind: ClassVar[str] = "substitute.certified"
    mandate: str
    seat: str
    member: str
    name: str
    from_at: str
    until_at: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SubstituteEnded(Fact):
    """A substitute stopped standing in before the time was over; the seat's holder speaks again."""

    kind: ClassVar[str] = "substitute.ended"
    mandate: str
    seat: str
