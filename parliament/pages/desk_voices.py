"""One seat at the desk: rulings on it, and who is certified to stand in for its mayor."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import seats, substitutes
from parliament.identity.acting import reading
from parliament.pages.at_desk import ask_first
from parliament.pages.desk_seats import seat_page
from parliament.pages.forms import button, errors_of, perform
from parliament.pages.obstacles import field_time
from parliament.rules.refusals import Code, Refused
from parliament.rules.seats import Ruling
from parliament.store.views.seats import seat_view
from parliament.store.views.voices import sessions_with_substitutes

pages = Blueprint("voices", __name__)
ask_first(pages)

Answered = Response | tuple[str, int]


@pages.post("/desk/seats/<slug>/rule")
def rule(slug: str) -> Answered:
    """Disputed, suspended or cleared: with the reason, which everybody can read."""
    typed = request.form
    ruled = {
        Ruling.DISPUTED: gettext("The seat is disputed. It takes no part until it is cleared."),
        Ruling.SUSPENDED: gettext("The seat is suspended. It takes no part until it is cleared."),
        Ruling.CLEAR: gettext("The seat takes part again."),
    }
    try:
        if typed.get("state") not in ruled:
            raise Refused(Code.MALFORMED, field="state")
        state = Ruling(typed["state"])
        perform(seats.rule_on_seat, seat_id=_id(slug), state=state.value, reason=typed.get("reason", ""))
    except Refused as refusal:
        return _again(slug, refusal)
    flash(ruled[state], "accepted")
    return redirect(url_for("desk.seats.show", slug=slug), 303)


@pages.post("/desk/seats/<slug>/certify")
def certify(slug: str) -> Answered:
    """A substitute, on the mayor's word: times in the zone of the session."""
    try:
        perform(substitutes.certify_substitute, seat_id=_id(slug), **_certificate(request.form))
    except Refused as refusal:
        return _again(slug, refusal)
    flash(gettext("The substitute is certified. Invite them next, if they have no account."), "accepted")
    return redirect(url_for("desk.seats.show", slug=slug), 303)


def _certificate(typed: Any) -> dict[str, Any]:
    """What the form says of the substitute. Refused: not_found, malformed."""
    with reading() as db:
        plenary = next((row for row in sessions_with_substitutes(db) if row["id"] == typed.get("session")), None)
    if plenary is None:
        raise Refused(Code.NOT_FOUND, field="session")
    zone, since = plenary["time_zone"], typed.get("starts", "")
    return {
        "session_id": plenary["id"],
        "name": typed.get("substitute", ""),
        "account_id": typed.get("account_id") or None,
        "from_at": field_time("from_at", since, zone) if since else None,
        "until_at": field_time("until_at", typed.get("until_at", ""), zone),
        "reason": typed.get("basis", ""),
    }


@pages.post("/desk/seats/<slug>/end-substitution")
def end(slug: str) -> Response:
    then, done = url_for("desk.seats.show", slug=slug), gettext("The substitute no longer stands in.")
    mandate = request.form.get("mandate_id", "")
    return button(substitutes.end_substitution, then=then, done=done, mandate_id=mandate)


def _id(slug: str) -> str:
    with reading() as db:
        return str(seat_view(db, slug)["id"])


# Fields that two forms of this page share have a name of their own in the form of the substitute.
FIELDS = {"name": "substitute", "from_at": "starts"}


def _again(slug: str, refusal: Refused) -> Answered:
    """The page with what was typed, the refusal beside its field."""
    if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED) or (refusal.code == Code.NOT_FOUND and not refusal.field):
        raise refusal
    errors, status = errors_of(refusal)
    if "basis" in request.form:
        errors = [({**FIELDS, "reason": "basis"}.get(name, name), message) for name, message in errors]
    return seat_page(slug, request.form.to_dict(), errors), status
