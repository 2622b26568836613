"""What came of a declaration: to whom it was sent, what they answered, what cities promised, did and were found to have done.

Days are those of the civil calendar (`_on`, `answer_by`), figures are decimal numbers as text. Every entry names its
declaration, so that whoever reads of one finds all that belongs to it.
"""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import InstitutionFact


@dataclass(frozen=True, kw_only=True)
class AddresseeNamed(InstitutionFact):
    """Somebody whom a published declaration calls upon, and to whom it is to be sent."""

    kind: ClassVar[str] = "addressee.named"
    addressee: str
    declaration: str
    addressee_kind: str
    name: str


@dataclass(frozen=True, kw_only=True)
class AddresseeRemoved(InstitutionFact):
    """An addressee was named by mistake, for the reason given; what was written about it stays."""

    kind: ClassVar[str] = "addressee.removed"
    addressee: str
    declaration: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class DispatchSent(InstitutionFact):
    """The declaration was sent or handed to an addressee; the receipt, if there is one, is the annex."""

    kind: ClassVar[str] = "dispatch.sent"
    dispatch: str
    addressee: str
    declaration: str
    how: str
    sent_on: str
    answer_by: str | None
    note: str
    receipt_hash: str | None


@dataclass(frozen=True, kw_only=True)
class AddresseeReplied(InstitutionFact):
    """What an addressee answered, or that it did not; its letter, if there is one, is the annex."""

    kind: ClassVar[str] = "addressee.replied"
    reply: str
    addressee: str
    declaration: str
    received_on: str
    position: str
    summary: str
    file_hash: str | None
    next_step: str
    next_step_on: str | None


@dataclass(frozen=True, kw_only=True)
class CommitmentMade(InstitutionFact):
    """A city, as it is registered, promised something that can be measured; `instruction` tells of the mayor’s word to a cabinet."""

    kind: ClassVar[str] = "commitment.made"
    commitment: str
    declaration: str
    seat: str
    city: str
    other_name: str
    country: str
    country_name: str
    continent: str
    population: int
    measure: str
    unit: str
    baseline: str | None
    target: str
    due_on: str
    next_review_on: str
    instruction: str


@dataclass(frozen=True, kw_only=True)
class CommitmentReported(InstitutionFact):
    """A city said how far it has come. The evidence is an address that this house never opens."""

    kind: ClassVar[str] = "commitment.reported"
    report: str
    commitment: str
    declaration: str
    status: str
    figure: str | None
    reported_on: str
    evidence: str | None
    note: str
    next_review_on: str | None
    instruction: str


@dataclass(frozen=True, kw_only=True)
class CommitmentReviewed(InstitutionFact):
    """The secretariat looked at what a city reported."""

    kind: ClassVar[str] = "commitment.reviewed"
    review: str
    commitment: str
    declaration: str
    report: str
    finding: str
    note: str
    next_review_on: str | None


@dataclass(frozen=True, kw_only=True)
class CommitmentWithdrawn(InstitutionFact):
    """A city no longer stands by a commitment, for the reason given; it stays to be read."""

    kind: ClassVar[str] = "commitment.withdrawn"
    commitment: str
    declaration: str
    reason: str
    instruction: str
