"""Pages of the record, as the reader may see them."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.audience import as_seen_by, audience_of
from parliament.record.entries import INSTITUTION
from parliament.record.entries.floor import TurnBegan
from parliament.record.tree import Frontier
from parliament.rules.powers import Actor
from parliament.rules.refusals import Code, Refused
from parliament.store import record
from parliament.store.queries import found
from parliament.store.tables import EntryRow, Log, PlenarySession, Sitting, Turn
from parliament.store.views.sessions import session_named

PAGE = 100


def record_page(db: Db, log_id: str, reader: Actor, *, after: int = 0, limit: int = PAGE) -> dict:
    """Entries after a number, at most `limit`; `is_full` pages never change. Refused: not_found."""
    log = db.get(Log, log_id)
    if log is None:
        raise Refused(Code.NOT_FOUND)
    entries = record.entries(db, log_id, after, limit)
    audience = audience_of(reader)
    return {
        "log": log.id,
        "origin": log.origin,
        "size": log.size,
        "root": root_of(log),
        "after": after,
        "next": entries[-1].seq if entries else after,
        "is_full": len(entries) == limit,
        "entries": [as_seen_by(entry, audience) for entry in entries],
    }


def place_of_speech(db: Db, turn_id: str) -> tuple[str, int]:
    """The slug of the session and the number of the entry by which this turn received the floor. Refused: not_found."""
    turn = found(db, Turn, turn_id)
    plenary = db.get_one(PlenarySession, db.get_one(Sitting, turn.sitting_id).plenary_id)
    # By its time, so that of the speeches of a long session only this one is read; one still waiting has none.
    began = (EntryRow.log_id == plenary.id) & (EntryRow.kind == TurnBegan.kind) & (EntryRow.at == turn.began_at)
    name = turn.id.encode()
    for row in db.scalars(select(EntryRow).where(began).order_by(EntryRow.seq)):
        if name in bytes(row.data):
            return plenary.slug, row.seq
    raise Refused(Code.NOT_FOUND)


def log_named(db: Db, word: str) -> str:
    """The id of the log: the institution's, or that of the session with this id or slug. Refused: not_found."""
    return INSTITUTION if word == INSTITUTION else session_named(db, word).id


def root_of(log: Log) -> str:
    """The Merkle root over all entries so far, in hex."""
    return Frontier.from_hex(log.size, json.loads(log.frontier)).root().hex()
