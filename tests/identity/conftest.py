"""A house on a database file of its own, a clock that the tests set, people in it, and a small application with a door."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask, jsonify, render_template_string, request
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from parliament.commands.house import House
from parliament.identity import door, logins, passwords
from parliament.identity.request_limits import takes_up_to
from parliament.identity.statuses import status_of
from parliament.rules.refusals import Refused
from parliament.store.database import Database
from parliament.store.tables import Account, Base, Mandate, Member, OfficeHeld, Seat

PASSWORD = "a lantern by the harbour wall"
REAL, CHEAP = passwords._hasher, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD_HASH = CHEAP.hash(PASSWORD)
BEGINNING = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Clock:
    """The house's clock, moved by hand."""

    def __init__(self) -> None:
        self.at = BEGINNING

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **time: int) -> None:
        self.at += timedelta(**time)


@dataclass
class Settings:
    """What `parliament.config` will say."""

    secret_key: str = "the key of today, which is long enough"
    secret_key_fallbacks: tuple[str, ...] = ()
    https: bool = False
    trusted_hosts: tuple[str, ...] = ()
    limits_storage: str = "memory://"
    demo: bool = False
    extra: dict = field(default_factory=dict)


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch) -> Iterator[None]:
    """Hashes of a thousandth of the cost: what is tested here is who gets in, hundreds of times."""
    monkeypatch.setattr(passwords, "_hasher", CHEAP)
    passwords.prepare.cache_clear()
    yield
    passwords.prepare.cache_clear()


@pytest.fixture
def real_hashes(cheap_hashes, monkeypatch) -> None:
    """The hashes people get, where their cost is the point."""
    monkeypatch.setattr(passwords, "_hasher", REAL)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def settled(tmp_path_factory) -> Path:
    """A database file with the tables and the people, made once and copied for every test."""
    path = tmp_path_factory.mktemp("identity") / "settled.db"
    database = Database(f"sqlite:///{path}")
    Base.metadata.create_all(database.engine)
    with database.writing() as db:
        settle(db)
    database.engine.dispose()  # the last connection to leave folds the write-ahead log into the file
    return path


@pytest.fixture
def people(settled, tmp_path, clock) -> Iterator[House]:
    """A house of its own for one test, with its people."""
    database = Database(f"sqlite:///{shutil.copy(settled, tmp_path)}")
    yield House(database, clock=clock)
    database.engine.dispose()


@pytest.fixture
def ended() -> Iterator[list[str]]:
    """The logins whose end was told."""
    heard: list[str] = []
    logins.on_ended.append(heard.append)
    yield heard
    logins.on_ended.remove(heard.append)


def settle(db: Session) -> None:
    """Amara, mayor of Accra; Bo of her cabinet; Chloé in the chair; Dalia, suspended; Emil, without a password."""
    place = {"country": "GH", "country_name": "Ghana", "continent": "AF", "time_zone": "UTC", "languages": ["en"]}
    for slug in ("accra", "tema"):
        where = {"population": 1, "latitude": "0", "longitude": "0"}
        db.add(Seat(id=f"seat-{slug}", slug=slug, city=slug.title(), state="held", **place, **where))
    db.add(Member(id="member-amara", name="Amara Osei"))
    db.flush()
    db.add(Mandate(id="mandate-amara", seat_id="seat-accra", member_id="member-amara", from_at=BEGINNING))
    for login, name, state, hashed, member in (
        ("amara", "Amara Osei", "active", PASSWORD_HASH, "member-amara"),
        ("bo", "Bo Mensah", "active", PASSWORD_HASH, None),
        ("chloé", "Chloé Martin", "active", PASSWORD_HASH, None),
        ("dalia", "Dalia Haddad", "suspended", PASSWORD_HASH, None),
        ("emil", "Emil Novák", "active", None, None),
    ):
        row = {"login": login, "name": name, "state": state, "password_hash": hashed, "member_id": member}
        db.add(Account(id=f"account-{login[:5]}", created_at=BEGINNING, **row))
    db.flush()
    hold = {"from_at": BEGINNING}
    db.add(OfficeHeld(id="grant-bo", account_id="account-bo", office="cabinet", seat_id="seat-tema", **hold))
    db.add(OfficeHeld(id="grant-chloé", account_id="account-chloé", office="chair", **hold))
    db.add(OfficeHeld(id="grant-dalia", account_id="account-dalia", office="chair", **hold))


Make = Callable[..., Flask]


@pytest.fixture
def make_app(people) -> Make:
    """A function that makes a small application with a door: `make_app(https=True)`."""

    def make(**settings) -> Flask:
        app = Flask("tests.identity.small")
        door.init_app(app, people, Settings(**settings))
        _add_views(app)

        @app.errorhandler(Refused)
        def refuse(refused):
            facts = {"code": refused.code, "message": refused.sentence(), **refused.facts}
            return jsonify(facts), status_of(refused.code)

        return app

    return make


def _add_views(app: Flask) -> None:
    @app.get("/")
    def front():
        return render_template_string('<input name=csrf_token value="{{ csrf_token() }}"><i nonce="{{ csp_nonce }}">')

    @app.get("/who")
    def who():
        actor = door.current_actor()
        return jsonify(account=actor.account, seat=actor.seat, login=actor.login)

    @app.get("/who/cached")
    def cached():
        return door.current_actor().account, {"Cache-Control": "private, max-age=5"}

    @app.post("/sign-in")
    def sign_in():
        door.sign_in_with_password(request.form["login"], request.form["password"])
        return render_template_string("{{ csrf_token() }}")

    @app.post("/sign-out")
    def sign_out():
        door.sign_out_browser()
        return "bye"

    @app.route("/act", methods=["POST", "PUT", "DELETE"])
    def act():
        return door.current_actor().account or "nobody"

    @app.post("/import")
    @takes_up_to(2_000_000)
    def take_in():
        return str(len(request.form["rows"]))


@pytest.fixture
def app(make_app) -> Flask:
    return make_app()


@pytest.fixture
def client(app) -> FlaskClient:
    return app.test_client()


def form_token(client: FlaskClient, **more) -> str:
    return client.get("/", **more).text.split('value="')[1].split('"')[0]


def sign_in(client: FlaskClient, login: str = "amara", password: str = PASSWORD, **more):
    """Fill in the form as a browser does."""
    fields = {"login": login, "password": password, "csrf_token": form_token(client, **more)}
    return client.post("/sign-in", data=fields, **more)


def cookie_of(client: FlaskClient, name: str = "parliament") -> str:
    cookie = client.get_cookie(name)
    assert cookie is not None
    return cookie.value
