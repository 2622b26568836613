"""A declaration, its roll call and its signatories as files: for print, for word processors, for spreadsheets."""

from collections.abc import Callable

from flask import Response

from parliament.api.room import Room
from parliament.identity.acting import reading
from parliament.schemas.declaration_files import OF_DECLARATION, declaration_file, kept_file
from parliament.schemas.files import File
from parliament.store.queries.declarations import declaration_view
from parliament.store.queries.prints import kept_print
from parliament.store.views.declarations import in_full

room = Room("declaration_files", "Declarations as files for print, word processors and spreadsheets.")

AT = "/declarations/<word:slug>"
VERSION = f"{AT}/versions/<int:number>"
BYTES = {"type": "string", "format": "binary"}
# How the operation that answers this version is called apart from the other.
OF_VERSION = {"in force": "", "asked for": "_of_version"}
ABOUT = {
    "declaration.pdf": "In print, with vote, roll call and signatories so far (PDF/UA-1, PDF/A-2a).",
    "declaration.docx": "The text for word processors, and in short how it came about.",
    "declaration.odt": "The same in the open format for word processors.",
    "roll-call.csv": "Every seat of the roll with its choice; no cell is a formula.",
    "roll-call.xlsx": "The same as a workbook, with a sheet about the vote.",
    "signatories.csv": "Every signature with its version, its council's decision, its reservation; no cell is a formula.",
    "signatories.xlsx": "The same as a workbook.",
}


@room.reads(f"{AT}/published.pdf", BYTES, content_type=OF_DECLARATION["declaration.pdf"][0])
def download_published(slug: str) -> Response:
    """The print made when the declaration was published: its SHA-256 is in the record. Not found where none was kept."""
    with reading() as db:
        view = declaration_view(db, slug)
        return _download(kept_file(view, kept_print(db, view["id"])))


def _of(kind: str, which: str) -> Callable[..., Response]:
    def download(slug: str, number: int | None = None) -> Response:
        with reading() as db:
            view = in_full(db, slug, number)
        return _download(declaration_file(view, kind))

    download.__name__ = f"download_{kind.replace('.', '_').replace('-', '_')}{OF_VERSION[which]}"
    download.__doc__ = f"{ABOUT[kind]} Of the version {which}."
    return download


def _download(file: File) -> Response:
    """What the record tells may grow: kept by nobody unasked."""
    answer = Response(file.content, content_type=file.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=file.name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


for _kind, (_media_type, _) in OF_DECLARATION.items():
    room.reads(f"{AT}/{_kind}", BYTES, content_type=_media_type)(_of(_kind, "in force"))
    room.reads(f"{VERSION}/{_kind}", BYTES, content_type=_media_type)(_of(_kind, "asked for"))
