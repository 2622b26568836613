"""Declarations: found by words, topic, year, country and status; one told from its published document and its life."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from parliament.commands.evidence import evidence_bundle, evidence_tag
from parliament.commands.topics import classify_declaration
from parliament.identity.acting import reading, the_house
from parliament.identity.door import current_actor
from parliament.pages.forms import errors_of, once, perform
from parliament.pages.translations import languages_of
from parliament.record.canonical import canonical
from parliament.record.checkpoint import parse_vkey
from parliament.results.as_json import say
from parliament.rules.powers import Power, check_power
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import StatementKind
from parliament.rules.topics import MOST_TOPICS, TOPICS
from parliament.schemas.words import topic_in_words, word
from parliament.store.queries.corrections import officers
from parliament.store.queries.declarations import declaration_view
from parliament.store.views.declarations import FILTERS, find_declarations, versioned
from parliament.store.views.statements import statements_on_vote

pages = Blueprint("declarations", __name__)

SHOWN = 20


@pages.app_template_filter("instant")
def instant(said: str) -> datetime:
    """An instant as documents write it (RFC 3339)."""
    return datetime.fromisoformat(said)


@pages.app_template_filter("read_out")
def read_out(said: dict) -> str:
    """A sentence as documents carry it, in the reader's language."""
    return say(said, gettext)


@pages.app_template_filter("topic")
def topic(name: str) -> str:
    """What a reader calls a topic."""
    return topic_in_words(name)


@pages.get("/declarations")
def index() -> str:
    """All, or those that are looked for; twenty a page."""
    wanted = {name: request.args.get(name, "").strip()[:200] for name in FILTERS}
    at = request.args.get("page", "1")
    with reading() as db:
        known = find_declarations(db, wanted)
    last = max(1, -(-len(known["found"]) // SHOWN))
    number = min(max(int(at), 1), last) if at.isdecimal() and len(at) < 9 else 1
    rows = known["found"][(number - 1) * SHOWN : number * SHOWN]
    offered = known["offered"] | {
        "topics": [(name, topic_in_words(name)) for name in known["offered"]["topics"]],
        "years": [(year, year) for year in known["offered"]["years"]],
        "statuses": [(status, word(status)) for status in known["offered"]["statuses"]],
    }
    seen = {"wanted": wanted, "known": known, "offered": offered, "rows": rows}
    return render_template("declarations/index.html", **seen, at=number, last=last, page_url=_page_url)


def _page_url(number: int) -> str:
    """The same search, another page of it."""
    asked: dict[str, Any] = {name: request.args[name] for name in FILTERS if request.args.get(name)}
    return url_for("declarations.index", **asked, page=number)


@pages.get("/declarations/<slug>")
def show(slug: str) -> str:
    """The newest version."""
    return _page(slug)


@pages.get("/declarations/<slug>/versions/<int:number>")
def version(slug: str, number: int) -> str:
    """One version as it was published; an earlier one says so. Refused: not_found."""
    return _page(slug, number)


def _page(slug: str, number: int | None = None) -> str:
    with reading() as db:
        declaration = versioned(db, declaration_view(db, slug), number)
        document = declaration["document"]
        named = officers(db, (row["account"] for row in document["corrections"]))
        said = statements_on_vote(db, document["vote"]["id"])
    vkey = parse_vkey(the_house().pen.vkey).for_log(declaration["record"]["origin"]).encode()
    return render_template(
        "declarations/show.html",
        declaration=declaration,
        life=declaration["life"],
        officers=named,
        document=document,
        words_of={row["id"]: row["words"] for row in document["text"]["paragraphs"]},
        explanations=[row for row in said if row["kind"] == StatementKind.EXPLANATION],
        dissents=[row for row in said if row["kind"] == StatementKind.DISSENT],
        vkey=vkey,
        tongues=languages_of(declaration["motion"]),
        may_classify=Power.CLASSIFY_DECLARATION in current_actor().powers,
        once=once,
    )


@pages.get("/declarations/<slug>/topics")
def topics(slug: str) -> str:
    """What it is about, to be said by the secretariat."""
    check_power(current_actor(), Power.CLASSIFY_DECLARATION)
    with reading() as db:
        declaration = declaration_view(db, slug)
    return _topics_page(declaration, declaration["topics"], [])


@pages.post("/declarations/<slug>/topics")
def classify(slug: str) -> Answer | tuple[str, int]:
    ticked = request.form.getlist("topics")
    try:
        perform(classify_declaration, slug=slug, topics=ticked)
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED, Code.NOT_FOUND):
            raise
        errors, status = errors_of(refusal)
        with reading() as db:
            declaration = declaration_view(db, slug)
        return _topics_page(declaration, ticked, errors), status
    flash(gettext("The topics are in the record, and the declaration is found by them."), "accepted")
    return redirect(url_for("declarations.show", slug=slug), 303)


def _topics_page(declaration: dict[str, Any], ticked: list[str], errors: list[tuple[str, str]]) -> str:
    offered = [(name, topic_in_words(name)) for name in TOPICS]
    return render_template(
        "declarations/topics.html",
        declaration=declaration,
        offered=offered,
        ticked=ticked,
        most=MOST_TOPICS,
        errors=errors,
        once=once,
    )


@pages.get("/declarations/<slug>/bundle.zip")
def bundle(slug: str) -> Response:
    """The evidence bundle: the same bytes for ever. Who has it already is told so before it is put together again."""
    with reading() as db:
        tag = evidence_tag(db, slug)
    is_kept = tag is not None and request.if_none_match.contains(tag)
    content = b"" if is_kept else evidence_bundle(the_house(), slug)
    return _for_keeping(content, "application/zip", f"{slug}.zip", tag)


@pages.get("/declarations/<slug>/declaration.json")
def document(slug: str) -> Response:
    """The document as published: its SHA-256 is in the record."""
    return _document(slug)


@pages.get("/declarations/<slug>/versions/<int:number>/declaration.json")
def document_of_version(slug: str, number: int) -> Response:
    """The document of one version. Refused: not_found."""
    return _document(slug, number)


def _document(slug: str, number: int | None = None) -> Response:
    with reading() as db:
        found = versioned(db, declaration_view(db, slug), number)
    name = slug if number is None else f"{slug}-version-{found['version']}"
    return _for_keeping(canonical(found["document"]), "application/json", f"{name}.json")


def _for_keeping(content: bytes, media_type: str, name: str, tag: str | None = None) -> Response:
    """A file to download, under a tag that lets a browser ask whether it has it already; the tag is of its bytes."""
    answer = Response(content, mimetype=media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    if tag:
        answer.set_etag(tag)
    answer.add_etag()
    answer.headers["Cache-Control"] = "no-cache"
    answer.make_conditional(request)
    return answer
