"""Signatures, endorsements, versions and withdrawals of declarations, in the shape of `record.state`."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class Signing:
    """A time during which a declaration is open for signature."""

    id: str
    declaration: str
    version: int
    document_hash: str
    closes_at: str | None
    council_needed: bool
    opened_at: str
    closed_at: str | None = None
    reason: str = ""


@dataclass(kw_only=True)
class Signature:
    id: str
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
    at: str
    signing: str
    withdrawn_at: str | None = None
    withdrawn_reason: str = ""


@dataclass(kw_only=True)
class Endorsement:
    id: str
    declaration: str
    version: int
    document_hash: str
    network: str
    name: str
    function: str
    statement: str
    at: str
    withdrawn_at: str | None = None
    withdrawn_reason: str = ""


@dataclass(kw_only=True)
class DeclarationVersion:
    """A correction of a published declaration, from its proposal on."""

    id: str
    declaration: str
    number: int
    correction: int
    operations_hash: str
    supersedes: str
    before_hash: str
    after_hash: str
    notice: str
    account: str
    state: str
    proposed_at: str
    settled_at: str | None = None
    document_hash: str | None = None
    reason: str = ""


@dataclass(kw_only=True)
class VersionCertification:
    version: str
    office: str
    account: str
    text_hash: str
    at: str


@dataclass(kw_only=True)
class Withdrawal:
    """A proposal to withdraw a declaration, and what became of it."""

    id: str
    declaration: str
    successor: str | None
    reason: str
    office: str
    account: str
    state: str
    proposed_at: str
    settled_at: str | None = None
