"""One vote: the question and the ballot while it is open, the result once it is closed."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.identity.acting import cast, reading, the_house
from parliament.identity.door import current_actor
from parliament.pages.forms import errors_of
from parliament.record.canonical import timestamp
from parliament.record.receipts import ballot_receipt
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Choice
from parliament.store.views.sessions import session_view
from parliament.store.views.votes import ballot_of, vote_view

pages = Blueprint("votes", __name__)


@pages.get("/votes/<vote_id>")
def show(vote_id: str) -> str:
    return _page(vote_id, errors=[], chosen=request.args.get("choice", ""))


@pages.post("/votes/<vote_id>/ballot")
def cast_ballot(vote_id: str) -> Response | tuple[str, int]:
    """The ballot of whoever is signed in; sending it twice gives the first receipt."""
    choice = request.form.get("choice", "")
    try:
        if choice not in list(Choice):
            raise Refused(Code.CHOOSE_ONE, field="choice")
        cast(vote_id=vote_id, choice=choice, text_hash=request.form.get("text_hash") or None)
    except Refused as refusal:
        if refusal.code == Code.NOT_SIGNED_IN:
            flash(gettext("Sign in first; your choice is kept."), "refused")
            then = url_for("votes.show", vote_id=vote_id, choice=choice)
            return redirect(url_for("doors.sign_in_form", next=then), 303)
        errors, status = errors_of(refusal)
        return _page(vote_id, errors=errors, chosen=choice), status
    return redirect(url_for("votes.show", vote_id=vote_id) + "#receipt", 303)


@pages.get("/votes/<vote_id>/receipt.json")
def receipt(vote_id: str) -> Response:
    """The receipt of the reader's own seat as a file, with the key that signed it. Refused: not_found."""
    with reading() as db:
        mine = receipt_of(ballot_of(db, vote_id, current_actor()))
    if mine is None:
        raise Refused(Code.NOT_FOUND)
    answer = jsonify(mine | {"vkey": the_house().signer.vkey})
    answer.headers["Content-Disposition"] = f'attachment; filename="receipt-{mine["code"]}.json"'
    return answer


@pages.get("/votes/<vote_id>/fragments")
def fragments(vote_id: str) -> Response:
    """What changes on this page while it is open, for this reader: the count, and in the end the result."""
    seen = _seen(vote_id)
    found = {name: render_template(f"votes/fragments/{name}.html", **seen) for name in ("question", "ballot")}
    return jsonify(seq=seen["seq"], fragments=found)


def _page(vote_id: str, *, errors: list, chosen: str) -> str:
    seen = _seen(vote_id)
    return render_template("votes/show.html", **seen | {"errors": errors, "chosen": chosen or seen["chosen"]})


def _seen(vote_id: str) -> dict:
    """The vote as this reader sees it."""
    with reading() as db:
        view = vote_view(db, vote_id)
        mine = ballot_of(db, vote_id, current_actor())
        seq = session_view(db, view["session_slug"])["seq"]
        now = the_house().now(db)
    return {
        "view": view,
        "mine": mine | {"receipt": receipt_of(mine)},
        "is_over": view["state"] == "closed" or now >= view["closes_at"],
        "seq": seq,
        "errors": [],
        "chosen": mine["facts"]["choice"] if mine["facts"] else "",
    }


def receipt_of(mine: dict) -> dict | None:
    """The signed receipt of a ballot that is in: the same one, whenever it is asked for."""
    if mine["facts"] is None:
        return None
    facts = mine["facts"] | {"cast_at": timestamp(mine["facts"]["cast_at"])}
    return ballot_receipt(facts, the_house().signer)
