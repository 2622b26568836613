"""The record at rest: append under the log's lock, annexes by hash."""

import json
import secrets
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session as Db

from parliament.record.canonical import canonical, parse_canonical, sha256_hex, timestamp
from parliament.record.entries import Entry, Fact
from parliament.record.leaves import MAX_LEAF, SALT_SIZE, is_sealed, leaf_of
from parliament.record.tree import Frontier, leaf_hash
from parliament.rules.refusals import Code, Refused
from parliament.store.leaves import entry_rows, leaves, lines
from parliament.store.log_tree import grow
from parliament.store.tables import Annex, EntryRow, Log

__all__ = [
    "all_entries",
    "annex",
    "append",
    "entries",
    "leaves",
    "lines",
    "open_log",
    "sizes",
    "store_annex",
]


def open_log(db: Db, log_id: str, origin: str) -> None:
    """Begin an empty log under its public origin line."""
    db.add(Log(id=log_id, origin=origin, size=0, frontier="[]"))
    db.flush()


def append(db: Db, log_id: str, fact: Fact, *, at: datetime, by: dict) -> Entry:
    """Add one entry at the end; numbers are without gaps because the log's row is locked."""
    log = db.get_one(Log, log_id, with_for_update=True)
    entry = Entry(log=log_id, seq=log.size + 1, kind=fact.kind, at=timestamp(at), by=by, body=fact.body())
    data = canonical(entry.to_json())
    if len(data) > MAX_LEAF:
        raise ValueError(f"{fact.kind} says more than an entry may; long content is an annex")
    salt = secrets.token_bytes(SALT_SIZE) if is_sealed(fact.kind) else None
    leaf = leaf_hash(leaf_of(log_id, entry.seq, data, salt))
    log.size, log.frontier = entry.seq, json.dumps(_frontier(log).append(leaf).to_hex())
    db.add(EntryRow(log_id=log_id, seq=entry.seq, kind=fact.kind, at=at, data=data, salt=salt))
    grow(db, log_id, entry.seq)
    return entry


def _frontier(log: Log) -> Frontier:
    return Frontier.from_hex(log.size, json.loads(log.frontier))


def entries(db: Db, log_id: str, after: int = 0, limit: int | None = None) -> list[Entry]:
    """Entries of one log in order, from `after` on."""
    rows = db.execute(entry_rows(log_id, after, limit))
    return [Entry.from_json(parse_canonical(row.data)) for row in rows]


def sizes(db: Db | Connection, log_ids: Collection[str]) -> dict[str, int]:
    """How many entries each of these logs has; a log that does not exist is left out."""
    rows = db.execute(select(Log.id, Log.size).where(Log.id.in_(log_ids)))
    return {row.id: row.size for row in rows}


def all_entries(db: Db) -> list[Entry]:
    """Every entry of every log, the institution's first, each log in its order."""
    logs = db.scalars(select(Log.id)).all()
    return [entry for log in sorted(logs, key=lambda name: (name != "institution", name)) for entry in entries(db, log)]


def store_annex(db: Db, content: bytes, media_type: str) -> str:
    """Store a document once; returns its SHA-256 in hex."""
    digest = sha256_hex(content)
    if db.get(Annex, digest) is None:
        db.add(Annex(sha256=digest, media_type=media_type, content=content))
        db.flush()
    return digest


def annex(db: Db, sha256: str) -> bytes:
    """The document with this hash. Refused: `not_found`."""
    row = db.get(Annex, sha256)
    if row is None:
        raise Refused(Code.NOT_FOUND)
    return row.content
