"""The chair and the floor: rulings, appeals, procedural motions, replies, the order of speakers, guests."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import floor, points, procedural, reconsiderations
from parliament.pages.chair import cockpit
from parliament.pages.forms import after, errors_of, perform
from parliament.rules.refusals import N_, Code, Refused

pages = Blueprint("chair_floor", __name__)

# Deeds that are one button: the command, what it takes from the form, what is said when it is done.
DEEDS: dict[str, tuple[Callable[..., Any], tuple[str, ...], str]] = {
    "grant": (floor.grant_reply, ("turn_id",), N_("The reply is granted; it comes before the list.")),
    "put-appeal": (points.put_appeal, ("point_id",), N_("The vote on the appeal is open.")),
    "put-procedural": (procedural.put_procedural, ("procedural_id",), N_("The vote is open.")),
    "put-reconsideration": (reconsiderations.put_reconsideration, ("reconsideration_id",), N_("The vote is open.")),
}


@pages.post("/sessions/<slug>/chair/floor/<any(grant, 'put-appeal', 'put-procedural', 'put-reconsideration'):deed>")
def do(slug: str, deed: str) -> Response:
    command, names, done = DEEDS[deed]
    arguments: dict[str, Any] = {name: request.form.get(name, "") for name in names}
    if request.form.get("manner"):
        arguments["manner"] = request.form["manner"]
    return after(lambda: perform(command, **arguments), then=_home(slug), done=gettext(done))


@pages.post("/sessions/<slug>/chair/floor/rule")
def rule(slug: str) -> Response | tuple[str, int]:
    arguments = {name: request.form.get(name, "") for name in ("point_id", "ruling", "words")}
    return _typed(slug, lambda: perform(points.rule_on_point, **arguments), done=gettext("You have ruled."))


@pages.post("/sessions/<slug>/chair/floor/refuse")
def refuse(slug: str) -> Response | tuple[str, int]:
    """The reason is typed in a field of its own for each reply, so that it comes back beside the right one."""
    turn_id = request.form.get("turn_id", "")
    field = f"refusal-{turn_id}"
    arguments = {"turn_id": turn_id, "reason": request.form.get(field, "")}
    done = gettext("The reply is not granted.")
    return _typed(slug, lambda: perform(floor.refuse_reply, **arguments), done=done, renamed={"reason": field})


@pages.post("/sessions/<slug>/chair/floor/order")
def order(slug: str) -> Response | tuple[str, int]:
    """The list in the order that was proposed, or by the places typed, with the reason."""

    def deed() -> Any:
        return perform(
            floor.reorder_speakers,
            sitting_id=request.form.get("sitting_id", ""),
            turns=request.form["turns"].split() if "turns" in request.form else _turns(),
            reason=request.form.get("list_reason", ""),
        )

    done = gettext("The speakers’ list is in its new order.")
    return _typed(slug, deed, done=done, renamed={"reason": "list_reason"})


def _turns() -> list[str]:
    """The turns by the places typed for them. Refused: bad_order for what is no number, or one place twice."""
    places = {name.removeprefix("place-"): value for name, value in request.form.items() if name.startswith("place-")}
    if not all(place.isascii() and place.isdigit() and len(place) <= 6 for place in places.values()):
        raise Refused(Code.BAD_ORDER, field="turns")
    if len({int(place) for place in places.values()}) != len(places):
        raise Refused(Code.BAD_ORDER, field="turns")
    return sorted(places, key=lambda turn: int(places[turn]))


@pages.post("/sessions/<slug>/chair/floor/invite")
def invite(slug: str) -> Response | tuple[str, int]:
    def deed() -> Any:
        typed = request.form.get("guest_seconds", "").strip()
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) <= 6):
            raise Refused(Code.MALFORMED, field="guest_seconds")
        return perform(
            floor.invite_speaker,
            sitting_id=request.form.get("sitting_id", ""),
            name=request.form.get("guest_name", ""),
            office=request.form.get("guest_office", ""),
            seconds=int(typed) if typed else None,
        )

    renamed = {"name": "guest_name", "office": "guest_office", "seconds": "guest_seconds"}
    return _typed(slug, deed, done=gettext("They are on the speakers’ list."), renamed=renamed)


def _home(slug: str) -> str:
    return url_for("chair.show", slug=slug)


def _typed(
    slug: str, deed: Callable[[], Any], *, done: str, renamed: dict[str, str] | None = None
) -> Response | tuple[str, int]:
    """Run the deed; a refusal comes back into the cockpit with what was typed, beside its field."""
    try:
        deed()
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED):
            raise
        refusal.field = (renamed or {}).get(refusal.field or "", refusal.field)
        errors, status = errors_of(refusal)
        return cockpit(slug, errors=errors, typed=request.form.to_dict()), status
    flash(done, "accepted")
    return redirect(_home(slug), 303)
