"""Migrations lead to the tables as they are written down, and back, on both databases."""

import pytest
from sqlalchemy import create_engine, event, inspect, text

from parliament.store.database import Database
from parliament.store.migrate import FOLDER, differences, downgrade, upgrade
from parliament.store.tables import Base


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path) -> str:
    """The URL of an empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'house.db'}"
    return request.getfixturevalue("postgres_url")


def tables_in(url: str) -> set[str]:
    engine = create_engine(url)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def execute(url: str, *statements: str) -> None:
    database = Database(url)
    try:
        with database.engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
    finally:
        database.engine.dispose()


def test_upgrade_leads_to_the_tables_as_written_down(url: str) -> None:
    upgrade(url)
    assert tables_in(url) == {*Base.metadata.tables, "alembic_version"}
    assert differences(url) == []


def test_downgrade_takes_everything_back_and_upgrade_brings_it_again(url: str) -> None:
    upgrade(url)
    downgrade(url)
    assert tables_in(url) == {"alembic_version"}
    upgrade(url)
    assert differences(url) == []


def test_upgrade_of_an_upgraded_database_changes_nothing(url: str) -> None:
    upgrade(url)
    execute(url, "INSERT INTO members (id, name) VALUES ('member-1', 'Amina')")
    upgrade(url)
    assert differences(url) == []
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        execute(url, "INSERT INTO members (id, name) VALUES ('member-1', 'Amina')")


def test_missing_column_is_named_as_a_difference(url: str) -> None:
    upgrade(url)
    execute(url, "ALTER TABLE declarations DROP COLUMN title")
    assert [(found[0], found[2], found[3].name) for found in differences(url)] == [
        ("add_column", "declarations", "title")
    ]


def conditions(url: str) -> dict[str, set[str]]:
    """What each table asks of its rows beyond types and references: checks, and unique indexes with their condition."""
    engine = create_engine(url)
    try:
        seen = inspect(engine)
        return {
            table: {f"check {check['name']}: {check['sqltext']}" for check in seen.get_check_constraints(table)}
            | {
                f"unique {index['name']} {index['column_names']}: {[str(v) for v in index['dialect_options'].values()]}"
                for index in seen.get_indexes(table)
                if index["unique"]
            }
            for table in Base.metadata.tables
        }
    finally:
        engine.dispose()


def test_upgrade_asks_the_same_of_rows_as_the_tables(url: str) -> None:
    """Alembic compares neither checks nor the condition of an index, and both are the last bolts of rules here."""
    upgrade(url)
    migrated = conditions(url)
    downgrade(url)
    database = Database(url)
    Base.metadata.create_all(database.engine)
    database.engine.dispose()
    assert migrated == conditions(url)
    (one_live_vote,) = (rule for rule in migrated["votes"] if "one_live_vote_per_sitting" in rule)
    assert "state" in one_live_vote.partition(":")[2]


def test_failed_upgrade_leaves_nothing_behind(url: str, tmp_path) -> None:
    versions = tmp_path / "steps" / "versions"
    versions.mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        (tmp_path / "steps" / name).write_text((FOLDER / name).read_text())
    (versions / "0001_broken.py").write_text(BROKEN)
    with pytest.raises(ZeroDivisionError):
        upgrade(url, folder=tmp_path / "steps")
    assert tables_in(url) == set()


BROKEN = """
import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.create_table("half", sa.Column("id", sa.Integer()))
    1 / 0
"""


def test_reference_to_nothing_stops_a_migration(tmp_path) -> None:
    url = f"sqlite:///{tmp_path / 'house.db'}"
    upgrade(url)
    engine = create_engine(url)
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=OFF"))
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO vote_stops (vote_id, at) VALUES ('vote-none', '2026-11-22 09:00:00')"))
    engine.dispose()
    with pytest.raises(RuntimeError, match="references to nothing"):
        upgrade(url)
