"""Signing a declaration: by the holder of a mandate, password asked again; by an invited city, through its link."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands.invited_cities import offer_signature
from parliament.commands.signatures import sign_declaration, withdraw_signature
from parliament.identity.acting import act_with_password, reading, the_house
from parliament.identity.door import current_actor
from parliament.pages.forms import ONCE, errors_of, once, perform
from parliament.record.canonical import parse_timestamp
from parliament.rules.powers import Power, check_power
from parliament.rules.refusals import Code, Refused
from parliament.rules.signing import InvitationState
from parliament.store.tokens import token_hash
from parliament.store.views.signing import invited_view, sign_view

pages = Blueprint("signing", __name__)

Page = str | Response | tuple[str, int]
Errors = list[tuple[str, str]]

SAID = ("document_hash", "function", "council_date", "council_reference", "reservation")


@pages.get("/declarations/<slug>/sign")
def form(slug: str) -> str:
    """What the city would sign, and the form. Refused: not_signed_in, not_allowed, not_found."""
    return _form_page(_view(slug), {}, [])


@pages.post("/declarations/<slug>/sign")
def sign(slug: str) -> Page:
    view, typed = _view(slug), request.form.to_dict()
    said = {name: typed.get(name, "") for name in SAID}
    try:
        key = typed.get(ONCE)
        password = typed.get("password", "")
        act_with_password(sign_declaration, password=password, once=key, declaration_id=view["id"], **said)
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED, Code.NOT_FOUND):
            raise
        errors, status = errors_of(refusal)
        return _form_page(_view(slug), typed, errors), status
    flash(gettext("%(city)s has signed. It is in the record.", city=view["seat"]["city"]), "accepted")
    return redirect(url_for("declarations.show", slug=slug, _anchor="signatories"), 303)


@pages.post("/declarations/<slug>/sign/withdraw")
def withdraw(slug: str) -> Page:
    """Take the city's own signature back."""
    typed = request.form.to_dict()
    try:
        said = {name: typed.get(name, "") for name in ("signature_id", "reason")}
        perform(withdraw_signature, **said)
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED, Code.NOT_FOUND):
            raise
        errors, status = errors_of(refusal)
        return _form_page(_view(slug), typed, errors), status
    flash(gettext("The signature is taken back. It stays in sight with the reason."), "accepted")
    return redirect(url_for("declarations.show", slug=slug, _anchor="signatories"), 303)


def _view(slug: str) -> dict[str, Any]:
    check_power(current_actor(), Power.SIGN_DECLARATION)
    with reading() as db:
        return sign_view(db, slug, current_actor())


def _form_page(view: dict[str, Any], typed: dict[str, str], errors: Errors) -> str:
    return render_template("signing/sign.html", view=view, typed=typed, errors=errors, wrong=dict(errors), once=once)


@pages.get("/sign/<token>")
def invited(token: str) -> str:
    """What an invited city would sign, and the form; afterwards how far its signature is. Refused: invitation_spent."""
    return _invited_page(token, {}, [])


@pages.post("/sign/<token>")
def offer(token: str) -> Page:
    typed = request.form.to_dict()
    try:
        offer_signature(the_house(), token, **{name: typed.get(name, "") for name in ("name", *SAID)})
    except Refused as refusal:
        errors, status = errors_of(refusal)
        return _invited_page(token, typed, errors), status
    flash(gettext("Thank you. The secretariat checks the signature before it counts."), "accepted")
    return redirect(url_for("signing.invited", token=token), 303)


def _invited_page(token: str, typed: dict[str, str], errors: Errors) -> str:
    with reading() as db:
        view = invited_view(db, token_hash(token))
        now = the_house().now(db)
    offered, until = view["invited"], view["invited"]["expires_at"]
    may_sign = offered["state"] == InvitationState.SENT and view["signing"]["open"] and parse_timestamp(until) > now
    shown = {"view": view, "token": token, "may_sign": may_sign, "typed": typed}
    return render_template("signing/invited.html", **shown, errors=errors, wrong=dict(errors))
