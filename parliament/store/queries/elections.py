"""Questions about elections that commands decide on."""

import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from parliament.rules.elections import Contest, contest_from_json
from parliament.rules.stages import CandidateState, VoteState
from parliament.store.record import annex
from parliament.store.tables import Candidate, Election, ElectionRound, Vote


def candidates_of(db: Db, election_id: str, *states: CandidateState) -> list[Candidate]:
    """Candidates in the order of their nomination; all of them, or those in these states."""
    rows = select(Candidate).where(Candidate.election_id == election_id)
    if states:
        rows = rows.where(Candidate.state.in_(states))
    return list(db.scalars(rows.order_by(Candidate.number)))


def open_round(db: Db, election_id: str) -> Vote | None:
    """The vote of the round that is open now: a window goes on when its sitting is over."""
    return db.scalar(select(Vote).where(Vote.about == election_id, Vote.state == VoteState.OPEN))


def count_free_seats(db: Db, election: Election) -> int:
    """Seats that no round has filled yet."""
    elected = select(func.count()).where(
        Candidate.election_id == election.id, Candidate.state == CandidateState.ELECTED
    )
    return election.seats - (db.scalar(elected) or 0)


def contest_of(db: Db, vote: Vote) -> Contest:
    """The round as it was frozen when it was put."""
    return contest_from_json(json.loads(annex(db, vote.text_hash)))


def last_counted(db: Db, election_id: str) -> ElectionRound | None:
    """The latest round that counts: an annulled one does not."""
    rows = (
        select(ElectionRound)
        .join(Vote, Vote.id == ElectionRound.vote_id)
        .where(ElectionRound.election_id == election_id, Vote.state == VoteState.CLOSED)
        .order_by(Vote.number.desc())
    )
    return db.scalar(rows.limit(1))
