"""A connection that lost its server while it lay idle is opened anew before anybody is given it."""

import psycopg
import pytest
from sqlalchemy import event, make_url, text
from sqlalchemy.exc import OperationalError

from parliament.store import database as room
from parliament.store.database import Database


@pytest.fixture
def pooled(postgres_url: str):
    """A database whose three connections have all been used, and cut off by the server since."""
    database = Database(postgres_url, connections=3)
    held = [database.engine.connect() for _ in range(3)]
    pids = [each.scalar(text("SELECT pg_backend_pid()")) for each in held]
    for each in held:
        each.close()
    address = make_url(postgres_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as other:
        for pid in pids:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    yield database
    database.engine.dispose()


def test_connections_that_died_idle_are_replaced_unnoticed(pooled: Database, monkeypatch):
    monkeypatch.setattr(room, "TRUSTED_SECONDS", 0.0)
    for _ in range(4):
        with pooled.reading() as db:
            assert db.scalar(text("SELECT 1")) == 1
        with pooled.glancing() as one:
            assert one.scalar(text("SELECT 1")) == 1


def test_without_the_look_somebody_would_be_given_a_dead_one(pooled: Database, monkeypatch):
    """The control: trusted for ever, the dead connection is found out by whoever asks first."""
    monkeypatch.setattr(room, "TRUSTED_SECONDS", float("inf"))
    with pytest.raises(OperationalError), pooled.reading() as db:
        db.scalar(text("SELECT 1"))


def test_a_connection_in_use_a_moment_ago_is_not_asked_again(postgres_url: str):
    database = Database(postgres_url, connections=1)
    tried: list[object] = []
    was = database.engine.dialect.do_ping
    database.engine.dialect.do_ping = lambda connection: tried.append(connection) or was(connection)
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    for _ in range(5):
        with database.glancing() as one:
            one.scalar(text("SELECT 1"))
    assert (tried, asked) == ([], ["SELECT 1"] * 5)
    database.engine.dispose()
