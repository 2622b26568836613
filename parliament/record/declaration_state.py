"""Certifications and declarations, in the shape of `record.state`: plain values by id."""

from dataclasses import dataclass


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
