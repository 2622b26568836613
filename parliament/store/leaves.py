"""What stands in the tree for entries, read in order: the leaves, and what everybody may read of them."""

from collections.abc import Iterator

from sqlalchemy import Select, select
from sqlalchemy.orm import Session as Db

from parliament.record.leaves import leaf_of, line_of
from parliament.store.tables import EntryRow


def leaves(db: Db, log_id: str, after: int = 0, limit: int | None = None) -> Iterator[bytes]:
    """The leaves of the tree. Not to be shown to everybody: before there were seals, none kept an entry to the house."""
    rows = db.execute(entry_rows(log_id, after, limit)).all()
    return (leaf_of(log_id, row.seq, row.data, row.salt) for row in rows)


def lines(db: Db, log_id: str, after: int = 0, limit: int | None = None) -> list[bytes]:
    """What everybody may read: the leaves, or the hash of one that would tell what is the house's own."""
    rows = db.execute(entry_rows(log_id, after, limit))
    return [line_of(log_id, row.seq, row.kind, row.data, row.salt) for row in rows]


def entry_rows(log_id: str, after: int = 0, limit: int | None = None) -> Select[int, str, bytes, bytes | None]:
    """Entries of one log in order, from `after` on, as they lie there."""
    rows = select(EntryRow.seq, EntryRow.kind, EntryRow.data, EntryRow.salt)
    rows = rows.where(EntryRow.log_id == log_id, EntryRow.seq > after).order_by(EntryRow.seq)
    return rows.limit(limit) if limit else rows
