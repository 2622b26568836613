"""What Akoma Ntoso calls our texts: addresses of works and expressions, three-letter languages, eIds from numbers."""

from __future__ import annotations

from typing import Final

from parliament.documents.dossier import Amending, Dossier
from parliament.texts import TITLE, Text
from parliament.texts.labels import numbers

# No country holds a parliament of cities; ISO 3166-1 leaves XX to its users.
COUNTRY: Final = "xx"
# ISO 639-2/T, which the naming convention asks for; a language that is not here keeps its BCP 47 tag.
# fmt: off
_LANGUAGES: Final = {
    "am": "amh", "ar": "ara", "bg": "bul", "bn": "ben", "cs": "ces", "da": "dan", "de": "deu", "el": "ell",
    "en": "eng", "es": "spa", "et": "est", "fa": "fas", "fi": "fin", "fr": "fra", "ga": "gle", "ha": "hau",
    "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "hy": "hye", "id": "ind", "it": "ita", "ja": "jpn",
    "km": "khm", "ko": "kor", "lo": "lao", "lt": "lit", "lv": "lav", "ms": "msa", "mt": "mlt", "my": "mya",
    "ne": "nep", "nl": "nld", "pl": "pol", "ps": "pus", "pt": "por", "ro": "ron", "ru": "rus", "si": "sin",
    "sk": "slk", "sl": "slv", "so": "som", "sq": "sqi", "sr": "srp", "sv": "swe", "sw": "swa", "ta": "tam",
    "te": "tel", "th": "tha", "tl": "tgl", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "yo": "yor",
    "zh": "zho", "zu": "zul",
}
# fmt: on
_LEVELS: Final = ("paragraph", "subparagraph", "point", "indent")
_SHORT: Final = {"paragraph": "para", "subparagraph": "subpara", "point": "point", "indent": "indent"}


def three_letters(language: str) -> str:
    """`en-GB` as `eng`."""
    return _LANGUAGES.get(language.split("-")[0].lower(), language)


def work_of(dossier: Dossier) -> str:
    """The address of a motion, whatever its version and language."""
    return f"/akn/{COUNTRY}/statement/motion/{dossier.dated_at:%Y-%m-%d}/{_number(dossier)}"


def work_of_amendment(dossier: Dossier, amendment: Amending) -> str:
    """The address of an amendment."""
    day = f"{amendment.submitted_at:%Y-%m-%d}"
    return f"/akn/{COUNTRY}/amendment/{day}/{_number(dossier)}-amendment-{amendment.number}"


def work_of_list(dossier: Dossier) -> str:
    """The address of the list of all amendments to a motion."""
    return f"/akn/{COUNTRY}/amendmentList/{dossier.dated_at:%Y-%m-%d}/{_number(dossier)}-amendments"


def work_of_debate(meeting: str, day: str) -> str:
    """The address of the account of a session."""
    return f"/akn/{COUNTRY}/debate/session/{day}/{meeting}"


def work_of_declaration(number: int, day: str) -> str:
    """The address of a declaration, whatever its version."""
    return f"/akn/{COUNTRY}/statement/declaration/{day}/{number}"


def expression(work: str, language: str, day: str, version: str = "") -> str:
    """A work in a language as of a day."""
    return f"{work}/{three_letters(language)}@{day}{version}"


def published_text(dossier: Dossier) -> str:
    """The address of the text as published, which amendments are on."""
    return expression(work_of(dossier), dossier.base.language, f"{dossier.dated_at:%Y-%m-%d}")


def _number(dossier: Dossier) -> str:
    return f"{dossier.meeting}-{dossier.number or dossier.motion}"


def level(depth: int) -> str:
    """The element of an operative paragraph so deep."""
    return _LEVELS[min(depth, len(_LEVELS) - 1)]


def element_ids(text: Text) -> dict[str, str]:
    """The eId of each paragraph, and of the title, from its number: `para_2__subpara_b` is “2 (b)”."""
    found = {TITLE: "title"}
    roots = {"preamble": "recitals_1__rec", "operative": "para", "annex": "hcontainer_1__para"}
    for p, number in zip(text.paragraphs, numbers(text), strict=True):
        last = number.split(" ")[-1].strip("()")
        if p.parent is None:
            found[p.id] = f"{roots[p.section]}_{last}"
        elif p.section == "preamble":
            found[p.id] = f"{found[p.parent]}__list_1__item_{last}"
        else:
            found[p.id] = f"{found[p.parent]}__{_SHORT[level(text.outline.depth(p.id))]}_{last}"
    return found
