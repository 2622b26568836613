"""A house in session for the pages: eight cities, a sitting, a published motion; a clock that the tests move by hand."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from parliament.app import create_app
from parliament.commands import accounts, agenda, founding, motions, seats, sessions, sittings
from parliament.commands.ballots import BallotBox
from parliament.commands.house import Answer, Command, House
from parliament.config import Settings
from parliament.identity.logins import begin_login
from parliament.rules.powers import Actor, Office
from parliament.store.database import Database
from parliament.store.tables import Base
from parliament.store.views.motions import motion_view
from tests.checked_house import CheckedHouse

BEGINNING = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OPENING = BEGINNING + timedelta(days=2)
CITIES = (
    ("Freetown", "SLE", "Sierra Leone", "AF", 8.48, -13.23, "Africa/Freetown"),
    ("São Paulo", "BRA", "Brazil", "SA", -23.55, -46.63, "America/Sao_Paulo"),
    ("Bristol", "GBR", "United Kingdom", "EU", 51.45, -2.59, "Europe/London"),
    ("Amman", "JOR", "Jordan", "AS", 31.95, 35.93, "Asia/Amman"),
    ("Kochi", "IND", "India", "AS", 9.93, 76.26, "Asia/Kolkata"),
    ("Montréal", "CAN", "Canada", "NA", 45.5, -73.57, "America/Toronto"),
    ("Darwin", "AUS", "Australia", "OC", -12.46, 130.84, "Australia/Darwin"),
    ("Mannheim", "DEU", "Germany", "EU", 49.49, 8.47, "Europe/Berlin"),
)
PARAGRAPHS = (
    {"section": "preamble", "text": "Recalling that heat kills more people than any other weather"},
    {"section": "operative", "text": "Commit to publish a heat plan every year", "addressee": "we_commit"},
    {"section": "operative", "text": "Call on governments to pay for it", "addressee": "governments"},
)

# Moments that were played in this process: the database file, what the house in session knows of it, what was answered.
KEPT: dict[str, tuple[bytes, dict[str, Any], str]] = {}
PLAYED = ("at", "session", "slug", "sitting")


@dataclass(frozen=True)
class People:
    """Who is in the house, and the session and sitting they were convened to."""

    secretariat: Actor
    mayors: list[Actor]
    cabinet: Actor
    chair: Actor
    session: str
    slug: str
    sitting: str


@cache
def settled() -> tuple[bytes, People]:
    """The database file of a convened session, made once and copied for every test."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "settled.db"
        database = Database(f"sqlite:///{path}")
        Base.metadata.create_all(database.engine)
        people = _people(CheckedHouse(database, clock=lambda: BEGINNING))
        database.engine.dispose()
        return path.read_bytes(), people


def _people(house: CheckedHouse) -> People:
    founded = founding.found_house(house, origin="parliament.example", login="desk", name="Secretariat")
    secretariat = Actor(founded["account"], "Secretariat", frozenset({Office.SECRETARIAT}))

    def invited(login: str, office: Office, seat: str | None = None) -> Actor:
        name = f"Holder of {login}"
        made = house.perform(
            accounts.invite, by=secretariat, login=login, name=name, token_hash=login * 8, office=office, seat_id=seat
        )
        return Actor(made["account"], name, frozenset({office}), seat)

    held = house.perform(seats.import_seats, by=secretariat, csv=_cities())["seats"]
    mayors = [invited(f"mayor-{n}", Office.MEMBER, seat) for n, seat in enumerate(held)]
    convened = house.perform(
        sessions.convene_session, by=secretariat, title="Water and heat", opens_at=OPENING, time_zone="Africa/Freetown"
    )
    sitting = house.perform(
        sittings.schedule_sitting, by=secretariat, session_id=convened["session"], starts_at=OPENING
    )["sitting"]
    cabinet, chair = invited("cabinet-0", Office.CABINET, held[0]), invited("chair", Office.CHAIR)
    return People(secretariat, mayors, cabinet, chair, convened["session"], convened["slug"], sitting)


@cache
def _application(**settings: Any) -> Flask:
    known = Settings(database_url="sqlite://", secret_key="a key for tests, long enough", **settings)
    return create_app(known, house=House(Database("sqlite://")))


def served(house: House, **settings: Any) -> Flask:
    """The application of this process serves one house after the other: making it takes longer than most tests."""
    app = _application(**settings)
    door_before = app.extensions["parliament.door"]
    # A door of its own: what looks up who is asking belongs to one house.
    app.extensions["parliament.door"] = type(door_before)(house, door_before.attempts)
    app.extensions["parliament.house"] = house
    app.extensions["parliament.ballot_box"] = BallotBox(house)
    return app


