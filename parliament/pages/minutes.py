"""Minutes of a sitting: the draft marked as one, the round of corrections, the approved text; on screen and in print."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import minutes
from parliament.identity.acting import reading, the_house
from parliament.identity.door import current_actor
from parliament.pages.forms import button, errors_of, once, perform
from parliament.pages.obstacles import sentences
from parliament.record.canonical import parse_timestamp
from parliament.results.as_json import say
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.store.views.minutes import minutes_view

pages = Blueprint("minutes", __name__)

AT = "/sessions/<slug>/minutes/<int:number>"


@pages.get(AT)
def show(slug: str, number: int) -> str:
    return _page(slug, number, {}, [])


@pages.post(f"{AT}/draft")
def draft(slug: str, number: int) -> Response:
    sitting = request.form.get("sitting_id", "")
    done = gettext("The minutes are drafted; whoever was present may correct them now.")
    return button(minutes.draft_minutes, then=_home(slug, number), done=done, sitting_id=sitting)


@pages.post(f"{AT}/corrections")
def correct(slug: str, number: int) -> Response | tuple[str, int]:
    def deed() -> None:
        paragraph = request.form.get("paragraph", "")
        if not (paragraph.isascii() and paragraph.isdigit() and len(paragraph) <= 6):
            raise Refused(Code.MALFORMED, field="paragraph")
        said = {"minutes_id": request.form.get("minutes_id", ""), "text": request.form.get("text", "")}
        perform(minutes.propose_correction, paragraph=int(paragraph), **said)

    return _typed(slug, number, deed, gettext("The correction is proposed, in the name of your city."))


@pages.post(f"{AT}/rule")
def rule(slug: str, number: int) -> Response | tuple[str, int]:
    def deed() -> None:
        said = {name: request.form.get(name, "") for name in ("correction_id", "reason")}
        perform(minutes.rule_on_correction, accept=request.form.get("as") == "accepted", **said)

    return _typed(slug, number, deed, gettext("The ruling is in the record."))


@pages.post("/sessions/<slug>/minutes/put")
def put(slug: str) -> Response:
    then, done = url_for("chair.show", slug=slug), gettext("The vote is open.")
    said = {"minutes_id": request.form.get("minutes_id", ""), "manner": request.form.get("manner") or None}
    if said["manner"] not in (None, "without_objection", "roll_call", "show_of_hands"):
        raise Refused(Code.MALFORMED, field="manner")
    return button(minutes.put_minutes, then=then, done=done, **said)


def _home(slug: str, number: int) -> str:
    return url_for("minutes.show", slug=slug, number=number)


def _typed(slug: str, number: int, deed: Callable[[], Any], done: str) -> Response | tuple[str, int]:
    """Run the deed of a form; a refusal comes back with what was typed."""
    try:
        deed()
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED):
            raise
        errors, status = errors_of(refusal)
        return _page(slug, number, request.form.to_dict(), errors), status
    flash(done, "accepted")
    return redirect(_home(slug, number), 303)


def _page(slug: str, number: int, typed: dict[str, str], errors: list[tuple[str, str]]) -> str:
    actor = current_actor()
    with reading() as db:
        now = the_house().now(db)
        view = minutes_view(db, slug, number, now)
    found, zone = view["minutes"], view["session"]["time_zone"]
    is_open = view["session"]["stage"] != "closed"
    there = {row["seat"] for row in found["document"]["present"]} if found else set()
    runs = bool(found) and found["state"] == "draft" and now < found["corrections_until_at"] and is_open
    return render_template(
        "minutes/show.html",
        view=view,
        zone=zone,
        paragraphs=_paragraphs(found) if found else [],
        drafts=is_open and view["sitting"]["is_over"] and not found and Power.DRAFT_MINUTES in actor.powers,
        corrects=runs and Power.CORRECT_MINUTES in actor.powers and actor.seat in there,
        rules=is_open and Power.RULE_ON_CORRECTIONS in actor.powers,
        presides=bool(view["meeting"] and actor.account and view["meeting"]["chair"] == actor.account),
        approving=sentences(view["approving"], zone),
        typed=typed,
        errors=errors,
        wrong=dict(errors),
        once=once,
    )


def _paragraphs(found: dict) -> list[dict]:
    """Each paragraph in the reader's language, with the words that were accepted in its place."""
    accepted = {row["paragraph"]: row for row in found["corrections"] if row["state"] == "accepted"}
    return [
        {
            "number": row["number"],
            "seq": row["seq"],
            "at": parse_timestamp(row["at"]),
            "words": say(row["sentence"], gettext),
            "correction": accepted.get(row["number"]),
        }
        for row in found["document"]["paragraphs"]
    ]
