"""The acts on votes by those who answer for them: put, close, casting vote, annulment, hands, ballots by telephone.

The chair has them in the cockpit; the secretariat counts and telephones from a page of its own.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import amendments, annulments, manners, votes
from parliament.commands.house import Answer
from parliament.identity.acting import close_vote, reading
from parliament.identity.door import current_actor
from parliament.pages.chair import home, typed, zone_of
from parliament.pages.forms import ONCE, after, button, errors_of, once, perform
from parliament.pages.obstacles import field_time
from parliament.rules.powers import Power, check_power
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Choice, Manner
from parliament.store.views.officers import hands_view, telephone_view
from parliament.store.views.votes import vote_view

pages = Blueprint("chair_votes", __name__)

# A window is a roll call until a time: for the chair it is a manner of its own.
WINDOW = "window"
UNTIL_A_TIME = (WINDOW, Manner.SILENCE)
# Whoever must sign in, may not do this, or asks for what is not there gets no form to try again with.
BEFORE_THE_FORM = (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED, Code.NOT_FOUND)


@pages.post("/sessions/<slug>/chair/put")
def put(slug: str) -> Response | tuple[str, int]:
    """Put the next question: as the rules have it, or in the manner that was chosen."""
    manner = request.form.get("manner", "")

    def deed() -> Answer:
        if manner not in ("", WINDOW, *Manner):
            raise Refused(Code.MALFORMED, field="manner")
        has_end = manner in UNTIL_A_TIME
        until = field_time("closes_at", request.form.get("closes_at", ""), zone_of(slug)) if has_end else None
        return perform(
            votes.open_vote,
            motion_id=request.form.get("motion_id", ""),
            amendment_id=request.form.get("amendment_id") or None,
            manner=manner if manner and manner != WINDOW else None,
            closes_at=until,
        )

    return typed(slug, deed, done=gettext("The vote is open."), is_form="manner" in request.form)


@pages.post("/sessions/<slug>/chair/close")
def close(slug: str) -> Response:
    """Close the vote and count: the result is what the chair declares next."""

    def count() -> None:
        close_vote(vote_id=request.form.get("vote_id", ""), once=request.form.get(ONCE))

    return after(count, then=home(slug), done=gettext("The vote is closed and counted. Declare the result."))


@pages.post("/sessions/<slug>/chair/casting")
def casting(slug: str) -> Response:
    """The chair decides between equal votes."""
    return button(
        annulments.give_casting_vote,
        then=home(slug),
        done=gettext("Your casting vote decides. Declare the result."),
        vote_id=request.form.get("vote_id", ""),
        choice=request.form.get("choice", ""),
    )


@pages.post("/sessions/<slug>/chair/order")
def order(slug: str) -> Response | tuple[str, int]:
    """Confirm the order of voting: as proposed, or by the places typed, with the reason."""
    is_form = request.form.get("as") != "proposed"

    def deed() -> Answer:
        numbers, reason = (_numbers(), request.form.get("reason", "")) if is_form else (None, "")
        return perform(
            amendments.confirm_order, motion_id=request.form.get("motion_id", ""), numbers=numbers, reason=reason
        )

    return typed(slug, deed, done=gettext("The order of voting is confirmed."), is_form=is_form)


def _numbers() -> list[int]:
    """Amendments by the places typed for them. Refused: bad_order for what is no number, or one place twice."""
    places = {name.removeprefix("place-"): value for name, value in request.form.items() if name.startswith("place-")}
    if not all(text.isascii() and text.isdigit() and len(text) <= 6 for pair in places.items() for text in pair):
        raise Refused(Code.BAD_ORDER, field="numbers")
    if len({int(place) for place in places.values()}) != len(places):
        raise Refused(Code.BAD_ORDER, field="numbers")
    return [int(number) for number, _ in sorted(places.items(), key=lambda pair: int(pair[1]))]


@pages.get("/votes/<vote_id>/annul")
def annulling(vote_id: str) -> str:
    """Asks first: what annulling means, and why. Refused: not_signed_in, not_allowed, not_found."""
    check_power(current_actor(), Power.ANNUL_VOTE)
    return _annulling(vote_id)


@pages.post("/votes/<vote_id>/annul")
def annul(vote_id: str) -> Response | tuple[str, int]:
    reason = request.form.get("reason", "")
    try:
        perform(annulments.annul_vote, vote_id=vote_id, reason=reason)
    except Refused as refusal:
        if refusal.code in BEFORE_THE_FORM:
            raise
        errors, status = errors_of(refusal)
        return _annulling(vote_id, errors=errors, reason=reason), status
    flash(gettext("The vote is annulled."), "accepted")
    return redirect(url_for("votes.show", vote_id=vote_id), 303)


def _annulling(vote_id: str, *, errors: list[tuple[str, str]] | None = None, reason: str = "") -> str:
    with reading() as db:
        view = vote_view(db, vote_id)
    return render_template(
        "votes/annul.html", view=view, errors=errors or [], wrong=dict(errors or []), reason=reason, once=once
    )


@pages.get("/votes/<vote_id>/officers")
def officers(vote_id: str) -> str:
    """Count hands, take and confirm ballots by telephone. Refused: not_signed_in, not_allowed, not_found."""
    check_power(current_actor(), Power.COUNT_HANDS)
    return _officers(vote_id)


@pages.post("/votes/<vote_id>/hands")
def count_hands(vote_id: str) -> Response | tuple[str, int]:
    """What this officer counted."""

    def deed() -> Answer:
        return perform(
            manners.count_hands, vote_id=vote_id, **{name: _whole(name) for name in ("yes", "no", "abstain")}
        )

    return _by_officer(vote_id, deed, done=gettext("Your count is in the record."))


def _whole(name: str) -> int:
    """A number as it was typed. Refused: malformed."""
    typed_in = request.form.get(name, "").strip()
    if not (typed_in.isascii() and typed_in.isdigit() and len(typed_in) <= 6):
        raise Refused(Code.MALFORMED, field=name)
    return int(typed_in)


@pages.post("/votes/<vote_id>/telephone")
def take_telephone_ballot(vote_id: str) -> Response | tuple[str, int]:
    """The first officer writes down what a seat said, and how the person was known."""

    def deed() -> Answer:
        return perform(
            manners.take_telephone_ballot,
            vote_id=vote_id,
            seat_id=request.form.get("seat_id", ""),
            choice=_choice(),
            identity_check=request.form.get("identity_check", ""),
        )

    done = gettext("Written down. It counts when a second officer has asked the seat again and confirmed it.")
    return _by_officer(vote_id, deed, done=done)


@pages.post("/votes/<vote_id>/telephone/<seat_id>/confirm")
def confirm_telephone_ballot(vote_id: str, seat_id: str) -> Response | tuple[str, int]:
    """The second officer asks the seat again; the same choice casts the ballot."""

    def deed() -> Answer:
        return perform(manners.confirm_telephone_ballot, vote_id=vote_id, seat_id=seat_id, choice=_choice())

    return _by_officer(vote_id, deed, done=gettext("The ballot is cast; both officers are named in the record."))


def _choice() -> str:
    """Refused: choose_one where nothing was chosen."""
    choice = request.form.get("choice", "")
    if choice not in (Choice.YES, Choice.NO, Choice.ABSTAIN):
        raise Refused(Code.CHOOSE_ONE, field="choice")
    return choice


def _by_officer(vote_id: str, deed: Callable[[], Any], *, done: str) -> Response | tuple[str, int]:
    """Run the deed; a refusal comes back on the officers' page with what was typed."""
    try:
        deed()
    except Refused as refusal:
        if refusal.code in BEFORE_THE_FORM:
            raise
        errors, status = errors_of(refusal)
        return _officers(vote_id, errors=errors, typed=request.form.to_dict()), status
    flash(done, "accepted")
    # The cockpit has these forms too, and says whose cockpit it is.
    slug = request.form.get("slug")
    return redirect(home(slug) if slug else url_for("chair_votes.officers", vote_id=vote_id), 303)


def _officers(vote_id: str, *, errors: list[tuple[str, str]] | None = None, typed: dict[str, str] | None = None) -> str:
    with reading() as db:
        view = vote_view(db, vote_id)
        hands = hands_view(db, vote_id, current_actor())
        telephone = telephone_view(db, vote_id, current_actor())
    return render_template(
        "votes/officers.html",
        view=view,
        vote=view,
        hands=hands,
        telephone=telephone,
        errors=errors or [],
        wrong=dict(errors or []),
        typed=typed or {},
        once=once,
    )
