"""Pages of the record, as the reader may see them."""

import json

from sqlalchemy.orm import Session as Db

from parliament.record.audience import as_seen_by, audience_of
from parliament.record.entries import INSTITUTION
from parliament.record.tree import Frontier
from parliament.rules.powers import Actor
from parliament.rules.refusals import Code, Refused
from parliament.store import record
from parliament.store.tables import Log
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


def log_named(db: Db, word: str) -> str:
    """The id of the log: the institution's, or that of the session with this id or slug. Refused: not_found."""
    return INSTITUTION if word == INSTITUTION else session_named(db, word).id


def root_of(log: Log) -> str:
    """The Merkle root over all entries so far, in hex."""
    return Frontier.from_hex(log.size, json.loads(log.frontier)).root().hex()
