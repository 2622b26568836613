"""Accepting an amendment as a sponsor of its motion, objecting to that, saying what has come true: forms of its page."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import acceptances
from parliament.identity.acting import reading, the_house
from parliament.identity.door import current_actor
from parliament.pages import motions
from parliament.pages.forms import button, errors_of, perform
from parliament.pages.obstacles import sentences
from parliament.rules.refusals import Code, Refused
from parliament.schemas.words import refusal_in_words
from parliament.store.views.acceptances import acts_on_acceptance

pages = Blueprint("acceptances", __name__)


@pages.app_template_global("accepting")
def accepting(amendment_id: str, zone: str) -> dict[str, list[str]]:
    """What the reader can do about accepting an amendment, each act with what stands in its way, in sentences."""
    with reading() as db:
        acts = acts_on_acceptance(db, amendment_id, current_actor(), the_house().now(db))
    return {act: sentences(obstacles, zone) for act, obstacles in acts.items()}


@pages.post("/amendments/<amendment_id>/accept")
def accept(amendment_id: str) -> Response:
    done = gettext("Your seat has accepted the amendment.")
    then = url_for("motions.amendment", amendment_id=amendment_id)
    return button(acceptances.accept_amendment, then=then, done=done, amendment_id=amendment_id)


@pages.post("/amendments/<amendment_id>/object")
def object_to(amendment_id: str) -> Response | tuple[str, int]:
    """An objection may say why; what is wrong with the words is said beside them, with the words kept."""
    reason = request.form.get("reason", "")
    then = url_for("motions.amendment", amendment_id=amendment_id)
    try:
        perform(acceptances.object_to_acceptance, amendment_id=amendment_id, reason=reason)
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_FOUND):
            raise
        if refusal.field == "reason":
            errors, status = errors_of(refusal)
            return motions.amendment_page(amendment_id, reason=reason, errors=errors), status
        flash(refusal_in_words(refusal), "refused")
        return redirect(then, 303)
    flash(gettext("Your seat has objected: the house votes on the amendment."), "accepted")
    return redirect(then, 303)


@pages.post("/amendments/<amendment_id>/settle")
def settle(amendment_id: str) -> Response:
    done = gettext("The amendment is accepted, and in the text.")
    then = url_for("motions.amendment", amendment_id=amendment_id)
    return button(acceptances.settle_acceptance, then=then, done=done, amendment_id=amendment_id)
