"""Checkpoints: what the house signs of its logs.

One that was given away is kept, so that it stays the same bytes whatever key signs later.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session as Db

from parliament.commands.house import House
from parliament.rules.refusals import Code, Refused
from parliament.store.log_tree import root_at
from parliament.store.signatures import signed, signed_note
from parliament.store.tables import CheckpointRow, Log


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
