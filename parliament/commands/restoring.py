"""Setting up a parliament again from its whole record: no act of anybody, so there is no command; the record is all there is."""

import json
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session as Db

from parliament.commands.checkpoints import head_of
from parliament.commands.history import vote_row
from parliament.commands.house import House
from parliament.record.checkpoint import open_checkpoint, signed_by
from parliament.record.entries import INSTITUTION
from parliament.record.leaves import leaf_of
from parliament.record.past_annex import read_annex
from parliament.record.replay import replay
from parliament.record.tiles import tiles_of
from parliament.record.tree import frontier, leaf_hash
from parliament.results.whole_record import Book, Record, Written, write_record
from parliament.rules.past_outcomes import recount_all
from parliament.store.leaves import entry_rows
from parliament.store.restoring import restore
from parliament.store.snapshot import check
from parliament.store.tables import Annex, EntryRow, Log, PastVote, SignedSize, Tile
from parliament.store.views.sessions import list_sessions


class NotRestored(ValueError):
    """The record does not give the tables that it should; nothing was written."""


def record_archive(house: House, *, whole: bool) -> bytes:
    """The whole record as one archive. Refused: signer_away, if the newest entries were not signed yet."""
    with house.reading() as db:
        folders = {INSTITUTION: INSTITUTION} | {row["id"]: row["slug"] for row in reversed(list_sessions(db))}
        books = [_book(house, db, log, folder) for log, folder in folders.items()]
        return write_record(books, lambda sha256: _annex(db, sha256), whole=whole)


def _book(house: House, db: Db, log: str, folder: str) -> Book:
    written = tuple(Written(row.seq, row.kind, row.data, row.salt) for row in db.execute(entry_rows(log, 0, None)))
    note = head_of(house, log, len(written)).note
    return Book(folder, log, written, note, signed_by(note, house.pen.vkeys))


def _annex(db: Db, sha256: str) -> tuple[str, bytes]:
    row = db.get_one(Annex, sha256)
    return row.media_type, row.content


def restore_house(house: House, record: Record) -> dict[str, int]:
    """Write the record and the tables it gives into an empty database, in one transaction. Raises `NotRestored`.

    The two books are compared before anything is kept, as for every act of the house.
    """
    with house.database.writing() as db:
        for sha256, (media_type, content) in record.annexes.items():
            db.add(Annex(sha256=sha256, media_type=media_type, content=content))
        for book in record.books:
            _write_book(db, book)
        entries = [each.entry for book in record.books for each in book.written]
        restore(db, replay(entries), entries, lambda sha256: record.annexes[sha256][1])
        for row in (each.body for each in entries if each.kind == "past_session.imported"):
            _write_history(db, row["past_session"], record.annexes[row["votes_hash"]][1])
        db.flush()
        if problems := check(db):
            raise NotRestored(problems[0])
    return {"logs": len(record.books), "entries": len(entries), "annexes": len(record.annexes)}


def _write_book(db: Db, book: Book) -> None:
    """One log, with the tree that grows from its entries and the note over all of it, which nobody here can sign again."""
    leaves = [leaf_hash(leaf_of(book.log, each.seq, each.data, each.salt)) for each in book.written]
    signed = open_checkpoint(book.note, [book.vkey])
    top = json.dumps(frontier(leaves).to_hex())
    db.add(Log(id=book.log, origin=signed.origin, size=len(leaves), frontier=top))
    db.add(SignedSize(origin=signed.origin, size=signed.size, root=signed.root.hex(), note=book.note))
    for each in book.written:
        at = datetime.fromisoformat(each.entry.at)
        db.add(EntryRow(log_id=book.log, seq=each.seq, kind=each.kind, at=at, data=each.data, salt=each.salt))
    for (level, index), hashes in tiles_of(leaves).items():
        db.add(Tile(log_id=book.log, level=level, index=index, hashes=hashes))


def _write_history(db: Db, past_session: str, document: bytes) -> None:
    rows = [vote_row(past_session, at, each) for at, each in enumerate(recount_all(read_annex(document)), start=1)]
    if rows:
        db.execute(insert(PastVote), rows)
