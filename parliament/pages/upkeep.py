"""After publication, for a chair and the secretariat: open for signature, invited cities, networks, versions, withdrawal."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import endorsements, invited_cities, signatures, versions, withdrawals
from parliament.identity.acting import reading
from parliament.identity.door import current_actor, token_for
from parliament.pages.forms import button, errors_of, once, perform
from parliament.pages.obstacles import field_time
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code, Refused
from parliament.store.tokens import INVITATION_LIFE, token_hash
from parliament.store.views.signing import upkeep_view

pages = Blueprint("upkeep", __name__)

AT = "/desk/declarations/<slug>"
Page = str | Response | tuple[str, int]
Errors = list[tuple[str, str]]


@pages.before_request
def only_the_two_offices() -> None:
    """Asked before any view: a refusal shown beside a form must not show the form to a stranger."""
    officer()


def officer() -> Actor:
    """Who is at work here. Refused: not_signed_in, not_allowed."""
    actor = current_actor()
    if not actor.account:
        raise Refused(Code.NOT_SIGNED_IN)
    if not {Office.CHAIR, Office.SECRETARIAT} & actor.offices:
        raise Refused(Code.NOT_ALLOWED)
    return actor


@pages.get(AT)
def show(slug: str) -> str:
    return upkeep_page(_view(slug), {}, [])


@pages.post(f"{AT}/signing/open")
def open_signing(slug: str) -> Page:
    view = _view(slug)

    def deed() -> None:
        typed = request.form.get("closes_at", "")
        closes_at = field_time("closes_at", typed, view["time_zone"]) if typed else None
        needed = "council_needed" in request.form
        perform(signatures.open_signing, declaration_id=view["id"], closes_at=closes_at, council_needed=needed)

    return done_here(slug, deed, gettext("The declaration is open for signature."), "signing")


@pages.post(f"{AT}/signing/close")
def close_signing(slug: str) -> Page:
    said = {"declaration_id": _view(slug)["id"], "reason": request.form.get("close_reason", "")}
    done = gettext("Nobody signs it any more.")
    return done_here(
        slug, lambda: perform(signatures.close_signing, **said), done, "signing", {"reason": "close_reason"}
    )


@pages.post(f"{AT}/invite")
def invite(slug: str) -> Page:
    """Make the invitation and its link. The secret is shown on this answer and never again; we keep only its hash."""
    view, token = _view(slug), token_for(request.form.get("once"), "city")
    words = ("contact", "city", "other_name", "country", "country_name", "continent", "latitude", "longitude")
    said = {name: request.form.get(name, "") for name in words}
    try:
        people = _whole(request.form.get("population", ""))
        perform(
            invited_cities.invite_city,
            declaration_id=view["id"],
            token_hash=token_hash(token),
            population=people,
            **said,
        )
    except Refused as refusal:
        return refused_here(slug, refusal, {})
    base = current_app.extensions["parliament.settings"].base_url.rstrip("/")
    link = base + url_for("signing.invited", token=token)
    return render_template("signing/link.html", view=view, city=said["city"], link=link, days=INVITATION_LIFE.days)


def _whole(typed: str) -> int:
    """Refused: malformed."""
    typed = typed.strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 9):
        raise Refused(Code.MALFORMED, field="population")
    return int(typed)


@pages.post(f"{AT}/invited/<invitation_id>/admit")
def admit(slug: str, invitation_id: str) -> Response:
    then, done = url_for("upkeep.show", slug=slug, _anchor="invited"), gettext("The signature counts from now on.")
    return button(invited_cities.admit_signature, then=then, done=done, invitation_id=invitation_id)


@pages.post(f"{AT}/invited/<invitation_id>/turn-down")
def turn_down(slug: str, invitation_id: str) -> Page:
    field = f"reason-{invitation_id}"
    said = {"invitation_id": invitation_id, "reason": request.form.get(field, "")}
    done = gettext("It does not count. Whoever has the link reads the reason.")
    return done_here(
        slug, lambda: perform(invited_cities.turn_down_signature, **said), done, "invited", {"reason": field}
    )


@pages.post(f"{AT}/signatures/<signature_id>/withdraw")
def withdraw_signature(slug: str, signature_id: str) -> Page:
    """An invited city's, which wrote to the secretariat."""
    field = f"reason-{signature_id}"
    said = {"signature_id": signature_id, "reason": request.form.get(field, "")}
    done = gettext("The signature is taken back. It stays in sight with the reason.")
    return done_here(slug, lambda: perform(signatures.withdraw_signature, **said), done, "invited", {"reason": field})


