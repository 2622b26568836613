"""The house's key goes through the step 0002: it shows its public half, and a later key bars the way back."""

import pytest
from sqlalchemy import text

from parliament.record.checkpoint import Signer
from parliament.store.database import Database
from parliament.store.migrate import downgrade, upgrade
from tests.store.test_migrations import execute, url

__all__ = ["url"]  # the fixture: an empty database of either kind

FIRST = Signer("parliament.example", b"house seed for tests, 32 bytes!!")
NEXT = Signer("parliament.example", b"another seed for tests, 32 bytes")
BEFORE = "INSERT INTO keys (id, name, seed, created_at) VALUES (:id, :name, :seed, '2026-11-22 09:00:00')"
AFTER = "INSERT INTO keys (id, name, vkey, seed, number, created_at) VALUES (:id, :name, :vkey, :seed, :number, '2026-11-22 09:00:00')"


def add(url: str, statement: str, **values: object) -> None:
    database = Database(url)
    with database.engine.begin() as connection:
        connection.execute(text(statement), values)
    database.engine.dispose()


def keys(url: str) -> list[tuple]:
    database = Database(url)
    with database.engine.begin() as connection:
        found = connection.execute(text("SELECT name, vkey, number, proposed_by FROM keys ORDER BY number")).all()
    database.engine.dispose()
    return [tuple(row) for row in found]


def test_the_key_there_was_is_the_first_and_says_its_public_half(url: str):
    upgrade(url, "0001")
    add(url, BEFORE, id="key-1", name=FIRST.name, seed=FIRST.seed)
    upgrade(url)
    assert keys(url) == [(FIRST.name, FIRST.vkey, 1, None)]
    downgrade(url, "0001")
    upgrade(url)
    assert keys(url) == [(FIRST.name, FIRST.vkey, 1, None)]


@pytest.mark.parametrize("number", [2, None])
def test_a_later_key_bars_the_way_back_unless_it_only_waits(url: str, number: int | None):
    upgrade(url, "0001")
    add(url, BEFORE, id="key-1", name=FIRST.name, seed=FIRST.seed)
    upgrade(url)
    add(url, AFTER, id="key-2", name=NEXT.name, vkey=NEXT.vkey, seed=NEXT.seed, number=number)
    if number is None:
        downgrade(url, "0001")
        upgrade(url)
        assert keys(url) == [(FIRST.name, FIRST.vkey, 1, None)]
        return
    with pytest.raises(RuntimeError, match="former tables cannot say so"):
        downgrade(url, "0001")
    assert len(keys(url)) == 2


def test_a_seed_that_is_kept_elsewhere_bars_the_way_back(url: str):
    upgrade(url)
    add(url, AFTER, id="key-1", name=FIRST.name, vkey=FIRST.vkey, seed=None, number=1)
    with pytest.raises(RuntimeError, match="former tables cannot say so"):
        downgrade(url, "0001")
    execute(url, "DELETE FROM keys")
    downgrade(url, "0001")