class HouseInSession:
    """The house with its people, and one browser for each of them."""

    def __init__(self, folder: Path) -> None:
        self.at = BEGINNING
        content, people = settled()
        (folder / "house.db").write_bytes(content)
        url = f"sqlite:///{folder / 'house.db'}"
        self.house = CheckedHouse(Database(url), clock=lambda: self.at)
        self.app = served(self.house, demo=True)
        self._file, self._is_new = folder / "house.db", True
        self.secretariat, self.chair = people.secretariat, people.chair
        self.mayors, self.cabinet = people.mayors, people.cabinet
        self.session, self.slug, self.sitting = people.session, people.slug, people.sitting

    def perform(self, command: Command, *, by: Actor | None = None, **arguments: Any) -> Answer:
        """A command, by the secretariat unless somebody else is named."""
        return self.house.perform(command, by=by or self.secretariat, **arguments)

    def come_to(self, moment: str, play: Callable[[], str]) -> str:
        """Play up to a moment that several tests begin with, or stand at it at once if it was played before."""
        is_new = self._is_new and not self.house.memory.writes
        self._is_new = False
        if not is_new:
            return play()  # something has happened already that is this test's own
        if moment not in KEPT:
            answer = play()
            self.house.database.engine.dispose()  # the last connection to leave folds the log into the file
            KEPT[moment] = self._file.read_bytes(), {name: getattr(self, name) for name in PLAYED}, answer
            return answer
        content, played, answer = KEPT[moment]
        self.house.database.engine.dispose()
        self._file.write_bytes(content)
        vars(self).update(played)
        return answer

    def drafted(self, *, by: Actor | None = None, gathering: bool = False) -> str:
        """A draft of the first city, or of another."""
        mover = by or self.mayors[0]
        made = self.perform(
            motions.draft_motion,
            by=mover,
            session_id=self.session,
            title="Heat plans",
            paragraphs=list(PARAGRAPHS),
        )
        if gathering:
            self.perform(motions.gather_sponsors, by=mover, motion_id=made["motion"])
        return str(made["motion"])

    def signed_by_all(self, motion_id: str) -> None:
        text_hash = self.motion(motion_id)["text_hash"]
        for mayor in self.mayors[1:]:
            self.perform(motions.sponsor_motion, by=mayor, motion_id=motion_id, text_hash=text_hash)

    def published(self) -> str:
        """A motion open to amendments."""
        return self.come_to("published", self._published)

    def _published(self) -> str:
        motion_id = self.drafted(gathering=True)
        self.signed_by_all(motion_id)
        self.perform(motions.submit_motion, by=self.mayors[0], motion_id=motion_id)
        self.perform(motions.admit_motion, motion_id=motion_id)
        self.perform(motions.publish_motion, motion_id=motion_id)
        return motion_id

    def debated(self) -> str:
        """A motion under debate in an open sitting at which every city is present."""
        return self.come_to("debated", self._debated)

    def _debated(self) -> str:
        motion_id = self._published()
        item = self.perform(agenda.add_item, session_id=self.session, kind="motion", motion_id=motion_id)["item"]
        self.opened()
        self.perform(sittings.call_item, by=self.chair, sitting_id=self.sitting, item_id=item)
        return motion_id

    def opened(self) -> None:
        for mayor in self.mayors:
            self.perform(sittings.check_in, by=mayor, sitting_id=self.sitting)
        self.at = OPENING
        self.perform(sittings.open_sitting, by=self.chair, sitting_id=self.sitting)

    def motion(self, motion_id: str, reader: Actor | None = None) -> dict:
        with self.house.reading() as db:
            return motion_view(db, motion_id, reader or self.mayors[0])

    def browser(self, actor: Actor | None = None) -> FlaskClient:
        """Somebody's browser, signed in; or a passer-by's."""
        client = self.app.test_client()
        if actor is not None:
            with self.app.test_request_context():
                token = begin_login(self.house, actor.account)
            with client.session_transaction() as cookie:
                cookie["_user_id"], cookie["_fresh"] = token, True
        return client


def _cities() -> str:
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(["name", "iso3", "country", "continent", "population", "lat", "lon", "timezone", "mayor"])
    for name, iso3, country, continent, latitude, longitude, zone in CITIES:
        writer.writerow([name, iso3, country, continent, 1000000, latitude, longitude, zone, f"The mayor of {name}"])
    return sheet.getvalue()
