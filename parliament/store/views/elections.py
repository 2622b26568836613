"""Elections as everybody may see them: who stands, how each round came out, and the round that is open."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from parliament.rules.elections import Method, contest_from_json, most_marks, round_count_from_json
from parliament.rules.elections_in_words import explain_round, method_in_words
from parliament.rules.refusals import Code, Obstacle, Refused
from parliament.rules.stages import CandidateState, ItemKind, Question, VoteState
from parliament.store.queries.elections import candidates_of, count_free_seats
from parliament.store.queries.sessions import profile_of
from parliament.store.queries.votes import count_ballots
from parliament.store.record import annex
from parliament.store.tables import Candidate, Election, ElectionRound, Item, PlenarySession, Vote
from parliament.store.views.seats import seat_names


def list_elections(db: Db, plenary_id: str) -> list[dict]:
    """The elections of a session, in the order in which they were opened."""
    rows = select(Election).where(Election.plenary_id == plenary_id).order_by(Election.opened_at, Election.id)
    standing = dict(
        db.execute(
            select(Candidate.election_id, func.count())
            .join(Election, Election.id == Candidate.election_id)
            .where(Election.plenary_id == plenary_id, Candidate.state == CandidateState.STANDING)
            .group_by(Candidate.election_id)
        ).all()
    )
    return [_row(election) | {"standing": standing.get(election.id, 0)} for election in db.scalars(rows)]


def _row(election: Election) -> dict:
    return {
        "id": election.id,
        "session": election.plenary_id,
        "item": election.item_id,
        "title": election.title,
        "method": election.method,
        "seats": election.seats,
        "state": election.state,
        "round": election.round,
        "reason": election.reason,
        "opened_at": election.opened_at,
    }


def elections_under(
    db: Db, plenary_id: str, item_id: str, obstacles: Callable[[Db, Election], list[Obstacle]]
) -> list[dict]:
    """For whoever presides: the elections under an item, each with what stands in the way of its next round."""
    rows = [row for row in list_elections(db, plenary_id) if row["item"] == item_id]
    return [row | {"putting": obstacles(db, db.get_one(Election, row["id"]))} for row in rows]


def item_of_election(db: Db, item_id: str) -> dict:
    """The item that an election is opened under, with its session. Refused: not_found, also for other items."""
    item = db.get(Item, item_id)
    if item is None or item.kind != ItemKind.ELECTION:
        raise Refused(Code.NOT_FOUND)
    plenary = db.get_one(PlenarySession, item.plenary_id)
    return {"id": item.id, "title": item.title, "session_slug": plenary.slug, "session_title": plenary.title}


def election_view(db: Db, election_id: str) -> dict:
    """One election. Papers are shown only once their round is closed. Refused: not_found."""
    election = db.get(Election, election_id)
    if election is None:
        raise Refused(Code.NOT_FOUND)
    plenary = db.get_one(PlenarySession, election.plenary_id)
    rules = profile_of(db, plenary)
    stand = candidates_of(db, election.id)
    votes = list(
        db.scalars(
            select(Vote).where(Vote.question == Question.ELECTION, Vote.about == election.id).order_by(Vote.number)
        )
    )
    named = {each.seat_id for each in stand if each.seat_id} | {each.nominated_by for each in stand}
    seats = seat_names(db, named)
    return _row(election) | {
        "session_slug": plenary.slug,
        "session_title": plenary.title,
        "time_zone": plenary.time_zone,
        "item_title": db.get_one(Item, election.item_id).title,
        "method_in_words": method_in_words(Method(election.method)),
        "free": count_free_seats(db, election),
        "max_rounds": rules.elections.max_rounds,
        "candidates": [_candidate(each, seats) for each in stand],
        "rounds": [_round(db, vote) for vote in votes if vote.state != VoteState.OPEN],
        "open": next((_open(db, vote, rules) for vote in votes if vote.state == VoteState.OPEN), None),
    }


def _candidate(candidate: Candidate, seats: dict[str, dict]) -> dict:
    return {
        "id": candidate.id,
        "number": candidate.number,
        "name": candidate.name,
        "seat": seats.get(candidate.seat_id or ""),
        "nominated_by": seats[candidate.nominated_by],
        "state": candidate.state,
        "settled_round": candidate.settled_round,
    }


def _frozen(db: Db, vote: Vote) -> dict[str, Any]:
    """The round as it was put: its rules, and the names of who stood."""
    return json.loads(annex(db, vote.text_hash))


def _open(db: Db, vote: Vote, rules: Any) -> dict:
    """The round that is open now: what a paper may hold, and how many have come in."""
    frozen = _frozen(db, vote)
    contest = contest_from_json(frozen)
    return {
        "vote": vote.id,
        "number": vote.number,
        "round": contest.round,
        "method": str(contest.method),
        "seats": contest.seats,
        "most_marks": most_marks(contest.method, contest.seats, len(contest.candidates)),
        "candidates": [{"id": row["candidate"], "name": row["name"]} for row in frozen["names"]],
        "text_hash": vote.text_hash,
        "window": vote.window,
        "closes_at": vote.closes_at,
        "may_change": rules.ballots.may_change_until_close,
        "roll": vote.roll,
        "voted": count_ballots(db, vote.id),
    }


def _round(db: Db, vote: Vote) -> dict:
    """A round that is over: its explanation, the comparison of ranked papers, and every paper by name."""
    frozen = _frozen(db, vote)
    contest = contest_from_json(frozen)
    names = {row["candidate"]: row["name"] for row in frozen["names"]}
    counted = db.get(ElectionRound, vote.id)
    count = round_count_from_json(json.loads(annex(db, counted.count_hash))["count"]) if counted else None
    return {
        "vote": vote.id,
        "number": vote.number,
        "round": contest.round,
        "outcome": vote.outcome,
        "is_annulled": vote.state == VoteState.ANNULLED,
        "closed_at": vote.closed_at,
        "explanation": explain_round(contest, count, names) if count else [],
        "elected": [names[each] for each in count.elected] if count else [],
        "standing": [names[each] for each in count.standing] if count else [],
        "candidates": list(names.values()),
        "matrix": [list(row) for row in count.matrix] if count else [],
        "papers": _papers(db, vote, names),
        "roll_call_hash": vote.roll_call_hash,
        "count_hash": counted.count_hash if counted else None,
    }


def _papers(db: Db, vote: Vote, names: dict[str, str]) -> list[dict]:
    """Whom each seat named, by city: from the annex that the record cites. Public, as every roll call of the house."""
    if vote.roll_call_hash is None:
        return []
    rows = json.loads(annex(db, vote.roll_call_hash))["roll_call"]
    cast = [row for row in rows if row["choice"] in ("paper", "abstain")]
    return [
        {"seat": row["seat"], "city": row["city"], "member": row["member"], "marks": _named(row, names)}
        for row in sorted(cast, key=lambda row: row["city"].casefold())
    ]


def _named(row: dict[str, Any], names: dict[str, str]) -> list[str]:
    return [names[each] for each in row.get("marks", [])]
