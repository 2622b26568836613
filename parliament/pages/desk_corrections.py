"""Linguistic corrections at the desk: the adopted text with its words put right, what that changes, and why."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import corrections
from parliament.identity.acting import reading
from parliament.identity.request_limits import FORM_MEMORY, takes_up_to
from parliament.pages import paragraphs
from parliament.pages.at_desk import ask_first, at_desk
from parliament.pages.forms import errors_of, once, perform
from parliament.pages.obstacles import sentences
from parliament.rules.refusals import Code, Refused
from parliament.store.views.corrections import correction_preview, corrections_view, text_to_correct

pages = Blueprint("corrections", __name__)
ask_first(pages)

Page = str | Response | tuple[str, int]
Errors = list[tuple[str, str]]


@pages.get("/motions/<motion_id>/correct")
def form(motion_id: str) -> str:
    view = _view(motion_id)
    text = view["text"]
    typed = {"title": text["title"], "rows": paragraphs.rows_of(text["paragraphs"]), "text_hash": text["hash"]}
    return _form_page(view, typed, [])


@pages.post("/motions/<motion_id>/correct")
@takes_up_to(FORM_MEMORY)
def correct(motion_id: str) -> Page:
    """Look at what the edited words change; then, with the reason, correct the text. “edit” goes back to the words."""
    view, typed = _view(motion_id), _typed()
    if typed["do"] == "edit":
        return _form_page(view, typed, [])
    try:
        if typed["do"] != "save":
            return _preview_page(view, typed, [])
        return _save(view, typed)
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED, Code.NOT_FOUND):
            raise
        errors, status = errors_of(refusal)
        show = _preview_page if refusal.field == "reason" else _form_page
        return show(view, typed, errors), status


def _save(view: dict, typed: dict) -> Response:
    said = {"motion_id": view["motion"], "text_hash": typed["text_hash"], "reason": typed["reason"]}
    perform(corrections.correct_text, **said, **_words(typed))
    flash(gettext("The words are put right. The text is certified as it reads now."), "accepted")
    return redirect(url_for("desk.session", slug=view["session_slug"]), 303)


def _view(motion_id: str) -> dict:
    actor = at_desk()
    with reading() as db:
        view = corrections_view(db, motion_id, actor)
    return view | {"obstacles": sentences(view["obstacles"], view["time_zone"])}


def _typed() -> dict:
    names = {"title": "", "text_hash": "", "reason": "", "do": "preview"}
    said = {name: request.form.get(name, empty) for name, empty in names.items()}
    return said | {"rows": paragraphs.typed(request.form)}


def _words(typed: dict) -> dict[str, Any]:
    return {"title": typed["title"], "paragraphs": paragraphs.sent(typed["rows"])}


def _preview_page(view: dict, typed: dict, errors: Errors) -> str:
    """Refused: not_found, stale_text, changes_nothing, more_than_words, more_than_a_few_words, number_changed, text_…"""
    with reading() as db:
        before = text_to_correct(db, view["motion"], typed["text_hash"], at_desk())
    ops, _ = corrections.derived_correction(before, **_words(typed))
    preview = correction_preview(before, ops)
    shown = _shown(typed, errors)
    return render_template("desk/correction.html", view=view, typed=shown, preview=preview, errors=errors, once=once)


def _form_page(view: dict, typed: dict, errors: Errors) -> str:
    return render_template("desk/correct.html", view=view, typed=_shown(typed, errors))


def _shown(typed: dict, errors: Errors) -> dict:
    rows, wrong = typed["rows"], dict(errors)
    return typed | {
        "rows": paragraphs.shown(rows, errors),
        "summary": paragraphs.led(rows, errors),
        "wrong": wrong,
        "reason": typed.get("reason", ""),
    }
