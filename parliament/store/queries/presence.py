"""Presence as it is written: one row a seat and sitting, whoever says it first."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session as Db

from parliament.rules.stages import SittingState
from parliament.store.tables import Presence, Sitting


def mark_presence(db: Db, sitting_id: str, presence: Mapping[str, bool], at: datetime) -> None:
    """Say of each seat whether it is present. Two who say it at one moment do not meet in an error.

    Rows are written in one order, so that a roll call and a crowd checking in cannot wait for each other in a ring.
    """
    if not presence:
        return
    rows = [
        {"sitting_id": sitting_id, "seat_id": seat, "present": here, "at": at}
        for seat, here in sorted(presence.items())
    ]
    make = sqlite.insert if db.get_bind().dialect.name == "sqlite" else postgresql.insert
    said = make(Presence).values(rows)
    later = {"present": said.excluded.present, "at": said.excluded.at}
    db.execute(said.on_conflict_do_update(index_elements=["sitting_id", "seat_id"], set_=later))


def leave_everywhere(db: Db, seat_id: str, at: datetime) -> None:
    """With its holder gone a seat is present nowhere: a successor has to say so anew."""
    coming = select(Sitting.id).where(Sitting.state != SittingState.ADJOURNED)
    rows = update(Presence).where(Presence.seat_id == seat_id, Presence.present, Presence.sitting_id.in_(coming))
    db.execute(rows.values(present=False, at=at))
