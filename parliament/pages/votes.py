"""One vote: the question and the ballots while it is open, the result once it is closed; what seats ask before one."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import manners
from parliament.identity.acting import cast, reading, the_house
from parliament.identity.door import current_actor
from parliament.identity.languages import own_name
from parliament.pages import questions
from parliament.pages.forms import button, came_from, errors_of
from parliament.pages.fragments import answer_with
from parliament.record.canonical import timestamp
from parliament.record.receipts import unsigned_receipt
from parliament.rules.decision import BY_OBJECTION
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import AsksFor, Choice, VoteState
from parliament.store.views.sessions import session_view
from parliament.store.views.statements import statements_on_vote
from parliament.store.views.translations import frozen_languages
from parliament.store.views.votes import ballot_of, vote_view

pages = Blueprint("votes", __name__)

PLAIN = (Choice.YES, Choice.NO, Choice.ABSTAIN)


@pages.record_once
def teach_questions(state: BlueprintSetupState) -> None:
    """Every template may say what a vote decides."""
    state.app.jinja_env.filters.update(questions.FILTERS)


@pages.get("/votes/<vote_id>")
def show(vote_id: str) -> str:
    return _page(vote_id, errors=[], typed={request.args.get("seat", ""): request.args.get("choice", "")})


@pages.post("/votes/<vote_id>/ballot")
def cast_ballot(vote_id: str) -> Response | tuple[str, int]:
    """The ballot of whoever is signed in, or of a seat whose proxy they hold; sending it twice gives the first receipt."""
    choice, seat = request.form.get("choice", ""), request.form.get("seat_id", "")
    try:
        if choice not in PLAIN:
            raise Refused(Code.CHOOSE_ONE, field="choice")
        text_hash = request.form.get("text_hash") or None
        cast(vote_id=vote_id, choice=choice, text_hash=text_hash, seat_id=seat or None)
    except Refused as refusal:
        if refusal.code == Code.NOT_SIGNED_IN:
            flash(gettext("Sign in first; your choice is kept."), "refused")
            then = url_for("votes.show", vote_id=vote_id, choice=choice, seat=seat or None)
            return redirect(url_for("doors.sign_in_form", next=then), 303)
        errors, status = errors_of(refusal)
        if refusal.code != Code.SIGNER_AWAY:
            return _page(vote_id, errors=errors, typed={seat: choice}), status
        flash(errors[0][1], "refused")  # the ballot is in, and its receipt can be had as soon as somebody signs
    return redirect(url_for("votes.show", vote_id=vote_id) + ("#receipt" + (f"-{seat}" if seat else "")), 303)


@pages.get("/votes/<vote_id>/receipt.json")
def receipt(vote_id: str) -> Response:
    """The receipt of the reader's own seat, or of one it speaks for, as a file with the key that signed it.

    Refused: not_found, signer_away.
    """
    seat = request.args.get("seat")
    with reading() as db:
        mine = ballot_of(db, vote_id, current_actor())
    ballots = {proxy["seat"]: proxy for proxy in mine["proxies"]} | {None: mine}
    facts = facts_of(ballots[seat]) if seat in ballots else None
    if facts is None:
        raise Refused(Code.NOT_FOUND)
    found = the_house().pen.receipt(facts)
    answer = jsonify(found | {"vkey": the_house().pen.vkey})
    answer.headers["Content-Disposition"] = f'attachment; filename="receipt-{found["code"]}.json"'
    return answer


@pages.post("/sittings/<sitting_id>/vote-requests")
def ask_before_vote(sitting_id: str) -> Response:
    """A seat asks that the quorum be checked, or the names be called, at the next vote."""
    asks_for = request.form.get("asks_for", "")
    if asks_for not in list(AsksFor):
        raise Refused(Code.MALFORMED, field="asks_for")
    done = {
        AsksFor.QUORUM: gettext("Your seat asks that the quorum be checked before the next vote."),
        AsksFor.ROLL_CALL: gettext("Your seat asks that the next vote be taken by roll call."),
    }[AsksFor(asks_for)]
    then = came_from(url_for("live.now"))
    return button(manners.ask_before_vote, then=then, done=done, sitting_id=sitting_id, asks_for=asks_for)


@pages.get("/votes/<vote_id>/fragments")
def fragments(vote_id: str) -> Response:
    """What changes on this page while it is open, for this reader: the count, and in the end the result."""
    seen = _seen(vote_id)
    found = {name: render_template(f"votes/fragments/{name}.html", **seen) for name in ("question", "ballot")}
    return answer_with(seen["seq"], found)


def _page(vote_id: str, *, errors: list, typed: dict[str, str]) -> str:
    """The page; `typed` is what was chosen for a seat (the own one is "") and has to be shown again."""
    seen = _seen(vote_id, typed) | {"errors": errors, "wrong_seat": next(iter(typed)) if errors else None}
    with reading() as db:
        seen["tongues"] = [(tag, own_name(tag)) for tag in frozen_languages(db, vote_id)]
    return render_template("votes/show.html", **seen)


def _seen(vote_id: str, typed: dict[str, str] | None = None) -> dict:
    """The vote as this reader sees it."""
    actor = current_actor()
    with reading() as db:
        view = vote_view(db, vote_id)
        mine = ballot_of(db, vote_id, actor)
        said = statements_on_vote(db, vote_id)
        seq = session_view(db, view["session_slug"])["seq"]
        now = the_house().now(db)
    return {
        "view": view,
        "statements": said,
        "mine": _with_receipt(mine),
        "proxies": [_with_receipt(proxy) for proxy in mine["proxies"]],
        "is_over": view["state"] != VoteState.OPEN or now >= view["closes_at"],
        "by_objection": view["manner"] in BY_OBJECTION,
        "seq": seq,
        "errors": [],
        "wrong_seat": None,
        "typed": typed or {},
        "may_annul": Power.ANNUL_VOTE in actor.powers and view["state"] != VoteState.ANNULLED,
        "is_officer": Power.COUNT_HANDS in actor.powers and view["state"] == VoteState.OPEN,
    }


def _with_receipt(ballot: dict) -> dict:
    return ballot | {"receipt": receipt_of(ballot), "cast": (ballot["facts"] or {}).get("choice", "")}


def receipt_of(mine: dict) -> dict | None:
    """What the receipt of a ballot that is in says, and its code. To show it nobody has to sign."""
    facts = facts_of(mine)
    return facts and unsigned_receipt(facts)


def facts_of(mine: dict) -> dict | None:
    """What a receipt is signed over, if the ballot is in."""
    return mine["facts"] and mine["facts"] | {"cast_at": timestamp(mine["facts"]["cast_at"])}
