"""What one city did with declarations: which it signed, with its words, and whether it took its signature back."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.canonical import parse_canonical
from parliament.record.entries import INSTITUTION, Entry, Json
from parliament.store.queries.digests import digests_of
from parliament.store.tables import Declaration, EntryRow

KINDS = ("signature.given", "signature.withdrawn")


def signed_by(db: Db, seat_id: str) -> list[Json]:
    """The signatures of a seat, the newest first, from the record alone; three questions, whatever it signed."""
    rows = (
        select(EntryRow.data)
        .where(EntryRow.log_id == INSTITUTION, EntryRow.kind.in_(KINDS))
        .order_by(EntryRow.seq.desc())
    )
    name = seat_id.encode()
    given: list[Entry] = []
    taken_back: dict[str, Entry] = {}
    for data in db.scalars(rows):
        if b'"signature.withdrawn"' in bytes(data):
            entry = Entry.from_json(parse_canonical(data))
            taken_back[entry.body["signature"]] = entry
        elif name in bytes(data):
            entry = Entry.from_json(parse_canonical(data))
            given += [entry] if entry.body["seat"] == seat_id else []
    named = _declarations(db, {entry.body["declaration"] for entry in given})
    return [
        _signed(entry, taken_back.get(entry.body["signature"])) | named[entry.body["declaration"]] for entry in given
    ]


def _declarations(db: Db, ids: set[str]) -> dict[str, Json]:
    rows = list(db.scalars(select(Declaration).where(Declaration.id.in_(ids))))
    digests = digests_of(db, (row.document_hash for row in rows))
    return {
        row.id: {"slug": row.slug, "number": row.number, "title": row.title}
        | {"language": digests[row.document_hash].language}
        for row in rows
    }


def _signed(entry: Entry, withdrawn: Entry | None) -> Json:
    said = ("signature", "declaration", "version", "document_hash", "council_date", "council_reference", "reservation")
    return {
        **{name: entry.body[name] for name in said},
        "by": entry.body["name"],
        "function": entry.body["function"],
        "at": entry.body["signed_at"],
        "seq": entry.seq,
        "withdrawn": None if withdrawn is None else {"at": withdrawn.at, "reason": withdrawn.body["reason"]},
    }
