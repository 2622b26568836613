"""The secretariat's desk: what waits, convening, and one session from its agenda to its declarations."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import agenda, declarations, motions, rehearsals, sessions, sittings
from parliament.commands.house import Command
from parliament.identity.acting import reading, the_house
from parliament.identity.door import current_actor
from parliament.pages import (
    desk_accounts,
    desk_convening,
    desk_corrections,
    desk_keys,
    desk_profiles,
    desk_seats,
    desk_voices,
)
from parliament.pages.at_desk import ask_first, at_desk
from parliament.pages.forms import button, errors_of, once, perform
from parliament.pages.obstacles import field_time, sentences
from parliament.rules.refusals import N_, Code, Refused
from parliament.rules.stages import ItemKind, Stage
from parliament.schemas.words import refusal_in_words
from parliament.store.views.desk import desk_session_view, desk_view
from parliament.store.views.follow_up import due_view
from parliament.store.views.motions import motion_view
from parliament.store.views.sessions import session_view

pages = Blueprint("desk", __name__)
ask_first(pages)
pages.register_blueprint(desk_seats.pages)
pages.register_blueprint(desk_voices.pages)
pages.register_blueprint(desk_accounts.pages)
pages.register_blueprint(desk_profiles.pages)
pages.register_blueprint(desk_convening.pages)
pages.register_blueprint(desk_corrections.pages)
pages.register_blueprint(desk_keys.pages)

DEEDS: dict[str, tuple[Command, tuple[str, ...], str]] = {
    "admit": (motions.admit_motion, ("motion_id",), N_("The motion is admitted and numbered.")),
    "publish": (motions.publish_motion, ("motion_id",), N_("The motion is public; it may be amended now.")),
    "certify": (declarations.certify_declaration, ("motion_id",), N_("You certified the adopted text.")),
    "declare": (declarations.publish_declaration, ("motion_id",), N_("The declaration is published.")),
    "close": (sessions.close_session, ("session_id",), N_("The session is closed, and its record with it.")),
}


@pages.get("/desk")
def index() -> str:
    actor = at_desk()
    with reading() as db:
        view, due = desk_view(db, actor), due_view(db, actor, the_house().now(db))
    certified = _in_words([*view["to_certify"], *view["to_publish"]])
    return render_template("desk/index.html", **view, adopted=certified, due=due, once=once)


@pages.get("/sessions/<slug>/desk", endpoint="session")
def show(slug: str) -> str:
    return _session(slug, {}, [])


@pages.post("/sessions/<slug>/desk/<any(admit, publish, certify, declare, close):deed>")
def do(slug: str, deed: str) -> Response:
    """What is one button."""
    command, names, done = DEEDS[deed]
    arguments = {name: request.form.get(name, "") for name in names}
    return button(command, then=url_for("desk.session", slug=slug), done=gettext(done), **arguments)


@pages.post("/sessions/<slug>/desk/delete-rehearsal")
def delete_rehearsal(slug: str) -> Response:
    """The one deletion the house knows; there is no page of it to go back to."""
    plenary = request.form.get("session_id", "")
    here = url_for("desk.session", slug=slug)
    try:
        perform(rehearsals.delete_rehearsal, session_id=plenary)
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_FOUND):
            raise
        flash(refusal_in_words(refusal), "refused")
        return redirect(here, 303)
    flash(gettext("The rehearsal is deleted with its record."), "accepted")
    return redirect(url_for("desk.index"), 303)


@pages.post("/sessions/<slug>/desk/agenda")
def add_item(slug: str) -> Response | tuple[str, int]:
    """A published motion, or something else the house will speak about."""
    typed = request.form

    def deed() -> None:
        kind = typed.get("kind", "")
        if kind not in list(ItemKind):
            raise Refused(Code.MALFORMED, field="kind")
        arguments = {"motion_id": typed.get("motion_id") or None, "title": typed.get("title", "")}
        perform(agenda.add_item, session_id=_id(slug), kind=kind, **arguments)

    return _typed(slug, deed, gettext("It is on the agenda."))


@pages.post("/sessions/<slug>/desk/sittings")
def schedule(slug: str) -> Response | tuple[str, int]:
    def deed() -> None:
        with reading() as db:
            plenary = session_view(db, slug)
        starts_at = field_time("starts_at", request.form.get("starts_at", ""), plenary["time_zone"])
        perform(sittings.schedule_sitting, session_id=plenary["id"], starts_at=starts_at)

    return _typed(slug, deed, gettext("The sitting is fixed."))


@pages.post("/sessions/<slug>/desk/chair")
def call_chair(slug: str) -> Response | tuple[str, int]:
    """Somebody else presides because the chair is absent; the reason goes into the record."""

    def deed() -> None:
        names = ("sitting_id", "account_id", "reason")
        perform(sittings.call_chair, **{name: request.form.get(name, "") for name in names})

    return _typed(slug, deed, gettext("Another person is in the chair now."))


@pages.get("/sessions/<slug>/desk/refuse/<motion_id>")
def refuse_form(slug: str, motion_id: str) -> str:
    return _refusing(slug, motion_id, {}, [])


@pages.post("/sessions/<slug>/desk/refuse/<motion_id>")
def refuse(slug: str, motion_id: str) -> Response | tuple[str, int]:
    try:
        perform(motions.refuse_motion, motion_id=motion_id, reason=request.form.get("reason", ""))
    except Refused as refusal:
        if refusal.code == Code.NOT_SIGNED_IN:
            raise
        errors, status = errors_of(refusal)
        return _refusing(slug, motion_id, request.form.to_dict(), errors), status
    flash(gettext("The motion is not admitted; its mover can read the reason."), "accepted")
    return redirect(url_for("desk.session", slug=slug), 303)


def _refusing(slug: str, motion_id: str, typed: dict[str, str], errors: list[tuple[str, str]]) -> str:
    actor = at_desk()
    with reading() as db:
        motion = motion_view(db, motion_id, actor)
    if motion["session_slug"] != slug:
        raise Refused(Code.NOT_FOUND)
    return render_template("desk/refuse.html", motion=motion, typed=typed, errors=errors, wrong=dict(errors), once=once)


def _id(slug: str) -> str:
    with reading() as db:
        return session_view(db, slug)["id"]


def _typed(slug: str, deed: Callable[[], Any], done: str) -> Response | tuple[str, int]:
    """Run the deed of a form; a refusal comes back on the page of the session with what was typed."""
    try:
        deed()
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED):
            raise
        errors, status = errors_of(refusal)
        return _session(slug, request.form.to_dict(), errors), status
    flash(done, "accepted")
    return redirect(url_for("desk.session", slug=slug), 303)


def _session(slug: str, typed: dict[str, str], errors: list[tuple[str, str]]) -> str:
    with reading() as db:
        view = desk_session_view(db, slug, current_actor())
    stages = [(str(s), [row for row in view["motions"] if row["stage"] == s]) for s in Stage]
    return render_template(
        "desk/session.html",
        plenary=view,
        stages=[(stage, rows) for stage, rows in stages if rows],
        certifications=_in_words(view["certifications"]),
        closing=sentences(view["closing"], view["time_zone"]),
        chairs=[(row["id"], row["name"]) for row in view["chairs"]],
        kinds=[str(kind) for kind in ItemKind if kind != ItemKind.MOTION],
        typed=typed,
        errors=errors,
        wrong=dict(errors),
        once=once,
    )


def _in_words(rows: list[dict]) -> list[dict]:
    return [
        row | {name: sentences(row[name], row["time_zone"]) for name in ("certifying", "publishing")} for row in rows
    ]
