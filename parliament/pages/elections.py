"""One election: who stands, the form to nominate, the paper of the round that is open, and the rounds that are over."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import elections
from parliament.commands.house import Answer
from parliament.identity.acting import cast, reading, the_house
from parliament.identity.door import current_actor
from parliament.pages.forms import button, came_from, errors_of, once, perform
from parliament.pages.obstacles import field_time, sentences
from parliament.pages.votes import receipt_of
from parliament.rules.elections import MOST_SEATS, Method
from parliament.rules.elections_in_words import method_in_words
from parliament.rules.powers import Power, check_power
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Choice, ItemKind
from parliament.schemas.words import in_words
from parliament.store.views.elections import election_view, elections_under, item_of_election
from parliament.store.views.seats import list_seats
from parliament.store.views.votes import ballot_of

pages = Blueprint("elections", __name__)

# Whoever must sign in, may not do this, or asks for what is not there gets no form to try again with.
BEFORE_THE_FORM = (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED, Code.NOT_FOUND)


@pages.get("/elections/<election_id>")
def show(election_id: str) -> str:
    return _page(election_id)


@pages.get("/items/<item_id>/elections")
def opening(item_id: str) -> str:
    """The form to open nominations under an item. Refused: not_signed_in, not_allowed, not_found."""
    check_power(current_actor(), Power.OPEN_ELECTION)
    return _opening(item_id)


@pages.post("/items/<item_id>/elections")
def open_election(item_id: str) -> Response | tuple[str, int]:
    seats = request.form.get("seats", "")
    try:
        made = perform(
            elections.open_election,
            item_id=item_id,
            method=request.form.get("method", ""),
            seats=int(seats) if seats.isascii() and seats.isdigit() and len(seats) <= 4 else 0,
            title=request.form.get("title", ""),
        )
    except Refused as refusal:
        if refusal.code in BEFORE_THE_FORM:
            raise
        errors, status = errors_of(refusal)
        return _opening(item_id, errors=errors, typed=request.form.to_dict()), status
    flash(gettext("Nominations are open."), "accepted")
    return redirect(_at(made["election"]), 303)


def _opening(item_id: str, *, errors: list[tuple[str, str]] | None = None, typed: dict[str, str] | None = None) -> str:
    with reading() as db:
        item = item_of_election(db, item_id)
    methods = [(str(method), in_words(method_in_words(method))) for method in Method]
    return render_template(
        "elections/open.html",
        item=item,
        methods=methods,
        most_seats=MOST_SEATS,
        errors=errors or [],
        wrong=dict(errors or []),
        typed=typed or {},
        once=once,
    )


@pages.post("/elections/<election_id>/nominate")
def nominate(election_id: str) -> Response | tuple[str, int]:
    def deed() -> Answer:
        return perform(
            elections.nominate,
            election_id=election_id,
            seat_id=request.form.get("seat_id") or None,
            name=request.form.get("name", ""),
        )

    return _typed(election_id, deed, done=gettext("The candidate stands."))


@pages.post("/elections/<election_id>/withdraw")
def withdraw(election_id: str) -> Response:
    return button(
        elections.withdraw_candidacy,
        then=_at(election_id),
        done=gettext("The candidate no longer stands."),
        candidate_id=request.form.get("candidate_id", ""),
    )


@pages.post("/elections/<election_id>/put")
def put(election_id: str) -> Response | tuple[str, int]:
    """The next round: live, or a window when a closing time was typed."""

    def deed() -> Answer:
        typed = request.form.get("closes_at", "")
        with reading() as db:
            zone = election_view(db, election_id)["time_zone"]
        closes_at = field_time("closes_at", typed, zone) if typed else None
        return perform(elections.put_round, election_id=election_id, closes_at=closes_at)

    return _typed(election_id, deed, done=gettext("The round is open."), then=came_from(_at(election_id)))


@pages.post("/elections/<election_id>/abandon")
def abandon(election_id: str) -> Response | tuple[str, int]:
    def deed() -> Answer:
        return perform(elections.abandon_election, election_id=election_id, reason=request.form.get("reason", ""))

    return _typed(election_id, deed, done=gettext("The election is abandoned."))


def _typed(election_id: str, deed: Callable[[], Answer], *, done: str, then: str = "") -> Response | tuple[str, int]:
    """Run the deed; a refusal comes back on the page of the election, with what was typed."""
    try:
        deed()
    except Refused as refusal:
        if refusal.code in BEFORE_THE_FORM:
            raise
        errors, status = errors_of(refusal)
        return _page(election_id, errors=errors, typed=request.form.to_dict()), status
    flash(done, "accepted")
    return redirect(then or _at(election_id), 303)


@pages.post("/elections/<election_id>/ballot")
def cast_paper(election_id: str) -> Response | tuple[str, int]:
    """The paper of whoever is signed in; sending it twice gives the first receipt."""
    try:
        cast(
            vote_id=request.form.get("vote_id", ""),
            choice=Choice.PAPER.value,
            marks=_marks(),
            text_hash=request.form.get("text_hash") or None,
            seat_id=request.form.get("seat_id") or None,
        )
    except Refused as refusal:
        if refusal.code in BEFORE_THE_FORM:
            raise
        errors, status = errors_of(refusal)
        if refusal.code == Code.SIGNER_AWAY:  # the paper is in, and its receipt can be had as soon as somebody signs
            flash(errors[0][1], "refused")
            return redirect(_at(election_id), 303)
        return _page(election_id, errors=errors, chosen={request.form.get("seat_id", ""): _chosen()}), status
    seat = request.form.get("seat_id", "")
    return redirect(f"{_at(election_id)}#receipt{'-' if seat else ''}{seat}", 303)


def _marks() -> list[str]:
    """Whom the paper names, in order. A blank paper has a button of its own, so that nobody casts one by mistake.

    Refused: nothing_marked, bad_ranks.
    """
    if "blank" in request.form:
        return []
    ranks = {name.removeprefix("rank-"): value.strip() for name, value in request.form.items() if name[:5] == "rank-"}
    written = {candidate: rank for candidate, rank in ranks.items() if rank}
    if not all(rank.isascii() and rank.isdigit() and len(rank) <= 4 for rank in written.values()):
        raise Refused(Code.BAD_RANKS, field="marks")
    if len({int(rank) for rank in written.values()}) < len(written):
        raise Refused(Code.BAD_RANKS, field="marks")
    marks = sorted(written, key=lambda candidate: int(written[candidate])) or request.form.getlist("mark")
    if not marks:
        raise Refused(Code.NOTHING_MARKED, field="marks")
    return marks


def _chosen() -> dict[str, str]:
    """What was ticked or written, for showing it again."""
    ranked = {name.removeprefix("rank-"): value for name, value in request.form.items() if name[:5] == "rank-"}
    return ranked or dict.fromkeys(request.form.getlist("mark"), "1")


def _at(election_id: str) -> str:
    return url_for("elections.show", election_id=election_id)


def _page(
    election_id: str,
    *,
    errors: list[tuple[str, str]] | None = None,
    typed: dict[str, str] | None = None,
    chosen: dict[str, dict[str, str]] | None = None,
) -> str:
    actor = current_actor()
    with reading() as db:
        view = election_view(db, election_id)
        mine = ballot_of(db, view["open"]["vote"], actor) if view["open"] else None
        putting = elections_under(db, view["session"], view["item"], elections.obstacles_to_round)
        seats = list_seats(db)
        now = the_house().now(db)
    return render_template(
        "elections/show.html",
        view=view,
        mine=mine,
        own_papers=_own_papers(mine, chosen or {}, errors or []) if mine else [],
        is_over=bool(view["open"]) and now >= view["open"]["closes_at"],
        putting=next(sentences(row["putting"], view["time_zone"]) for row in putting if row["id"] == view["id"]),
        may_nominate=Power.NOMINATE in actor.powers and view["state"] == "nominations_open" and actor.seat is not None,
        may_put=Power.OPEN_VOTE in actor.powers,
        may_abandon=Power.OPEN_ELECTION in actor.powers and view["state"] in ("nominations_open", "voting"),
        own_seat=actor.seat,
        nominees=[("", gettext("Somebody else, named below")), *_nominees(seats)],
        errors=errors or [],
        wrong=dict(errors or []),
        typed=typed or {},
        once=once,
    )


def _own_papers(mine: dict, chosen: dict[str, dict[str, str]], errors: list[tuple[str, str]]) -> list[dict]:
    """The reader's own paper and those of the seats it speaks for, each with what was marked on it."""
    rows = [mine | {"seat": "", "city": None, "has_voted_itself": False}, *mine["proxies"]]
    return [
        row
        | {
            "receipt": receipt_of(row),
            "chosen": chosen.get(row["seat"]) or _as_cast(row["facts"]),
            "error": " ".join(words for _, words in errors) if row["seat"] in chosen else "",
        }
        for row in rows
    ]


def _nominees(seats: list[dict]) -> list[tuple[str, str]]:
    return [(row["id"], f"{row['holder']}, {row['city']}") for row in seats if row["holder"]]


def _as_cast(facts: dict | None) -> dict[str, str]:
    """The marks of the paper that is in, by candidate, with their places."""
    return {mark: str(place) for place, mark in enumerate((facts or {}).get("marks") or [], start=1)}


def for_chair(view: dict) -> list[dict]:
    """What the cockpit shows of elections: those under the item before the house, with what stands in their way."""
    item = view.get("item")
    if not item or item.get("kind") != ItemKind.ELECTION:
        return []
    with reading() as db:
        rows = elections_under(db, view["session"]["id"], item["id"], elections.obstacles_to_round)
    return [row | {"putting": sentences(row["putting"], view["session"]["time_zone"])} for row in rows]
