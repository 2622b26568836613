"""Questions about seats and who holds them."""

from datetime import datetime

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session as Db

from parliament.rules.stages import MandateKind, SessionStage, SittingState
from parliament.store.tables import Mandate, PlenarySession, Seat, Sitting


def slugs_in_use(db: Db) -> set[str]:
    return set(db.scalars(select(Seat.slug)))


def running_mandate(db: Db, seat_id: str) -> Mandate | None:
    """The mandate that holds the seat now, if one does. A substitute's stands beside it and holds nothing."""
    return db.scalar(select(Mandate).where(Mandate.seat_id == seat_id, Mandate.until_at.is_(None)))


def former_until(db: Db, seat_id: str) -> datetime | None:
    """When the last mandate that held the seat came to its end."""
    held = select(func.max(Mandate.until_at)).where(Mandate.seat_id == seat_id)
    return db.scalar(held.where(Mandate.kind != MandateKind.SUBSTITUTE))


def tenures_of(db: Db, member_id: str) -> list[tuple[datetime, datetime | None]]:
    """From when until when a person holds a seat, or stands in for one."""
    rows = db.execute(select(Mandate.from_at, Mandate.until_at).where(Mandate.member_id == member_id))
    return [(start, end) for start, end in rows]


def substitutes_of(db: Db, seat_id: str, plenary_id: str) -> list[tuple[datetime, datetime]]:
    """From when until when substitutes stand in for a seat in a session."""
    rows = db.execute(
        select(Mandate.from_at, Mandate.until_at).where(Mandate.seat_id == seat_id, Mandate.plenary_id == plenary_id)
    )
    return [(start, end) for start, end in rows if end is not None]


def substitutions_of_seat(db: Db, seat_id: str, now: datetime) -> list[Mandate]:
    """Substitutions for a seat that are not over, in sessions that are not closed."""
    rows = (
        select(Mandate)
        .join(PlenarySession, PlenarySession.id == Mandate.plenary_id)
        .where(Mandate.seat_id == seat_id, Mandate.until_at > now, PlenarySession.stage != SessionStage.CLOSED)
    )
    return list(db.scalars(rows.order_by(Mandate.from_at, Mandate.id)))


def open_sessions(db: Db) -> list[str]:
    """The sessions that are not closed, in the one order in which their locks are taken."""
    rows = select(PlenarySession.id).where(PlenarySession.stage != SessionStage.CLOSED)
    return list(db.scalars(rows.order_by(PlenarySession.id)))


def next_opening(db: Db, plenary_id: str, from_at: datetime, until_at: datetime, now: datetime) -> datetime | None:
    """When the first sitting begins that something from then until then reaches: one under way counts, if it begins now."""
    reached = Sitting.starts_at >= from_at if from_at > now else true()
    rows = select(func.min(Sitting.starts_at)).where(
        Sitting.plenary_id == plenary_id,
        Sitting.state != SittingState.ADJOURNED,
        Sitting.starts_at < until_at,
        reached,
    )
    return db.scalar(rows)
