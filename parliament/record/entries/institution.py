"""Seats, mandates, offices and the house's key."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import InstitutionFact


@dataclass(frozen=True, kw_only=True)
class KeyAdded(InstitutionFact):
    """The house's signing key, as a verifier key of a signed note."""

    kind: ClassVar[str] = "key.added"
    vkey: str


@dataclass(frozen=True, kw_only=True)
class SeatRegistered(InstitutionFact):
    """A city received a seat. The city's public figures stand here so that results can count them."""

    kind: ClassVar[str] = "seat.registered"
    seat: str
    slug: str
    city: str
    other_name: str
    country: str
    country_name: str
    continent: str
    population: int
    latitude: str
    longitude: str
    time_zone: str
    languages: list[str]


@dataclass(frozen=True, kw_only=True)
class MandateBegan(InstitutionFact):
    """A person took the seat of a city, for a dated tenure."""

    kind: ClassVar[str] = "mandate.began"
    mandate: str
    seat: str
    member: str
    name: str
    mandate_kind: str
    from_at: str


@dataclass(frozen=True, kw_only=True)
class MandateEnded(InstitutionFact):
    """A tenure came to its end; the seat is vacant until the next begins."""

    kind: ClassVar[str] = "mandate.ended"
    mandate: str
    seat: str
    until_at: str


@dataclass(frozen=True, kw_only=True)
class OfficeGranted(InstitutionFact):
    """An account received an office; for a cabinet, the seat it prepares for."""

    kind: ClassVar[str] = "office.granted"
    grant: str
    account: str
    office: str
    seat: str | None


@dataclass(frozen=True, kw_only=True)
class OfficeEnded(InstitutionFact):
    """An office was taken back or laid down."""

    kind: ClassVar[str] = "office.ended"
    grant: str
