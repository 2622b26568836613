"""The demonstration's own door: one click signs a newcomer in to an office. Registered nowhere else."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.identity.acting import the_house
from parliament.identity.door import sign_in_browser
from parliament.identity.logins import begin_login
from parliament.rules.refusals import Code, Refused

pages = Blueprint("demo", __name__)

# Where each office begins.
FIRST_PAGE = {"member": "today.index", "cabinet": "today.index", "chair": "chair.now", "secretariat": "desk.index"}


@pages.get("/demo")
def index() -> str:
    return render_template("demo/index.html")


@pages.post("/demo")
def sign_in() -> Response:
    """Sign this browser in to an account set aside for visitors, holding the office that was asked for.

    The accounts are the founder's business: `app.extensions["parliament.visitors"]` picks one by office.
    """
    office = request.form.get("office", "")
    if office not in FIRST_PAGE:
        raise Refused(Code.MALFORMED, field="office")
    account = current_app.extensions["parliament.visitors"](office)
    sign_in_browser(begin_login(the_house(), account, request.user_agent.string))
    flash(gettext("You are in. This is a demonstration: try everything."), "note")
    return redirect(url_for(FIRST_PAGE[office]), 303)
