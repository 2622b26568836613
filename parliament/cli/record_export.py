"""The record as a file: what the public may read, byte for byte the same whenever it is written."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.commands.house import House
from parliament.record.audience import AUDIENCE, Audience
from parliament.record.canonical import canonical
from parliament.record.checkpoint import signed_by
from parliament.record.entries import INSTITUTION, Entry
from parliament.record.tree import leaf_hash, root
from parliament.results.archive import pack
from parliament.store import record
from parliament.store.tables import Log
from parliament.store.views.sessions import list_sessions, session_named


def record_lines(db: Db, slug: str | None) -> bytes:
    """The entries, one a line. Refused: not_found."""
    return b"".join(_lines(record.entries(db, log)) for log in _logs(db, slug))


def record_archive(house: House, db: Db, slug: str | None) -> bytes:
    """A folder a log, each with its entries, signed checkpoint and key; the documents the entries cite. Refused: not_found."""
    files: dict[str, bytes] = {}
    for log, folder in _logs(db, slug).items():
        entries = record.entries(db, log)
        origin = db.scalar(select(Log.origin).where(Log.id == log)) or ""
        tree = root([_leaf(entry) for entry in entries])
        files[f"{folder}/entries.jsonl"] = _lines(entries)
        note = house.pen.checkpoint(origin, len(entries), tree, house.proving(log))
        files[f"{folder}/checkpoint"] = note.encode()
        files[f"{folder}/vkey"] = f"{signed_by(note, house.pen.vkeys)}\n".encode()
        files |= {f"annexes/{sha256}": record.annex(db, sha256) for sha256 in _cited(entries)}
    return pack(files)


def _logs(db: Db, slug: str | None) -> dict[str, str]:
    """Logs with the folders they go into, the institution's first."""
    if slug:
        plenary = session_named(db, slug)
        return {plenary.id: plenary.slug}
    return {INSTITUTION: INSTITUTION} | {row["id"]: row["slug"] for row in reversed(list_sessions(db))}


def _lines(entries: list[Entry]) -> bytes:
    return b"".join(canonical(_as_public(entry)) + b"\n" for entry in entries)


def _as_public(entry: Entry) -> dict:
    """What is the house's own stands there by its leaf alone: the tree can be computed, and nothing is told."""
    if AUDIENCE[entry.kind] is Audience.PUBLIC:
        return entry.to_json()
    return {"log": entry.log, "seq": entry.seq, "leaf": _leaf(entry).hex()}


def _leaf(entry: Entry) -> bytes:
    return leaf_hash(canonical(entry.to_json()))


def _cited(entries: list[Entry]) -> set[str]:
    bodies = [entry.body for entry in entries if AUDIENCE[entry.kind] is Audience.PUBLIC]
    return {body[name] for body in bodies for name in body if name.endswith("_hash") and body[name] is not None}
