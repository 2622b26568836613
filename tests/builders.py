"""A parliament of six seats, played up to a moment and no further: what a test of commands begins with.

Each moment is played once for each database; a test receives a copy, so that it may do as it likes.
"""

import hashlib
import io
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from csv import DictWriter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from parliament.commands import accounts, agenda, floor, founding, motions, seats, sessions, sittings, votes
from parliament.commands.house import Answer, Command
from parliament.commands.wording import stored_text
from parliament.record.entries import Entry
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code, Refused
from parliament.store import record
from parliament.store.database import Database
from parliament.store.queries.seats import running_mandate
from parliament.store.tables import Base
from tests.checked_house import CheckedHouse
from tests.services.postgres import Postgres

BEGINNING = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
# Three cities of one country, so that three sponsors can be of one country; the last one has no mayor.
CITIES = (
    ("Accra", "GHA", "AF"),
    ("Kumasi", "GHA", "AF"),
    ("Tema", "GHA", "AF"),
    ("Lyon", "FRA", "EU"),
    ("Suva", "FJI", "OC"),
    ("Lima", "PER", "SA"),
    ("Oslo", "NOR", "EU"),
)
MAYORS = 6
PARAGRAPHS = [
    {"section": "preamble", "text": "Recalling that wells run dry"},
    {"section": "operative", "text": "Commit to publish a water plan every year", "addressee": "we_commit"},
    {"section": "operative", "text": "Call on governments to pay for it", "addressee": "governments"},
]


def a_seat_file(*rows: dict[str, str]) -> str:
    """A file as the secretariat would bring it: these rows, or the cities above."""
    columns = ["name", "iso3", "country", "continent", "population", "lat", "lon", "timezone", "mayor", "coalition"]
    usual = {"country": "A country", "population": "1000", "lat": "5.5", "lon": "-0.25", "timezone": "UTC"}
    cities = [
        {"name": name, "iso3": iso3, "continent": continent, "mayor": f"Mayor of {name}" if at < MAYORS else ""}
        for at, (name, iso3, continent) in enumerate(CITIES)
    ]
    file = io.StringIO()
    writer = DictWriter(file, columns, restval="")
    writer.writeheader()
    writer.writerows(usual | row for row in rows or cities)
    return file.getvalue()


