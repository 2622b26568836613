"""Which language a reader is answered in: the one they chose, else the one their browser asks for.

A language is one file, `translations/<tag>/LC_MESSAGES/messages.po`; its direction and its own name come from Babel.
"""

from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, has_request_context, request
from flask_babel import Babel

COOKIE = "language"
SOURCE = "en"
SHELF = Path(__file__).resolve().parents[2] / "translations"


def languages() -> list[str]:
    """The tags of the languages the pages speak: English, in which they are written, and every catalogue."""
    found = sorted(path.parent.parent.name for path in SHELF.glob("*/LC_MESSAGES/messages.po"))
    return [SOURCE, *(tag for tag in found if tag != SOURCE)]


def init_app(app: Flask) -> None:
    compile_catalogues()
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", str(SHELF))
    app.config.setdefault("BABEL_DEFAULT_LOCALE", SOURCE)
    Babel(app, locale_selector=reader_language)


def compile_catalogues() -> None:
    """Make the binary catalogues gettext wants, where the readable ones are newer."""
    for source in SHELF.glob("*/LC_MESSAGES/messages.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as readable:
            catalogue = read_po(readable)
        with target.open("wb") as binary:
            write_mo(binary, catalogue)


def reader_language() -> str:
    """The language of this request: forced for a rendering, asked for in the address, chosen before, or preferred."""
    if "language" in g:
        return g.language
    if not has_request_context():
        return SOURCE
    known = languages()
    for wanted in (request.args.get("language"), request.cookies.get(COOKIE)):
        if wanted in known:
            return str(wanted)
    return request.accept_languages.best_match(known) or SOURCE


# Scripts that run from right to left, for languages of which Babel knows nothing (ISO 15924, Unicode UAX 9).
LEFTWARDS = {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}


def direction(tag: str) -> str:
    """`rtl` or `ltr`."""
    if LEFTWARDS & set(tag.split("-")):
        return "rtl"
    locale = known_locale(tag)
    return locale.text_direction if locale else "ltr"


def own_name(tag: str) -> str:
    """What speakers call their language; the tag itself where nobody told us."""
    locale = known_locale(tag)
    return str(locale.get_display_name() or tag) if locale else tag


def known_locale(tag: str) -> Locale | None:
    """What Babel knows of a language; a text may be translated into one of which it knows nothing."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
