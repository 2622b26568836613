"""Declarations as they were printed when they were published."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class DeclarationPrinted(Fact):
    """The PDF that is kept, made from the document that the entry after this one publishes.

    `document` is the SHA-256 of that document, `language` that of the house's words in the print. The same fonts make the
    same bytes again; who has others at least has these.
    """

    kind: ClassVar[str] = "declaration.printed"
    declaration: str
    document: str
    language: str
    pdf_hash: str
