"""How a language is written, and what of a text a file of XML can hold."""

from __future__ import annotations

import unicodedata
from typing import Final

import regex

# Languages and scripts written from right to left (Unicode CLDR, character orientation).
_RIGHT_TO_LEFT: Final = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "prs", "ps", "sd", "syr", "ug", "ur", "yi")
)
_SCRIPTS: Final = frozenset(("arab", "hebr", "nkoo", "syrc", "thaa", "adlm", "rohg"))
# XML 1.0, production 2: everything else is no character there, not even when written as a reference.
_NOT_XML: Final = regex.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def is_right_to_left(language: str) -> bool:
    """Whether a language (BCP 47) is written from right to left; a script that is named decides."""
    first, *rest = language.lower().split("-")
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]
    if scripts:
        return scripts[0] in _SCRIPTS
    return first in _RIGHT_TO_LEFT


def begins_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction is written from right to left (Unicode Standard Annex 9, rule P2)."""
    found = (unicodedata.bidirectional(each) for each in text)
    return next((kind for kind in found if kind in ("L", "R", "AL")), "L") != "L"


def for_xml(text: str) -> str:
    """The text with U+FFFD in place of each character that XML cannot hold."""
    return str(_NOT_XML.sub("\ufffd", text))