@dataclass
class Chamber:
    """The house with everybody in it and what has been played so far. `at` is its clock, moved by hand."""

    house: CheckedHouse = field(default=None, repr=False)  # type: ignore[assignment]
    place: "Place | None" = field(default=None, repr=False)
    at: datetime = BEGINNING
    desk: Actor = field(default_factory=lambda: Actor(""))
    chair: Actor = field(default_factory=lambda: Actor(""))
    deputy: Actor = field(default_factory=lambda: Actor(""))
    mayors: tuple[Actor, ...] = ()
    seats: tuple[str, ...] = ()
    vacant: str = ""
    plenary: str = ""
    sitting: str = ""
    motion: str = ""
    text_hash: str = ""
    item: str = ""
    other_item: str = ""
    vote: str = ""

    # Acting, and looking at what came of it.

    def by(self, actor: Actor, command: Command, **arguments: Any) -> Answer:
        """One act, a second after what was before."""
        self.at += timedelta(seconds=1)
        return self.house.perform(command, by=actor, **arguments)

    def refused(self, code: Code, actor: Actor, command: Command, **arguments: Any) -> Refused:
        """The refusal of one act: with this code, and without a trace in any table."""
        before = everything(self.house.database)
        with pytest.raises(Refused) as caught:
            self.by(actor, command, **arguments)
        assert caught.value.code == code
        assert everything(self.house.database) == before
        return caught.value

    def entries(self, log: str | None = None) -> list[Entry]:
        with self.house.reading() as db:
            return record.entries(db, log or self.plenary)

    def last(self, log: str | None = None) -> Entry:
        return self.entries(log)[-1]

    def row(self, table: type[Base], key: Any) -> Any:
        """A row as it is written now."""
        with self.house.reading() as db:
            found = db.get_one(table, key)
            db.expunge(found)
            return found

    def rows(self, question: Any) -> list[Any]:
        with self.house.reading() as db:
            return list(db.scalars(question))

    # Playing up to a moment.

    def sit_down(self) -> "Chamber":
        """A session under rules that ask for no notice, its first sitting open with all six seats, an item called."""

        def play(chamber: Chamber) -> None:
            chamber.convene("demonstration")
            chamber.publish()
            _debated(chamber)

        self.come_to("sitting down", play)
        return self

    def come_to(self, name: str, play: Callable[["Chamber"], object]) -> None:
        """Play up to a moment that several tests begin with, or stand at it at once if it was played before."""
        place, self.place = self.place, None
        if place is None or place.writes != self.house.memory.writes.total():
            play(self)  # something has happened already that is this test's own
        else:
            place.shelf.bring(self, place, name, play)

    def found(self) -> None:
        """The institution with its people: a desk, two holders of the chair, six mayors, one vacant seat."""
        founded = founding.found_house(self.house, origin="parliament.example", login="desk@x.example", name="Desk")
        self.desk = Actor(founded["account"], "Desk", frozenset({Office.SECRETARIAT}))
        self.chair, self.deputy = self.invite("chair", Office.CHAIR), self.invite("deputy", Office.CHAIR)
        *self_held, self.vacant = self.by(self.desk, seats.import_seats, csv=a_seat_file())["seats"]
        self.seats = tuple(self_held)
        self.mayors = tuple(self.invite(f"mayor{at}", Office.MEMBER, seat) for at, seat in enumerate(self.seats))

    def invite(self, login: str, office: Office, seat: str | None = None) -> Actor:
        said = {"login": f"{login}@x.example", "name": login.title(), "token_hash": login, "office": office.value}
        made = self.by(self.desk, accounts.invite, seat_id=seat, **said)
        return Actor(made["account"], login.title(), frozenset({office}), seat)

    def convene(self, profile: str = "global_mayors") -> None:
        """A session with one sitting, and the time that both were convened for."""
        opens_at = self.at + timedelta(hours=80)
        said = {"title": "Water", "opens_at": opens_at, "time_zone": "Africa/Accra", "profile": profile}
        self.plenary = self.by(self.desk, sessions.convene_session, **said)["session"]
        said = {"session_id": self.plenary, "starts_at": opens_at}
        self.sitting = self.by(self.desk, sittings.schedule_sitting, **said)["sitting"]
        self.at = opens_at

    def draft(self, mover: int = 0, title: str = "Clean wells") -> str:
        said = {"session_id": self.plenary, "title": title, "paragraphs": PARAGRAPHS}
        made = self.by(self.mayors[mover], motions.draft_motion, **said)
        self.motion, self.text_hash = made["motion"], made["text_hash"]
        return self.motion

    def gather(self, mover: int = 0, sponsors: tuple[int, ...] = (1, 3)) -> None:
        self.by(self.mayors[mover], motions.gather_sponsors, motion_id=self.motion)
        for at in sponsors:
            self.by(self.mayors[at], motions.sponsor_motion, motion_id=self.motion, text_hash=self.text_hash)

    def publish(self, title: str = "Clean wells") -> None:
        """A motion of the first mayor, published and on the agenda, with an item of plain debate after it."""
        self.draft(title=title)
        self.gather()
        self.by(self.mayors[0], motions.submit_motion, motion_id=self.motion)
        self.by(self.desk, motions.admit_motion, motion_id=self.motion)
        self.by(self.desk, motions.publish_motion, motion_id=self.motion)
        said = {"session_id": self.plenary}
        self.item = self.by(self.desk, agenda.add_item, kind="motion", motion_id=self.motion, **said)["item"]
        self.other_item = self.by(self.desk, agenda.add_item, kind="debate", title="Roads", **said)["item"]

    def open(self, absent: int = 0) -> None:
        """The sitting, with all seats present but the last so many."""
        present = list(self.seats[: MAYORS - absent])
        self.by(self.desk, sittings.take_roll_call, sitting_id=self.sitting, present=present)
        self.by(self.chair, sittings.open_sitting, sitting_id=self.sitting)

    def call(self, item: str | None = None) -> None:
        self.by(self.chair, sittings.call_item, sitting_id=self.sitting, item_id=item or self.item)

    def speak(self, mayor: int = 1) -> str:
        """A mayor who asked for the floor and has it."""
        turn = self.by(self.mayors[mayor], floor.ask_to_speak, sitting_id=self.sitting)["turn"]
        self.by(self.chair, floor.give_floor, turn_id=turn)
        return turn

    def put(self, amendment: str | None = None, minutes: int | None = None, manner: str | None = None) -> str:
        """A vote on the whole text or an amendment: live, or a window of so many minutes."""
        closes_at = self.at + timedelta(minutes=minutes, seconds=1) if minutes else None
        said = {"motion_id": self.motion, "amendment_id": amendment, "closes_at": closes_at, "manner": manner}
        self.vote = self.by(self.chair, votes.open_vote, **said)["vote"]
        return self.vote

    def cast(self, mayor: int, choice: str = "yes", **options: Any) -> Answer:
        return self.by(self.mayors[mayor], votes.cast_ballot, vote_id=self.vote, choice=choice, **options)

    def close(self, by: Actor | None = None) -> Answer:
        self.at += timedelta(seconds=1)
        return votes.close(self.house, by=by or self.chair, vote_id=self.vote)

    def mandate(self, seat: str) -> str:
        """The mandate that holds a seat now."""
        with self.house.reading() as db:
            running = running_mandate(db, seat)
            assert running is not None
            return running.id

    def vacate(self, seat: str) -> None:
        self.by(self.desk, seats.end_mandate, mandate_id=self.mandate(seat))

    def edited(self, **words: tuple[str, str]) -> list[dict[str, Any]]:
        """The rows of the published text with words exchanged: `p1=("old", "new")`."""
        with self.house.reading() as db:
            paragraphs = stored_text(db, self.text_hash).paragraphs
        return [
            {
                "id": each.id,
                "section": each.section,
                "depth": 0,
                "text": each.text.replace(*words.get(f"p{at}", ("", ""))) if f"p{at}" in words else each.text,
                "addressee": each.addressee,
            }
            for at, each in enumerate(paragraphs)
        ]


