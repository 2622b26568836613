"""Certifications and declarations, in the shape of `record.state`: plain values by id."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class TextCorrection:
    """Words put right in the text that a vote adopted."""

    id: str
    motion: str
    vote: str
    number: int
    account: str
    operations_hash: str
    before_hash: str
    after_hash: str
    reason: str
    at: str


@dataclass(kw_only=True)
class Certification:
    motion: str
    office: str
    account: str
    text_hash: str
    at: str


@dataclass(kw_only=True)
class Declaration:
    id: str
    plenary: str
    motion: str
    number: int
    slug: str
    title: str
    text_hash: str
    document_hash: str
    published_at: str
