"""The card other sites show for a page of ours: a picture of 1200 by 630 pixels, as PNG and as SVG.

Words go in as one string of JSON, which the sheet reads as data. Letters become outlines, so that every script is right
wherever the card is shown. Same words, same picture, same fonts: same bytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final, Literal

import typst

from parliament.documents.press import families, fonts, language_code
from parliament.documents.script import is_right_to_left

WIDTH: Final = 1200
HEIGHT: Final = 630
MEDIA_TYPES: Final = {"png": "image/png", "svg": "image/svg+xml"}
LONGEST: Final = 180  # characters of a title; whoever wants the rest opens the page

Format = Literal["png", "svg"]
Look = Literal["good", "bad", "plain"]


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says: words in the reader's language, but for the title, which is in the language of its text.

    `figures` are pairs of a number and its words, `picture` a drawing with colours of its own, as SVG;
    `warning` what must be known before anything else, such as that nothing of it counts.
    """

    kicker: str
    title: str
    title_language: str
    outcome: str
    look: Look
    counts: str
    figures: tuple[tuple[str, str], ...]
    picture: str
    house: str
    address: str
    warning: str = ""


def share_card(card: Card, kind: Format, reader: str = "en") -> bytes:
    """The card in the reader's language."""
    said = {
        "lang": language_code(reader),
        "rtl": is_right_to_left(reader),
        "fonts": families(reader),
        **asdict(card),
        "title": _worded(card.title, card.title_language),
        "outcome": {"words": card.outcome, "look": card.look},
    }
    return _drawn(json.dumps(said, ensure_ascii=False, sort_keys=True), kind)


def _worded(words: str, language: str) -> dict[str, Any]:
    short = words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
    rtl = is_right_to_left(language)
    return {"words": short, "lang": language_code(language), "rtl": rtl, "fonts": families(language)}


@lru_cache(maxsize=64)
def _drawn(data: str, kind: Format) -> bytes:
    sheet = resources.files(__package__).joinpath("share_card.typ").read_bytes()
    found, _ = typst.compile_with_warnings(sheet, format=kind, font_paths=fonts(), sys_inputs={"data": data}, ppi=72.0)
    return bytes(found)
