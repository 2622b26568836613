"""Adopted texts on their way to a declaration: corrected, certified by two persons, published."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class TextCorrected(Fact):
    """An officer put words right in the text that a vote adopted, before anybody certified it.

    The annex of operations is on the text with `before_hash`: the adopted one, or what an earlier correction made of it.
    """

    kind: ClassVar[str] = "text.corrected"
    correction: str
    motion: str
    vote: str
    number: int
    account: str
    operations_hash: str
    before_hash: str
    after_hash: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class DeclarationCertified(Fact):
    """One of the two persons who must do so certified the exact adopted text."""

    kind: ClassVar[str] = "declaration.certified"
    motion: str
    text_hash: str
    office: str
    account: str


@dataclass(frozen=True, kw_only=True)
class DeclarationPublished(Fact):
    """The declaration was published; its document, built from this record alone, is the annex."""

    kind: ClassVar[str] = "declaration.published"
    declaration: str
    motion: str
    number: int
    slug: str
    title: str
    text_hash: str
    document_hash: str
