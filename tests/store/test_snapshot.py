"""The double entry: tables and record say the same, and whoever forgets one of them is told which."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, update

from parliament.commands import (
    accounts,
    agenda,
    amendments,
    declarations,
    floor,
    motions,
    seats,
    sessions,
    sittings,
    votes,
)
from parliament.commands.founding import found_house
from parliament.commands.house import Answer, Command, Tx
from parliament.record.entries import SittingSuspended
from parliament.rules.powers import Actor, Office
from parliament.store.database import Database
from parliament.store.record import all_entries
from parliament.store.snapshot import check, snapshot
from parliament.store.tables import Base, EntryRow, Log, Sitting
from tests.checked_house import CheckedHouse

CITIES = """name,iso3,country,continent,population,lat,lon,timezone,mayor
Paris,FRA,France,EU,2148000,48.85,2.35,Europe/Paris,Aline Un
Nairobi,KEN,Kenya,AF,4397000,-1.28,36.82,Africa/Nairobi,Baraka Wawili
Lima,PER,Peru,SA,10092000,-12.05,-77.04,America/Lima,Carla Tres
"""
PARAGRAPHS = [
    {"section": "preamble", "text": "Recalling that water is life,"},
    {"section": "operative", "text": "Calls upon all cities to keep their wells clean."},
    {"section": "operative", "text": "Invites all cities to report."},
]


class Chamber:
    """A house with three mayors, a chair, a secretariat, and a hand on the clock."""

    def __init__(self, url: str) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        database = Database(url)
        Base.metadata.create_all(database.engine)
        self.house = CheckedHouse(database, clock=self.tick)
        first = found_house(self.house, origin="house.example", login="office@house.example", name="Odile")
        self.office = Actor(account=first["account"], offices=frozenset({Office.SECRETARIAT}))
        self.seats = self.by(self.office, seats.import_seats, csv=CITIES)["seats"]
        self.mayors = [self.invited("member", number, seat) for number, seat in enumerate(self.seats)]
        self.chair = self.invited("chair", 9, None)

    def tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def by(self, actor: Actor, command: Command, **arguments: Any) -> Answer:
        return self.house.perform(command, by=actor, **arguments)

    def invited(self, office: str, number: int, seat: str | None) -> Actor:
        said = {"login": f"{office}{number}@house.example", "name": f"{office} {number}", "token_hash": f"{number:064}"}
        account = self.by(self.office, accounts.invite, office=office, seat_id=seat, **said)["account"]
        return Actor(account=account, offices=frozenset({Office(office)}), seat=seat)

    def convene(self) -> tuple[str, str]:
        """A session with its first sitting, on the day it opens."""
        day = self.now + timedelta(days=4)
        said = {"title": "Water", "opens_at": day, "time_zone": "Europe/Paris", "profile": "municipal"}
        plenary = self.by(self.office, sessions.convene_session, **said)["session"]
        sitting = self.by(self.office, sittings.schedule_sitting, session_id=plenary, starts_at=day)["sitting"]
        self.now = day
        return plenary, sitting

    def publish(self, plenary: str) -> dict[str, Any]:
        """A motion of the first mayor, signed by the second, on the agenda."""
        mover, sponsor = self.mayors[:2]
        said = {"title": "Clean wells", "paragraphs": PARAGRAPHS}
        motion = self.by(mover, motions.draft_motion, session_id=plenary, **said)
        own = {"motion_id": motion["motion"]}
        self.by(mover, motions.gather_sponsors, **own)
        self.by(sponsor, motions.sponsor_motion, text_hash=motion["text_hash"], **own)
        self.by(mover, motions.submit_motion, **own)
        self.by(self.office, motions.admit_motion, **own)
        self.by(self.office, motions.publish_motion, **own)
        item = self.by(self.office, agenda.add_item, session_id=plenary, kind="motion", **own)
        return motion | item

    def debate(self, sitting: str, item: str) -> None:
        self.by(self.office, sittings.take_roll_call, sitting_id=sitting, present=self.seats)
        self.by(self.chair, sittings.open_sitting, sitting_id=sitting)
        self.by(self.chair, sittings.call_item, sitting_id=sitting, item_id=item)
        turn = {"turn_id": self.by(self.mayors[0], floor.ask_to_speak, sitting_id=sitting)["turn"]}
        self.by(self.chair, floor.give_floor, **turn)
        self.by(self.chair, floor.end_turn, **turn)

    def decide(self, motion: str, choices: list[str], amendment: str | None = None) -> Answer:
        said = {"motion_id": motion, "amendment_id": amendment, "manner": "roll_call"}
        vote = self.by(self.chair, votes.open_vote, **said)["vote"]
        for mayor, choice in zip(self.mayors, choices, strict=False):
            self.by(mayor, votes.cast_ballot, vote_id=vote, choice=choice)
        return votes.close(self.house, by=self.chair, vote_id=vote)


@pytest.fixture(params=["sqlite", "postgresql"])
def chamber(request: pytest.FixtureRequest, tmp_path) -> Iterator[Chamber]:
    on_sqlite = request.param == "sqlite"
    chamber = Chamber(f"sqlite:///{tmp_path / 'house.db'}" if on_sqlite else request.getfixturevalue("postgres_url"))
    yield chamber
    chamber.house.database.engine.dispose()


def test_whole_path_to_a_declaration_keeps_both_books_alike(chamber: Chamber) -> None:
    plenary, sitting = chamber.convene()
    motion = chamber.publish(plenary)
    edited = [dict(row, id=None) for row in PARAGRAPHS[:2]]
    with chamber.house.reading() as db:
        published = snapshot(db).motions[motion["motion"]]
    assert (published.stage, published.visibility) == ("scheduled", "public")
    assert published.sponsors == sorted(chamber.seats[:2])
    amendment = chamber.by(
        chamber.mayors[2],
        amendments.submit_amendment,
        motion_id=motion["motion"],
        base_hash=motion["text_hash"],
        paragraphs=edited,
    )
    chamber.debate(sitting, motion["item"])
    chamber.by(chamber.chair, amendments.confirm_order, motion_id=motion["motion"])
    rejected = chamber.decide(motion["motion"], ["no", "no", "yes"], amendment["amendment"])
    adopted = chamber.decide(motion["motion"], ["yes", "yes", "no"])
    assert (rejected["outcome"], adopted["outcome"]) == ("rejected", "adopted")
    chamber.by(chamber.chair, sittings.adjourn_sitting, sitting_id=sitting)
    for person in (chamber.chair, chamber.office):
        chamber.by(person, declarations.certify_declaration, motion_id=motion["motion"])
    declared = chamber.by(chamber.office, declarations.publish_declaration, motion_id=motion["motion"])
    chamber.by(chamber.office, sessions.close_session, session_id=plenary)
    with chamber.house.reading() as db:
        assert check(db) == []
        assert (snapshot(db).motions[motion["motion"]].stage, len(snapshot(db).votes)) == ("decided", 2)
        assert list(snapshot(db).declarations) == [declared["declaration"]]


def test_draft_is_known_to_neither_book(chamber: Chamber) -> None:
    plenary, _ = chamber.convene()
    said = {"session_id": plenary, "title": "Clean wells", "paragraphs": PARAGRAPHS}
    draft = chamber.by(chamber.mayors[0], motions.draft_motion, **said)
    chamber.by(chamber.mayors[0], motions.withdraw_motion, motion_id=draft["motion"])
    with chamber.house.reading() as db:
        assert snapshot(db).motions == {}


def suspended_without_a_record(tx: Tx, *, sitting_id: str) -> Answer:
    tx.db.get_one(Sitting, sitting_id).state = "suspended"
    return {}


def suspended_without_a_row(tx: Tx, *, sitting_id: str) -> Answer:
    plenary = tx.db.get_one(Sitting, sitting_id).plenary_id
    tx.record(SittingSuspended(sitting=sitting_id), plenary)
    return {}


def suspended_twice(tx: Tx, *, sitting_id: str) -> Answer:
    suspended_without_a_record(tx, sitting_id=sitting_id)
    suspended_without_a_row(tx, sitting_id=sitting_id)
    return suspended_without_a_row(tx, sitting_id=sitting_id)


def written_past_the_session(tx: Tx, *, sitting_id: str) -> Answer:
    tx.db.execute(update(Sitting).where(Sitting.id == sitting_id).values(number=7))
    return {}


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (suspended_without_a_record, "state: record 'open', tables 'suspended'"),
        (suspended_without_a_row, "state: record 'suspended', tables 'open'"),
        (suspended_twice, "is suspended"),
        (written_past_the_session, "number: record 1, tables 7"),
    ],
)
def test_command_that_forgets_one_book_is_caught_and_undone(chamber: Chamber, command: Command, why: str) -> None:
    _, sitting = chamber.convene()
    chamber.by(chamber.office, sittings.take_roll_call, sitting_id=sitting, present=chamber.seats)
    chamber.by(chamber.chair, sittings.open_sitting, sitting_id=sitting)
    with chamber.house.reading() as db:
        before = [entry.to_json() for entry in all_entries(db)]
    with pytest.raises(AssertionError, match=f"sitting.*{why}"):
        chamber.by(chamber.chair, command, sitting_id=sitting)
    with chamber.house.reading() as db:
        assert [entry.to_json() for entry in all_entries(db)] == before
        assert check(db) == []


def test_check_names_what_was_changed_behind_the_house(chamber: Chamber) -> None:
    """This is what `parliament verify` says of a database somebody has written into."""
    plenary, sitting = chamber.convene()
    with chamber.house.database.writing() as db:
        db.execute(update(Sitting).values(number=3))
        db.execute(update(Log).where(Log.id == plenary).values(size=9))
    with chamber.house.reading() as db:
        assert check(db) == [
            f"logs {plenary}: record 2, tables 9",
            f"sittings {sitting}, number: record 1, tables 3",
        ]


def test_check_names_the_entry_that_is_missing(chamber: Chamber) -> None:
    plenary, _ = chamber.convene()
    with chamber.house.database.writing() as db:
        db.delete(db.get_one(EntryRow, (plenary, 1)))
    with chamber.house.reading() as db:
        assert check(db) == [f"{plenary} entry 2: number 1 is missing"]


def questions_asked_by(chamber: Chamber) -> int:
    asked = []
    engine = chamber.house.database.engine
    note = lambda *_: asked.append(1)  # noqa: E731 -- it is taken off again by its name
    event.listen(engine, "before_cursor_execute", note)
    with chamber.house.reading() as db:
        snapshot(db)
    event.remove(engine, "before_cursor_execute", note)
    return len(asked)


def test_snapshot_asks_as_much_of_a_large_house_as_of_a_small_one(chamber: Chamber) -> None:
    small = questions_asked_by(chamber)
    plenary, _ = chamber.convene()
    chamber.publish(plenary)
    chamber.publish(plenary)
    assert questions_asked_by(chamber) == small


def test_ballot_alone_is_not_compared_and_what_nobody_thought_of_is(chamber: Chamber) -> None:
    """Casting touches nothing the record knows of, so a storm of ballots does not pay for the comparison."""
    _, sitting = chamber.convene()
    looked: list[str] = []
    event.listen(chamber.house.database.engine, "before_cursor_execute", lambda *call: looked.append(call[2]))
    chamber.by(chamber.mayors[0], sittings.check_in, sitting_id=sitting)
    assert [statement for statement in looked if "FROM entries" in statement] == []
    chamber.by(chamber.office, seats.begin_mandate, seat_id=vacated(chamber), name="Diego Cuatro")
    assert [statement for statement in looked if "FROM entries" in statement] != []


def vacated(chamber: Chamber) -> str:
    with chamber.house.reading() as db:
        (mandate,) = (each for each in snapshot(db).mandates.values() if each.seat == chamber.seats[0])
    chamber.by(chamber.office, seats.end_mandate, mandate_id=mandate.id)
    return chamber.seats[0]
