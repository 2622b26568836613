"""Writing a motion from the first word to its submission."""

from typing import Any

from babel import Locale
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response

from parliament.commands import cabinets, motions
from parliament.documents.reading import ENDINGS, MOST_CHARACTERS
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.identity.request_limits import FORM_MEMORY, takes_up_to
from parliament.pages import paragraphs
from parliament.pages.forms import button, came_from, errors_of, once, perform
from parliament.rules.motions import DRAFTABLE, check_seat
from parliament.rules.powers import Power, check_power
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import SessionStage, check_stage
from parliament.schemas.words import refusal_in_words
from parliament.store.views.drafts import saved_meanwhile
from parliament.store.views.motions import motion_view
from parliament.store.views.sessions import session_view
from parliament.store.views.standing import obstacles_of

pages = Blueprint("drafting", __name__)

# Languages a text may be written in, whatever languages the pages speak.
LANGUAGES = (
    "ar", "bn", "de", "en", "es", "fa", "fr", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sw", "ta", "th",
    "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip

# What a form makes of the longest text that is read out of a file, each letter taking up to nine in a form.
MOTION_FORM = 9 * MOST_CHARACTERS + FORM_MEMORY

Page = str | Response | tuple[str, int]


@pages.get("/sessions/<slug>/motions/new")
def draft_form(slug: str) -> str:
    plenary = drafting_in(slug)
    check_stage(plenary["stage"], SessionStage.CONVENED, SessionStage.RUNNING)
    return draft_page(plenary, empty_draft(plenary))


def empty_draft(plenary: dict) -> dict:
    """What a new draft begins with."""
    return {"title": "", "language": plenary["language"], "rows": paragraphs.first_rows()}


@pages.post("/sessions/<slug>/motions/new")
@takes_up_to(MOTION_FORM)
def draft(slug: str) -> Page:
    """One press of a button in the editor; “save” begins the draft."""
    plenary, typed = drafting_in(slug), typed_form()
    if typed["do"] != "save":
        return draft_page(plenary, pressed(typed))
    try:
        if typed["language"] not in LANGUAGES:
            raise Refused(Code.MALFORMED, field="language")
        words = words_in(typed) | {"language": typed["language"]}
        made = perform(motions.draft_motion, session_id=plenary["id"], **words)
    except Refused as refusal:
        errors, status = errors_of(refusal)
        return draft_page(plenary, typed, errors), status
    flash(gettext("The draft is saved. Only your seat sees it until you ask for sponsors."), "accepted")
    return redirect(url_for("motions.show", motion_id=made["motion"]), 303)


@pages.get("/motions/<motion_id>/edit")
def edit_form(motion_id: str) -> str:
    motion = _own_draft(motion_id)
    text = motion["text"]
    return _edit_page(motion, {"title": text["title"], "rows": paragraphs.rows_of(text["paragraphs"])})


@pages.post("/motions/<motion_id>/edit")
@takes_up_to(MOTION_FORM)
def edit(motion_id: str) -> Page:
    """One press of a button in the editor; “save” writes the draft, unless somebody else has done so meanwhile."""
    motion, typed = _own_draft(motion_id), typed_form()
    if typed["do"] != "save":
        return _edit_page(motion, pressed(typed), opened_hash=request.form.get("opened_hash"))
    try:
        perform(motions.revise_draft, motion_id=motion_id, seen_hash=request.form.get("seen_hash"), **words_in(typed))
    except Refused as refusal:
        errors, status = errors_of(refusal)
        motion = _own_draft(motion_id) if refusal.code == Code.STALE_TEXT else motion
        return _edit_page(motion, typed, errors, opened_hash=request.form.get("opened_hash")), status
    flash(gettext("The draft is saved."), "accepted")
    return redirect(url_for("motions.show", motion_id=motion_id), 303)


@pages.post("/motions/<motion_id>/gather")
def gather(motion_id: str) -> Response:
    done = gettext("The house can read the draft now and sign it.")
    return _act(motions.gather_sponsors, motion_id, done)


@pages.post("/motions/<motion_id>/sponsor")
def sponsor(motion_id: str) -> Response:
    """Sign the very version that was on the page."""
    done = gettext("Your seat has signed this version.")
    return _act(motions.sponsor_motion, motion_id, done, text_hash=request.form.get("text_hash", ""))


@pages.post("/motions/<motion_id>/cosponsor")
def cosponsor(motion_id: str) -> Response:
    """A cabinet signs the version that was on the page, and says when its mayor instructed it."""
    done = gettext("Your seat has signed this version, on the mayor’s instruction.")
    said = {"text_hash": request.form.get("text_hash", ""), "instruction": request.form.get("instruction", "")}
    return _act(cabinets.cosponsor_on_instruction, motion_id, done, **said)


@pages.post("/motions/<motion_id>/submit")
def submit(motion_id: str) -> Response:
    return _act(motions.submit_motion, motion_id, gettext("The motion is submitted. The secretariat receives it now."))


@pages.post("/motions/<motion_id>/withdraw")
def withdraw(motion_id: str) -> Response:
    return _act(motions.withdraw_motion, motion_id, gettext("The motion is withdrawn."))


def _act(command: Any, motion_id: str, done: str, **more: Any) -> Response:
    then = came_from(url_for("motions.show", motion_id=motion_id))
    return button(command, then=then, done=done, motion_id=motion_id, **more)


def typed_form() -> dict:
    """What was sent, as it will be shown again whatever becomes of it."""
    names = {"title": "", "language": "", "base_hash": "", "justification": "", "do": "save"}
    return {name: request.form.get(name, empty) for name, empty in names.items()} | {
        "rows": paragraphs.typed(request.form)
    }


def words_in(typed: dict) -> dict:
    """The title and the rows as commands take them."""
    return {"title": typed["title"], "paragraphs": paragraphs.sent(typed["rows"])}


def pressed(typed: dict) -> dict:
    """The form after one of the buttons that move rows about, with the place to go on writing at."""
    if typed["do"] == "edit":
        return typed
    rows = paragraphs.done(typed["rows"], typed["do"])
    known = {row["key"] for row in typed["rows"]}
    new = next((row["key"] for row in rows if row["key"] not in known), "")
    at = typed["do"].partition("-")[2]
    at_row = typed["rows"][int(at) - 1]["key"] if at.isdecimal() and not new else new
    return typed | {"rows": rows, "focus": at_row}


def drafting_in(slug: str) -> dict:
    """The session a draft is begun in, for those who may. Refused: not_signed_in, not_allowed, not_found."""
    check_power(current_actor(), Power.DRAFT_MOTION)
    with reading() as db:
        return session_view(db, slug)


def _own_draft(motion_id: str) -> dict:
    """A draft of the reader's own seat. Refused: not_signed_in, not_allowed, not_found, not_your_seat, wrong_stage."""
    reader = current_actor()
    check_power(reader, Power.DRAFT_MOTION)
    with reading() as db:
        motion = motion_view(db, motion_id, reader)
        missing = obstacles_of(db, motion_id)
    check_seat(of=motion["mover"]["id"], by=reader.seat)
    check_stage(motion["stage"], *DRAFTABLE)
    return motion | {"missing": [refusal_in_words(obstacle.refusal()) for obstacle in missing]}


def not_for_a_cabinet(power: Power) -> list[str]:
    """Why a button is shown and cannot be pressed."""
    if power in current_actor().powers:
        return []
    return [gettext("A cabinet prepares; this act belongs to the mayor who holds the mandate.")]


def shown_in(typed: dict, errors: list[tuple[str, str]]) -> dict:
    """The editor's part of a page."""
    rows = typed["rows"]
    wrong = dict(errors)
    return typed | {
        "rows": paragraphs.shown(rows, errors),
        "summary": paragraphs.led(rows, errors),
        "wrong": wrong,
        "once": once(),
        "focus": typed.get("focus", ""),
        "justification": typed.get("justification", ""),
    }


def draft_page(
    plenary: dict, typed: dict, errors: list[tuple[str, str]] | None = None, *, taken: dict | None = None
) -> str:
    """The page on which a motion is begun; `taken` is what to say of the file its rows were read out of."""
    here = get_locale()
    named = [
        (tag, Locale.parse(tag).get_display_name(here) or tag) for tag in sorted({*LANGUAGES, plenary["language"]})
    ]
    languages = sorted(named, key=lambda pair: pair[1].casefold())
    shown = shown_in(typed, errors or [])
    return render_template(
        "drafting/draft.html", plenary=plenary, text_languages=languages, typed=shown, taken=taken, endings=ENDINGS
    )


def _edit_page(
    motion: dict,
    typed: dict,
    errors: list[tuple[str, str]] | None = None,
    *,
    opened_hash: str | None = None,
) -> str:
    """The editor of a draft; with the version somebody else has saved since it was opened, until one is chosen."""
    opened = opened_hash or motion["text_hash"]
    with reading() as db:
        other = saved_meanwhile(db, motion["id"], opened, current_actor())
    return render_template(
        "drafting/edit.html",
        motion=motion,
        typed=shown_in(typed | {"language": motion["text"]["language"]}, errors or []),
        opened_hash=opened,
        other=other,
        not_theirs=not_for_a_cabinet(Power.SUBMIT_MOTION),
        once=once,
    )
