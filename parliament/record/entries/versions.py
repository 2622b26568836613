"""A published declaration corrected by a later version, withdrawn, or superseded. In the institution's log."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import InstitutionFact


@dataclass(frozen=True, kw_only=True)
class VersionProposed(InstitutionFact):
    """An officer proposed to put words right in a published declaration; nothing is published by that.

    The annex of operations is on the text with `before_hash`, that of the version whose document is `supersedes`.
    `correction` numbers it among all corrections of the text, those before its first publication included.
    """

    kind: ClassVar[str] = "version.proposed"
    version: str
    declaration: str
    number: int
    correction: int
    account: str
    operations_hash: str
    supersedes: str
    before_hash: str
    after_hash: str
    notice: str


@dataclass(frozen=True, kw_only=True)
class VersionCertified(InstitutionFact):
    """One of the two persons who must do so certified the corrected text."""

    kind: ClassVar[str] = "version.certified"
    version: str
    declaration: str
    office: str
    account: str
    text_hash: str


@dataclass(frozen=True, kw_only=True)
class VersionDropped(InstitutionFact):
    """A proposed correction was given up; the declaration stays as it is."""

    kind: ClassVar[str] = "version.dropped"
    version: str
    declaration: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class DeclarationCorrected(InstitutionFact):
    """A corrected version was published. The one before stays where it was, with the notice; nothing is replaced."""

    kind: ClassVar[str] = "declaration.corrected"
    version: str
    declaration: str
    number: int
    supersedes: str
    text_hash: str
    document_hash: str
    notice: str


@dataclass(frozen=True, kw_only=True)
class WithdrawalProposed(InstitutionFact):
    """A chair or the secretariat proposed to withdraw a declaration, or that `successor` supersedes it."""

    kind: ClassVar[str] = "withdrawal.proposed"
    withdrawal: str
    declaration: str
    successor: str | None
    reason: str
    office: str
    account: str


@dataclass(frozen=True, kw_only=True)
class WithdrawalDropped(InstitutionFact):
    """The proposal to withdraw was given up; the declaration stands."""

    kind: ClassVar[str] = "withdrawal.dropped"
    withdrawal: str
    declaration: str


@dataclass(frozen=True, kw_only=True)
class DeclarationWithdrawn(InstitutionFact):
    """The second person agreed: the declaration is withdrawn. It stays in sight, and says so."""

    kind: ClassVar[str] = "declaration.withdrawn"
    withdrawal: str
    declaration: str
    reason: str
    office: str
    account: str


@dataclass(frozen=True, kw_only=True)
class DeclarationSuperseded(InstitutionFact):
    """The second person agreed: a later declaration stands in place of this one, which says so."""

    kind: ClassVar[str] = "declaration.superseded"
    withdrawal: str
    declaration: str
    successor: str
    successor_slug: str
    reason: str
    office: str
    account: str
