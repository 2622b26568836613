"""T2 and T3: the same ballot from several devices at one moment, and again because its answer was lost. It is one paper.

Two ballot boxes on one house are two worker processes to the database. The negative control takes every repeat for a
change of mind: the harness has to find it.
"""

import itertools
import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from parliament.commands import ballots, votes
from parliament.commands.house import Answer
from parliament.rules.powers import Actor
from parliament.rules.refusals import Refused
from parliament.store.tables import Ballot, BallotRevision, Vote
from tests.builders import Chamber
from tests.faults.history import History, Verdict, book_of
from tests.faults.ways import Way, one_by_one, together

DEVICES = 8
ACTS = 5  # of each device
LOSS = 0.3  # of the answers
SEEDS = (1, 2)


class Lost(Exception):
    """The answer never came."""


def in_disarray(chamber: Chamber, chance: random.Random, act: Callable[[random.Random, int], None]) -> None:
    """So many devices, each with its own chances, all at one moment."""
    start = threading.Barrier(DEVICES)

    def run(device: int) -> None:
        own = random.Random(seeds[device])
        start.wait()
        for _ in range(ACTS):
            act(own, device)

    seeds = [chance.random() for _ in range(DEVICES)]
    with ThreadPoolExecutor(DEVICES) as threads:
        for done in [threads.submit(run, device) for device in range(DEVICES)]:
            done.result()


def verdict(chamber: Chamber, history: History) -> Verdict:
    with chamber.house.reading() as db:
        return history.check(book_of(db, chamber.vote))


def cast_from_everywhere(chamber: Chamber, seed: int) -> Verdict:
    """T2: two seats vote from four devices each, in two workers and past them, the same choice or another."""
    ways: list[Way] = [together(chamber.house), together(chamber.house), one_by_one(chamber.house)]
    history = History()

    def act(own: random.Random, device: int) -> None:
        mayor, choice, way = chamber.mayors[device % 2], own.choice(("yes", "no")), ways[own.randrange(3)]
        assert history.cast(str(mayor.seat), choice, lambda: way(mayor, chamber.vote, choice), Refused)

    in_disarray(chamber, random.Random(seed), act)
    return verdict(chamber, history)


def cast_on_a_bad_line(chamber: Chamber, seed: int) -> tuple[Verdict, int]:
    """T3: three answers of ten are lost after the commit, and the sender sends again. Also how many receipts differed."""
    way, history, different = together(chamber.house), History(), list[Answer]()

    def until_answered(own: random.Random, mayor: Actor, choice: str) -> Answer:
        lost: list[Answer] = []
        while True:
            receipt = way(mayor, chamber.vote, choice)
            different.extend(earlier for earlier in lost if earlier != receipt)
            if own.random() >= LOSS:
                return receipt
            lost.append(receipt)

    def act(own: random.Random, device: int) -> None:
        mayor, choice = chamber.mayors[device % 6], own.choice(("yes", "no", "abstain"))
        if device < 6:  # one device a seat: another would change the choice between two attempts
            assert history.cast(str(mayor.seat), choice, lambda: until_answered(own, mayor, choice), Refused)

    in_disarray(chamber, random.Random(seed), act)
    return verdict(chamber, history), len(different)


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A house that does not compare: whatever comes after the first paper is a change of mind."""

    def settle(tx: Any, vote: Vote, ballot: Ballot, paper: dict[str, Any]) -> None:
        if ballot.cast_at != paper["cast_at"] or ballot in tx.db:
            votes._revise(tx, ballot, paper)

    monkeypatch.setattr(votes, "settle", settle)
    monkeypatch.setattr(ballots, "settle", settle)


@pytest.fixture
def ticking(voting: Chamber, monkeypatch: pytest.MonkeyPatch) -> Chamber:
    """With a clock that goes on by a millisecond a look, so that two papers of one seat can be told apart."""
    looks = itertools.count()
    monkeypatch.setattr(voting.house, "_clock", lambda: voting.at + timedelta(milliseconds=next(looks)))
    return voting


@pytest.mark.parametrize("seed", SEEDS)
def test_ballots_from_many_devices_at_once_are_counted_once(ticking: Chamber, seed: int) -> None:
    assert cast_from_everywhere(ticking, seed).faults == []
    votes.close(ticking.house, by=ticking.chair, vote_id=ticking.vote)


@pytest.mark.parametrize("seed", SEEDS)
def test_ballot_whose_answer_was_lost_gets_the_same_receipt_again(ticking: Chamber, seed: int) -> None:
    found, different = cast_on_a_bad_line(ticking, seed)
    assert (found.faults, different) == ([], 0)


def test_house_that_takes_repeats_for_changes_is_found_out(ticking: Chamber, forgetful: None) -> None:
    found, different = cast_on_a_bad_line(ticking, SEEDS[0])
    assert found.doubled != []
    assert different > 0


@pytest.mark.parametrize("once", [None, "the same key"])
def test_ballot_sent_eight_times_at_one_moment_is_one_paper_with_one_receipt(voting: Chamber, once: str | None) -> None:
    start = threading.Barrier(DEVICES)

    def send(_: int) -> Answer:
        start.wait()
        said = {"vote_id": voting.vote, "choice": "no"}
        return voting.house.perform(votes.cast_ballot, by=voting.mayors[0], once=once, **said)

    with ThreadPoolExecutor(DEVICES) as threads:
        receipts = list(threads.map(send, range(DEVICES)))
    assert receipts == [receipts[0]] * DEVICES
    assert receipts[0]["revision"] == 1
    assert voting.rows(select(Ballot.seat_id)) == [voting.seats[0]]
    assert voting.rows(select(BallotRevision.seat_id)) == []
