"""Today: what needs this person now. Check in, ask for the floor, leave the list."""

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import floor, sittings
from parliament.identity.acting import reading, the_house
from parliament.identity.door import current_actor
from parliament.pages.forms import button, came_from, once
from parliament.rules.motions import DRAFTABLE
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Side
from parliament.store.views.follow_up import due_view
from parliament.store.views.today import today_view

pages = Blueprint("today", __name__)

FIRST = 3  # more than three things that come first are no longer first


@pages.get("/today")
def index() -> str:
    actor = current_actor()
    if not actor.account:
        raise Refused(Code.NOT_SIGNED_IN)
    with reading() as db:
        view, due = today_view(db, actor), due_view(db, actor, the_house().now(db))
    return render_template("today/index.html", view=view, first=first_things(view), due=due, once=once)


def first_things(view: dict) -> list[dict]:
    """What needs this reader before anything else: ballots, then sittings, then papers, each by its deadline."""
    found = [{"kind": "vote", "at": vote["closes_at"], "of": vote} for vote in view["votes"] if not vote["choice"]]
    found += [
        {"kind": "sitting", "at": sitting["starts_at"], "of": sitting}
        for sitting in view["sittings"]
        if not sitting["is_present"]
    ]
    found += [{"kind": "draft", "at": None, "of": paper} for paper in view["papers"] if paper["stage"] in DRAFTABLE]
    if view["may_vote"]:
        found += [{"kind": "sponsor", "at": None, "of": paper} for paper in view["to_sponsor"]]
    return found[:FIRST]


@pages.post("/sittings/<sitting_id>/check-in")
def check_in(sitting_id: str) -> Response:
    present = request.form.get("present", "yes") == "yes"
    done = gettext("Your seat is present.") if present else gettext("Your seat has left.")
    then = came_from(url_for("today.index"))
    return button(sittings.check_in, then=then, done=done, sitting_id=sitting_id, present=present)


@pages.post("/sittings/<sitting_id>/speakers")
def ask_to_speak(sitting_id: str) -> Response:
    side = request.form.get("side", Side.NEUTRAL)
    if side not in list(Side):
        raise Refused(Code.MALFORMED, field="side")
    done = gettext("You are on the speakers’ list.")
    return button(
        floor.ask_to_speak, then=came_from(url_for("today.index")), done=done, sitting_id=sitting_id, side=side
    )


@pages.post("/turns/<turn_id>/leave")
def leave_list(turn_id: str) -> Response:
    done = gettext("You are off the speakers’ list.")
    return button(floor.leave_list, then=came_from(url_for("today.index")), done=done, turn_id=turn_id)
