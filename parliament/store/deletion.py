"""Deleting a rehearsal: every row that hangs on it, its log, and the documents nothing else cites.

The one place of the house where a record ends. It follows the foreign keys, so that no table is forgotten, whoever
adds one.
"""

import re
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Table, delete, or_, select, update
from sqlalchemy.orm import Session as Db

from parliament.store.tables import Annex, Base, EntryRow, Log, PlenarySession

DIGEST = re.compile(rb'"([0-9a-f]{64})"')

Rows = list[tuple[Table, ColumnElement[bool]]]


def delete_session_rows(db: Db, plenary_id: str) -> None:
    """Take all of this session out of the tables. Whether it may be was asked before."""
    db.flush()
    rows = list(_hanging_on(db, plenary_id))
    documents = _documents(db, rows) | _cited(db, plenary_id)
    for table, where in reversed(rows):
        own = [column for column in table.c if any(key.column.table is table for key in column.foreign_keys)]
        if own:  # a part must let go of its item before the item goes
            db.execute(update(table).where(where).values({column.name: None for column in own}))
        db.execute(delete(table).where(where))
    for table in reversed(_of_logs()):
        db.execute(delete(table).where(table.c.log_id == plenary_id))
    db.execute(delete(Log).where(Log.id == plenary_id))
    db.expunge_all()
    unneeded = documents - _cited(db) - _documents(db, [(table, table.c[0].is_not(None)) for table in _tables()])
    db.execute(delete(Annex).where(Annex.sha256.in_(unneeded)))


def _tables() -> list[Table]:
    """All tables that rows may hang in, those that are referred to before those that refer."""
    return [table for table in Base.metadata.sorted_tables if table.name not in {"annexes", "entries", "logs"}]


def _of_logs() -> list[Table]:
    """The entries of a log, its tiles, its checkpoints and what was said of them."""
    return [table for table in Base.metadata.sorted_tables if "log_id" in table.c]


def _hanging_on(db: Db, plenary_id: str) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Which rows of which tables are the session, or refer to what is, in the order in which they refer."""
    session_table = PlenarySession.__tablename__
    ids: dict[str, list[str]] = {session_table: [plenary_id]}
    yield Base.metadata.tables[session_table], PlenarySession.id == plenary_id
    for table in _tables():
        if table.name == session_table:
            continue
        referring = [
            column.in_(ids[key.column.table.name])
            for column in table.c
            for key in column.foreign_keys
            if key.column.table.name in ids and key.column.table is not table
        ]
        if not referring:
            continue
        where = or_(*referring)
        yield table, where
        if "id" in table.c:
            ids[table.name] = list(db.scalars(select(table.c.id).where(where)))


def _documents(db: Db, rows: Rows) -> set[str]:
    """The annexes that these rows name."""
    found: set[str] = set()
    for table, where in rows:
        for column in (each for each in table.c if each.name == "sha256" or each.name.endswith("_hash")):
            found.update(each for each in db.scalars(select(column).where(where)) if each)
    return found


def _cited(db: Db, log: str | None = None) -> set[str]:
    """The annexes that the entries of one log, or of all, could be citing."""
    entries = select(EntryRow.data) if log is None else select(EntryRow.data).where(EntryRow.log_id == log)
    return {each.decode() for data in db.scalars(entries) for each in DIGEST.findall(data)}
