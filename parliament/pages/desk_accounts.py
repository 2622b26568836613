"""Accounts at the desk: invitations, whose link is shown once, and the offices people hold."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import accounts
from parliament.identity.acting import reading
from parliament.pages.at_desk import ask_first
from parliament.pages.forms import button, errors_of, once, perform
from parliament.rules.powers import Office
from parliament.rules.refusals import Code, Refused
from parliament.schemas.words import word
from parliament.store.tokens import INVITATION_LIFE, new_token
from parliament.store.views.desk import accounts_view

pages = Blueprint("accounts", __name__)
ask_first(pages)

INVITED = (Office.MEMBER, Office.CABINET, Office.CHAIR, Office.SECRETARIAT, Office.TRANSLATOR, Office.OBSERVER)
OF_A_SEAT = (Office.MEMBER, Office.CABINET)


@pages.get("/desk/accounts")
def index() -> str:
    return _page({}, [])


@pages.post("/desk/accounts/invite")
def invite() -> str | tuple[str, int]:
    """Make the account and its link. The secret is shown on this answer and never again; we keep only its hash."""
    typed = request.form
    token, hashed = new_token()
    try:
        office = _office(typed.get("office", ""), INVITED)
        perform(
            accounts.invite,
            login=typed.get("login", ""),
            name=typed.get("name", ""),
            token_hash=hashed,
            office=office,
            seat_id=(typed.get("seat_id") or None) if office in OF_A_SEAT else None,
            mandate_id=(typed.get("mandate_id") or None) if office == Office.MEMBER else None,
        )
    except Refused as refusal:
        errors, status = errors_of(refusal)
        return _page(typed.to_dict(), errors), status
    base = current_app.extensions["parliament.settings"].base_url.rstrip("/")
    link = base + url_for("doors.invitation", token=token)
    return render_template("desk/invited.html", link=link, typed=typed, days=INVITATION_LIFE.days)


@pages.post("/desk/accounts/grant")
def grant() -> Response | tuple[str, int]:
    typed = request.form
    try:
        office = _office(typed.get("granted", ""), accounts.GRANTABLE, field="granted")
        seat = (typed.get("granted_seat") or None) if office in OF_A_SEAT else None
        perform(accounts.grant_office, account_id=typed.get("account_id", ""), office=office, seat_id=seat)
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED):
            raise
        errors, status = errors_of(refusal)
        names = {"office": "granted", "seat_id": "granted_seat"}
        return _page(typed.to_dict(), [(names.get(name, name), message) for name, message in errors]), status
    flash(gettext("The office is granted."), "accepted")
    return redirect(url_for("desk.accounts.index"), 303)


@pages.post("/desk/accounts/end")
def end() -> Response:
    then, done = url_for("desk.accounts.index"), gettext("The office has ended.")
    return button(accounts.end_office, then=then, done=done, grant_id=request.form.get("grant_id", ""))


def _office(value: str, allowed: tuple[Office, ...], field: str = "office") -> str:
    if value not in allowed:
        raise Refused(Code.MALFORMED, field=field)
    return value


def _page(typed: dict[str, str], errors: list[tuple[str, str]]) -> str:
    with reading() as db:
        view = accounts_view(db)
    seats = [("", gettext("No seat")), *((s["id"], f"{s['city']} ({s['country_name']})") for s in view["seats"])]
    return render_template(
        "desk/accounts.html",
        **view,
        seat_options=seats,
        account_options=[(row["id"], f"{row['name']} · {row['login']}") for row in view["accounts"]],
        invited=[(office.value, word(office.value)) for office in INVITED],
        grantable=[(office.value, word(office.value)) for office in accounts.GRANTABLE],
        typed=typed,
        errors=errors,
        wrong=dict(errors),
        once=once,
    )