def everything(database: Database) -> dict[str, list[str]]:
    """Every row of every table: two of these are equal when nothing was written between them."""
    with database.reading() as db:
        connection = db.connection()
        if connection.dialect.name == "postgresql":
            # One question for all tables; asking table by table took longer than the act that was refused.
            asked = (
                f"SELECT '{name}', (SELECT string_agg(t::text, E'\\n' ORDER BY t::text) FROM public.\"{name}\" t)"
                for name in Base.metadata.tables
            )
            return {name: [rows or ""] for name, rows in connection.exec_driver_sql(" UNION ALL ".join(asked))}
        return {
            name: sorted(map(repr, connection.exec_driver_sql(f'SELECT * FROM "{name}"')))
            for name in Base.metadata.tables
        }


def _debated(chamber: Chamber) -> None:
    chamber.open()
    chamber.call()


# Each moment, with the one it follows and how it is reached from there.
MOMENTS: dict[str, tuple[str | None, Callable[[Chamber], None]]] = {
    "founded": (None, Chamber.found),
    "convened": ("founded", Chamber.convene),
    "published": ("convened", Chamber.publish),
    "debated": ("published", _debated),
    "voting": ("debated", lambda chamber: chamber.put() and None),
}


@dataclass(frozen=True)
class Place:
    """Where on the shelf a copy comes from, and how much had been written by then."""

    shelf: "Shelf"
    kind: str
    moment: str
    writes: int


