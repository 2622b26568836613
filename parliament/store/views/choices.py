"""How one seat voted: read from the roll calls the record cites, not from the ballots."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.rules.stages import VoteState
from parliament.store.tables import Amendment, Annex, Motion, PlenarySession, RollSeat, Vote

NEWEST = 50


def choices_of(db: Db, seat_id: str, limit: int = NEWEST) -> list[dict]:
    """The newest closed votes on whose roll this seat stood, with its choice; one query, whatever their number."""
    rows = (
        select(Vote, Amendment.number, Motion.number, Motion.title, PlenarySession, Annex.content)
        .join(RollSeat, (RollSeat.vote_id == Vote.id) & (RollSeat.seat_id == seat_id))
        .outerjoin(Motion, Motion.id == Vote.motion_id)
        .join(PlenarySession, PlenarySession.id == Vote.plenary_id)
        .join(Annex, Annex.sha256 == Vote.roll_call_hash)
        .outerjoin(Amendment, Amendment.id == Vote.amendment_id)
        .where(Vote.state == VoteState.CLOSED, ~PlenarySession.rehearsal)
        .order_by(Vote.closed_at.desc(), Vote.number.desc())
        .limit(limit)
    )
    return [
        {
            "vote": vote.id,
            "number": vote.number,
            "amendment_number": amendment,
            "motion_number": motion,
            "motion_title": title,
            "session_title": plenary.title,
            "time_zone": plenary.time_zone,
            "closed_at": vote.closed_at,
            "outcome": vote.outcome,
            "choice": _choice_in(content, seat_id),
        }
        for vote, amendment, motion, title, plenary, content in db.execute(rows)
    ]


def _choice_in(content: bytes, seat_id: str) -> str:
    return next(row["choice"] for row in json.loads(content)["roll_call"] if row["seat"] == seat_id)
