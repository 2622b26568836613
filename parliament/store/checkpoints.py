"""Checkpoints that were given away, and those that are to be written into the institution's log."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from parliament.rules.stages import SessionStage
from parliament.store.tables import CheckpointRow, Log, PlenarySession

BETWEEN = timedelta(hours=1)


def keep_note(db: Db, log: str, size: int, *, root: bytes, note: str, at: datetime) -> CheckpointRow:
    """Keep the log's own note of this size, unless one is kept already: it must stay the same bytes."""
    row = db.get(CheckpointRow, (log, size))
    if row is None:
        row = CheckpointRow(log_id=log, size=size, root=root.hex(), note=note, at=at, sealed=False)
        db.add(row)
        db.flush()
    return row


def last_recorded(db: Db, log: str) -> CheckpointRow | None:
    """The newest checkpoint of this log that the institution's log holds."""
    rows = select(CheckpointRow).where(CheckpointRow.log_id == log, CheckpointRow.recorded_at.is_not(None))
    return db.scalar(rows.order_by(CheckpointRow.size.desc()).limit(1))


def logs_to_record(db: Db, now: datetime) -> list[str]:
    """Sessions newly convened, those that grew in the hour since they were recorded, and those closed and not sealed.

    Rehearsals are left out: they may be deleted, and nothing could ever be held against what was recorded of them.
    """
    recorded = (
        select(
            CheckpointRow.log_id,
            func.max(CheckpointRow.size).label("size"),
            func.max(CheckpointRow.recorded_at).label("at"),
        )
        .where(CheckpointRow.recorded_at.is_not(None))
        .group_by(CheckpointRow.log_id)
        .subquery()
    )
    is_new = recorded.c.size.is_(None)
    has_grown = recorded.c.size < Log.size
    is_old, is_closed = recorded.c.at <= now - BETWEEN, PlenarySession.stage == SessionStage.CLOSED
    due = (
        select(Log.id)
        .join(PlenarySession, PlenarySession.id == Log.id)
        .outerjoin(recorded, recorded.c.log_id == Log.id)
        .where(~PlenarySession.rehearsal, is_new | (has_grown & (is_old | is_closed)))
        .order_by(Log.id)
    )
    return list(db.scalars(due))
