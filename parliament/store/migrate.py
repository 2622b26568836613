"""Migrations: bring a database to a version of the tables, and say where the two differ.

The steps lie in `migrations/` beside the package; whoever keeps them elsewhere names the folder. Alembic is read in
where it is used: whoever only serves a parliament need not wait for it.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection

import parliament
from parliament.store.database import Database
from parliament.store.tables import Base

FOLDER = Path(parliament.__file__).parent.parent / "migrations"


def upgrade(database_url: str, to: str = "head", folder: Path = FOLDER) -> None:
    """Bring the tables up to a version; all of it happens, or nothing."""
    _run("upgrade", database_url, folder, revision=to)


def downgrade(database_url: str, to: str = "base", folder: Path = FOLDER) -> None:
    """Take the tables back to a version; all of it happens, or nothing."""
    _run("downgrade", database_url, folder, revision=to)


def write_migration(database_url: str, message: str, number: str, folder: Path = FOLDER) -> None:
    """Write the step from what the database has to what the tables say. For those who change tables."""
    _run("revision", database_url, folder, message=message, autogenerate=True, rev_id=number)


def differences(database_url: str) -> list[Any]:
    """Where the database and the tables differ, in Alembic's words; empty when they agree."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    database = Database(database_url)
    try:
        with database.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            return list(compare_metadata(context, Base.metadata))
    finally:
        database.engine.dispose()


def _run(step: str, database_url: str, folder: Path, **how: Any) -> None:
    """Run one of Alembic's commands in one transaction of our own engine, which knows each database's habits."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    database = Database(database_url)
    try:
        with database.engine.connect() as connection:
            _set_references(connection, "OFF")
            with connection.begin():
                config.attributes["connection"] = connection
                getattr(command, step)(config, **how)
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
