"""Declarations: what the house decided, told from the published document alone, with everything to check it by."""

from datetime import datetime

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext

from parliament.commands.declarations import bundle_of
from parliament.identity.acting import reading, the_house
from parliament.pages.translations import languages_of
from parliament.record.canonical import canonical
from parliament.record.checkpoint import parse_vkey
from parliament.results.as_json import say
from parliament.rules.stages import StatementKind
from parliament.store.queries.corrections import officers
from parliament.store.queries.declarations import declaration_view, list_declarations
from parliament.store.views.statements import statements_on_vote

pages = Blueprint("declarations", __name__)


@pages.app_template_filter("instant")
def instant(said: str) -> datetime:
    """An instant as documents write it (RFC 3339)."""
    return datetime.fromisoformat(said)


@pages.app_template_filter("read_out")
def read_out(said: dict) -> str:
    """A sentence as documents carry it, in the reader's language."""
    return say(said, gettext)


@pages.get("/declarations")
def index() -> str:
    with reading() as db:
        rows = list_declarations(db)
    return render_template("declarations/index.html", rows=rows)


@pages.get("/declarations/<slug>")
def show(slug: str) -> str:
    with reading() as db:
        declaration = declaration_view(db, slug)
        named = officers(db, (row["account"] for row in declaration["document"]["corrections"]))
        said = statements_on_vote(db, declaration["document"]["vote"]["id"])
    vkey = parse_vkey(the_house().pen.vkey).for_log(declaration["record"]["origin"]).encode()
    return render_template(
        "declarations/show.html",
        declaration=declaration,
        officers=named,
        document=declaration["document"],
        words_of={row["id"]: row["words"] for row in declaration["document"]["text"]["paragraphs"]},
        dissents=[row for row in said if row["kind"] == StatementKind.DISSENT],
        vkey=vkey,
        tongues=languages_of(declaration["motion"]),
    )


@pages.get("/declarations/<slug>/bundle.zip")
def bundle(slug: str) -> Response:
    """The evidence bundle: the same bytes for ever."""
    return _for_keeping(bundle_of(the_house(), slug), "application/zip", f"{slug}.zip")


@pages.get("/declarations/<slug>/declaration.json")
def document(slug: str) -> Response:
    """The document as published: its SHA-256 is in the record."""
    with reading() as db:
        found = declaration_view(db, slug)["document"]
    return _for_keeping(canonical(found), "application/json", f"{slug}.json")


def _for_keeping(content: bytes, media_type: str, name: str) -> Response:
    """A file to download, under a tag that lets a browser ask whether it has it already."""
    answer = Response(content, mimetype=media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.add_etag()
    answer.headers["Cache-Control"] = "no-cache"
    answer.make_conditional(request)
    return answer
