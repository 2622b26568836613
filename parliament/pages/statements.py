"""What seats say in writing: on an item, on a vote, and that the house should decide anew."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import reconsiderations, statements
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.pages.forms import button, errors_of, once, perform
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.store.views.floor import reconsiderations_of
from parliament.store.views.motions import motion_view
from parliament.store.views.statements import item_page, rules_for, statement_page, statements_on_vote
from parliament.store.views.votes import vote_view

pages = Blueprint("statements", __name__)

Typed = dict[str, str]
Answer = Response | tuple[str, int]


@pages.get("/statements/<statement_id>")
def show(statement_id: str) -> str:
    """One text at its own address, also when its seat took it back."""
    with reading() as db:
        view = statement_page(db, statement_id)
    own = current_actor().seat == view["statement"]["seat"]["id"] and Power.MAKE_STATEMENT in current_actor().powers
    return render_template("statements/show.html", **view, is_own=own, once=once)


@pages.post("/statements/<statement_id>/withdraw")
def withdraw(statement_id: str) -> Response:
    then = url_for("statements.show", statement_id=statement_id)
    done = gettext("The text is withdrawn.")
    return button(statements.withdraw_statement, then=then, done=done, statement_id=statement_id)


@pages.get("/items/<item_id>/statements")
def on_item(item_id: str) -> str:
    return _item(item_id)


@pages.post("/items/<item_id>/statements")
def submit(item_id: str) -> Answer:
    arguments = {name: request.form.get(name, "") for name in ("text", "position")}
    arguments["language"] = request.form.get("language", "")
    done, then = gettext("Your statement is handed in."), url_for("statements.on_item", item_id=item_id)

    def deed() -> Any:
        return perform(statements.submit_statement, item_id=item_id, **arguments)

    return _typed(deed, lambda errors, typed: _item(item_id, errors, typed), then=then, done=done)


def _item(item_id: str, errors: list[tuple[str, str]] | None = None, typed: Typed | None = None) -> str:
    with reading() as db:
        view = item_page(db, item_id)
    return render_template("statements/item.html", **view, **_own(errors, typed))


@pages.get("/votes/<vote_id>/statements")
def on_vote(vote_id: str) -> str:
    return _vote(vote_id)


@pages.post("/votes/<vote_id>/explanations")
def explain(vote_id: str) -> Answer:
    return _say(vote_id, statements.explain_vote, "explain", gettext("Your explanation is handed in."))


@pages.post("/votes/<vote_id>/dissents")
def dissent(vote_id: str) -> Answer:
    return _say(vote_id, statements.register_dissent, "dissent", gettext("Your dissent is registered."))


def _say(vote_id: str, command: Callable[..., Any], field: str, done: str) -> Answer:
    """The text is typed in a field named like the deed, because the page has both forms."""

    def deed() -> Any:
        try:
            return perform(command, vote_id=vote_id, text=request.form.get(field, ""))
        except Refused as refusal:
            refusal.field = field if refusal.field == "text" else refusal.field
            raise

    then = url_for("statements.on_vote", vote_id=vote_id)
    return _typed(deed, lambda errors, typed: _vote(vote_id, errors, typed), then=then, done=done)


def _vote(vote_id: str, errors: list[tuple[str, str]] | None = None, typed: Typed | None = None) -> str:
    with reading() as db:
        view = vote_view(db, vote_id)
        said, rules = statements_on_vote(db, vote_id), rules_for(db, view["session_slug"])
    return render_template("statements/vote.html", vote=view, statements=said, rules=rules, **_own(errors, typed))


@pages.get("/motions/<motion_id>/anew")
def anew(motion_id: str) -> str:
    return _anew(motion_id)


@pages.post("/motions/<motion_id>/anew")
def move_anew(motion_id: str) -> Answer:
    done, then = (
        gettext("It is moved; the chair puts it to the house."),
        url_for("statements.anew", motion_id=motion_id),
    )

    def deed() -> Any:
        reason = request.form.get("reason", "")
        return perform(reconsiderations.move_reconsideration, motion_id=motion_id, reason=reason)

    return _typed(deed, lambda errors, typed: _anew(motion_id, errors, typed), then=then, done=done)


@pages.post("/motions/<motion_id>/anew/<reconsideration_id>/withdraw")
def withdraw_anew(motion_id: str, reconsideration_id: str) -> Response:
    then, done = url_for("statements.anew", motion_id=motion_id), gettext("It is withdrawn.")
    command = reconsiderations.withdraw_reconsideration
    return button(command, then=then, done=done, reconsideration_id=reconsideration_id)


def _anew(motion_id: str, errors: list[tuple[str, str]] | None = None, typed: Typed | None = None) -> str:
    reader = current_actor()
    with reading() as db:
        motion = motion_view(db, motion_id, reader)
        rows, rules = reconsiderations_of(db, motion_id), rules_for(db, motion["session"])
    said = {"rows": rows, "who": rules["reconsideration"]["who"], "zone": rules["time_zone"], "own_seat": reader.seat}
    return render_template("statements/anew.html", motion=motion, **said, **_own(errors, typed))


def _own(errors: list[tuple[str, str]] | None, typed: Typed | None) -> dict:
    """What every page with a form of a seat shows: whether this reader has one, and what went wrong."""
    may = current_actor().seat is not None and Power.MAKE_STATEMENT in current_actor().powers
    return {"may": may, "errors": errors or [], "wrong": dict(errors or []), "typed": typed or {}, "once": once}


def _typed(deed: Callable[[], Any], page: Callable[[list, Typed], str], *, then: str, done: str) -> Answer:
    """Run the deed; a refusal comes back with what was typed, beside its field."""
    try:
        deed()
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_FOUND):
            raise
        errors, status = errors_of(refusal)
        return page(errors, request.form.to_dict()), status
    flash(done, "accepted")
    return redirect(then, 303)
