"""Amending a text: from the edited text to its operations, as an amendment or as a compromise in place of others."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament import texts
from parliament.commands import amendments, decisions
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.identity.request_limits import FORM_MEMORY, takes_up_to
from parliament.pages import paragraphs
from parliament.pages.drafting import Page, not_for_a_cabinet, pressed, shown_in, typed_form, words_in
from parliament.pages.forms import button, errors_of, perform
from parliament.pages.motions import amendment_page
from parliament.rules.amendments import check_amending
from parliament.rules.powers import Power, check_power
from parliament.rules.refusals import Code, Refused
from parliament.store.views.amendments import amendment_view, sub_operations, sub_preview
from parliament.store.views.motions import motion_view
from parliament.store.views.previews import base_of, preview_of

pages = Blueprint("amending", __name__)


@pages.get("/motions/<motion_id>/amend")
def amend_form(motion_id: str) -> str:
    """The editor on the published text; with `replaces=3,4`, for a compromise in place of these."""
    motion, replaces = _published(motion_id), _replaced()
    _check_open(motion, motion["text_hash"], replaces)
    text = motion["text"]
    typed = {"title": text["title"], "rows": paragraphs.rows_of(text["paragraphs"]), "replaces": replaces}
    return _amend_page(motion, typed)


@pages.get("/motions/<motion_id>/amend/preview")
def preview_again(motion_id: str) -> Response:
    """A preview is an answer to what was typed and has no page of its own."""
    return redirect(url_for("amending.amend_form", motion_id=motion_id), 303)


@pages.post("/motions/<motion_id>/amend/preview")
@takes_up_to(FORM_MEMORY)
def preview(motion_id: str) -> Page:
    """What the edited text amounts to; nothing is stored."""
    motion, typed = _published(motion_id), _typed()
    if typed["do"] != "preview":
        return _amend_page(motion, pressed(typed))
    try:
        return _preview_page(motion, typed)
    except Refused as refusal:
        errors, status = errors_of(refusal)
        return _amend_page(motion, typed, errors), status


@pages.post("/motions/<motion_id>/amend")
@takes_up_to(FORM_MEMORY)
def amend(motion_id: str) -> Page:
    """Submit what the preview showed."""
    motion, typed = _published(motion_id), _typed()
    words = words_in(typed) | {"base_hash": typed["base_hash"], "justification": typed["justification"]}
    command = amendments.submit_amendment
    if typed["replaces"] is not None:
        command, words["replaces"] = amendments.submit_compromise, typed["replaces"]
    try:
        made = perform(command, motion_id=motion_id, **words)
    except Refused as refusal:
        errors, status = errors_of(refusal)
        page = _preview_page if refusal.field == "justification" else _amend_page
        return page(motion, typed, errors), status
    flash(gettext("Amendment %(number)s is submitted.", number=made["number"]), "accepted")
    return redirect(url_for("motions.amendment", amendment_id=made["amendment"]), 303)


@pages.get("/amendments/<amendment_id>/amend")
def words_form(amendment_id: str) -> str:
    """The words an amendment brings, each piece to be written anew. Refused: sub_of_sub, amendments_closed."""
    amendment = _amendable(amendment_id)
    rows = [row | {"key": row["id"]} for row in amendment["words"]]
    return _words_page(amendment, {"rows": rows})


@pages.post("/amendments/<amendment_id>/amend")
@takes_up_to(FORM_MEMORY)
def amend_words(amendment_id: str) -> Page:
    """Show what other words amount to; then submit what was shown."""
    amendment, typed = _amendable(amendment_id), typed_form()
    if typed["do"] == "edit":
        return _words_page(amendment, typed)
    # A new paragraph of which nothing is left is not brought at all; any other piece may be empty.
    kept = [row for row in typed["rows"] if "." not in row["key"] or row["text"].strip()]
    words = {"paragraphs": paragraphs.sent(kept)}
    try:
        if typed["do"] != "submit":
            return _words_preview(amendment, typed, words)
        said = words | {"justification": typed["justification"]}
        made = perform(amendments.submit_sub_amendment, parent_id=amendment_id, **said)
    except Refused as refusal:
        errors, status = errors_of(refusal)
        if refusal.field == "justification":
            return _words_preview(amendment, typed, words, errors), status
        return _words_page(amendment, typed, errors), status
    flash(gettext("Amendment %(number)s is submitted.", number=made["number"]), "accepted")
    return redirect(url_for("motions.amendment", amendment_id=made["amendment"]), 303)


@pages.post("/amendments/<amendment_id>/ruling")
def rule(amendment_id: str) -> Page:
    """The chair keeps what does not clash, or lets the whole lapse."""
    keep, reason = request.form.get("keep") == "yes", request.form.get("reason", "")
    try:
        perform(decisions.rule_on_clash, amendment_id=amendment_id, keep=keep, reason=reason)
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_FOUND):
            raise
        errors, status = errors_of(refusal)
        return amendment_page(amendment_id, reason=reason, errors=errors), status
    flash(gettext("The ruling stands in the record."), "accepted")
    return redirect(url_for("motions.amendment", amendment_id=amendment_id), 303)


@pages.post("/amendments/<amendment_id>/withdraw")
def withdraw_amendment(amendment_id: str) -> Response:
    then = url_for("motions.amendment", amendment_id=amendment_id)
    done = gettext("The amendment is withdrawn.")
    return button(amendments.withdraw_amendment, then=then, done=done, amendment_id=amendment_id)


def _amendable(amendment_id: str) -> dict:
    """An amendment for those who amend its words. Refused: not_signed_in, not_allowed, not_found, amendments_closed."""
    reader = current_actor()
    if Power.DRAFT_MOTION not in reader.powers:
        check_power(reader, Power.AMEND)
    with reading() as db:
        amendment = amendment_view(db, amendment_id, reader)
    if amendment["parent"] is not None:
        raise Refused(Code.SUB_OF_SUB, number=amendment["parent"])
    if not amendment["takes_amendments"]:
        raise Refused(Code.AMENDMENTS_CLOSED)
    return amendment


def _words_preview(amendment: dict, typed: dict, words: dict, errors: list[tuple[str, str]] | None = None) -> str:
    """Refused: not_its_words, changes_nothing, does_not_fit, conflicts_with_itself, text_…"""
    reader = current_actor()
    with reading() as db:
        base, ops = sub_operations(db, amendment["id"], reader)
        found = sub_preview(db, amendment["id"], amendments.derived_sub(base, ops, **words), reader)
    return _words_page(amendment, typed, errors, preview=found)


def _words_page(
    amendment: dict, typed: dict, errors: list[tuple[str, str]] | None = None, *, preview: dict | None = None
) -> str:
    return render_template(
        "drafting/sub.html",
        amendment=amendment,
        typed=shown_in(typed, errors or []),
        preview=preview,
        not_theirs=not_for_a_cabinet(Power.AMEND),
    )


def _typed() -> dict:
    return typed_form() | {"replaces": _replaced()}


def _replaced() -> list[int] | None:
    """The numbers of the amendments a compromise replaces; None for a plain amendment. Refused: malformed."""
    if "replaces" not in request.values and "compromise" not in request.form:
        return None
    said = [each for value in request.values.getlist("replaces") for each in value.split(",") if each]
    if not all(each.isascii() and each.isdigit() and len(each) < 6 for each in said):
        raise Refused(Code.MALFORMED, field="replaces")
    return sorted({int(each) for each in said})


def _published(motion_id: str) -> dict:
    """A motion for those who amend, or prepare to. Refused: not_signed_in, not_allowed, not_found."""
    reader = current_actor()
    if Power.DRAFT_MOTION not in reader.powers:
        check_power(reader, Power.AMEND)
    with reading() as db:
        return motion_view(db, motion_id, reader)


def _check_open(motion: dict, seen_hash: str, replaces: list[int] | None) -> None:
    """Refused: amendments_closed, stale_text. A compromise is taken also after the order is confirmed."""
    is_confirmed = motion["order"]["confirmed"] is not None and replaces is None
    check_amending(
        stage=motion["stage"], order_confirmed=is_confirmed, base_hash=motion["text_hash"], seen_hash=seen_hash
    )


def _amend_page(motion: dict, typed: dict, errors: list[tuple[str, str]] | None = None) -> str:
    shown = shown_in(typed | {"language": motion["text"]["language"]}, errors or [])
    return render_template(
        "drafting/amend.html",
        motion=motion,
        typed=shown,
        base_hash=typed.get("base_hash") or motion["text_hash"],
        replaceable=_replaceable(motion),
    )


def _replaceable(motion: dict) -> list[dict]:
    """The amendments a compromise may take the place of."""
    plain = (row for row in motion["amendments"] if row["parent"] is None and not row["replaces"])
    return [row for row in plain if row["fate"] in texts.OPEN]


def _preview_page(motion: dict, typed: dict, errors: list[tuple[str, str]] | None = None) -> str:
    """Refused: not_found, stale_text, amendments_closed, changes_nothing, conflicts_with_itself, text_…"""
    reader = current_actor()
    _check_open(motion, typed["base_hash"], typed["replaces"])
    with reading() as db:
        base = base_of(db, motion["id"], typed["base_hash"], reader)
        ops = amendments.derived_operations(base, **words_in(typed))
        found = preview_of(db, motion["id"], ops, reader)
    replaced = typed["replaces"] or []
    return render_template(
        "drafting/preview.html",
        motion=motion,
        typed=shown_in(typed, errors or []),
        preview=found,
        conflicts=[
            row
            for row in motion["amendments"]
            if row["number"] in found["conflicts_with"] and row["number"] not in replaced
        ],
        not_theirs=not_for_a_cabinet(Power.AMEND),
    )
