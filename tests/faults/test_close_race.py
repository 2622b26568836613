"""T1: mayors cast without pause while the chair closes. Every acknowledged ballot is in the tally, once.

One ballot a transaction and many in one are tried alike. The same harness with the lock taken away has to lose ballots;
otherwise it would prove nothing.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session as Db

from parliament.commands import votes
from parliament.commands.house import Answer
from parliament.rules.powers import Actor
from parliament.rules.refusals import Code, Refused
from parliament.store.database import Database, _begin_sqlite
from parliament.store.queries import votes as asked
from parliament.store.tables import Vote
from tests.builders import Chamber, Shelf
from tests.faults.history import History, book_of
from tests.faults.ways import WAYS, Way

THREADS = 8
ROUNDS, TRIES = 6, 20
PAUSE = 0.03  # between check and insert: makes certain in the negative control what is only likely without it


def cast_until_closed(way: Way, vote: str, mayor: Actor, history: History, start: threading.Barrier) -> None:
    """One mayor who cannot decide, and casts again and again until the vote is closed."""
    start.wait()
    for number in range(10_000):
        choice = ("yes", "no", "abstain")[number % 3]
        if history.cast(str(mayor.seat), choice, lambda said=choice: way(mayor, vote, said), Refused) is None:
            return


def play(chamber: Chamber, way: Way, wait: float) -> list[str]:
    """One round: eight threads cast for six seats, two of them from two devices, while the chair closes."""
    start, history = threading.Barrier(THREADS + 1), History()
    mayors = [chamber.mayors[at % len(chamber.mayors)] for at in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as threads:
        casting = [threads.submit(cast_until_closed, way, chamber.vote, mayor, history, start) for mayor in mayors]
        start.wait()
        time.sleep(wait)
        tally = votes.close(chamber.house, by=chamber.chair, vote_id=chamber.vote)
        for each in casting:
            each.result()
    refusals = {each["value"] for each in history.events if each["type"] in ("fail", "info")}
    assert refusals == {str(Code.VOTE_CLOSED)}
    return faults(chamber, tally, history)


def faults(chamber: Chamber, tally: Answer, history: History) -> list[str]:
    """Where the declared result differs from what the mayors have in writing; empty when nothing was lost."""
    with chamber.house.reading() as db:
        book = book_of(db, chamber.vote)
    assert book.declared is not None
    numbers = Counter(book.declared.values())
    miscounted = [f"{name}: {tally[name]}" for name in ("yes", "no", "abstain") if tally[name] != numbers[name]]
    return history.check(book).faults + miscounted


@pytest.mark.parametrize("kind", WAYS)
def test_every_acknowledged_ballot_is_in_the_tally_and_no_refused_one(
    shelf: Shelf, database_kind: str, kind: str
) -> None:
    for number in range(ROUNDS):
        with shelf.copy(database_kind, "voting") as chamber:
            assert play(chamber, WAYS[kind](chamber.house), wait=0.004 * number) == [], f"round {number}"


@pytest.mark.parametrize("kind", WAYS)
def test_without_the_lock_the_same_harness_loses_ballots(
    shelf: Shelf, database_kind: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert = asked.insert_ballots

    def hesitant(*arguments: Any, **options: Any) -> bool:
        time.sleep(PAUSE)
        return insert(*arguments, **options)

    monkeypatch.setattr(asked, "vote_for_casting", unlocked_vote)
    monkeypatch.setattr(asked, "is_stopped", lambda *_: False)
    monkeypatch.setattr(asked, "insert_ballots", hesitant)
    lost: list[str] = []
    for _ in range(TRIES):
        with shelf.copy(database_kind, "voting") as chamber, without_writers_lock(chamber.house.database):
            lost = play(chamber, WAYS[kind](chamber.house), wait=PAUSE)
        if lost:
            break
    assert lost != []


def unlocked_vote(db: Db, vote_id: str) -> Vote:
    return db.get_one(Vote, vote_id)


@contextmanager
def without_writers_lock(database: Database) -> Iterator[None]:
    """On SQLite: no queue, and nobody says BEGIN IMMEDIATE, so that the driver begins at the first change."""
    if not database.is_sqlite:
        yield
        return
    turn, database._turn = database._turn, nullcontext()
    event.remove(database.engine, "begin", _begin_sqlite)
    event.listen(database.engine, "begin", begin_late)
    try:
        yield
    finally:
        event.remove(database.engine, "begin", begin_late)
        event.listen(database.engine, "begin", _begin_sqlite)
        database._turn = turn


def begin_late(connection: Connection) -> None:
    connection.connection.driver_connection.isolation_level = "DEFERRED"  # type: ignore[union-attr]
