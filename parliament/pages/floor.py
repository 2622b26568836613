"""A mayor on the floor: points of order, appeals, replies, speeches, procedural motions; live, and whole without script."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from parliament.commands import floor, points, procedural
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.pages.forms import after, errors_of, once, perform
from parliament.pages.fragments import answer_with
from parliament.rules.powers import Office
from parliament.rules.refusals import N_, Code, Refused
from parliament.rules.stages import ProceduralKind, Side
from parliament.schemas.words import word
from parliament.store.views.live import live_view
from parliament.store.views.sittings import own_view

pages = Blueprint("floor", __name__)

# Deeds that are one button: the command, what it takes from the form, what is said when it is done.
DEEDS: dict[str, tuple[Callable[..., Any], tuple[str, ...], str]] = {
    "appeal": (points.appeal_ruling, ("point_id",), N_("You have appealed. The chair puts it to the house.")),
    "withdraw-appeal": (points.withdraw_appeal, ("point_id",), N_("The appeal is withdrawn; the ruling stands.")),
    "leave": (floor.leave_list, ("turn_id",), N_("You are off the speakers’ list.")),
    "withdraw-procedural": (
        procedural.withdraw_procedural,
        ("procedural_id",),
        N_("The procedural motion is withdrawn."),
    ),
}


@pages.get("/sessions/<slug>/floor")
def show(slug: str) -> str:
    return _page(slug)


@pages.get("/sessions/<slug>/floor/fragments")
def fragments(slug: str) -> Response:
    """The parts that change, for this very person."""
    view = _view(slug)
    parts = {
        "floor": render_template("live/fragments/floor.html", **view),
        "floor-acts": render_template("live/_acts.html", **view),
    }
    return answer_with(view["seq"], parts)


@pages.post("/sessions/<slug>/floor/<any(appeal, 'withdraw-appeal', leave, 'withdraw-procedural'):deed>")
def do(slug: str, deed: str) -> Answer:
    command, names, done = DEEDS[deed]
    arguments = {name: request.form.get(name, "") for name in names}
    return after(lambda: perform(command, **arguments), then=_home(slug), done=gettext(done))


@pages.post("/sessions/<slug>/floor/speak")
def speak(slug: str) -> Answer:
    side = request.form.get("side", Side.NEUTRAL)
    if side not in list(Side):
        raise Refused(Code.MALFORMED, field="side")
    arguments: dict[str, str | None] = {"sitting_id": request.form.get("sitting_id", ""), "side": side}
    arguments["procedural_id"] = request.form.get("procedural_id") or None
    done = gettext("You are on the speakers’ list.")
    return after(lambda: perform(floor.ask_to_speak, **arguments), then=_home(slug), done=done)


@pages.post("/sessions/<slug>/floor/point")
def raise_point(slug: str) -> Answer | tuple[str, int]:
    arguments = {"sitting_id": request.form.get("sitting_id", ""), "about": request.form.get("about", "")}
    on_conduct = "on_conduct" in request.form
    done = gettext("Your point of order is before the chair, who rules on it at once.")
    return _typed(slug, lambda: perform(points.raise_point_of_order, on_conduct=on_conduct, **arguments), done=done)


@pages.post("/sessions/<slug>/floor/reply")
def reply(slug: str) -> Answer | tuple[str, int]:
    arguments = {"sitting_id": request.form.get("sitting_id", ""), "about": request.form.get("reply_to", "")}
    done = gettext("You have asked to reply; the chair grants it or not.")
    return _typed(slug, lambda: perform(floor.ask_for_reply, **arguments), done=done, renamed={"about": "reply_to"})


@pages.post("/sessions/<slug>/floor/procedural")
def move(slug: str) -> Answer | tuple[str, int]:
    arguments = {name: request.form.get(name, "") for name in ("sitting_id", "kind", "text")}
    field = "amendment" if arguments["kind"] == ProceduralKind.SEPARATE_VOTE else "target"
    target = request.form.get(field) or None
    done = gettext("Your procedural motion is before the house.")
    return _typed(
        slug,
        lambda: perform(procedural.move_procedural, target=target, **arguments),
        done=done,
        renamed={"target": field},
    )


def _home(slug: str) -> str:
    return url_for("floor.show", slug=slug)


def _typed(
    slug: str, deed: Callable[[], Any], *, done: str, renamed: dict[str, str] | None = None
) -> Answer | tuple[str, int]:
    """Run the deed; a refusal comes back with what was typed, beside its field."""
    try:
        deed()
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED):
            raise
        refusal.field = (renamed or {}).get(refusal.field or "", refusal.field)
        errors, status = errors_of(refusal)
        return _page(slug, errors=errors, typed=request.form.to_dict()), status
    flash(done, "accepted")
    return redirect(_home(slug), 303)


def _page(slug: str, *, errors: list[tuple[str, str]] | None = None, typed: dict[str, str] | None = None) -> str:
    said = {"errors": errors or [], "wrong": dict(errors or []), "typed": typed or {}}
    return render_template("live/acts.html", **(_view(slug) | said))


def _view(slug: str) -> dict:
    """What is before the house, and what this seat may do about it. Refused: not_signed_in, not_allowed."""
    reader = current_actor()
    if not reader.account:
        raise Refused(Code.NOT_SIGNED_IN)
    if Office.MEMBER not in reader.offices:
        raise Refused(Code.NOT_ALLOWED)
    with reading() as db:
        view = live_view(db, slug)
        own = own_view(db, view["sitting"]["id"] if view["sitting"] else None, reader.seat)
    return view | {
        "view": view,
        "own": own,
        "kinds": [(kind, word(kind)) for kind in view["floor"]["offered"]],
        "targets": [(item["id"], item["title"]) for item in own["items"]],
        "divisible": [
            (row["id"], gettext("Amendment %(number)s", number=row["number"]))
            for row in view["pending"]
            if row["fate"] == "pending" and row["parent"] is None and not row["replaces"]
        ],
        "once": once,
        "errors": [],
        "wrong": {},
        "typed": {},
    }
