"""The compendium as a PDF for print and screen readers. Same dossier, same language, same fonts: same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from parliament.documents.compendium import Note, Place, compendium
from parliament.documents.dossier import Amending, Dossier
from parliament.documents.press import Forme, families, language_code
from parliament.documents.script import is_right_to_left
from parliament.documents.tracked import ADDRESSEES
from parliament.rules.words import WORDS
from parliament.texts import N_, say, text_hash

_BY_WHICH: Final = {"held": N_("for the compromise %(number)s"), "partial": N_("with amendment %(number)s")}

Translate = Callable[[str], str]


def compendium_forme(dossier: Dossier, reader: str = "en", translate: Translate = str) -> Forme:
    """What the press makes a compendium of, in the language of its text, with what the house says about it in the reader's."""
    data = json.dumps(_told(dossier, reader, translate), ensure_ascii=False, sort_keys=True)
    return Forme("compendium.typ", data, dossier.dated_at)


def _told(dossier: Dossier, reader: str, translate: Translate) -> dict[str, Any]:
    base = dossier.base
    number = translate(N_("Motion %(number)s")) % {"number": dossier.number} if dossier.number else ""
    heading = [translate(N_("Compendium of amendments")), *filter(None, [number, ", ".join(dossier.sponsors)])]
    return {
        "lang": language_code(base.language),
        "rtl": is_right_to_left(base.language),
        "reader": {"lang": language_code(reader), "rtl": is_right_to_left(reader)},
        "fonts": families(base.language),
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
