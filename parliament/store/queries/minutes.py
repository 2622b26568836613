"""Questions about minutes that commands decide on."""

import json
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from parliament.rules.stages import CorrectionState
from parliament.store.queries.sessions import all_seats
from parliament.store.record import annex
from parliament.store.tables import Account, Correction, Minutes


def minutes_of(db: Db, sitting_id: str) -> Minutes | None:
    return db.scalar(select(Minutes).where(Minutes.sitting_id == sitting_id))


def document(db: Db, sha256: str) -> dict[str, Any]:
    """Minutes as they were frozen."""
    found: dict[str, Any] = json.loads(annex(db, sha256))
    return found


def corrections_of(db: Db, minutes_id: str, *states: CorrectionState) -> list[Correction]:
    """Corrections by number: all of them, or those in these states."""
    rows = select(Correction).where(Correction.minutes_id == minutes_id).order_by(Correction.number)
    return list(db.scalars(rows.where(Correction.state.in_(states)) if states else rows))


def count_waiting(db: Db, minutes_id: str) -> int:
    """Corrections on which the secretariat has still to rule."""
    proposed = (Correction.minutes_id == minutes_id, Correction.state == CorrectionState.PROPOSED)
    return db.scalar(select(func.count()).where(*proposed)) or 0


def names_for_minutes(db: Db) -> dict[str, str]:
    """What minutes call officers and seats: accounts by their names, seats by their cities."""
    accounts = dict(db.execute(select(Account.id, Account.name)).all())
    return accounts | {seat.id: seat.city for seat, _ in all_seats(db)}
