"""Who watches the record, how a city does it too; for the desk, the form that lists a witness."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands.witnesses import add_witness, remove_witness
from parliament.identity.acting import reading, the_house
from parliament.identity.door import current_actor
from parliament.pages.at_desk import at_desk
from parliament.pages.forms import button, errors_of, once, perform
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.store.views.witnesses import list_witnesses

pages = Blueprint("witnesses", __name__)
NOTHING_TYPED = {"name": "", "vkey": ""}


@pages.get("/witnesses")
def index() -> str:
    return _page(NOTHING_TYPED, [])


@pages.post("/desk/witnesses")
def add() -> Response | tuple[str, int]:
    """List a witness; what was typed is kept when it is refused."""
    at_desk()
    typed = {name: request.form.get(name, "") for name in NOTHING_TYPED}
    try:
        perform(add_witness, **typed)
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED):
            raise
        errors, status = errors_of(refusal)
        return _page(typed, errors), status
    flash(gettext("The witness is listed. What it cosigns is taken in from now on."), "accepted")
    return redirect(url_for("witnesses.index"), 303)


@pages.post("/desk/witnesses/<witness_id>/remove")
def remove(witness_id: str) -> Response:
    at_desk()
    return button(
        remove_witness,
        witness_id=witness_id,
        reason=request.form.get("reason", ""),
        then=url_for("witnesses.index"),
        done=gettext("The witness is no longer listed."),
    )


def _page(typed: dict[str, str], errors: list[tuple[str, str]]) -> str:
    with reading() as db:
        everybody = list_witnesses(db)
    return render_template(
        "witnesses/index.html",
        listed=[row for row in everybody if row["removed_at"] is None],
        former=[row for row in everybody if row["removed_at"] is not None],
        address=(current_app.extensions["parliament.settings"].base_url or request.host_url).rstrip("/"),
        vkey=the_house().pen.vkey,
        may_list=Power.MANAGE_WITNESSES in current_actor().powers,
        typed=typed,
        errors=errors,
        wrong=dict(errors),
        once=once,
    )
