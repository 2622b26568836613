"""T1 and T2: mayors cast without pause while the chair closes. Every acknowledged ballot is in the tally, once.

The same harness with the lock taken away has to lose ballots; otherwise it would prove nothing.
"""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest
from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session as Db

from parliament.commands import votes
from parliament.commands.house import Answer
from parliament.rules.powers import Actor
from parliament.rules.refusals import Code, Refused
from parliament.store.database import Database, _begin_sqlite
from parliament.store.queries import votes as asked
from parliament.store.record import annex
from parliament.store.tables import Ballot, BallotRevision, Vote
from tests.builders import Chamber, Shelf

THREADS = 8
ROUNDS = 20
PAUSE = 0.03  # between check and insert: makes certain in the negative control what is only likely without it


def cast_until_closed(chamber: Chamber, mayor: Actor, start: threading.Barrier) -> list[Answer]:
    """The receipts of one mayor who cannot decide, and casts again and again until the vote is closed."""
    receipts: list[Answer] = []
    start.wait()
    while True:
        choice = ("yes", "no", "abstain")[len(receipts) % 3]
        try:
            receipts.append(chamber.house.perform(votes.cast_ballot, by=mayor, vote_id=chamber.vote, choice=choice))
        except Refused as refusal:
            if refusal.code != Code.VOTE_CLOSED:
                raise
            return receipts


def play(chamber: Chamber, wait: float) -> list[str]:
    """One round: eight threads cast for six seats, two of them from two devices, while the chair closes."""
    start = threading.Barrier(THREADS + 1)
    mayors = [chamber.mayors[at % len(chamber.mayors)] for at in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as threads:
        casting = [threads.submit(cast_until_closed, chamber, mayor, start) for mayor in mayors]
        start.wait()
        time.sleep(wait)
        tally = votes.close(chamber.house, by=chamber.chair, vote_id=chamber.vote)
        receipts = [receipt for each in casting for receipt in each.result()]
    return faults(chamber, tally, receipts)


def faults(chamber: Chamber, tally: Answer, receipts: list[Answer]) -> list[str]:
    """Where the declared result differs from what the mayors have in writing; empty when nothing was lost."""
    latest: dict[str, Answer] = {}
    for receipt in sorted(receipts, key=lambda each: each["revision"]):
        latest[receipt["seat"]] = receipt
    promised = {seat: latest[seat]["choice"] if seat in latest else "not_voting" for seat in chamber.seats}
    with chamber.house.reading() as db:
        called = json.loads(annex(db, str(db.get_one(Vote, chamber.vote).roll_call_hash)))["roll_call"]
        papers = dict(db.execute(select(Ballot.seat_id, Ballot.choice)).all())
    declared = {row["seat"]: row["choice"] for row in called}
    counted = {seat: choice for seat, choice in declared.items() if choice != "not_voting"}
    found = [
        f"{seat}: receipt {promised[seat]}, declared {declared[seat]}"
        for seat in chamber.seats
        if promised[seat] != declared[seat]
    ]
    found += [] if papers == counted else [f"papers {papers}, counted {counted}"]
    numbers = Counter(declared.values())
    found += [
        f"{name}: {tally[name]}" for name in ("yes", "no", "abstain", "not_voting") if tally[name] != numbers[name]
    ]
    return found


def test_every_acknowledged_ballot_is_in_the_tally_and_no_refused_one(shelf: Shelf, database_kind: str) -> None:
    for number in range(ROUNDS):
        with shelf.copy(database_kind, "voting") as chamber:
            assert play(chamber, wait=0.004 * (number % 8)) == [], f"round {number}"


def test_without_the_lock_the_same_harness_loses_ballots(
    shelf: Shelf, database_kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert = asked.insert_ballots

    def hesitant(*arguments: Any, **options: Any) -> bool:
        time.sleep(PAUSE)
        return insert(*arguments, **options)

    monkeypatch.setattr(asked, "vote_for_casting", unlocked_vote)
    monkeypatch.setattr(asked, "is_stopped", lambda *_: False)
    monkeypatch.setattr(asked, "insert_ballots", hesitant)
    lost: list[str] = []
    for _ in range(ROUNDS):
        with shelf.copy(database_kind, "voting") as chamber, without_writers_lock(chamber.house.database):
            lost = play(chamber, wait=PAUSE)
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


@pytest.mark.parametrize("once", [None, "the same key"])
def test_ballot_sent_eight_times_at_one_moment_is_one_paper_with_one_receipt(voting: Chamber, once: str | None) -> None:
    start = threading.Barrier(THREADS)

    def send(_: int) -> Answer:
        start.wait()
        said = {"vote_id": voting.vote, "choice": "no"}
        return voting.house.perform(votes.cast_ballot, by=voting.mayors[0], once=once, **said)

    with ThreadPoolExecutor(THREADS) as threads:
        receipts = list(threads.map(send, range(THREADS)))
    assert receipts == [receipts[0]] * THREADS
    assert receipts[0]["revision"] == 1
    assert voting.rows(select(Ballot.seat_id)) == [voting.seats[0]]
    assert voting.rows(select(BallotRevision.seat_id)) == []
