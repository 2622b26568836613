"""Founding the demo: quick, whole, and without a way in for anybody by password."""

import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from parliament.cli.running import demo_settings, prepare_demo
from parliament.commands.house import House
from parliament.demo.home import PEOPLE, People, read_people, write_people
from parliament.rules.powers import Office
from parliament.store.database import Database
from parliament.store.tables import Account, Seat, Token
from tests.demo.conftest import SEATS, VISITING


@pytest.mark.timeout(120)
def test_a_demo_of_300_cities_is_founded_within_half_a_minute_and_then_left_alone(tmp_path: Path) -> None:
    settings = demo_settings(tmp_path, "127.0.0.1", 8000)
    began = time.process_time()
    prepare_demo(tmp_path, settings, fresh=False)
    assert time.process_time() - began < 30
    people = (tmp_path / PEOPLE).read_bytes()
    prepare_demo(tmp_path, settings, fresh=False)
    assert (tmp_path / PEOPLE).read_bytes() == people
    database = Database(settings.database_url)
    with database.reading() as db:
        assert db.scalar(select(func.count()).select_from(Seat).where(Seat.state == "held")) == 300
        assert db.scalar(select(func.count()).select_from(Account).where(Account.password_hash.is_not(None))) == 0
    database.engine.dispose()


def test_a_founding_that_was_cut_short_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = demo_settings(tmp_path, "127.0.0.1", 8000)
    (tmp_path / "parliament.db").write_bytes(b"half a database")
    people = People((), {})
    monkeypatch.setattr("parliament.demo.founding.found_demo", lambda _house, **_: people)
    prepare_demo(tmp_path, settings, fresh=False)
    assert read_people(tmp_path / PEOPLE) == people


def test_the_demo_takes_nothing_from_an_environment_meant_for_a_real_parliament(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///real")
    monkeypatch.setenv("REDIS_URL", "redis://real")
    monkeypatch.setenv("PARLIAMENT_BASE_URL", "https://real.example")
    settings = demo_settings(tmp_path, "127.0.0.1", 8123)
    assert settings.database_url == f"sqlite:///{tmp_path}/parliament.db"
    assert settings.redis_url is None
    assert settings.base_url == "http://127.0.0.1:8123"
    assert settings.demo
    assert set(settings.origins) == {"http://127.0.0.1:8123", "http://localhost:8123"}


def test_only_simulated_accounts_have_tokens_and_every_office_has_visitors(founded: tuple[House, People]) -> None:
    house, people = founded
    assert len(people.holding(Office.MEMBER)) == SEATS - VISITING
    assert {office: len(held) for office, held in people.visitors.items()} == {
        "member": VISITING,
        "cabinet": VISITING,
        "chair": 3,
        "secretariat": 2,
        "observer": 3,
    }
    with house.reading() as db:
        assert set(db.scalars(select(Token.account_id))) == {each.account for each in people.simulated}


def test_the_file_of_people_is_read_by_its_owner_only_and_comes_back_whole(
    founded: tuple[House, People], tmp_path: Path
) -> None:
    _, people = founded
    write_people(tmp_path / PEOPLE, people)
    assert (tmp_path / PEOPLE).stat().st_mode & 0o777 == 0o600
    assert read_people(tmp_path / PEOPLE) == people
