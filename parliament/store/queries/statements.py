"""Questions about what seats said in writing, and about motions to decide anew."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.rules.stages import ProceduralState, Question, VoteState
from parliament.store.tables import Ballot, Certification, Motion, Reconsideration, RollSeat, Statement, Vote


def said_on_vote(db: Db, vote_id: str, seat_id: str, kind: str) -> bool:
    """Whether the seat has given its explanation, or registered its dissent, and not taken it back."""
    rows = select(Statement.id).where(
        Statement.vote_id == vote_id,
        Statement.seat_id == seat_id,
        Statement.kind == kind,
        Statement.withdrawn_at.is_(None),
    )
    return db.scalar(rows) is not None


def is_on_roll(db: Db, vote_id: str, seat_id: str) -> bool:
    return db.get(RollSeat, (vote_id, seat_id)) is not None


def choice_of(db: Db, vote_id: str, seat_id: str) -> str | None:
    """What the seat has voted, or nothing."""
    ballot = db.get(Ballot, (vote_id, seat_id))
    return ballot.choice if ballot else None


def deciding_vote(db: Db, motion: Motion) -> Vote | None:
    """The vote that decided the motion as it stands."""
    rows = select(Vote).where(
        Vote.motion_id == motion.id, Vote.question == Question.MOTION, Vote.state == VoteState.CLOSED
    )
    return db.scalar(rows.order_by(Vote.number.desc()).limit(1))


def is_certified(db: Db, motion_id: str) -> bool:
    """Whether anybody has certified the adopted text."""
    return db.scalar(select(Certification.office).where(Certification.motion_id == motion_id).limit(1)) is not None


def pending_reconsideration(db: Db, motion_id: str) -> Reconsideration | None:
    """The motion to decide anew that the house has not decided."""
    rows = select(Reconsideration).where(
        Reconsideration.motion_id == motion_id, Reconsideration.state == ProceduralState.PENDING
    )
    return db.scalar(rows)
