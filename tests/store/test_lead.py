"""One of several processes leads: another takes over when it dies or falls silent (T9). SQLite has one process."""

import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from parliament.store import lead
from parliament.store.database import Database
from parliament.store.lead import Lead

Join = Callable[..., Lead]


@pytest.fixture
def database(postgres_url: str) -> Iterator[Database]:
    database = Database(postgres_url)
    yield database
    database.engine.dispose()


@pytest.fixture
def join(database: Database) -> Iterator[Join]:
    """Somebody more who asks for the lead; each has a connection of its own, as a process would."""
    joined: list[Lead] = []

    def another(name: str = "the clock") -> Lead:
        joined.append(Lead(database, name))
        return joined[-1]

    yield another
    for each in joined:
        each.lay_down()


def killed(database: Database, leader: Lead) -> None:
    """What becomes of a connection whose process is gone."""
    assert leader._connection is not None
    number = leader._connection.scalar(text("SELECT pg_backend_pid()"))
    with database.engine.begin() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:number, 5000)"), {"number": number})


def test_one_leads_and_goes_on_leading(join: Join) -> None:
    first, second = join(), join()
    assert [first.take(), second.take(), first.take(), second.take()] == [True, False, True, False]


def test_another_takes_over_at_once_when_the_leader_dies(database: Database, join: Join) -> None:
    first, second = join(), join()
    assert [first.take(), second.take()] == [True, False]
    killed(database, first)
    assert second.take()
    assert not first.take(), "whoever lost the connection must not believe to lead on"
    assert not first.take()


def test_another_takes_over_from_one_who_falls_silent(monkeypatch: pytest.MonkeyPatch, join: Join) -> None:
    monkeypatch.setattr(lead, "SILENCE_SECONDS", 1)
    first, second = join(), join()
    assert first.take()
    deadline = time.monotonic() + 5
    while not second.take() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert second.take()
    assert not first.take()


def test_without_the_time_out_one_who_fell_silent_would_lead_for_ever(
    monkeypatch: pytest.MonkeyPatch, join: Join
) -> None:
    """The negative control of the test above."""
    monkeypatch.setattr(lead, "SILENCE_SECONDS", 0)  # PostgreSQL's word for never
    first, second = join(), join()
    assert first.take()
    time.sleep(1.5)
    assert not second.take()


def test_who_keeps_speaking_is_not_put_out(monkeypatch: pytest.MonkeyPatch, join: Join) -> None:
    monkeypatch.setattr(lead, "SILENCE_SECONDS", 1)
    first = join()
    for _ in range(8):
        assert first.take()
        time.sleep(0.2)


def test_a_lead_laid_down_is_free(join: Join) -> None:
    first, second = join(), join()
    assert first.take()
    first.lay_down()
    assert second.take()


def test_leads_of_different_names_do_not_meet(join: Join) -> None:
    assert join("the clock").take()
    assert join("the post").take()


def test_a_leader_takes_no_place_in_the_pool(postgres_url: str) -> None:
    database = Database(postgres_url, connections=1)
    leader = Lead(database, "the clock")
    assert leader.take()
    with database.reading() as db:
        assert db.scalar(text("SELECT 1")) == 1
    leader.lay_down()
    database.engine.dispose()


def test_nobody_leads_without_the_database(postgres_url: str) -> None:
    database = Database(postgres_url.replace("/parliament_test", "/nowhere"))
    with pytest.raises(OperationalError):
        database.check_settings()
    assert not Lead(database, "the clock").take()


def test_the_one_process_of_an_embedded_database_always_leads(tmp_path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'house.db'}")
    assert Lead(database, "the clock").take()
    assert Lead(database, "the clock").take()
