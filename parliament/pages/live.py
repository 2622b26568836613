"""The public live page, its fragments over HTTP, its text-only twin, and the view for the hall."""

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response as Answer

from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.pages import chamber
from parliament.pages.forms import once
from parliament.pages.fragments import answer_with, fragments_of, milliseconds
from parliament.rules.powers import Power
from parliament.store.views.live import live_view
from parliament.store.views.officers import asked_by
from parliament.store.views.sessions import list_sessions

pages = Blueprint("live", __name__)


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
def text(slug: str) -> str:
    """The same in words alone: no style, no script, no picture, for the slowest line there is."""
    return _page("live/text.html", slug)


@pages.get("/sessions/<slug>/hall")
def hall(slug: str) -> str:
    """For a projector: the same fragments, very large."""
    return _page("live/hall.html", slug)


@pages.get("/sessions/<slug>/live/fragments")
def fragments(slug: str) -> Answer:
    """What a page that was cut off, or has no socket, asks for."""
    with reading() as db:
        view = live_view(db, slug)
    return answer_with(view["seq"], fragments_of(view))


def _page(template: str, slug: str) -> str:
    actor = current_actor()
    with reading() as db:
        view = live_view(db, slug)
        may_ask = Power.ASK_BEFORE_VOTE in actor.powers and actor.seat is not None
        asked = asked_by(db, view["sitting"]["id"], actor.seat) if view["requests"] and may_ask else set()
    return render_template(template, view=view, may_ask=may_ask, asked=asked, once=once, **view)


def _fresh(answer: Answer | Response) -> Answer:
    answer.headers["Cache-Control"] = "no-store"
    return answer