class Shelf:
    """The moments, each played once for each database, and handed out as copies, one at a time.

    One engine serves all copies of a kind: a new one for every test would compile every statement anew, which took
    longer than the tests themselves. On PostgreSQL a moment is kept as a schema of its own beside the house, because
    making a database takes a second when the machine is busy.
    """

    def __init__(self, folder: Path, postgres: Callable[[], Postgres]) -> None:
        self._folder, self._postgres = folder, postgres
        self._houses: dict[str, CheckedHouse] = {}
        self._originals: dict[tuple[str, str], Chamber] = {}
        self._asked: Counter[tuple[str, str]] = Counter()

    @contextmanager
    def copy(self, kind: str, moment: str) -> Iterator[Chamber]:
        """A chamber at this moment, which may be changed at will."""
        chamber = self._settled(kind, moment, self._original(kind, moment))
        chamber.place = Place(self, kind, moment, chamber.house.memory.writes.total())
        yield chamber
        self._houses[kind].database.engine.dispose()

    def bring(self, chamber: Chamber, place: Place, name: str, play: Callable[[Chamber], object]) -> None:
        """Bring a chamber from one moment on to a later one."""
        kind = place.kind
        key = kind, f"{place.moment}_{hashlib.sha256(name.encode()).hexdigest()[:16]}"
        if key in self._originals:
            self._restore(*key)
            chamber.house.memory.forget()
            vars(chamber).update(vars(replace(self._originals[key], house=chamber.house)))
            return
        play(chamber)
        self._asked[key] += 1
        # PostgreSQL copies every table to keep a moment, which is worth it only once somebody has asked again.
        if kind == "sqlite" or self._asked[key] > 1:
            self._keep(*key)
            self._originals[key] = replace(chamber, place=None)

    def _original(self, kind: str, moment: str) -> Chamber:
        if (kind, moment) not in self._originals:
            before, play = MOMENTS[moment]
            former = self._original(kind, before) if before else Chamber()
            chamber = self._settled(kind, before, former)
            play(chamber)
            self._keep(kind, moment)
            self._originals[kind, moment] = chamber
        return self._originals[kind, moment]

    def _settled(self, kind: str, moment: str | None, chamber: Chamber) -> Chamber:
        """A copy of the chamber in the one house of this kind, whose tables are those of the moment."""
        if kind not in self._houses:
            url = (
                self._postgres().create_database() if kind == "postgresql" else f"sqlite:///{self._folder / 'house.db'}"
            )
            self._houses[kind] = CheckedHouse(Database(url))
            Base.metadata.create_all(self._houses[kind].database.engine)
        house = self._houses[kind]
        if moment:
            self._restore(kind, moment)
            house.memory.forget()
        settled = replace(chamber, house=house)
        house._clock, house._pen = lambda: settled.at, None
        house.listeners.clear()
        return settled

    def _keep(self, kind: str, moment: str) -> None:
        engine = self._houses[kind].database.engine
        if kind == "sqlite":
            engine.dispose()  # the last connection to leave folds the write-ahead log into the file
            shutil.copy(self._folder / "house.db", self._folder / f"{moment}.db")
            return
        with engine.begin() as connection:
            connection.exec_driver_sql(f"CREATE SCHEMA {moment}")
            for name in Base.metadata.tables:
                connection.exec_driver_sql(f"CREATE TABLE {moment}.{name} AS TABLE public.{name}")

    def _restore(self, kind: str, moment: str) -> None:
        engine = self._houses[kind].database.engine
        if kind == "sqlite":
            engine.dispose()
            for file in self._folder.glob("house.db*"):
                file.unlink()
            shutil.copy(self._folder / f"{moment}.db", self._folder / "house.db")
            return
        tables = [table.name for table in Base.metadata.sorted_tables]
        # What is put back was whole when it was kept: looking up every reference again would only take time.
        emptied = ["SET LOCAL session_replication_role = replica", *(f"DELETE FROM public.{name}" for name in tables)]
        filled = [f"INSERT INTO public.{name} SELECT * FROM {moment}.{name}" for name in tables]
        with engine.begin() as connection:
            connection.exec_driver_sql(";".join([*emptied, *filled]))
