"""A declaration for print, for word processors and for spreadsheets; an earlier version under its number."""

from collections.abc import Callable

from flask import Blueprint, Response, request

from parliament.identity.acting import reading
from parliament.schemas.declaration_files import OF_DECLARATION, declaration_file, kept_file
from parliament.schemas.files import File
from parliament.store.queries.declarations import declaration_view
from parliament.store.queries.prints import kept_print
from parliament.store.views.declarations import in_full

pages = Blueprint("declaration_files", __name__)


@pages.get("/declarations/<slug>/published.pdf")
def published(slug: str) -> Response:
    """The print as it was made when the declaration was published: the same bytes for ever. Refused: not_found."""
    return _answer(published_file(slug))


def published_file(slug: str) -> File:
    with reading() as db:
        view = declaration_view(db, slug)
        return kept_file(view, kept_print(db, view["id"]))


def file_of(slug: str, kind: str, number: int | None = None) -> File:
    """The file of the newest version, or of the one asked for. Refused: not_found."""
    with reading() as db:
        view = in_full(db, slug, number)
    return declaration_file(view, kind)


def _of(kind: str) -> Callable[..., Response]:
    """Refused: not_found."""

    def download(slug: str, number: int | None = None) -> Response:
        return _answer(file_of(slug, kind, number))

    return download


def _answer(file: File) -> Response:
    """A file to download, under a tag that lets a browser ask whether it has it already: signatures are still to come."""
    answer = Response(file.content, content_type=file.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=file.name)
    answer.add_etag()
    # The house's words are in the language that a cookie or a header asks for.
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.make_conditional(request)
    return answer


for _kind in OF_DECLARATION:
    _name, _view = _kind.replace(".", "_").replace("-", "_"), _of(_kind)
    pages.add_url_rule(f"/declarations/<slug>/{_kind}", _name, _view)
    pages.add_url_rule(f"/declarations/<slug>/versions/<int:number>/{_kind}", f"version_{_name}", _view)
