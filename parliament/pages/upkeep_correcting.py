"""Words put right in a published declaration: the text, edited; what that changes; then the proposal of a new version."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import corrections, versions
from parliament.identity.acting import reading
from parliament.identity.request_limits import FORM_MEMORY, takes_up_to
from parliament.pages import paragraphs
from parliament.pages.at_desk import ask_first
from parliament.pages.forms import errors_of, once, perform
from parliament.rules.refusals import Code, Refused
from parliament.store.views.corrections import correction_preview
from parliament.store.views.signing import published_text, text_to_correct_again

pages = Blueprint("upkeep_correcting", __name__)
ask_first(pages)

AT = "/desk/declarations/<slug>/correct"
Page = str | Response | tuple[str, int]
Errors = list[tuple[str, str]]


@pages.get(AT)
def form(slug: str) -> str:
    view = _view(slug)
    text = view["text"]
    typed = {"title": text["title"], "rows": paragraphs.rows_of(text["paragraphs"]), "text_hash": text["hash"]}
    return _form_page(view, typed, [])


@pages.post(AT)
@takes_up_to(FORM_MEMORY)
def correct(slug: str) -> Page:
    """Look at what the edited words change; then, with the notice, propose the version. “edit” goes back to the words."""
    view, typed = _view(slug), _typed()
    if typed["do"] == "edit":
        return _form_page(view, typed, [])
    try:
        if typed["do"] != "save":
            return _preview_page(view, typed, [])
        words = {"title": typed["title"], "paragraphs": paragraphs.sent(typed["rows"])}
        said = {"declaration_id": view["id"], "text_hash": typed["text_hash"], "notice": typed["notice"]}
        perform(versions.propose_version, **said, **words)
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED, Code.NOT_FOUND):
            raise
        errors, status = errors_of(refusal)
        show = _preview_page if refusal.field == "notice" else _form_page
        return show(view, typed, errors), status
    flash(
        gettext("The correction is proposed. A chair and the secretariat certify it before it is published."),
        "accepted",
    )
    return redirect(url_for("upkeep.show", slug=slug, _anchor="version"), 303)


def _view(slug: str) -> dict[str, Any]:
    with reading() as db:
        return published_text(db, slug)


def _typed() -> dict[str, Any]:
    names = {"title": "", "text_hash": "", "notice": "", "do": "preview"}
    said = {name: request.form.get(name, empty) for name, empty in names.items()}
    return said | {"rows": paragraphs.typed(request.form)}


def _preview_page(view: dict[str, Any], typed: dict[str, Any], errors: Errors) -> str:
    """Refused: not_found, stale_text, changes_nothing, more_than_words, more_than_a_few_words, number_changed, text_…"""
    with reading() as db:
        before = text_to_correct_again(db, view["slug"], typed["text_hash"])
    ops, _ = corrections.derived_correction(before, title=typed["title"], paragraphs=paragraphs.sent(typed["rows"]))
    shown = {"view": view, "typed": _shown(typed, errors), "preview": correction_preview(before, ops)}
    return render_template("signing/correction.html", **shown, errors=errors, once=once)


def _form_page(view: dict[str, Any], typed: dict[str, Any], errors: Errors) -> str:
    return render_template("signing/correct.html", view=view, typed=_shown(typed, errors))


def _shown(typed: dict[str, Any], errors: Errors) -> dict[str, Any]:
    rows, wrong = typed["rows"], dict(errors)
    return typed | {
        "rows": paragraphs.shown(rows, errors),
        "summary": paragraphs.led(rows, errors),
        "wrong": wrong,
        "notice": typed.get("notice", ""),
    }