@pages.post(f"{AT}/endorse")
def endorse(slug: str) -> Page:
    view = _view(slug)
    names = {"name": "endorser", "function": "endorser_function"}
    said = {name: request.form.get(names.get(name, name), "") for name in ("network", "name", "function", "statement")}
    seen = request.form.get("document_hash", "")

    def deed() -> None:
        perform(endorsements.record_endorsement, declaration_id=view["id"], document_hash=seen, **said)

    return done_here(slug, deed, gettext("The endorsement is in the record."), "endorsements", names)


@pages.post(f"{AT}/endorsements/<endorsement_id>/withdraw")
def withdraw_endorsement(slug: str, endorsement_id: str) -> Page:
    field = f"reason-{endorsement_id}"
    said = {"endorsement_id": endorsement_id, "reason": request.form.get(field, "")}
    done = gettext("The endorsement is taken back. It stays in sight with the reason.")
    deed = lambda: perform(endorsements.withdraw_endorsement, **said)  # noqa: E731
    return done_here(slug, deed, done, "endorsements", {"reason": field})


@pages.post(f"{AT}/versions/<version_id>/certify")
def certify(slug: str, version_id: str) -> Response:
    then, done = url_for("upkeep.show", slug=slug, _anchor="version"), gettext("You have certified the corrected text.")
    return button(versions.certify_version, then=then, done=done, version_id=version_id)


@pages.post(f"{AT}/versions/<version_id>/publish")
def publish(slug: str, version_id: str) -> Response:
    then, done = (
        url_for("declarations.show", slug=slug),
        gettext("The corrected version is published, beside the former one."),
    )
    return button(versions.publish_version, then=then, done=done, version_id=version_id)


@pages.post(f"{AT}/versions/<version_id>/drop")
def drop(slug: str, version_id: str) -> Page:
    said = {"version_id": version_id, "reason": request.form.get("drop_reason", "")}
    done = gettext("The correction is given up; the declaration stays as it is.")
    return done_here(slug, lambda: perform(versions.drop_version, **said), done, "version", {"reason": "drop_reason"})


@pages.post(f"{AT}/withdrawal")
def propose_withdrawal(slug: str) -> Page:
    said = {
        "reason": request.form.get("withdrawal_reason", ""),
        "successor_id": request.form.get("successor_id") or None,
    }
    view, done = _view(slug), gettext("It is proposed. The other office has to agree.")
    deed = lambda: perform(withdrawals.propose_withdrawal, declaration_id=view["id"], **said)  # noqa: E731
    return done_here(slug, deed, done, "withdrawal", {"reason": "withdrawal_reason"})


@pages.post(f"{AT}/withdrawals/<withdrawal_id>/agree")
def agree(slug: str, withdrawal_id: str) -> Response:
    then, done = url_for("declarations.show", slug=slug), gettext("It is done, and the page says so from now on.")
    return button(withdrawals.agree_to_withdrawal, then=then, done=done, withdrawal_id=withdrawal_id)


@pages.post(f"{AT}/withdrawals/<withdrawal_id>/drop")
def drop_withdrawal(slug: str, withdrawal_id: str) -> Response:
    then, done = url_for("upkeep.show", slug=slug), gettext("The proposal is given up; the declaration stands.")
    return button(withdrawals.drop_withdrawal, then=then, done=done, withdrawal_id=withdrawal_id)


def done_here(slug: str, deed: Callable[[], Any], done: str, anchor: str, names: dict[str, str] | None = None) -> Page:
    """Run the deed and come back to its part of the page; a refusal stands beside its field with what was typed."""
    try:
        deed()
    except Refused as refusal:
        return refused_here(slug, refusal, names or {})
    flash(done, "accepted")
    return redirect(url_for("upkeep.show", slug=slug, _anchor=anchor), 303)


def refused_here(slug: str, refusal: Refused, names: dict[str, str]) -> Page:
    if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_FOUND):
        raise refusal
    errors, status = errors_of(refusal)
    named = [(names.get(field, field), said) for field, said in errors]
    return upkeep_page(_view(slug), request.form.to_dict(), named), status


def _view(slug: str) -> dict[str, Any]:
    with reading() as db:
        return upkeep_view(db, slug, officer())


def upkeep_page(view: dict[str, Any], typed: dict[str, str], errors: Errors) -> str:
    offices = officer().offices
    return render_template(
        "signing/upkeep.html",
        view=view,
        typed=typed,
        errors=errors,
        wrong=dict(errors),
        once=once,
        is_secretariat=Office.SECRETARIAT in offices,
        offices={office.value for office in offices},
    )
