"""What the tables said at the last check, so that the next one asks only for tables that were written since.

The double-entry check reads every table of the record before each commit. Most acts write two or three of them; asking for
the other forty again was a third of the time of all tests. Whatever this engine writes is noticed as it is written and
as it is committed; whatever somebody else writes shows in the sizes of the logs, and then everything is forgotten.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session as Db
from sqlalchemy.sql.util import find_tables

from parliament.record.entries import Entry
from parliament.store.snapshot import Tables, Thing
from parliament.store.tables import Log


@dataclass
class Said:
    """The answer to one question, and how often its tables had been written when it was given."""

    rows: list[Row[Any]]
    version: tuple[int, ...]
    things: dict[type, list[Any]] = field(default_factory=dict)


@dataclass
class Memory:
    """Answers by question, for one engine."""

    said: dict[Any, Said] = field(default_factory=dict)
    # The name of each question, which takes longer to find out than to look up; most are asked again as they stand.
    keys: WeakKeyDictionary[Select[Any], Any] = field(default_factory=WeakKeyDictionary)
    tables: dict[Any, tuple[str, ...]] = field(default_factory=dict)
    writes: Counter[str] = field(default_factory=Counter)
    sizes: dict[str, int] = field(default_factory=dict)

    def forget(self) -> None:
        self.said.clear()
        self.sizes.clear()

    def written(self, tables: Iterable[str]) -> None:
        self.writes.update(tables)

    def look_around(self, db: Db, entries: list[Entry]) -> None:
        """Forget everything if the logs are not as this engine left them, with its own new entries added."""
        now = {log: size for log, size in db.execute(select(Log.id, Log.size))}  # noqa: C416 -- rows are not pairs
        expected = Counter(self.sizes)
        expected.update(entry.log for entry in entries)
        if now != {log: expected[log] for log in now}:
            self.said.clear()
        self.sizes = now


class Reader:
    """Stands in for the database in a check: answers what it remembers, and asks for the rest."""

    def __init__(self, db: Db, memory: Memory, written: set[str]) -> None:
        self._db, self._memory, self._written = db, memory, written

    def scalars(self, question: Any) -> Any:
        return self._db.scalars(question)

    def execute(self, question: Select[Any]) -> "Answer":
        memory = self._memory
        if question not in memory.keys:
            found = question._generate_cache_key()
            memory.keys[question] = None if found is None or found.bindparams else found.key
        key = memory.keys[question]
        if key is None:
            return Answer(list(self._db.execute(question)))
        if key not in memory.tables:
            memory.tables[key] = tuple(sorted({table.name for table in find_tables(question, include_joins=True)}))
        version = tuple(memory.writes[name] for name in memory.tables[key])
        known = memory.said.get(key)
        if known is not None and known.version == version and self._written.isdisjoint(memory.tables[key]):
            return Answer(known.rows, known.things)
        said = Said(list(self._db.execute(question)), version)
        if self._written.isdisjoint(memory.tables[key]):
            memory.said[key] = said
        return Answer(said.rows, said.things)


class RememberedTables(Tables):
    """Makes things of rows once; they are compared, and never changed."""

    def all(self, kind: type[Thing], question: Select[Any]) -> list[Thing]:
        answer = self.db.execute(question)
        assert isinstance(answer, Answer), "a house that remembers reads through its memory"
        if kind not in answer.things:
            answer.things[kind] = self.made(kind, answer)
        return answer.things[kind]


class Answer:
    """Rows, or the same by the names of their columns."""

    def __init__(self, rows: list[Row[Any]], things: dict[type, list[Any]] | None = None) -> None:
        self._rows = rows
        self.things = {} if things is None else things

    def __iter__(self) -> Iterator[Row[Any]]:
        return iter(self._rows)

    def mappings(self) -> list[Any]:
        return [row._mapping for row in self._rows]
