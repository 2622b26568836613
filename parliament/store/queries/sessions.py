"""Questions about sessions, agendas and sittings that commands decide on."""

import json
from functools import lru_cache

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session as Db

from parliament.rules.profile import Profile, profile_from_json
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import ACCREDITED, SeatState, SittingState, TurnState, VoteState
from parliament.store.record import annex
from parliament.store.tables import Item, Mandate, PlenarySession, Presence, Seat, Sitting, Turn, Vote

MEETING = (SittingState.OPEN, SittingState.SUSPENDED)


@lru_cache(maxsize=64)
def _profile(content: bytes) -> Profile:
    return profile_from_json(json.loads(content))


def profile_of(db: Db, plenary: PlenarySession) -> Profile:
    """The rules of procedure frozen into this session."""
    return _profile(annex(db, plenary.profile_hash))


def next_number(db: Db, column, *where) -> int:
    """One more than the highest number so far. Ask only under the lock that orders these numbers."""
    return (db.scalar(select(func.max(column)).where(*where)) or 0) + 1


def all_seats(db: Db) -> list[tuple[Seat, Mandate | None]]:
    """Every seat with the mandate that holds it, in the order of slugs."""
    running = (Mandate.seat_id == Seat.id) & Mandate.until_at.is_(None)
    return [
        (seat, mandate)
        for seat, mandate in db.execute(select(Seat, Mandate).outerjoin(Mandate, running).order_by(Seat.slug))
    ]


def meeting_of(db: Db, plenary_id: str) -> Sitting | None:
    """The sitting of this session that is open or suspended, if one is."""
    return db.scalar(select(Sitting).where(Sitting.plenary_id == plenary_id, Sitting.state.in_(MEETING)))


def current_sitting(db: Db, plenary_id: str) -> Sitting:
    """The sitting that is open now. Refused: sitting_not_open."""
    sitting = meeting_of(db, plenary_id)
    if sitting is None or sitting.state != SittingState.OPEN:
        raise Refused(Code.SITTING_NOT_OPEN)
    return sitting


def present_seats(db: Db, sitting_id: str) -> set[str]:
    """Seats that answered a roll call or checked in, and have a voice: with its holder gone, nobody sits there."""
    return set(db.scalars(_present(sitting_id)))


def _present(sitting_id: str) -> Select[str]:
    return (
        select(Presence.seat_id)
        .join(Seat, Seat.id == Presence.seat_id)
        .where(Presence.sitting_id == sitting_id, Presence.present, Seat.state.in_(ACCREDITED))
    )


def count_present(db: Db, sitting_id: str) -> int:
    return db.scalar(select(func.count()).select_from(_present(sitting_id).subquery())) or 0


def count_seats(db: Db) -> dict[str, int]:
    """How many seats are in each state."""
    found = dict(db.execute(select(Seat.state, func.count()).group_by(Seat.state)).all())
    return {state: found.get(state, 0) for state in SeatState}


def seats_without_voice(db: Db) -> list[Seat]:
    """Seats of the house whose voice rests: disputed and suspended ones. Vacant seats are nobody's."""
    resting = (SeatState.DISPUTED, SeatState.SUSPENDED)
    return list(db.scalars(select(Seat).where(Seat.state.in_(resting)).order_by(Seat.slug)))


def live_vote(db: Db, sitting_id: str) -> Vote | None:
    """The open vote of this sitting that is not a window, if one is."""
    return db.scalar(
        select(Vote).where(Vote.sitting_id == sitting_id, Vote.state == VoteState.OPEN, Vote.window.is_(False))
    )


def open_vote_in(db: Db, sitting: Sitting) -> Vote | None:
    """The vote before the house: the live one if there is one, else the last window on the item before the house.

    A window on another item runs beside the sitting, which has gone on: nobody may take it for the text that is read.
    """
    rows = select(Vote).where(Vote.sitting_id == sitting.id, Vote.state == VoteState.OPEN)
    found = db.scalars(rows.order_by(Vote.window, Vote.number.desc()))
    return next((vote for vote in found if not vote.window or vote.item_id == sitting.item_id), None)


def open_vote_on(db: Db, motion_id: str) -> Vote | None:
    """The open vote on a motion or one of its amendments: a window goes on when its sitting is over."""
    return db.scalar(select(Vote).where(Vote.motion_id == motion_id, Vote.state == VoteState.OPEN))


def open_votes_of(db: Db, plenary_id: str) -> list[Vote]:
    return list(db.scalars(select(Vote).where(Vote.plenary_id == plenary_id, Vote.state == VoteState.OPEN)))


def speaker_of(db: Db, sitting_id: str) -> Turn | None:
    """The turn of whoever has the floor, if somebody does."""
    return db.scalar(select(Turn).where(Turn.sitting_id == sitting_id, Turn.state == TurnState.SPEAKING))


def item_of_motion(db: Db, motion_id: str) -> Item | None:
    """The item a motion is dealt with under: after a reference back, the one it was scheduled under anew."""
    rows = select(Item).where(Item.motion_id == motion_id)
    return db.scalar(rows.order_by(Item.called_at.is_(None).desc(), Item.called_at.desc(), Item.id).limit(1))
