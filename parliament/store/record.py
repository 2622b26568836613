"""The record at rest: append under the log's lock, annexes by hash, the embedded signing key."""

import json
from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.canonical import canonical, parse_canonical, sha256_hex, timestamp
from parliament.record.entries import Entry, Fact
from parliament.record.tree import Frontier, leaf_hash
from parliament.rules.refusals import Code, Refused
from parliament.store.tables import Annex, EntryRow, Key, Log


def open_log(db: Db, log_id: str, origin: str) -> None:
    """Begin an empty log under its public origin line."""
    db.add(Log(id=log_id, origin=origin, size=0, frontier="[]"))
    db.flush()


def append(db: Db, log_id: str, fact: Fact, *, at: datetime, by: dict) -> Entry:
    """Add one entry at the end; numbers are without gaps because the log's row is locked."""
    log = db.get_one(Log, log_id, with_for_update=True)
    entry = Entry(log=log_id, seq=log.size + 1, kind=fact.kind, at=timestamp(at), by=by, body=fact.body())
    data = canonical(entry.to_json())
    frontier = Frontier.from_hex(log.size, json.loads(log.frontier)).append(leaf_hash(data))
    log.size, log.frontier = entry.seq, json.dumps(frontier.to_hex())
    db.add(EntryRow(log_id=log_id, seq=entry.seq, kind=fact.kind, at=at, data=data))
    return entry


def entries(db: Db, log_id: str, after: int = 0, limit: int | None = None) -> list[Entry]:
    """Entries of one log in order, from `after` on."""
    return [Entry.from_json(parse_canonical(data)) for data in leaves(db, log_id, after, limit)]


def leaves(db: Db, log_id: str, after: int = 0, limit: int | None = None) -> Iterator[bytes]:
    """The canonical bytes of entries, in order: the leaves of the tree."""
    rows = select(EntryRow.data).where(EntryRow.log_id == log_id, EntryRow.seq > after).order_by(EntryRow.seq)
    return iter(db.scalars(rows.limit(limit) if limit else rows).all())


def sizes(db: Db, log_ids: Collection[str]) -> dict[str, int]:
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


def signing_key(db: Db) -> tuple[str, bytes]:
    """Name and 32-byte seed of the embedded signer."""
    key = db.scalars(select(Key).order_by(Key.created_at.desc())).first()
    if key is None:
        raise RuntimeError("This parliament has no key yet: run `parliament init`.")
    return key.name, key.seed
