"""The record as a file: what the public may read, byte for byte the same whenever it is written."""

from sqlalchemy.orm import Session as Db

from parliament.commands.checkpoints import head_of
from parliament.commands.house import House
from parliament.record.audience import AUDIENCE, Audience
from parliament.record.checkpoint import signed_by
from parliament.record.entries import INSTITUTION, Entry
from parliament.results.archive import pack
from parliament.store import record
from parliament.store.views.sessions import list_sessions, session_named


def record_lines(db: Db, slug: str | None) -> bytes:
    """The entries, one a line. Refused: not_found."""
    return b"".join(_lines(db, log) for log in _logs(db, slug))


def record_archive(house: House, db: Db, slug: str | None) -> bytes:
    """A folder a log, each with its entries, signed checkpoint and key; the documents the entries cite. Refused: not_found."""
    files: dict[str, bytes] = {}
    for log, folder in _logs(db, slug).items():
        entries = record.entries(db, log)
        note = head_of(house, log, len(entries)).note
        files[f"{folder}/entries.jsonl"] = _lines(db, log)
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


def _lines(db: Db, log: str) -> bytes:
    """The leaves of the tree: what is the house's own stands there sealed."""
    return b"".join(line + b"\n" for line in record.lines(db, log))


def _cited(entries: list[Entry]) -> set[str]:
    bodies = [entry.body for entry in entries if AUDIENCE[entry.kind] is Audience.PUBLIC]
    return {body[name] for body in bodies for name in body if name.endswith("_hash") and body[name] is not None}
