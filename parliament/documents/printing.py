"""The compendium as a PDF for print and screen readers: PDF/UA-1, and PDF/A-2a where every character can be archived.

Words go in as one string of JSON, which the sheet reads as data: nothing anybody wrote is ever read as markup or code. Same
dossier, same language, same fonts: same bytes. Fonts are those the machine has, besides the ones typst brings along.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final

import typst

from parliament.documents.compendium import Note, Place, compendium
from parliament.documents.dossier import Amending, Dossier
from parliament.documents.script import is_right_to_left
from parliament.documents.tracked import ADDRESSEES
from parliament.rules.words import WORDS
from parliament.texts import N_, say, text_hash

MEDIA_TYPE: Final = "application/pdf"
# From the strictest: PDF/A-2 refuses characters for private use, and any refuses what no font of the machine can show.
STANDARDS: Final[tuple[list[Any], ...]] = (["a-2a", "ua-1"], ["ua-1"], [])
# What sets a text, first to last, where the machine has it; any other font may fill in a missing character.
_FONTS: Final = ("Libertinus Serif", "Noto Serif", "Noto Naskh Arabic", "Noto Serif Hebrew", "Noto Serif Devanagari")
_HAN: Final = {"ja": "JP", "ko": "KR", "zh-hant": "TC", "zh-tw": "TC", "zh-hk": "HK"}
_BY_WHICH: Final = {"held": N_("for the compromise %(number)s"), "partial": N_("with amendment %(number)s")}

Translate = Callable[[str], str]


def compendium_in_print(dossier: Dossier, reader: str = "en", translate: Translate = str) -> bytes:
    """The compendium in the language of its text, with what the house says about it in the reader's."""
    data = json.dumps(_told(dossier, reader, translate), ensure_ascii=False, sort_keys=True)
    return _printed(data, dossier.dated_at)


@lru_cache(maxsize=8)
def _printed(data: str, at: datetime) -> bytes:
    sheet = resources.files(__package__).joinpath("compendium.typ").read_bytes()
    for standards in STANDARDS:
        try:
            found, _ = typst.compile_with_warnings(
                sheet,
                format="pdf",
                font_paths=_fonts(),
                sys_inputs={"data": data},
                pdf_standards=standards,
                timestamp=at,
            )
        except typst.TypstError:
            if not standards:
                raise
        else:
            return bytes(found)
    raise AssertionError("the last standard asks for nothing")


@cache
def _fonts() -> Any:
    """The fonts of the machine, looked for once."""
    return typst.Fonts()


def _told(dossier: Dossier, reader: str, translate: Translate) -> dict[str, Any]:
    base = dossier.base
    number = translate(N_("Motion %(number)s")) % {"number": dossier.number} if dossier.number else ""
    heading = [translate(N_("Compendium of amendments")), *filter(None, [number, ", ".join(dossier.sponsors)])]
    return {
        "lang": _code(base.language),
        "rtl": is_right_to_left(base.language),
        "reader": {"lang": _code(reader), "rtl": is_right_to_left(reader)},
        "fonts": _families(base.language),
        "title": base.title,
        "running": " · ".join(filter(None, [number, f"{dossier.dated_at:%Y-%m-%d}"])),
        "heading": heading,
        "places": [_place(place, translate) for place in _without_title(dossier)],
        "fingerprint": f"SHA-256 {text_hash(base)}",
    }


def _without_title(dossier: Dossier) -> list[Place]:
    """All places; that of the title only with what is proposed to it, as the title itself stands above."""
    title, *rest = compendium(dossier)
    head = [Place(title.id, title.section, 0, "", "", "", title.notes)] if title.notes else []
    return [*head, *rest]


def _place(place: Place, translate: Translate) -> dict[str, Any]:
    return {
        "label": place.label,
        "depth": place.depth,
        "text": place.text,
        "addressee": translate(ADDRESSEES[place.addressee]) if place.addressee else "",
        "notes": [row for note in place.notes for row in _note(note, translate)],
    }


def _note(note: Note, translate: Translate) -> list[dict[str, Any]]:
    said = [say(each, translate) for each in note.phrases]
    found = [_amendment(note.amending, said, 1, translate, is_full=note.is_first)]
    for sub in note.subs:
        words = [say(each, translate) for each in sub.phrases]
        found.append(_amendment(sub, words, 2, translate, is_full=True))
    return found


def _amendment(it: Amending, said: list[str], level: int, translate: Translate, *, is_full: bool) -> dict[str, Any]:
    name = translate(N_("Amendment %(number)s")) % {"number": it.number}
    if it.parent is not None:
        about = translate(N_("Amendment %(number)s to amendment %(parent)s"))
        name = about % {"number": it.number, "parent": it.parent}
    return {
        "level": level,
        "heading": " · ".join(filter(None, [name, it.city])),
        "outcome": outcome_in_words(it, translate) if is_full else "",
        "sentences": said,
        "reasons": it.justification if is_full else "",
    }


def outcome_in_words(it: Amending, translate: Translate = str) -> str:
    """What has become of an amendment, by which other, and how the votes fell."""
    state = it.fate.state
    words = [translate(N_("on hold") if state == "held" else WORDS.get(state, state))]  # A seat is held otherwise.
    if it.fate.by is not None:
        words.append(translate(_BY_WHICH.get(state, N_("by amendment %(number)s"))) % {"number": it.fate.by})
    if it.tally is not None:
        yes, no, abstain = it.tally
        said = translate(N_("%(yes)s for, %(no)s against, %(abstain)s abstaining"))
        words.append(said % {"yes": yes, "no": no, "abstain": abstain})
    return " · ".join(words)


def _code(language: str) -> str:
    """A language as typst knows it: two or three letters."""
    first = language.split("-")[0].lower()
    return first if first.isascii() and first.isalpha() and len(first) in (2, 3) else "en"


def _families(language: str) -> list[str]:
    """The families to set a text in; Han characters look as its language writes them."""
    tag = language.lower()
    han = next((form for start, form in _HAN.items() if tag.startswith(start)), "SC")
    known = set(_fonts().families())
    wanted = (*_FONTS, f"Noto Serif CJK {han}")
    return [name for name in wanted if name in known] or ["Libertinus Serif"]
