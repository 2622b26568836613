"""The chair: the cockpit of a sitting, its parts as they change, the acts that are one button, the roll call.

The acts on votes are in `chair_votes`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import blocs, declarations, floor, sessions, sittings, votes
from parliament.commands.house import Command
from parliament.identity.acting import reading, the_house
from parliament.identity.door import current_actor
from parliament.pages import elections
from parliament.pages.chair_first import first_for_chair
from parliament.pages.forms import after, button, errors_of, once
from parliament.pages.fragments import answer_with
from parliament.pages.live import session_now
from parliament.pages.next_act import declaring, next_act
from parliament.pages.obstacles import sentences
from parliament.rules.powers import Office
from parliament.rules.refusals import N_, Code, Obstacle, Refused
from parliament.store.queries.blocs import open_blocs
from parliament.store.queries.docket import docket_of
from parliament.store.views.chair import chair_view, roll_call_view
from parliament.store.views.motions import motion_for
from parliament.store.views.sessions import list_sessions, session_view

pages = Blueprint("chair", __name__)

FRAGMENTS = ("now", "votes", "first", "order", "agenda", "certify", "presence", "floor", "sitting")
TO_LOOK = (Office.CHAIR, Office.SECRETARIAT)
# Lists of obstacles, which the page says in sentences.
SAID = (
    "standing",
    "interrupting",
    "giving",
    "closing",
    "putting",
    "suspending",
    "giving_first",
    "first_obstacles",
)

# Deeds that are one button: the command, what it takes from the form, what is said when it is done.
DEEDS: dict[str, tuple[Command, tuple[str, ...], str]] = {
    "open": (sittings.open_sitting, ("sitting_id",), N_("The sitting is open; you preside.")),
    "suspend": (sittings.suspend_sitting, ("sitting_id",), N_("The sitting is suspended.")),
    "resume": (sittings.resume_sitting, ("sitting_id",), N_("The sitting goes on.")),
    "adjourn": (sittings.adjourn_sitting, ("sitting_id",), N_("The sitting is adjourned.")),
    "urgency": (sessions.put_urgency, ("sitting_id",), N_("The vote is open.")),
    "call": (sittings.call_item, ("sitting_id", "item_id"), N_("The item is called.")),
    "hand-over": (sittings.hand_over_chair, ("sitting_id", "account_id"), N_("You handed over the chair.")),
    "give": (floor.give_floor, ("turn_id",), N_("The floor is given.")),
    "end": (floor.end_turn, ("turn_id",), N_("The turn has ended.")),
    "put-bloc": (blocs.put_bloc, ("bloc_id",), N_("The vote is open.")),
    "certify": (declarations.certify_declaration, ("motion_id",), N_("You certified the adopted text.")),
}


@pages.get("/chair")
def now() -> Response | str:
    """To the cockpit of the session that runs, or of the next."""
    look()
    with reading() as db:
        current = session_now(list_sessions(db))
    if current is None or current["stage"] == "closed":
        return render_template("chair/none.html")
    return _fresh(redirect(url_for("chair.show", slug=current["slug"]), 303))


@pages.get("/sessions/<slug>/chair")
def show(slug: str) -> str:
    return cockpit(slug)


@pages.get("/sessions/<slug>/chair/fragments")
def fragments(slug: str) -> Response:
    """The parts of the cockpit that change, for this very person."""
    view = _view(slug)
    parts = {f"chair-{name}": render_template(f"chair/fragments/{name}.html", **view) for name in FRAGMENTS}
    return answer_with(view["seq"], parts)


@pages.post(
    "/sessions/<slug>/chair/<any(open, urgency, suspend, resume, adjourn, call, 'hand-over', give, end, certify, 'put-bloc'):deed>"
)
def do(slug: str, deed: str) -> Response:
    command, names, done = DEEDS[deed]
    arguments = {name: request.form.get(name, "") for name in names}
    return button(command, then=home(slug), done=gettext(done), **arguments)


@pages.get("/sessions/<slug>/chair/roll-call/<sitting_id>")
def roll_call(slug: str, sitting_id: str) -> str:
    look()
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


def home(slug: str) -> str:
    """Where the cockpit of a session is."""
    return url_for("chair.show", slug=slug)


def look() -> None:
    """The cockpit is for those who preside and those who help them. Refused: not_signed_in, not_allowed."""
    actor = current_actor()
    if not actor.account:
        raise Refused(Code.NOT_SIGNED_IN)
    if not actor.offices.intersection(TO_LOOK):
        raise Refused(Code.NOT_ALLOWED)


def zone_of(slug: str) -> str:
    """The session's zone: times typed in the cockpit are in it."""
    with reading() as db:
        return session_view(db, slug)["time_zone"]


def typed(slug: str, deed: Callable[[], Any], *, done: str, is_form: bool) -> Response | tuple[str, int]:
    """Run the deed; a refusal of something typed comes back with what was typed, any other is said and passed on."""
    if not is_form:
        return after(deed, then=home(slug), done=done)
    try:
        deed()
    except Refused as refusal:
        if refusal.code == Code.NOT_SIGNED_IN:
            raise
        errors, status = errors_of(refusal)
        return cockpit(slug, errors=errors, typed=request.form.to_dict()), status
    flash(done, "accepted")
    return redirect(home(slug), 303)


def cockpit(slug: str, *, errors: list[tuple[str, str]] | None = None, typed: dict[str, str] | None = None) -> str:
    view = _view(slug) | {"errors": errors or [], "wrong": dict(errors or []), "typed": typed or {}}
    return render_template("chair/show.html", **view)


def _view(slug: str) -> dict:
    """The cockpit in plain values and sentences."""
    look()
    with reading() as db:
        instant = the_house().now(db)
        view = chair_view(db, slug, current_actor(), instant)
        view["putting"] = _putting(db, view, instant)
        view["blocs"] = _blocs(db, view, instant)
        view |= first_for_chair(db, view, instant)
    zone = view["session"]["time_zone"]
    act = next_act(view)
    words = {name: sentences(view[name], zone) for name in SAID}
    windows = [row | {"closing": sentences(row["closing"], zone)} for row in view["windows"]]
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
            "windows": windows,
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


def _blocs(db, view: dict, now: datetime) -> list[dict]:
    """What is proposed to be put at once, with what stands in its way, as `put_bloc` will judge it."""
    if view["motion"] is None:
        return []
    motion = motion_for(db, view["motion"]["id"], current_actor())
    docket, zone = docket_of(db, motion), view["session"]["time_zone"]
    found = [(bloc, blocs.obstacles_to_bloc(db, motion, docket, bloc, now)) for bloc in open_blocs(db, motion.id)]
    return [
        {"id": bloc.id, "number": bloc.number, "numbers": bloc.remaining, "obstacles": sentences(said, zone)}
        for bloc, said in found
    ]


def _fresh(answer: Response) -> Response:
    """Never kept: it is for one person and one moment."""
    answer.headers["Cache-Control"] = "no-store"
    return answer
