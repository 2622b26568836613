"""Checkpoints: what the house signs of its logs, keeps because it was given away, and records.

One that was given away is kept, so that it stays the same bytes whatever key signs later. Those of the sessions go into
the institution's log, by the clock.
"""

from dataclasses import dataclass

import structlog
from sqlalchemy.orm import Session as Db

from parliament.commands.house import Answer, House, Tx, requires
from parliament.record.entries import INSTITUTION, CheckpointRecorded
from parliament.rules.powers import THE_CLOCK, Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import SessionStage
from parliament.store.checkpoints import keep_note, last_recorded, logs_to_record
from parliament.store.log_tree import root_at
from parliament.store.queries import found
from parliament.store.signatures import signed, signed_note
from parliament.store.tables import CheckpointRow, Log, PlenarySession

logger = structlog.get_logger("parliament.checkpoints")


@dataclass(frozen=True)
class Head:
    """A tree of a log, and the signed note that says so."""

    log: str
    origin: str
    size: int
    root: bytes
    note: str


def head_of(house: House, log: str, size: int | None = None) -> Head:
    """The checkpoint of a log at this size, or of all it has now; signed if it has not been. Refused: not_found, signer_away.

    Never ask it in a transaction that writes: only what is committed is signed.
    """
    with house.reading() as db:
        row = db.get(Log, log)
        if row is None:
            raise Refused(Code.NOT_FOUND)
        size = row.size if size is None else size
        origin, root = row.origin, root_at(db, log, size)
        note = _note(db, row, size, root)
    return Head(log, origin, size, root, note or house.pen.checkpoint(origin, size, root, house.proving(log)))


def _note(db: Db, log: Log, size: int, root: bytes) -> str | None:
    """What was signed of this very tree before: one that was kept, or the last one."""
    kept = db.get(CheckpointRow, (log.id, size))
    if kept is not None:
        return kept.note
    last = signed(db, log.origin)
    return signed_note(db, log.origin) if (last.size, last.root) == (size, root) else None


def keep(house: House, head: Head) -> None:
    """Keep a checkpoint that is about to be given away, for whoever asks for the same again."""
    with house.reading() as db:
        if db.get(CheckpointRow, (head.log, head.size)) is not None:
            return
    with house.database.writing() as db:
        db.get_one(Log, head.log, with_for_update=True)  # two who ask at the same moment are given the same
        keep_note(db, head.log, head.size, root=head.root, note=head.note, at=house.now(db))


@requires(Power.RECORD_CHECKPOINT)
def record_checkpoint(tx: Tx, *, log: str, size: int, root: str, note: str) -> Answer:
    """Write the signed checkpoint of a session's log into the institution's; the last one of a closed session seals it.

    Refused: not_found, rehearsal, already_exists (recorded at this size, or at a larger one).
    """
    tx.hold(INSTITUTION)
    plenary = found(tx.db, PlenarySession, log)
    if plenary.rehearsal:
        raise Refused(Code.REHEARSAL)
    row, last = tx.db.get_one(Log, log), last_recorded(tx.db, log)
    if last is not None and last.size >= size:
        raise Refused(Code.ALREADY_EXISTS, what=f"{row.origin} {last.size}")
    kept = keep_note(tx.db, log, size, root=bytes.fromhex(root), note=note, at=tx.now)
    kept.recorded_at, kept.sealed = tx.now, plenary.stage == SessionStage.CLOSED and size == row.size
    tx.record(
        CheckpointRecorded(
            log=log, origin=row.origin, size=size, root=kept.root, checkpoint=kept.note, sealed=kept.sealed
        )
    )
    return {"log": log, "size": size, "sealed": kept.sealed}


def record_due(house: House) -> list[str]:
    """Record the checkpoints that are due, each by itself. Returns the ids of their logs."""
    with house.reading() as db:
        due = logs_to_record(db, house.now(db))
    return [log for log in due if _record(house, log)]


def _record(house: House, log: str) -> bool:
    try:
        head = head_of(house, log)
        house.perform(record_checkpoint, by=THE_CLOCK, log=log, size=head.size, root=head.root.hex(), note=head.note)
    except Refused as refusal:
        logger.info("a checkpoint that was due waits", log=log, code=refusal.code)
        return False
    except Exception:
        # One log that cannot be recorded must not keep the others waiting; it is tried again at the next stroke.
        logger.exception("a checkpoint that was due could not be recorded", log=log)
        return False
    return True
