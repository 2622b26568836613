"""A motion with all its amendments to read and to print, as a table of three columns, and as files to download."""

from collections.abc import Callable

from flask import Blueprint, Response, render_template, request

from parliament.documents.compendium import compendium, three_columns
from parliament.documents.printing import outcome_in_words
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.schemas.files import OF_AMENDMENT, OF_MOTION, File, amendment_file, dossier_from, motion_file
from parliament.schemas.words import in_words
from parliament.store.views.dossier import dossier_of_amendment, dossier_view
from parliament.texts import as_printed, source_of, words_by_source

pages = Blueprint("files", __name__)


@pages.app_template_filter("source")
def source(name: str) -> dict:
    """Who brought words, by the name they have as a source: `kind` amendment, correction or "", and `number`."""
    kind, number = source_of(name)
    return {"kind": kind, "number": number}


@pages.get("/motions/<motion_id>/compendium")
def show_compendium(motion_id: str) -> str:
    """The base text, each amendment under its paragraph. Refused: not_found."""
    view = _view(motion_id)
    dossier = dossier_from(view)
    return render_template(
        "motions/compendium.html",
        motion=view,
        places=compendium(dossier),
        outcome=lambda it: outcome_in_words(it, in_words),
    )


@pages.get("/motions/<motion_id>/table")
def show_table(motion_id: str) -> str:
    """The base, the amendments, the text as amended. Refused: not_found."""
    view = _view(motion_id)
    dossier = dossier_from(view)
    now = dossier.corrected
    return render_template(
        "motions/table.html",
        motion=view,
        lines=three_columns(dossier),
        printed={p.id: p.text for p in as_printed(dossier.base)},
        endings={p.id: p.text.removeprefix(now.text.by_id[p.id].text) for p in as_printed(now.text)},
        words=lambda pid: [{"source": name, "text": text} for name, text in words_by_source(now, pid)],
    )


def _view(motion_id: str) -> dict:
    with reading() as db:
        return dossier_view(db, motion_id, current_actor())


def _of_motion(kind: str) -> Callable[[str], Response]:
    """Refused: not_found."""

    def download(motion_id: str) -> Response:
        return _for_keeping(motion_file(_view(motion_id), kind))

    return download


def _of_amendment(kind: str) -> Callable[[str], Response]:
    """Refused: not_found."""

    def download(amendment_id: str) -> Response:
        with reading() as db:
            view, number = dossier_of_amendment(db, amendment_id, current_actor())
        return _for_keeping(amendment_file(view, number, kind))

    return download


def _for_keeping(file: File) -> Response:
    """A file to download, under a tag that lets a browser ask whether it has it already."""
    answer = Response(file.content, mimetype=file.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=file.name)
    answer.add_etag()
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.make_conditional(request)
    return answer


for _kind in OF_MOTION:
    pages.add_url_rule(f"/motions/<motion_id>/{_kind}", f"motion_{_kind.replace('.', '_')}", _of_motion(_kind))
for _kind in OF_AMENDMENT:
    _name = f"amendment_{_kind.replace('.', '_')}"
    pages.add_url_rule(f"/amendments/<amendment_id>/{_kind}", _name, _of_amendment(_kind))
