"""Seats, mandates, offices and the house's key."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import InstitutionFact, Json


@dataclass(frozen=True, kw_only=True)
class KeyAdded(InstitutionFact):
    """The house's signing key, as a verifier key of a signed note."""

    kind: ClassVar[str] = "key.added"
    vkey: str


@dataclass(frozen=True, kw_only=True)
class KeyRotated(InstitutionFact):
    """The house signs with another key from now on; what the former one signed still holds.

    `old_signature` is the former key's and `signature` the new one's, in base64, over three lines without a last
    newline: “parliament key rotation v1”, the former verifier key and the new one. The account that proposed it is
    another person than the one who acts.
    """

    kind: ClassVar[str] = "key.rotated"
    old_vkey: str
    vkey: str
    old_signature: str
    signature: str
    proposed_by: str


@dataclass(frozen=True, kw_only=True)
class SeatRegistered(InstitutionFact):
    """A city, or a coalition of small ones, received a seat; its public figures stand here for results to count.

    `cities` names the cities of a coalition, each with `name`, `country` and `population`; for one city it is empty.
    """

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
    cities: list[Json]


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
