"""The doors: sign in, sign out, take up an invitation, one's own signed-in browsers."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.identity import invitations, logins
from parliament.identity.acting import reading, the_house
from parliament.identity.door import current_actor, sign_in_browser, sign_in_with_password, sign_out_browser
from parliament.pages.forms import errors_of, safe_path
from parliament.rules.refusals import Code, Refused

pages = Blueprint("doors", __name__)


@pages.get("/sign-in")
def sign_in_form() -> str:
    return render_template("doors/sign_in.html", login="", errors=[], next=safe_path(request.args.get("next"), ""))


@pages.post("/sign-in")
def sign_in() -> Response | tuple[str, int]:
    login, then = request.form.get("login", ""), safe_path(request.form.get("next"), url_for("home.index"))
    try:
        sign_in_with_password(login, request.form.get("password", ""))
    except Refused as refusal:
        errors, status = errors_of(refusal)
        return render_template("doors/sign_in.html", login=login, errors=errors, next=then), status
    return redirect(then, 303)


@pages.post("/sign-out")
def sign_out() -> Response:
    sign_out_browser()
    flash(gettext("You are signed out."), "note")
    return redirect(url_for("home.index"), 303)


@pages.get("/invitations/<token>")
def invitation(token: str) -> str:
    invited = invitations.find_invitation(the_house(), token)
    return render_template("doors/invitation.html", invited=invited, token=token, errors=[])


@pages.post("/invitations/<token>")
def accept(token: str) -> Response | tuple[str, int]:
    invited = invitations.find_invitation(the_house(), token)
    password = request.form.get("password", "")
    try:
        if password != request.form.get("again", ""):
            raise Refused(Code.PASSWORDS_DIFFER, field="again")
        account = invitations.accept_invitation(the_house(), token, password)
    except Refused as refusal:
        errors, status = errors_of(refusal)
        return render_template("doors/invitation.html", invited=invited, token=token, errors=errors), status
    sign_in_browser(logins.begin_login(the_house(), account, request.user_agent.string))
    flash(gettext("Welcome. Your password is set and you are signed in."), "accepted")
    return redirect(url_for("today.index"), 303)


@pages.get("/account")
def account() -> str:
    actor = _someone()
    with reading() as db:
        open_logins = logins.own_logins(db, actor.account, the_house().now(db))
    return render_template("doors/account.html", open_logins=open_logins, this=actor.login)


@pages.post("/account/logins/<login_id>/end")
def end_login(login_id: str) -> Response:
    logins.end_login(the_house(), _someone().account, login_id)
    flash(gettext("That browser is signed out."), "accepted")
    return redirect(url_for("doors.account"), 303)


@pages.post("/account/logins/end-others")
def end_others() -> Response:
    actor = _someone()
    logins.end_all_logins(the_house(), actor.account, except_login=actor.login)
    flash(gettext("All other browsers are signed out."), "accepted")
    return redirect(url_for("doors.account"), 303)


def _someone():
    actor = current_actor()
    if not actor.account:
        raise Refused(Code.NOT_SIGNED_IN)
    return actor
