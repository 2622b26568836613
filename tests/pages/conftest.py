"""Houses for the pages: one that has declared, told to everybody and changed by nobody; others for one test each."""

import shutil
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import TypeVar

import pytest
from flask import Flask
from flask.testing import FlaskClient

from parliament.app import create_app
from parliament.commands import amendments, floor, founding, votes
from parliament.config import Settings
from parliament.identity.logins import begin_login
from parliament.rules.powers import Actor
from parliament.store.database import Database
from parliament.store.queries.declarations import list_declarations
from parliament.store.tables import Base
from parliament.store.views.motions import motion_view
from parliament.store.views.sessions import session_view
from parliament.store.views.votes import list_votes
from tests.checked_house import CheckedHouse
from tests.pages.house_in_session import served
from tests.results.played import Played

Made = TypeVar("Made", bound="Gallery")


class Gallery(Played):
    """A played house with its application, and a browser for whoever wants to look."""

    def __init__(self, folder: Path, **settings: object) -> None:
        super().__init__(folder)
        self.app = app_of(self.house, **settings)
        self.convene()
        with self.house.reading() as db:
            self.slug = session_view(db, self.plenary)["slug"]

    def browser(self, actor: Actor | None = None) -> FlaskClient:
        """Somebody's browser, signed in; or a passer-by's."""
        client = self.app.test_client()
        if actor is not None:
            with self.app.test_request_context():
                token = begin_login(self.house, actor.account)
            with client.session_transaction() as cookie:
                cookie["_user_id"], cookie["_fresh"] = token, True
        return client

    def motion_view(self, motion: str) -> dict:
        with self.house.reading() as db:
            return motion_view(db, motion, self.chair)

    def votes(self) -> list[dict]:
        """The votes of the session, the newest first."""
        with self.house.reading() as db:
            return list_votes(db, self.plenary)

    def close(self) -> None:
        self.house.database.engine.dispose()


class Declared(Gallery):
    """Everything has happened: six amendments, five votes, one declaration."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.decided = self.adopt()
        self.declare(self.decided)
        with self.house.reading() as db:
            self.declaration = list_declarations(db)[0]


class Deciding(Gallery):
    """A motion is before the house: one mayor has spoken, one waits; amendment 2 comes first."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.debated = self.bring_forward("Heat plans")
        self.made = {
            1: self.amend(self.debated, 3, p1=("every year", "every two years")),
            2: self.amend(self.debated, 4, p1=("every year", "each spring")),
        }
        self.turns = [
            self.act(floor.ask_to_speak, self.mayors[n], sitting_id=self.sitting, side=side)["turn"]
            for n, side in ((1, "for"), (3, "against"))
        ]

    def put(self) -> str:
        """Open the vote on the first amendment in the order."""
        numbers = self.act(amendments.confirm_order, self.chair, motion_id=self.debated)["numbers"]
        amendment = self.made[numbers[0]]
        return self.act(votes.open_vote, self.chair, motion_id=self.debated, amendment_id=amendment)["vote"]


def app_of(house: CheckedHouse, **settings: object) -> Flask:
    """The application that serves a house, without a network."""
    known = Settings(database_url="sqlite://", secret_key="a key for tests, long enough", **settings)
    return create_app(known, house=house)


@pytest.fixture(scope="session")
def declared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Declared]:
    """For tests that only look."""
    gallery = Declared(tmp_path_factory.mktemp("declared"))
    yield gallery
    gallery.close()


def begun_again(gallery: Made, folder: Path, **settings: object) -> Made:
    """The same moment on a database of its own: playing up to it takes a hundred times as long as copying a file."""
    again = copy(gallery)
    # What one test adds to the lists of its moment must not be there for the next.
    vars(again).update({name: copy(kept) for name, kept in vars(gallery).items() if isinstance(kept, dict | list)})
    original = Path(gallery.house.database.engine.url.database or "")
    again.house = CheckedHouse(Database(f"sqlite:///{shutil.copy(original, folder)}"), clock=lambda: again.now)
    again.app = served(again.house, **settings)
    return again


@pytest.fixture(scope="session")
def before_the_vote(tmp_path_factory: pytest.TempPathFactory) -> Deciding:
    gallery = Deciding(tmp_path_factory.mktemp("deciding"))
    gallery.close()
    return gallery


@pytest.fixture(scope="session")
def before_the_sitting(tmp_path_factory: pytest.TempPathFactory) -> Gallery:
    gallery = Gallery(tmp_path_factory.mktemp("convened"))
    gallery.close()
    return gallery


@pytest.fixture
def deciding(before_the_vote: Deciding, tmp_path: Path) -> Iterator[Deciding]:
    gallery = begun_again(before_the_vote, tmp_path, demo=True)
    yield gallery
    gallery.close()


@pytest.fixture
def convened(before_the_sitting: Gallery, tmp_path: Path) -> Iterator[Gallery]:
    """A session is convened and its sitting fixed; nothing has happened yet."""
    gallery = begun_again(before_the_sitting, tmp_path)
    yield gallery
    gallery.close()


@pytest.fixture
def unfounded(tmp_path: Path) -> Iterator[Flask]:
    """A parliament without a city and without a session."""
    database = Database(f"sqlite:///{tmp_path / 'house.db'}")
    Base.metadata.create_all(database.engine)
    house = CheckedHouse(database)
    founding.found_house(house, origin="parliament.example", login="desk@x.example", name="Desk")
    yield app_of(house)
    database.engine.dispose()
