"""The press: a sheet of ours and words as data, set as a PDF for print and screen readers.

PDF/UA-1, and PDF/A-2a where every character can be archived. Words go in as one string of JSON, which the sheet reads as
data: nothing anybody wrote is ever read as markup or code. Same words, same date, same fonts: same bytes, in every process.
Fonts are those the machine has, besides the ones typst brings along.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any, Final

import typst

MEDIA_TYPE: Final = "application/pdf"
# From the strictest: PDF/A-2 refuses characters for private use, and any refuses what no font of the machine can show.
STANDARDS: Final[tuple[list[Any], ...]] = (["a-2a", "ua-1"], ["ua-1"], [])
# What sets a text, first to last, where the machine has it; any other font may fill in a missing character.
_FONTS: Final = ("Libertinus Serif", "Noto Serif", "Noto Naskh Arabic", "Noto Serif Hebrew", "Noto Serif Devanagari")
_HAN: Final = {"ja": "JP", "ko": "KR", "zh-hant": "TC", "zh-tw": "TC", "zh-hk": "HK"}


class NotPrintable(Exception):
    """The press cannot set these words as it was asked to."""


@dataclass(frozen=True, slots=True)
class Forme:
    """What is ready for the press: the name of a sheet, the data it reads, the date of the print, whether it is kept."""

    sheet: str
    data: str
    at: datetime
    is_for_ever: bool = False


def printed(forme: Forme) -> bytes:
    """The PDF that the sheet makes of the data. Raises `NotPrintable`.

    Where no font of the machine can show a character it is a box, in a PDF without any marks; never in one that is
    kept for ever.
    """
    reason: Exception | None = None
    source = resources.files(__package__).joinpath(forme.sheet).read_bytes()
    for standards in STANDARDS[: -1 if forme.is_for_ever else None]:
        try:
            found, _ = typst.compile_with_warnings(
                source,
                format="pdf",
                font_paths=fonts(),
                sys_inputs={"data": forme.data},
                pdf_standards=standards,
                timestamp=forme.at,
            )
        except typst.TypstError as error:
            reason = error
        else:
            return bytes(found)
    raise NotPrintable(str(reason)) from reason


@cache
def fonts() -> Any:
    """The fonts of the machine, looked for once."""
    return typst.Fonts()


def language_code(language: str) -> str:
    """A language as typst knows it: two or three letters."""
    first = language.split("-")[0].lower()
    return first if first.isascii() and first.isalpha() and len(first) in (2, 3) else "en"


def families(language: str) -> list[str]:
    """The families to set a text in; Han characters look as its language writes them."""
    tag = language.lower()
    han = next((form for start, form in _HAN.items() if tag.startswith(start)), "SC")
    known = set(fonts().families())
    wanted = (*_FONTS, f"Noto Serif CJK {han}")
    return [name for name in wanted if name in known] or ["Libertinus Serif"]
