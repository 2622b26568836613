"""A text: its title and its paragraphs in reading order, in one language.

Numbers, end punctuation, depth and place are computed elsewhere and never stored here. The canonical form is
RFC 8785 JSON in NFC, so that anybody with any tool comes to the same hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal, get_args

import rfc8785

from parliament.texts.outline import SECTIONS, TITLE, Outline, Section
from parliament.texts.problems import TextProblem
from parliament.texts.tokens import Tokens, nfc, tokenise

Addressee = Literal["", "we_commit", "governments", "institutions"]
ADDRESSEES: Final[tuple[Addressee, ...]] = get_args(Addressee)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph under a stable id; `parent` is the paragraph it hangs under, if any."""

    id: str
    section: Section
    parent: str | None
    text: str
    addressee: Addressee = ""


@dataclass(frozen=True)
class Text:
    """One version of a text in its authentic language."""

    language: str
    title: str
    paragraphs: tuple[Paragraph, ...]

    @cached_property
    def outline(self) -> Outline:
        """The tree of paragraphs, built once for each version."""
        return Outline((p.id, p.section, p.parent) for p in self.paragraphs)

    @cached_property
    def by_id(self) -> Mapping[str, Paragraph]:
        """Each paragraph under its id."""
        return {p.id: p for p in self.paragraphs}

    @cached_property
    def tokens(self) -> Mapping[str, Tokens]:
        """The tokens of the title and of each paragraph, cut once for each version."""
        return {TITLE: tokenise(self.title)} | {p.id: tokenise(p.text) for p in self.paragraphs}


def text_to_json(text: Text) -> dict[str, Any]:
    """A text as plain data, in NFC."""
    return {
        "language": text.language,
        "title": nfc(text.title),
        "paragraphs": [
            {
                "id": p.id,
                "section": p.section,
                "parent": p.parent,
                "text": nfc(p.text),
                "addressee": p.addressee,
            }
            for p in text.paragraphs
        ],
    }


def text_from_json(data: object) -> Text:
    """A text from plain data; anything of another shape is a problem, since bundles come from strangers."""
    match data:
        case {"language": str(language), "title": str(title), "paragraphs": list(rows), **other} if not other:
            return Text(language, title, tuple(map(_paragraph, rows)))
    raise TextProblem("malformed")


def _paragraph(row: object) -> Paragraph:
    match row:
        case {
            "id": str(pid),
            "section": str(section),
            "parent": str() | None as parent,
            "text": str(text),
            "addressee": str(addressee),
            **other,
        } if not other and section in SECTIONS and addressee in ADDRESSEES:
            return Paragraph(pid, section, parent, text, addressee)
    raise TextProblem("malformed")


def canonical(text: Text) -> bytes:
    """The bytes that are hashed and signed."""
    return rfc8785.dumps(text_to_json(text))


def text_hash(text: Text) -> str:
    """SHA-256 of the canonical form, in hexadecimal: the name a vote gives to the text it is on."""
    return hashlib.sha256(canonical(text)).hexdigest()
