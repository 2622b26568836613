"""The lead: of several processes on one database, one keeps the clock.

The lead is an advisory lock of PostgreSQL, held by a connection of its own. A process that dies loses the connection
and with it the lead, at once. One that is paused or cut off says nothing for a while, and then the database itself
ends its connection, so that another can take over although nobody can tell a pause from a death. Whoever led before
the pause and wakes up finds its connection gone. An act that was under way meets the locks and the rules that every
act meets: the lead spares work, it is not what keeps a result right (T9).
"""

import hashlib
import os

import structlog
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from parliament.store.database import Database

logger = structlog.get_logger("parliament.store")

SILENCE_SECONDS = 3  # after which the database gives the lead of a process that says nothing to another


class Lead:
    """One process's part in the question who leads. SQLite is embedded in one process, which always does."""

    def __init__(self, database: Database, name: str) -> None:
        self._database, self._name = database, name
        self._key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
        self._connection: Connection | None = None
        self._is_ours = False

    def take(self) -> bool:
        """Whether this process leads now: because it goes on to, or because nobody else does any more.

        To be asked at every beat: it is also how a leader says that it is still there.
        """
        if self._database.is_sqlite:
            return True
        try:
            is_ours = self._ask()
        except SQLAlchemyError as trouble:
            logger.warning("the database was not to be had for the lead", trouble=type(trouble).__name__)
            self.lay_down()
            return False
        if is_ours and not self._is_ours:
            logger.info("this process leads now")
        self._is_ours = is_ours
        return is_ours

    def lay_down(self) -> None:
        """Lead no longer; whoever asks next may."""
        connection, self._connection, self._is_ours = self._connection, None, False
        if connection is not None:
            try:
                connection.close()
            except SQLAlchemyError as trouble:
                logger.info("the connection of the lead was gone already", trouble=type(trouble).__name__)

    def _ask(self) -> bool:
        if self._connection is None:
            self._connection = self._database.connection_apart()
            self._connection.execute(text(f"SET idle_session_timeout = '{SILENCE_SECONDS}s'"))
            # Whoever looks into `pg_stat_activity` sees which process it is.
            said = {"name": f"parliament: {self._name}, process {os.getpid()}"}
            self._connection.execute(text("SELECT set_config('application_name', :name, false)"), said)
        if self._is_ours:
            # The lock lasts as long as the connection, so an answer is all that has to be heard.
            return self._connection.scalar(text("SELECT true")) is True
        return self._connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": self._key}) is True
