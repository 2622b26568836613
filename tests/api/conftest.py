"""A founded parliament with its people, on SQLite and on PostgreSQL, behind the application's API."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from parliament import api
from parliament.commands import accounts, founding, seats
from parliament.commands.ballots import BallotBox
from parliament.commands.house import House
from parliament.config import Settings
from parliament.identity import door, languages
from parliament.identity.passwords import hash_password
from parliament.identity.tokens import make_token
from parliament.rules.powers import Actor, Office
from parliament.store.database import Database
from parliament.store.tables import Account, Base, Mandate
from tests.api.contract import hold_to_document
from tests.api.people import PARAGRAPHS, PASSWORD, Person, seats_csv
from tests.checked_house import CheckedHouse

BEGINNING = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PASSWORD_HASH = hash_password(PASSWORD)


class Clock:
    """The house's clock, moved by hand."""

    def __init__(self) -> None:
        self.at = BEGINNING

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **time: int) -> None:
        self.at += timedelta(**time)


@dataclass
class World:
    """The application, its house, its clock and everybody in it."""

    app: Flask
    house: House
    clock: Clock
    nobody: Person
    secretariat: Person
    chair: Person
    second_chair: Person
    cabinet: Person
    observer: Person
    mayors: list[Person] = field(default_factory=list)

    def session(self, *, profile: str = "demonstration", title: str = "Water and heat") -> str:
        body = {"title": title, "opens_at": self.clock().isoformat(), "time_zone": "Africa/Accra", "profile": profile}
        return self.secretariat.does("/sessions", body)["session"]

    def sitting(self, session: str, *, open_it: bool = True) -> str:
        body = {"starts_at": self.clock().isoformat()}
        sitting = self.secretariat.does(f"/sessions/{session}/sittings", body)["sitting"]
        if open_it:
            for mayor in self.mayors:
                mayor.does(f"/sittings/{sitting}/check-in")
            self.chair.does(f"/sittings/{sitting}/open")
        return sitting

    def draft(self, session: str, title: str = "Heat plans") -> dict[str, Any]:
        return self.mayors[0].does(f"/sessions/{session}/motions", {"title": title, "paragraphs": list(PARAGRAPHS)})

    def submitted(self, session: str) -> str:
        drafted = self.draft(session)
        motion = drafted["motion"]
        self.mayors[0].does(f"/motions/{motion}/gather")
        for mayor in self.mayors[1:]:
            mayor.does(f"/motions/{motion}/sponsor", {"text_hash": drafted["text_hash"]})
        self.mayors[0].does(f"/motions/{motion}/submit")
        return motion

    def published(self, session: str) -> str:
        motion = self.submitted(session)
        self.secretariat.does(f"/motions/{motion}/admit")
        self.secretariat.does(f"/motions/{motion}/publish")
        return motion

    def under_debate(self, session: str, sitting: str) -> str:
        motion = self.published(session)
        item = self.secretariat.does(f"/sessions/{session}/items", {"kind": "motion", "motion": motion})["item"]
        self.chair.does(f"/sittings/{sitting}/call-item", {"item": item})
        return motion

    def amended(self, motion: str, old: str, new: str) -> dict[str, Any]:
        """The body of an amendment that replaces some words."""
        text = self.nobody.sees(f"/motions/{motion}")["text"]
        kept = ("id", "section", "depth", "text", "addressee")
        rows = [{key: row[key] for key in kept} | {"text": row["text"].replace(old, new)} for row in text["paragraphs"]]
        return {"base_hash": text["hash"], "paragraphs": rows}

    def all_vote(self, vote: str, choice: str) -> list[dict[str, Any]]:
        return [mayor.does(f"/votes/{vote}/ballot", {"choice": choice}, method="PUT") for mayor in self.mayors]


