"""Questions about seats and who holds them."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.store.tables import Mandate, Seat


def slugs_in_use(db: Db) -> set[str]:
    return set(db.scalars(select(Seat.slug)))


def running_mandate(db: Db, seat_id: str) -> Mandate | None:
    """The mandate that holds the seat now, if one does."""
    return db.scalar(select(Mandate).where(Mandate.seat_id == seat_id, Mandate.until_at.is_(None)))
