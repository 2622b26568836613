"""What witnesses added to our checkpoints, and the notes that carry it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.cosignature import with_lines
from parliament.store.tables import CheckpointRow, CosignatureRow, Log, Witness


def listed_witnesses(db: Db) -> dict[str, Witness]:
    """Those who watch now, by verifier key."""
    rows = db.scalars(select(Witness).where(Witness.removed_at.is_(None)).order_by(Witness.added_at, Witness.id))
    return {row.vkey: row for row in rows}


def log_with_origin(db: Db, origin: str) -> Log | None:
    """The log that calls itself so in its checkpoints."""
    return db.scalar(select(Log).where(Log.origin == origin))


def lines_on(db: Db, log: str, size: int) -> list[str]:
    """What witnesses who are listed now said of the log at this size, in the order in which they were listed."""
    question = (
        select(CosignatureRow.line)
        .join(Witness)
        .where(CosignatureRow.log_id == log, CosignatureRow.size == size, Witness.removed_at.is_(None))
        .order_by(Witness.added_at, Witness.id)
    )
    return list(db.scalars(question))


def with_witnesses(db: Db, log: str, size: int, note: str) -> str:
    """The note of the log at this size, with whatever witnesses added to it."""
    return with_lines(note, lines_on(db, log, size))


def newest_witnessed(db: Db, log: str) -> str | None:
    """The largest checkpoint of the log that a witness who is listed now has cosigned; nothing if none has."""
    question = (
        select(CheckpointRow)
        .join(
            CosignatureRow,
            (CosignatureRow.log_id == CheckpointRow.log_id) & (CosignatureRow.size == CheckpointRow.size),
        )
        .join(Witness, Witness.id == CosignatureRow.witness_id)
        .where(CheckpointRow.log_id == log, Witness.removed_at.is_(None))
        .order_by(CheckpointRow.size.desc())
        .limit(1)
    )
    row = db.scalar(question)
    return with_witnesses(db, log, row.size, row.note) if row else None


def keep_line(db: Db, log: str, size: int, witness: str, *, line: str, at: datetime, now: datetime) -> None:
    """Keep what this witness said of this size; an older saying never takes the place of a newer one."""
    row = db.get(CosignatureRow, (log, size, witness))
    if row is None:
        row = CosignatureRow(log_id=log, size=size, witness_id=witness, line=line, cosigned_at=at, received_at=now)
        db.add(row)
    elif at > row.cosigned_at:
        row.line, row.cosigned_at, row.received_at = line, at, now
    db.flush()
