"""A published declaration open for signature: cities that sign it, networks that endorse it. In the institution's log.

Each names the version and the bytes it is about (`document_hash`), so that a later correction changes nothing of what
was signed.
"""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import InstitutionFact


@dataclass(frozen=True, kw_only=True)
class SigningOpened(InstitutionFact):
    """A declaration was opened for signature, until `closes_at` or until somebody closes it.

    With `council_needed`, each city names the date of its council's resolution.
    """

    kind: ClassVar[str] = "signing.opened"
    signing: str
    declaration: str
    version: int
    document_hash: str
    closes_at: str | None
    council_needed: bool


@dataclass(frozen=True, kw_only=True)
class SigningClosed(InstitutionFact):
    """Nobody signs any more: the time was over, or the secretariat closed it for a reason."""

    kind: ClassVar[str] = "signing.closed"
    signing: str
    declaration: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SignatureGiven(InstitutionFact):
    """A city signed: the holder of its mandate, or, invited, a city without a seat, once the secretariat had checked it.

    `signed_at` is when the city did so; for an invited one that is before this entry. `cities` counts those of a
    coalition. `council_date` is a day of the calendar, where the city named one.
    """

    kind: ClassVar[str] = "signature.given"
    signature: str
    signing: str
    declaration: str
    version: int
    document_hash: str
    seat: str | None
    mandate: str | None
    invitation: str | None
    city: str
    other_name: str
    country: str
    country_name: str
    continent: str
    population: int
    cities: int
    latitude: str
    longitude: str
    name: str
    function: str
    council_date: str | None
    council_reference: str
    reservation: str
    signed_at: str


@dataclass(frozen=True, kw_only=True)
class SignatureWithdrawn(InstitutionFact):
    """A city took its signature back. It stays in sight, with the reason, and counts no more."""

    kind: ClassVar[str] = "signature.withdrawn"
    signature: str
    declaration: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class EndorsementGiven(InstitutionFact):
    """A partner network stands behind the declaration, in its own words. It is no signature of a city."""

    kind: ClassVar[str] = "endorsement.given"
    endorsement: str
    declaration: str
    version: int
    document_hash: str
    network: str
    name: str
    function: str
    statement: str


@dataclass(frozen=True, kw_only=True)
class EndorsementWithdrawn(InstitutionFact):
    """A network took its endorsement back, or it was entered in error."""

    kind: ClassVar[str] = "endorsement.withdrawn"
    endorsement: str
    declaration: str
    reason: str
