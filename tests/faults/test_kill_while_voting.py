"""T4 and T15: the server is killed while mayors vote: every ballot it acknowledged is there after the restart, once.

When it is back, all who followed come back at one moment, more than it takes; the mayors are served nevertheless.
Two careless houses are the negative controls: one answers before its commit, one lets everybody in.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from parliament.commands.house import House
from parliament.demo.client import Client
from parliament.demo.founding import city_rows, found_demo
from parliament.store.database import Database
from parliament.store.migrate import upgrade
from tests.faults.assembly import Mayors, open_a_vote
from tests.faults.herd import Herd
from tests.faults.history import book_of
from tests.faults.parliaments import Served
from tests.services import postgres

MAYORS, BEFORE_THE_KILL = 36, 6
FOLLOWERS = 80  # more than one address may have


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
    if served.process is not None and served.process.poll() is None:
        served.kill()  # how it ends by itself is another test's business


@pytest.mark.timeout(300)
def test_every_acknowledged_ballot_is_there_after_a_kill_and_none_is_there_twice(house: House, served: Served) -> None:
    people = found_demo(house, city_rows()[:MAYORS], visiting=0)
    members = people.holding("member")
    vote = open_a_vote(house, people)["vote"]
    served.start()
    mayors = Mayors(served.url, vote, members)
    mayors.begin()
    while len(mayors.history.receipts) < BEFORE_THE_KILL:
        time.sleep(0.005)
    served.kill()
    acknowledged = {receipt["seat"]: receipt for receipt in mayors.history.receipts}
    assert len(acknowledged) < MAYORS, "the kill came too late to fall into the voting"
    with house.reading() as db:
        assert mayors.history.check(book_of(db, vote)).faults == []

    served.start()
    with Herd(served.url, FOLLOWERS) as herd:
        mayors.wait(120)
        herd.wait(30)
    assert herd.let_in > 0
    assert herd.turned_away > 0
    with house.reading() as db:
        book = book_of(db, vote)
    assert mayors.history.check(book).faults == []
    assert (len(mayors.history.receipts), len(book.counting), len(book.papers)) == (MAYORS, MAYORS, MAYORS)
    client = Client(served.url)
    asked = [each for each in members if each.seat in acknowledged]
    again = {each.seat: client.get(f"/api/votes/{vote}/ballot", each.token)["receipt"] for each in asked}
    client.close()
    assert again == acknowledged


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.timeout(120)
def test_a_house_that_answers_before_its_commit_is_found_to_have_lost_ballots(house: House, served: Served) -> None:
    people = found_demo(house, city_rows()[:BEFORE_THE_KILL], visiting=0)
    vote = open_a_vote(house, people)["vote"]
    served.without = "answer_before_the_commit"
    served.start()
    mayors = Mayors(served.url, vote, people.holding("member"), patience=1)
    mayors.begin()
    while not mayors.history.receipts:
        time.sleep(0.005)
    served.kill()
    with house.reading() as db:
        found = mayors.history.check(book_of(db, vote))
    assert found.faults != []


@pytest.mark.parametrize(("without", "is_served"), [("", True), ("let_everybody_in", False)])
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.timeout(120)
def test_a_herd_leaves_threads_to_others_only_because_it_is_bounded(
    house: House, served: Served, without: str, is_served: bool
) -> None:
    found_demo(house, city_rows()[:BEFORE_THE_KILL], visiting=0)
    served.command, served.without = ["serve", "--threads", str(FOLLOWERS // 8)], without
    served.start()
    with Herd(served.url, FOLLOWERS) as herd:
        herd.wait(3)
        assert served.answers() is is_served
