"""T7: all of PostgreSQL is killed while mayors cast. What was acknowledged is there when it has recovered.

Told to acknowledge before it has written (`synchronous_commit=off`, which `serve` refuses), it has to lose some.
"""

import itertools
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from parliament.commands import votes
from parliament.rules.powers import Actor
from parliament.rules.refusals import Refused
from parliament.store.database import Database
from parliament.store.tables import Base
from tests.builders import Chamber
from tests.checked_house import CheckedHouse
from tests.faults.clusters import DURABLE, HASTY, Cluster, killable
from tests.faults.history import History, Verdict, book_of
from tests.faults.ways import together

ACKNOWLEDGED = 60  # ballots, before the kill


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with killable() as cluster:
        yield cluster


def voting_in(cluster: Cluster) -> Chamber:
    """The chamber of the other tests, with its vote open, in a database of its own."""
    database = Database(cluster.postgres.create_database())
    Base.metadata.create_all(database.engine)
    chamber, looks = Chamber(), itertools.count()
    chamber.house = CheckedHouse(database, clock=lambda: chamber.at + timedelta(milliseconds=next(looks)))
    for step in (chamber.found, chamber.convene, chamber.publish, chamber.open, chamber.call, chamber.put):
        step()
    return chamber


def cast_while_it_is_killed(chamber: Chamber, cluster: Cluster) -> History:
    """Six mayors change their minds without pause until the database is gone; then nobody knows of the last ballots."""
    history, way, killed = History(), together(chamber.house), threading.Event()

    def cast(mayor: Actor) -> None:
        for choice in itertools.cycle(("yes", "no")):
            history.cast(str(mayor.seat), choice, lambda said=choice: way(mayor, chamber.vote, said), Refused)
            if killed.is_set():
                return

    with ThreadPoolExecutor(6) as threads:
        casting = [threads.submit(cast, mayor) for mayor in chamber.mayors]
        deadline = time.monotonic() + 30
        while len(history.receipts) < ACKNOWLEDGED and time.monotonic() < deadline:
            time.sleep(0.005)
        cluster.kill()
        killed.set()
        for each in casting:
            each.result()
    chamber.house.database.engine.dispose()
    assert history.count("info") > 0, "the kill came when nobody was casting"
    assert len(history.receipts) >= ACKNOWLEDGED
    return history


def verdict(chamber: Chamber, history: History) -> Verdict:
    with chamber.house.reading() as db:
        return history.check(book_of(db, chamber.vote))


@pytest.mark.timeout(240)
def test_what_postgresql_acknowledged_survives_its_death_and_without_durability_it_does_not(cluster: Cluster) -> None:
    cluster.start(DURABLE)
    chamber = voting_in(cluster)
    history = cast_while_it_is_killed(chamber, cluster)
    cluster.start(HASTY)
    assert verdict(chamber, history).faults == []

    hasty = cast_while_it_is_killed(chamber, cluster)
    cluster.start(DURABLE)
    assert verdict(chamber, hasty).lost != [], "the harness does not see a ballot that was acknowledged and is gone"
    assert votes.close(chamber.house, by=chamber.chair, vote_id=chamber.vote)["not_voting"] == 0
    chamber.house.database.engine.dispose()
