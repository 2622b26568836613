"""The chair: the cockpit of a sitting, its parts as they change, every act of presiding, the roll call."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import amendments, declarations, floor, sittings, votes
from parliament.commands.house import Answer, Command
from parliament.identity.acting import close_vote, reading, the_house
from parliament.identity.door import current_actor
from parliament.pages import elections
from parliament.pages.forms import ONCE, after, button, errors_of, once, perform
from parliament.pages.live import session_now
from parliament.pages.next_act import declaring, next_act
from parliament.pages.obstacles import field_time, sentences
from parliament.rules.powers import Office
from parliament.rules.refusals import N_, Code, Obstacle, Refused
from parliament.store.queries.docket import docket_of
from parliament.store.views.chair import chair_view, roll_call_view
from parliament.store.views.motions import motion_for
from parliament.store.views.sessions import list_sessions, session_view

pages = Blueprint("chair", __name__)

FRAGMENTS = ("now", "order", "agenda", "certify", "presence", "floor", "sitting")
TO_LOOK = (Office.CHAIR, Office.SECRETARIAT)

# Deeds that are one button: the command, what it takes from the form, what is said when it is done.
DEEDS: dict[str, tuple[Command, tuple[str, ...], str]] = {
    "open": (sittings.open_sitting, ("sitting_id",), N_("The sitting is open; you preside.")),
    "suspend": (sittings.suspend_sitting, ("sitting_id",), N_("The sitting is suspended.")),
    "resume": (sittings.resume_sitting, ("sitting_id",), N_("The sitting goes on.")),
    "adjourn": (sittings.adjourn_sitting, ("sitting_id",), N_("The sitting is adjourned.")),
    "call": (sittings.call_item, ("sitting_id", "item_id"), N_("The item is called.")),
    "hand-over": (sittings.hand_over_chair, ("sitting_id", "account_id"), N_("You handed over the chair.")),
    "give": (floor.give_floor, ("turn_id",), N_("The floor is given.")),
    "end": (floor.end_turn, ("turn_id",), N_("The turn has ended.")),
    "certify": (declarations.certify_declaration, ("motion_id",), N_("You certified the adopted text.")),
}


@pages.get("/chair")
def now() -> Response | str:
    """To the cockpit of the session that runs, or of the next."""
    _look()
    with reading() as db:
        current = session_now(list_sessions(db))
    if current is None or current["stage"] == "closed":
        return render_template("chair/none.html")
    return _fresh(redirect(url_for("chair.show", slug=current["slug"]), 303))


@pages.get("/sessions/<slug>/chair")
def show(slug: str) -> str:
    return _cockpit(slug)


@pages.get("/sessions/<slug>/chair/fragments")
def fragments(slug: str) -> Response:
    """The parts of the cockpit that change, for this very person."""
    view = _view(slug)
    parts = {f"chair-{name}": render_template(f"chair/fragments/{name}.html", **view) for name in FRAGMENTS}
    return _fresh(jsonify(seq=view["seq"], fragments=parts))


@pages.post("/sessions/<slug>/chair/<any(open, suspend, resume, adjourn, call, 'hand-over', give, end, certify):deed>")
def do(slug: str, deed: str) -> Response:
    command, names, done = DEEDS[deed]
    arguments = {name: request.form.get(name, "") for name in names}
    return button(command, then=_home(slug), done=gettext(done), **arguments)


@pages.post("/sessions/<slug>/chair/close")
def close(slug: str) -> Response:
    """Close the vote and count: the result is what the chair declares next."""

    def count() -> None:
        close_vote(vote_id=request.form.get("vote_id", ""), once=request.form.get(ONCE))

    done = gettext("The vote is closed and counted. Declare the result.")
    return after(count, then=_home(slug), done=done)


@pages.post("/sessions/<slug>/chair/put")
def put(slug: str) -> Response | tuple[str, int]:
    """Put the next question: as a live vote, or as a window when a closing time was typed."""

    def deed() -> Answer:
        typed = request.form.get("closes_at", "")
        return perform(
            votes.open_vote,
            motion_id=request.form.get("motion_id", ""),
            amendment_id=request.form.get("amendment_id") or None,
            closes_at=field_time("closes_at", typed, _zone(slug)) if typed or "window" in request.form else None,
        )

    return _typed(slug, deed, done=gettext("The vote is open."), is_form="window" in request.form)


@pages.post("/sessions/<slug>/chair/order")
def order(slug: str) -> Response | tuple[str, int]:
    """Confirm the order of voting: as proposed, or by the places typed, with the reason."""
    is_form = request.form.get("as") != "proposed"

    def deed() -> Answer:
        numbers, reason = (_numbers(), request.form.get("reason", "")) if is_form else (None, "")
        return perform(
            amendments.confirm_order, motion_id=request.form.get("motion_id", ""), numbers=numbers, reason=reason
        )

    return _typed(slug, deed, done=gettext("The order of voting is confirmed."), is_form=is_form)


def _numbers() -> list[int]:
    """Amendments by the places typed for them. Refused: bad_order for what is no number, or one place twice."""
    places = {name.removeprefix("place-"): value for name, value in request.form.items() if name.startswith("place-")}
    if not all(text.isascii() and text.isdigit() and len(text) <= 6 for pair in places.items() for text in pair):
        raise Refused(Code.BAD_ORDER, field="numbers")
    if len({int(place) for place in places.values()}) != len(places):
        raise Refused(Code.BAD_ORDER, field="numbers")
    return [int(number) for number, _ in sorted(places.items(), key=lambda pair: int(pair[1]))]


@pages.get("/sessions/<slug>/chair/roll-call/<sitting_id>")
def roll_call(slug: str, sitting_id: str) -> str:
    _look()
    with reading() as db:
        plenary = session_view(db, slug)
        sitting = next((row for row in plenary["sittings"] if row["id"] == sitting_id), None)
        countries = roll_call_view(db, sitting_id)
    if sitting is None:
        raise Refused(Code.NOT_FOUND)
    return render_template("chair/roll_call.html", plenary=plenary, sitting=sitting, countries=countries, once=once)


@pages.post("/sessions/<slug>/chair/roll-call/<sitting_id>")
def take_roll_call(slug: str, sitting_id: str) -> Response:
    """Who is ticked is present; who was present on the page and is no longer ticked has left.

    A seat that checked in by itself meanwhile stands on neither list, and stays present.
    """
    present = request.form.getlist("present")
    gone = set(request.form.get("was_present", "").split()) - set(present)
    return button(
        sittings.take_roll_call,
        then=url_for("chair.roll_call", slug=slug, sitting_id=sitting_id),
        done=gettext("The roll call is taken."),
        sitting_id=sitting_id,
        present=present,
        absent=sorted(gone),
    )


def _home(slug: str) -> str:
    return url_for("chair.show", slug=slug)


def _look() -> None:
    """The cockpit is for those who preside and those who help them. Refused: not_signed_in, not_allowed."""
    actor = current_actor()
    if not actor.account:
        raise Refused(Code.NOT_SIGNED_IN)
    if not actor.offices.intersection(TO_LOOK):
        raise Refused(Code.NOT_ALLOWED)


def _zone(slug: str) -> str:
    with reading() as db:
        return session_view(db, slug)["time_zone"]


def _typed(slug: str, deed: Callable[[], Any], *, done: str, is_form: bool) -> Response | tuple[str, int]:
    """Run the deed; a refusal of something typed comes back with what was typed, any other is said and passed on."""
    if not is_form:
        return after(deed, then=_home(slug), done=done)
    try:
        deed()
    except Refused as refusal:
        if refusal.code == Code.NOT_SIGNED_IN:
            raise
        errors, status = errors_of(refusal)
        return _cockpit(slug, errors=errors, typed=request.form.to_dict()), status
    flash(done, "accepted")
    return redirect(_home(slug), 303)


def _cockpit(slug: str, *, errors: list[tuple[str, str]] | None = None, typed: dict[str, str] | None = None) -> str:
    view = _view(slug) | {"errors": errors or [], "wrong": dict(errors or []), "typed": typed or {}}
    return render_template("chair/show.html", **view)


def _view(slug: str) -> dict:
    """The cockpit in plain values and sentences."""
    _look()
    with reading() as db:
        instant = the_house().now(db)
        view = chair_view(db, slug, current_actor(), instant)
        view["putting"] = _putting(db, view, instant)
    zone = view["session"]["time_zone"]
    act = next_act(view)
    words = {name: sentences(view[name], zone) for name in ("standing", "interrupting", "giving", "closing", "putting")}
    certified = [row | {"certifying": sentences(row["certifying"], zone)} for row in view["certifications"]]
    return (
        view
        | words
        | {
            "act": act,
            "act_obstacles": sentences(act.obstacles, zone),
            "declaring": declaring(view),
            "may": not view["standing"],
            "certifications": certified,
            "heirs": [(row["id"], row["name"]) for row in view["chairs"]],
            "elections": elections.for_chair(view),
            "once": once,
            "errors": [],
            "wrong": {},
            "typed": {},
        }
    )


def _putting(db, view: dict, now: datetime) -> list[Obstacle]:
    """What stands in the way of the question that comes next, as `open_vote` will judge it."""
    if view["motion"] is None:
        return []
    motion = motion_for(db, view["motion"]["id"], current_actor())
    docket = docket_of(db, motion)
    return votes.obstacles_to_opening(db, motion, docket, next(iter(docket.pending), None), now)


def _fresh(answer: Response) -> Response:
    """Never kept: it is for one person and one moment."""
    answer.headers["Cache-Control"] = "no-store"
    return answer
