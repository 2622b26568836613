"""The server is killed while 120 mayors vote: every ballot it acknowledged is there after the restart, none twice."""

import queue
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from parliament.commands import agenda, motions, sessions, sittings, votes
from parliament.commands.house import House
from parliament.demo.client import Client
from parliament.demo.founding import city_rows, found_demo
from parliament.demo.home import People, Simulated
from parliament.record.canonical import timestamp
from parliament.rules.powers import Actor, Office
from parliament.store.database import Database
from parliament.store.migrate import upgrade
from parliament.store.tables import Ballot
from tests.faults.parliaments import Served
from tests.services import postgres

MAYORS, SENDERS, BEFORE_THE_KILL = 120, 8, 30
CHOICES = ("yes", "no", "abstain")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty database that keeps what it acknowledges: `serve` refuses the quick settings of other tests."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'house.db'}"
        return
    for name in ("fsync", "full_page_writes"):
        monkeypatch.setitem(postgres.SETTINGS, name, "on")
    with postgres.cluster() as cluster, cluster.database() as address:
        yield address


@pytest.fixture
def house(url: str) -> Iterator[House]:
    upgrade(url)
    database = Database(url)
    yield House(database)
    database.engine.dispose()


@pytest.fixture
def served(url: str, tmp_path: Path) -> Iterator[Served]:
    """The real server on that database, not started yet."""
    environment = {"DATABASE_URL": url, "PARLIAMENT_SECRET_KEY": "a key for a test that nobody guesses"}
    served = Served(["serve"], tmp_path / "log", environment)
    yield served
    served.stop()


def acting(who: Simulated) -> Actor:
    return Actor(account=who.account, offices=frozenset({Office(who.office)}), seat=who.seat or None)


def open_a_vote(house: House, people: People) -> dict[str, Any]:
    """The whole way to a vote on a motion, by commands; it stays open for ten minutes, longer than any test."""
    clock = _clock_of(house)
    secretary, chair = acting(people.holding("secretariat")[0]), acting(people.holding("chair")[0])
    members = people.holding("member")
    soon = clock[0] + timedelta(seconds=1)
    convening = {"title": "Water", "opens_at": soon, "time_zone": "UTC", "profile": "demonstration"}
    plenary = house.perform(sessions.convene_session, by=secretary, **convening)["session"]
    made = house.perform(sittings.schedule_sitting, by=secretary, session_id=plenary, starts_at=soon)
    sitting = made["sitting"]
    house.perform(sittings.take_roll_call, by=secretary, sitting_id=sitting, present=[each.seat for each in members])
    rows = [{"section": "operative", "text": "Mend every leak within a week", "addressee": "we_commit"}]
    motion = house.perform(
        motions.draft_motion, by=acting(members[0]), session_id=plenary, title="Leaks", paragraphs=rows
    )
    house.perform(motions.gather_sponsors, by=acting(members[0]), motion_id=motion["motion"])
    for signer in members[1:6]:
        house.perform(motions.sponsor_motion, by=acting(signer), **motion_and_text(motion))
    house.perform(motions.submit_motion, by=acting(members[0]), motion_id=motion["motion"])
    house.perform(motions.admit_motion, by=secretary, motion_id=motion["motion"])
    house.perform(motions.publish_motion, by=secretary, motion_id=motion["motion"])
    item = house.perform(agenda.add_item, by=secretary, session_id=plenary, kind="motion", motion_id=motion["motion"])
    clock[0] += timedelta(seconds=2)
    house.perform(sittings.open_sitting, by=chair, sitting_id=sitting)
    house.perform(sittings.call_item, by=chair, sitting_id=sitting, item_id=item["item"])
    closes_at = clock[0] + timedelta(minutes=10)
    return house.perform(votes.open_vote, by=chair, motion_id=motion["motion"], closes_at=closes_at)


def motion_and_text(motion: dict[str, Any]) -> dict[str, str]:
    return {"motion_id": motion["motion"], "text_hash": motion["text_hash"]}


def _clock_of(house: House) -> list[datetime]:
    """A clock that the test moves, starting at the database's time."""
    with house.reading() as db:
        clock = [house.database.now(db)]
    house._clock = lambda: clock[0]
    return clock


class Mayors:
    """All of them voting at once; each sends the ballot until there is a receipt."""

    def __init__(self, url: str, vote: str, members: list[Simulated]) -> None:
        self.receipts: dict[str, dict[str, Any]] = {}
        self._url, self._vote, self._waiting = url, vote, queue.SimpleQueue[tuple[Simulated, str]]()
        for number, member in enumerate(members):
            self._waiting.put((member, CHOICES[number % 3]))
        self._threads = [threading.Thread(target=self._send, daemon=True) for _ in range(SENDERS)]

    def begin(self) -> None:
        for thread in self._threads:
            thread.start()

    def wait(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0, deadline - time.monotonic()))

    def _send(self) -> None:
        client = Client(self._url)
        try:
            while True:
                member, choice = self._waiting.get_nowait()
                answer = client.put(f"/api/votes/{self._vote}/ballot", member.token, choice=choice)
                self.receipts[member.seat] = answer
        except queue.Empty:
            return
        finally:
            client.close()


@pytest.mark.timeout(300)
def test_every_acknowledged_ballot_is_there_after_a_kill_and_none_is_there_twice(house: House, served: Served) -> None:
    people = found_demo(house, city_rows()[:MAYORS], visiting=0)
    members = people.holding("member")
    vote = open_a_vote(house, people)["vote"]
    served.start()
    mayors = Mayors(served.url, vote, members)
    mayors.begin()
    while len(mayors.receipts) < BEFORE_THE_KILL:
        time.sleep(0.01)
    acknowledged = dict(mayors.receipts)
    served.kill()
    assert len(mayors.receipts) < MAYORS, "the kill came too late to fall into the voting"
    acknowledged |= mayors.receipts

    with house.reading() as db:
        kept = {ballot.seat_id: (ballot.choice, timestamp(ballot.cast_at)) for ballot in db.scalars(select(Ballot))}
    assert {seat: kept.get(seat) for seat in acknowledged} == {
        seat: (receipt["choice"], receipt["cast_at"]) for seat, receipt in acknowledged.items()
    }

    served.start()
    mayors.wait(60)
    with house.reading() as db:
        ballots = db.execute(select(Ballot.seat_id, Ballot.revision).where(Ballot.vote_id == vote)).all()
    client = Client(served.url)
    again = {each.seat: client.get(f"/api/votes/{vote}/ballot", each.token)["receipt"] for each in members}
    client.close()
    assert len(mayors.receipts) == len(ballots) == MAYORS
    assert len({ballot.revision for ballot in ballots}) == 1, "a ballot sent again was taken for a change of mind"
    assert {seat: again[seat] for seat in acknowledged} == acknowledged
    assert again == mayors.receipts
