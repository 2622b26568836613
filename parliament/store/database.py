"""The engine, one writer's lock and the database's own clock, for SQLite and PostgreSQL.

SQLAlchemy ignores `with_for_update` on SQLite without a word, so a writing transaction there begins with
`BEGIN IMMEDIATE`; on PostgreSQL the row that orders the acts is locked. Both live here and nowhere else.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import Session, sessionmaker

from parliament.store.turnstile import Turnstile

BUSY_SECONDS = 20
TRUSTED_SECONDS = 1.0  # for which a connection that was in use a moment ago is believed to live
CONNECTIONS = 40  # of one process to PostgreSQL, at most
CONNECTION_SETTINGS = ("max_connections", "superuser_reserved_connections")
# What a process asks of the line between them, unless its address says otherwise. A peer that has gone
# without a word is noticed within seconds, not after the two hours of the kernel's own patience; and a transaction
# whose process was paused or cut off is undone, so that the locks it holds keep nobody waiting for ever (T9, T11).
LINE = {
    "connect_timeout": "5",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
    "options": "-c idle_in_transaction_session_timeout=15s",
}


class Database:
    """An engine with its two ways in: `reading()` and `writing()`."""

    def __init__(self, url: str, connections: int = CONNECTIONS) -> None:
        self.engine = _engine(url, connections)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        # Several transactions at once are PostgreSQL's business; SQLite has one writer, and no manners.
        self._turn = Turnstile(BUSY_SECONDS) if self.is_sqlite else nullcontext()
        self._make = sessionmaker(self.engine, expire_on_commit=False)
        # On PostgreSQL every statement would otherwise see what was committed up to its own beginning.
        self._reading = {"parliament_reading": True} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        alone = self._reading if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._glances = self.engine.execution_options(**alone)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A look at one consistent moment; nothing written here is kept."""
        with self._make() as db:
            db.connection(execution_options=self._reading)
            yield db
            db.rollback()

    @contextmanager
    def glancing(self) -> Iterator[Connection]:
        """For a single question: on PostgreSQL nothing else goes over the line, no beginning and no end."""
        with self._glances.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction: all of it is committed on leaving, or none of it."""
        with self._turn, self._make() as db, db.begin():
            db.connection()
            yield db

    def now(self, db: Session) -> datetime:
        """The database's clock, this instant (not the transaction's beginning)."""
        if told := self.told_time():
            return told
        return _to_milliseconds(db.scalar(text("SELECT clock_timestamp()")).astimezone(UTC))

    def told_time(self) -> datetime | None:
        """This instant, if the database need not be asked: the embedded one runs in this process, by the same clock."""
        return _to_milliseconds(datetime.now(UTC)) if self.is_sqlite else None

    def connection_apart(self) -> Connection:
        """A connection that is not the pool's, where each statement is a transaction; whoever asks closes it."""
        connection = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()
        return connection

    def most_connections(self) -> int | None:
        """How many connections the server takes from all processes together; None where there is no server."""
        if self.is_sqlite:
            return None
        with self.engine.connect() as connection:
            most, kept = (connection.exec_driver_sql(f"SHOW {name}").scalar_one() for name in CONNECTION_SETTINGS)
        return int(most) - int(kept)

    def check_settings(self) -> None:
        """Refuse to run on a database that may forget what it acknowledged."""
        with self.engine.connect() as connection:
            if self.is_sqlite:
                wanted = {"journal_mode": ("wal", "memory"), "synchronous": (2,)}
                found = {key: connection.exec_driver_sql(f"PRAGMA {key}").scalar() for key in wanted}
            else:
                wanted = dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), ("on",))
                found = {key: connection.exec_driver_sql(f"SHOW {key}").scalar() for key in wanted}
        wrong = {key: value for key, value in found.items() if value not in wanted[key]}
        if wrong:
            raise RuntimeError(f"The database is not durable: {wrong}. Set { ({k: wanted[k] for k in wrong}) }.")


def _to_milliseconds(at: datetime) -> datetime:
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _engine(url: str, connections: int) -> Engine:
    if not url.startswith("sqlite"):
        line = {name: value for name, value in LINE.items() if name not in make_url(url).query}
        engine = create_engine(url, connect_args=line, pool_size=connections, max_overflow=0)
        _look_at_idle(engine)
        return engine
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, pool_size=20)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _look_at_idle(engine: Engine) -> None:
    """A connection that lay idle may have lost its server, so it is tried before it is used again.

    `pool_pre_ping` would try each one each time, which under load is a journey more for every other statement.
    """

    def note_the_time(_connection, record) -> None:
        record.info["used_at"] = time.monotonic()

    def see_whether_it_lives(connection, record, _proxy) -> None:
        if time.monotonic() - record.info["used_at"] < TRUSTED_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error  # those beside it are as old: each is opened anew

    event.listen(engine, "connect", note_the_time)
    event.listen(engine, "checkin", note_the_time)
    event.listen(engine, "checkout", see_whether_it_lives)


def _prepare_sqlite(connection, _record) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection) -> None:
    reading = connection.get_execution_options().get("parliament_reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