def settle(house: House) -> None:
    """Found the parliament and bring its people in."""
    founded = founding.found_house(house, origin="parliament.example", login="sec@x", name="Sekai Moyo")
    secretariat = Actor(account=founded["account"], offices=frozenset({Office.SECRETARIAT}))
    taken = house.perform(seats.import_seats, by=secretariat, csv=seats_csv())["seats"]

    def invite(login: str, office: str, seat: str | None = None) -> None:
        known = {"login": login, "name": f"{login} by name", "office": office, "seat_id": seat}
        house.perform(accounts.invite, by=secretariat, token_hash=f"hash of {login}", **known)

    for number, seat in enumerate(taken):
        invite(f"mayor{number}", "member", seat)
    invite("chair", "chair")
    invite("second", "chair")
    invite("cabinet", "cabinet", taken[0])
    invite("observer", "observer")
    with house.database.writing() as db:
        for account in db.query(Account).all():
            account.password_hash = PASSWORD_HASH


@pytest.fixture(scope="session")
def app(settled_sqlite: str) -> Flask:
    """The one application of this test process."""
    return make_app(House(Database(settled_sqlite)))


@pytest.fixture(scope="session")
def settled_sqlite(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database file with the people in it, made once and copied for every test."""
    url = f"sqlite:///{tmp_path_factory.mktemp('api')}/settled.db"
    _fill(url)
    return url


@pytest.fixture(scope="module")
def settled_postgres(module_postgres_url: str) -> str:
    """The same on PostgreSQL, made once for each file of tests."""
    _fill(module_postgres_url)
    return module_postgres_url


def _fill(url: str) -> None:
    database = Database(url)
    Base.metadata.create_all(database.engine)
    settle(House(database, clock=Clock()))
    database.engine.dispose()


@pytest.fixture
def sqlite_world(app: Flask, settled_sqlite: str, tmp_path: Any) -> Iterator[World]:
    """Everybody, on a SQLite of one test."""
    copied = shutil.copy(settled_sqlite.removeprefix("sqlite:///"), tmp_path / "house.db")
    yield from _worlds(app, f"sqlite:///{copied}")


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest, app: Flask) -> Iterator[World]:
    """Everybody, on each database in turn."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_world")
        return
    template = request.getfixturevalue("settled_postgres")
    with ExitStack() as stack:
        url = stack.enter_context(request.getfixturevalue("postgres").database(template))
        yield from _worlds(app, url)


def _worlds(app: Flask, url: str) -> Iterator[World]:
    clock = Clock()
    house = CheckedHouse(Database(url), clock=clock)
    # Building the document takes half a second, so one application serves one house after the other.
    door_before = app.extensions["parliament.door"]
    # A door of its own: what looks up who is asking belongs to one house.
    app.extensions["parliament.door"] = type(door_before)(house, door_before.attempts)
    app.extensions["parliament.house"] = house
    app.extensions["parliament.ballot_box"] = BallotBox(house)
    app.extensions["tests.violations"].clear()
    yield make_world(app, house, clock)
    house.database.engine.dispose()


def make_app(house: House, **settings: Any) -> Flask:
    """Door and API over a house, as `create_app` wires them, without pages and sockets."""
    app = Flask("tests.api")
    known = Settings(database_url="", secret_key="the key of today, which is long enough", **settings)
    app.extensions |= {"parliament.house": house, "parliament.settings": known}
    languages.init_app(app)
    door.init_app(app, house, known)
    api.init_app(app)
    hold_to_document(app)
    return app


def make_world(app: Flask, house: House, clock: Clock) -> World:
    people: dict[str, Person] = {}
    with house.database.writing() as db:
        for account in db.query(Account).order_by(Account.login).all():
            token = make_token(db, account.id, "tests", clock())
            seat = db.query(Mandate.seat_id).where(Mandate.member_id == account.member_id).scalar()
            people[account.login] = Person(app, token, account=account.id, login=account.login, seat=seat or "")
    mayors = [people[f"mayor{number}"] for number in range(6)]
    return World(
        app,
        house,
        clock,
        nobody=Person(app),
        secretariat=people["sec@x"],
        chair=people["chair"],
        second_chair=people["second"],
        cabinet=people["cabinet"],
        observer=people["observer"],
        mayors=mayors,
    )
