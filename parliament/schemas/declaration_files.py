"""The files that a declaration, its roll call and its signatories can be had as: from a view to bytes."""

import json
from collections.abc import Callable
from hashlib import sha256

from flask_babel import get_locale, gettext

from parliament import __version__
from parliament.commands.prints import print_of
from parliament.documents import declaration_docx, declaration_odt, press, sheets
from parliament.documents.declaration_blocks import known_at
from parliament.documents.reader import Reader
from parliament.documents.sheets import Sheet
from parliament.results import roll_call, signatories
from parliament.schemas.files import File

CSV = "text/csv; charset=utf-8"


def reader() -> Reader:
    """Who asks: in the language of this request."""
    return Reader(str(get_locale() or "en").replace("_", "-"), gettext)


def _pdf(view: dict) -> bytes:
    beside = {name: view[name] for name in ("life", "statements", "places")}
    return print_of(view["document"], view["document_hash"], **beside, to=reader())


def _docx(view: dict) -> bytes:
    return declaration_docx.declaration_in_word(view["document"], view["document_hash"], reader(), life=view["life"])


def _odt(view: dict) -> bytes:
    return declaration_odt.declaration_in_open_document(
        view["document"], view["document_hash"], reader(), life=view["life"]
    )


def _roll_call(view: dict) -> bytes:
    rows = roll_call.roll_call_rows(view["document"])
    return sheets.workbook(
        view["title"], view["published_at"], [Sheet("roll call", roll_call.COLUMNS, rows), _about(view)]
    )


def _signatories(view: dict) -> bytes:
    rows = signatories.signatory_rows(view["life"])
    at = known_at(view["document"], view["life"])
    return sheets.workbook(view["title"], at, [Sheet("signatories", signatories.COLUMNS, rows), _about(view)])


def _about(view: dict) -> Sheet:
    """What the first sheet is a table of, and the fingerprint to check it by. Names are the machine's, as in the table."""
    document, vote = view["document"], view["document"]["vote"]
    rows: list[tuple[str, str | int]] = [
        ("declaration", view["slug"]),
        ("number", view["number"]),
        ("version", view["version"]),
        ("title", document["title"]),
        ("adopted_at", document["adopted_at"]),
        ("document_hash", view["document_hash"]),
        ("vote", vote["id"]),
        ("outcome", vote["outcome"]),
        *((f"tally_{choice}", count) for choice, count in vote["tally"].items()),
        *((f"supporting_{name}", count) for name, count in document["figures"]["supporting"].items()),
        ("as_of", known_at(document, view["life"])),
    ]
    return Sheet("about", ("name", "value"), rows)


# By the last part of their address: what kind a file is, and how it is made from a declaration with its life.
OF_DECLARATION: dict[str, tuple[str, Callable[[dict], bytes]]] = {
    "declaration.pdf": (press.MEDIA_TYPE, _pdf),
    "declaration.docx": (declaration_docx.MEDIA_TYPE, _docx),
    "declaration.odt": (declaration_odt.MEDIA_TYPE, _odt),
    "roll-call.csv": (CSV, lambda view: roll_call.roll_call_csv(view["document"])),
    "roll-call.xlsx": (sheets.MEDIA_TYPE, _roll_call),
    "signatories.csv": (CSV, lambda view: signatories.signatories_csv(view["life"])),
    "signatories.xlsx": (sheets.MEDIA_TYPE, _signatories),
}


def tag_of(view: dict, kind: str) -> str:
    """What a file is known by, from all that it is made of and before it is made: the view in full, who reads, our release."""
    made_of = [view[name] for name in ("document_hash", "slug", "version", "life", "statements", "places")]
    told = json.dumps([kind, __version__, reader().language, made_of], sort_keys=True, default=repr)
    return sha256(told.encode()).hexdigest()


def declaration_file(view: dict, kind: str, *, is_made: bool = True) -> File:
    """A file of a declaration, from its view in full; its name says which. Without its bytes if it is not to be made.

    Refused: too_many_attempts.
    """
    media_type, make = OF_DECLARATION[kind]
    ending = kind.removeprefix("declaration")
    stem = view["slug"] if view["version"] == 1 else f"{view['slug']}-version-{view['version']}"
    return File(make(view) if is_made else b"", media_type, f"{stem}{'' if ending.startswith('.') else '-'}{ending}")


def kept_file(view: dict, content: bytes) -> File:
    """The print that was kept when the declaration was published."""
    return File(content, press.MEDIA_TYPE, f"{view['slug']}-published.pdf")
