"""Kept prints of declarations, in the shape of `record.state`: plain values by id."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class Print:
    """The PDF of one declaration as it was published."""

    declaration: str
    document: str
    language: str
    pdf_hash: str
    at: str
