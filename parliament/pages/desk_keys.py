"""The house's key at the desk: which one signs, where it lies, and changing it, which takes two persons."""

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import keys
from parliament.identity.acting import reading, the_house
from parliament.identity.door import current_actor
from parliament.pages.at_desk import ask_first
from parliament.pages.forms import ONCE, after, once
from parliament.store.signatures import keys_view

pages = Blueprint("keys", __name__)
ask_first(pages)


@pages.get("/desk/keys")
def index() -> str:
    pen = the_house().pen
    with reading() as db:
        view = keys_view(db)
    waits_for_us = view["waiting"] is not None and view["waiting"]["proposed_by"] != current_actor().account
    shown = {"where": pen.where, "answers": pen.answers, "waits_for_us": waits_for_us}
    return render_template("desk/keys.html", **view, **shown, once=once)


@pages.post("/desk/keys/propose")
def propose() -> Response:
    return after(
        lambda: keys.propose(the_house(), by=current_actor(), once=request.form.get(ONCE)),
        then=url_for("desk.keys.index"),
        done=gettext("The new key is proposed. Another person of the secretariat has to agree."),
    )


@pages.post("/desk/keys/confirm")
def confirm() -> Response:
    return after(
        lambda: keys.confirm(
            the_house(), by=current_actor(), vkey=request.form.get("vkey", ""), once=request.form.get(ONCE)
        ),
        then=url_for("desk.keys.index"),
        done=gettext("The house signs with the new key from now on. Publish it wherever the former one was published."),
    )
