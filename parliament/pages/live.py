"""The public live page, its fragments over HTTP, its text-only twin, and the view for the hall."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response as Answer

from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.identity.languages import reader_language
from parliament.pages import chamber
from parliament.pages.forms import once
from parliament.pages.fragments import answer_with, milliseconds, rendered
from parliament.pages.moment import moment_of
from parliament.rules.powers import Power
from parliament.store.views.officers import asked_by
from parliament.store.views.sessions import list_sessions

pages = Blueprint("live", __name__)

REFRESHING = ("15", "30", "60")  # seconds between two looks of a page without script


@pages.record_once
def draw_chambers(state: BlueprintSetupState) -> None:
    """Every template may draw the chamber and say the time to clock.js; registered once, with the first page that does."""
    state.app.jinja_env.globals.update(chamber.DRAWINGS)
    state.app.jinja_env.filters["milliseconds"] = milliseconds


def session_now(rows: list[dict]) -> dict | None:
    """The session people mean by “live”: one that runs; else the next; else the last."""
    running = [row for row in rows if row["stage"] == "running"]
    coming = sorted((row for row in rows if row["stage"] == "convened"), key=lambda row: row["opens_at"])
    return next(iter([*running, *coming, *rows]), None)


@pages.get("/live")
def now() -> Answer | str:
    """To what is live now; never remembered by a browser, because tomorrow it is another session."""
    with reading() as db:
        current = session_now(list_sessions(db))
    if current is None:
        return render_template("live/none.html")
    return _fresh(redirect(url_for("live.show", slug=current["slug"])))


@pages.get("/sessions/<slug>/live")
def show(slug: str) -> str:
    return _page("live/show.html", slug)


@pages.get("/sessions/<slug>/live/text")
def text(slug: str) -> Answer:
    """The same in words alone: no style, no script, no picture, for the slowest line there is.

    With `?refresh=30` the browser asks again by itself every so many seconds, until its reader stops it; a page that has
    not changed is not sent again.
    """
    wanted = request.args.get("refresh", "")
    page = Response(_page("live/text.html", slug, refresh=int(wanted) if wanted in REFRESHING else None))
    page.headers["Cache-Control"] = "private, no-cache"
    page.add_etag()
    return page.make_conditional(request)


@pages.get("/sessions/<slug>/hall")
def hall(slug: str) -> str:
    """For a projector: the same fragments, very large."""
    return _page("live/hall.html", slug)


@pages.get("/sessions/<slug>/live/fragments")
def fragments(slug: str) -> Answer:
    """What a page that was cut off, or has no socket, asks for."""
    moment = moment_of(slug)
    return answer_with(moment.view["seq"], rendered(moment, reader_language()))


def _page(template: str, slug: str, **more: Any) -> str:
    actor = current_actor()
    view = moment_of(slug).view
    may_ask = Power.ASK_BEFORE_VOTE in actor.powers and actor.seat is not None
    asked: set[str] = set()
    if view["requests"] and may_ask:
        with reading() as db:
            asked = asked_by(db, view["sitting"]["id"], actor.seat)
    return render_template(template, view=view, may_ask=may_ask, asked=asked, once=once, **more, **view)


def _fresh(answer: Answer | Response) -> Answer:
    answer.headers["Cache-Control"] = "no-store"
    return answer
