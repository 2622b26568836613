"""The house of the tests: no transaction leaves it before record and tables are found to say the same.

Every test that acts through it is thereby an accounting check, with nothing to remember.
"""

import re
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Engine, event, select
from sqlalchemy.orm import Session as Db

from parliament.commands.house import House, Tx
from parliament.record.canonical import parse_canonical
from parliament.record.entries import INSTITUTION, Entry
from parliament.store.snapshot import check
from parliament.store.tables import EntryRow
from tests.remembered import Memory, Reader, RememberedTables

WRITTEN = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)

# What the record does not know of: a transaction that wrote nothing else leaves the books as they were. Every other
# table is checked, also one that nobody has thought of yet.
NOT_IN_THE_RECORD = frozenset(
    {
        "accounts",
        "annexes",
        "ballot_revisions",
        "ballots",
        "cosignatures",
        "invitations",
        "logins",
        "presences",
        "repeats",
        "signed_sizes",
        "signing_invitations",
        "telephone_ballots",
        "text_versions",
        "tokens",
        "translations",
        "vote_stops",
    }
)


# The first engine of each kind in this process: what it has compiled is good for all that follow.
FIRST: dict[str, Engine] = {}


class CheckedHouse(House):
    """A house that keeps its books twice, and compares them before each commit."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _share_compiled(self.database.engine)
        event.listen(self.database.engine, "begin", _forget)
        event.listen(self.database.engine, "before_cursor_execute", self._note)
        event.listen(self.database.engine, "commit", self._committed)
        self.memory = Memory()

    def before_commit(self, tx: Tx) -> None:
        tx.db.flush()
        written = tx.db.connection().info.get("tables_written", set())
        if tx.entries or written - NOT_IN_THE_RECORD:
            self.memory.look_around(tx.db, tx.entries)
            found = check(Reader(tx.db, self.memory, written), read=_entries, reading=RememberedTables)
            assert not found, "record and tables disagree:\n" + "\n".join(found)

    def _note(self, connection: Connection, cursor: Any, statement: str, *rest: Any) -> None:
        match = WRITTEN.match(statement)
        if match:
            connection.info.setdefault("tables_written", set()).add(match[1])
            self.memory.written([match[1]])

    def _committed(self, connection: Connection) -> None:
        """What was read beside this transaction before it ended is old now."""
        self.memory.written(connection.info.get("tables_written", ()))


def _share_compiled(engine: Engine) -> None:
    """Most tests have a database of their own, and would compile every statement anew."""
    first = FIRST.setdefault(engine.dialect.name, engine)
    if first is engine:
        engine.connect().close()  # a dialect learns at its first connection whom it speaks to
    engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache


def _entries(db: Db) -> list[Entry]:
    """Every entry, the institution's first. Equal bytes are the same entry, and are taken apart only once."""
    rows = select(EntryRow.data).order_by(EntryRow.log_id != INSTITUTION, EntryRow.log_id, EntryRow.seq)
    return [_entry(data) for data in db.scalars(rows)]


@lru_cache(maxsize=50_000)
def _entry(data: bytes) -> Entry:
    return Entry.from_json(parse_canonical(data))


def _forget(connection: Connection) -> None:
    connection.info["tables_written"] = set()
