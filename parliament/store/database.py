"""The engine, one writer's lock and the database's own clock, for SQLite and PostgreSQL.

SQLAlchemy ignores `with_for_update` on SQLite without a word, so a writing transaction there begins with
`BEGIN IMMEDIATE`; on PostgreSQL the row that orders the acts is locked. Both live here and nowhere else.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.orm import Session, sessionmaker

from parliament.store.turnstile import Turnstile

BUSY_SECONDS = 20
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

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A look at one consistent moment; nothing written here is kept."""
        with self._make() as db:
            db.connection(execution_options=self._reading)
            yield db
            db.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction: all of it is committed on leaving, or none of it."""
        with self._turn, self._make() as db, db.begin():
            db.connection()
            yield db

    def now(self, db: Session) -> datetime:
        """The database's clock, this instant (not the transaction's beginning)."""
        if self.is_sqlite:
            # The embedded database has no clock of its own: it runs in this process, so this is the same clock.
            return _to_milliseconds(datetime.now(UTC))
        return _to_milliseconds(db.scalar(text("SELECT clock_timestamp()")).astimezone(UTC))

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
        return create_engine(url, connect_args=line, pool_pre_ping=True, pool_size=connections, max_overflow=0)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, pool_size=20)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection, _record) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection) -> None:
    reading = connection.get_execution_options().get("parliament_reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
