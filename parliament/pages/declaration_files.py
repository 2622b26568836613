"""A declaration for print, for word processors and for spreadsheets; an earlier version under its number."""

from collections.abc import Callable

from flask import Blueprint, Response, request

from parliament.identity.acting import reading
from parliament.schemas.declaration_files import OF_DECLARATION, declaration_file, kept_file, tag_of
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


def _of(kind: str) -> Callable[..., Response]:
    """The file of the newest version, or of the one asked for. Refused: not_found, too_many_attempts."""

    def download(slug: str, number: int | None = None) -> Response:
        with reading() as db:
            view = in_full(db, slug, number)
        tag = tag_of(view, kind)
        is_kept = request.if_none_match.contains_weak(tag)
        return _answer(declaration_file(view, kind, is_made=not is_kept), tag)

    return download


def _answer(file: File, tag: str | None = None) -> Response:
    """A file to download, under a tag that lets a browser ask whether it has it already: signatures are still to come.

    With a tag of its own nothing has to be made for whoever has it.
    """
    answer = Response(file.content, content_type=file.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=file.name)
    if tag:
        answer.set_etag(tag)
    answer.add_etag()
    # The house's words are in the language that a cookie or a header asks for.
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.make_conditional(request)
    return answer


for _kind in OF_DECLARATION:
    _name, _view = _kind.replace(".", "_").replace("-", "_"), _of(_kind)
    pages.add_url_rule(f"/declarations/<slug>/{_kind}", _name, _view)
    pages.add_url_rule(f"/declarations/<slug>/versions/<int:number>/{_kind}", f"version_{_name}", _view)
