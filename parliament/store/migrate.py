"""Migrations: bring a database to a version of the tables, and say where the two differ.

The steps lie in `migrations/` beside the package; whoever keeps them elsewhere names the folder.
"""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection

import parliament
from parliament.store.database import Database
from parliament.store.tables import Base

FOLDER = Path(parliament.__file__).parent.parent / "migrations"


def upgrade(database_url: str, to: str = "head", folder: Path = FOLDER) -> None:
    """Bring the tables up to a version; all of it happens, or nothing."""
    _run(command.upgrade, database_url, to, folder)


def downgrade(database_url: str, to: str = "base", folder: Path = FOLDER) -> None:
    """Take the tables back to a version; all of it happens, or nothing."""
    _run(command.downgrade, database_url, to, folder)


def write_migration(database_url: str, message: str, number: str, folder: Path = FOLDER) -> None:
    """Write the step from what the database has to what the tables say. For those who change tables."""
    _run(_write, database_url, (message, number), folder)


def differences(database_url: str) -> list[Any]:
    """Where the database and the tables differ, in Alembic's words; empty when they agree."""
    database = Database(database_url)
    try:
        with database.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            return list(compare_metadata(context, Base.metadata))
    finally:
        database.engine.dispose()


def _write(config: Config, what: tuple[str, str]) -> None:
    message, number = what
    command.revision(config, message, autogenerate=True, rev_id=number)


def _run(step: Any, database_url: str, to: Any, folder: Path) -> None:
    """Run one of Alembic's commands in one transaction of our own engine, which knows each database's habits."""
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    database = Database(database_url)
    try:
        with database.engine.connect() as connection:
            _set_references(connection, "OFF")
            with connection.begin():
                config.attributes["connection"] = connection
                step(config, to)
                _check_references(connection)
            _set_references(connection, "ON")
    finally:
        database.engine.dispose()


def _set_references(connection: Connection, to: str) -> None:
    """SQLite rebuilds a table in order to change it, which its foreign keys would forbid. It listens only here,
    before the transaction begins, which is why the driver itself is told."""
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute(f"PRAGMA foreign_keys={to}")


def _check_references(connection: Connection) -> None:
    """What was not watched while tables were rebuilt is looked through before anything is kept."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"A migration would leave references to nothing: {broken[:5]}")
