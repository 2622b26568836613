"""Ballots that share a transaction: each is answered as if it had been cast by itself, whatever its neighbours are."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session as Db

from parliament.commands import ballots as together
from parliament.commands.ballots import BallotBox, Paper, cast_together
from parliament.commands.house import TO_BE_SIGNED, Answer, Tx
from parliament.commands.votes import cast_ballot
from parliament.rules.powers import NOBODY, Actor, Office
from parliament.rules.refusals import Code, Refused
from parliament.store import together as lines
from parliament.store.queries import votes as asked
from parliament.store.tables import Ballot, BallotRevision, Vote
from tests.builders import Chamber, Shelf
from tests.commands.test_proxy_ballots import GIVER, represented_under

EXAMPLES = 20

Said = dict[str, Any]


def papers_in(db: Db) -> list[tuple[Any, ...]]:
    """All papers that count, and all that were replaced."""
    papers = select(Ballot.seat_id, Ballot.revision, Ballot.choice, Ballot.via, Ballot.account_id, Ballot.cast_at)
    of = BallotRevision
    former = select(of.seat_id, of.revision, of.choice, of.via, of.account_id, of.cast_at)
    return sorted(tuple(row) for question in (papers, former) for row in db.execute(question))


def box(chamber: Chamber) -> list[tuple[Any, ...]]:
    with chamber.house.reading() as db:
        return papers_in(db)


def one_by_one(tx: Tx, vote_id: str, papers: list[Paper]) -> list[Answer | Exception]:
    """What each hears when it comes after the other: a refused one leaves no trace, so one transaction will do."""
    return [attempt(tx, vote_id, paper) for paper in papers]


def attempt(tx: Tx, vote_id: str, paper: Paper) -> Answer | Exception:
    said = {"choice": paper.choice, "text_hash": paper.text_hash, "marks": paper.marks, "seat_id": paper.seat_id}
    tx.actor = paper.actor
    try:
        return cast_ballot(tx, vote_id=vote_id, **said)
    except (Refused, ValueError) as trouble:
        return trouble


def heard(outcome: Answer | Exception) -> Answer | str:
    if isinstance(outcome, Exception):
        return f"{outcome.code} {outcome.facts}" if isinstance(outcome, Refused) else type(outcome).__name__
    return outcome[TO_BE_SIGNED]


def in_one(chamber: Chamber, papers: list[Paper]) -> list[Answer | str]:
    """What each hears when all are in one transaction."""
    with chamber.house.transaction(by=NOBODY) as tx:
        outcomes = cast_together(tx, chamber.vote, papers)
    return [heard(outcome) for outcome in outcomes]


def stranger(chamber: Chamber) -> Actor:
    return Actor(chamber.chair.account, "Chair", frozenset({Office.MEMBER}), chamber.seats[0])


@st.composite
def papers_said(draw: st.DrawFn) -> list[tuple[int, Said]]:
    """Who says what: seats that come twice, change their mind, read old words, name another seat or no choice at all."""
    said = st.fixed_dictionaries(
        {"choice": st.sampled_from(("yes", "no", "abstain", "no", "yes", "paper", "perhaps"))},
        optional={"text_hash": st.sampled_from(("its", "0" * 64)), "seat_id": st.sampled_from(("own", "next"))},
    )
    return draw(st.lists(st.tuples(st.integers(0, 6), said), min_size=1, max_size=10))


def as_papers(chamber: Chamber, drawn: list[tuple[int, Said]]) -> list[Paper]:
    its = chamber.row(Vote, chamber.vote).text_hash
    papers = []
    for number, said in drawn:
        actor = chamber.mayors[number] if number < len(chamber.mayors) else stranger(chamber)
        seats = {"own": actor.seat, "next": chamber.seats[(number + 1) % len(chamber.seats)]}
        hashed, seat = said.get("text_hash"), said.get("seat_id")
        words = {"text_hash": its if hashed == "its" else hashed, "seat_id": seats[seat] if seat else None}
        papers.append(Paper(actor, said["choice"], **words))
    return papers


Came = tuple[list[Answer | str], list[tuple[Any, ...]]]


def came_out(chamber: Chamber, cast: Callable[..., Any], before: list[Paper], papers: list[Paper], stop: bool) -> Came:
    """What the senders hear and what is in the box, some papers being in already; then all is rolled back."""
    with chamber.house.database.writing() as db:
        tx = Tx(chamber.house, db, NOBODY)
        one_by_one(tx, chamber.vote, before)
        if stop:
            asked.insert_stop(db, chamber.vote, tx.now)
        heard_of = [heard(outcome) for outcome in cast(tx, chamber.vote, papers)]
        db.flush()
        found = heard_of, papers_in(db)
        db.rollback()
    return found


def test_any_papers_in_one_transaction_come_out_as_one_by_one(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    @settings(max_examples=EXAMPLES)
    @given(papers_said(), papers_said(), st.booleans(), st.sampled_from((False,) * 5 + (True,)))
    def both_ways(before: list[tuple[int, Said]], drawn: list[tuple[int, Said]], may_change: bool, stop: bool) -> None:
        monkeypatch.setattr("parliament.commands.votes._may_change", lambda *_: may_change)
        earlier, papers = as_papers(chamber, before), as_papers(chamber, drawn)
        together_they, alone = (came_out(chamber, way, earlier, papers, stop) for way in (cast_together, one_by_one))
        assert together_they == alone

    with shelf.copy("sqlite", "voting") as chamber:
        both_ways()


def test_two_ballots_of_one_seat_and_a_refused_one_between_them(voting: Chamber) -> None:
    """On both databases, with what the drawn examples seldom hold: the changed mind is kept, the refusal harms nobody."""
    first, second = voting.mayors[:2]
    papers = [Paper(second, "yes"), Paper(first, "yes"), Paper(stranger(voting), "no"), Paper(first, "no")]
    receipts = in_one(voting, papers)
    assert [each if isinstance(each, str) else (each["choice"], each["revision"]) for each in receipts] == [
        ("yes", 1),
        ("yes", 1),
        f"{Code.NOT_ON_ROLL} {{}}",
        ("no", 2),
    ]
    assert [(row[0], row[1], row[2]) for row in box(voting)] == sorted(
        [(voting.seats[1], 1, "yes"), (voting.seats[0], 1, "yes"), (voting.seats[0], 2, "no")]
    )


def test_ballots_after_the_closing_instant_are_refused_together(voting: Chamber) -> None:
    voting.at = voting.row(Vote, voting.vote).closes_at
    refusals = in_one(voting, [Paper(mayor, "yes") for mayor in voting.mayors])
    assert [str(each).split()[0] for each in refusals] == [Code.VOTE_CLOSED] * 6
    assert box(voting) == []


# Waiting in line: the box that brings them together.


class Hold:
    """Keeps the first commit of a vote under way for as long as it is told, so that others come meanwhile."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.groups: list[int] = []
        self.entered, self.go = threading.Event(), threading.Event()
        self._lasting = cast_together
        monkeypatch.setattr(together, "cast_together", self._held)

    def _held(self, tx: Tx, vote_id: str, papers: list[Paper]) -> list[Any]:
        self.groups.append(len(papers))
        self.entered.set()
        assert self.go.wait(20)
        return self._lasting(tx, vote_id, papers)


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hold]:
    held = Hold(monkeypatch)
    yield held
    held.go.set()


@contextmanager
def waiting_behind(
    chamber: Chamber, hold: Hold, casts: list[Callable[[BallotBox], Answer]]
) -> Iterator[list[Future[Answer]]]:
    """The first mayor's commit is held; the others wait in line behind it, and go when the block is left."""
    ballot_box = BallotBox(chamber.house)
    with ThreadPoolExecutor(len(casts) + 1) as threads:
        first = threads.submit(ballot_box.cast, by=chamber.mayors[0], vote_id=chamber.vote, choice="yes")
        assert hold.entered.wait(20)
        others = []
        for at, cast in enumerate(casts, start=1):
            others.append(threads.submit(cast, ballot_box))
            while len(ballot_box._lines._lines[chamber.vote]) < at:
                threading.Event().wait(0.002)
        yield [first, *others]
        hold.go.set()
    assert ballot_box._lines._lines == {}, "somebody still leads"


def casting(chamber: Chamber, mayor: int, choice: str = "yes", **said: Any) -> Callable[[BallotBox], Answer]:
    return lambda box: box.cast(by=chamber.mayors[mayor], vote_id=chamber.vote, choice=choice, **said)


def test_who_comes_while_another_commits_shares_the_next_commit(voting: Chamber, hold: Hold) -> None:
    told: list[int] = []
    casts = [casting(voting, at, then=lambda: told.append(1)) for at in (1, 2, 3, 4, 5)]
    with waiting_behind(voting, hold, casts) as answers:
        assert not any(answer.done() for answer in answers), "answered before its commit"
    assert hold.groups == [1, 5]
    assert told == [1], "how many have voted is counted once a commit"
    assert [answer.result()["seat"] for answer in answers] == list(voting.seats)
    assert voting.close()["yes"] == 6


def test_no_commit_holds_more_than_it_may_and_nobody_is_left_waiting(
    voting: Chamber, hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "MOST", 2)
    with waiting_behind(voting, hold, [casting(voting, at) for at in (1, 2, 3, 4, 5)]) as answers:
        pass
    assert hold.groups == [1, 2, 2, 1]
    assert {answer.result()["revision"] for answer in answers} == {1}


def test_group_that_the_database_breaks_off_is_cast_paper_by_paper(
    voting: Chamber, hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One paper breaks the transaction of all five: four are in nevertheless, and only its own sender hears of it."""
    insert = asked.insert_ballots

    def choking(db: Any, papers: list[dict[str, Any]]) -> set[str]:
        if any(paper["seat_id"] == voting.seats[3] for paper in papers):
            db.execute(text("SELECT broken"))
        return insert(db, papers)

    monkeypatch.setattr(asked, "insert_ballots", choking)
    with waiting_behind(voting, hold, [casting(voting, at) for at in (1, 2, 3, 4, 5)]) as answers:
        pass
    with pytest.raises(Exception, match="broken"):
        answers.pop(3).result()
    assert {answer.result()["revision"] for answer in answers} == {1}
    assert sorted(voting.rows(select(Ballot.seat_id))) == sorted(set(voting.seats) - {voting.seats[3]})


def test_commit_that_fails_is_told_to_all_it_held_and_not_tried_again(
    voting: Chamber, hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows what became of it, so their senders are told nothing else, and send again when they want to know."""

    def lost(*_: Any) -> None:
        raise OperationalError("COMMIT", None, ConnectionError("the line is dead"))

    with waiting_behind(voting, hold, [casting(voting, at) for at in (1, 2)]) as answers:
        monkeypatch.setattr(type(voting.house), "before_commit", lost)
    assert all(isinstance(answer.exception(), OperationalError) for answer in answers)
    monkeypatch.undo()
    assert voting.rows(select(Ballot.seat_id)) == []
    assert BallotBox(voting.house).cast(by=voting.mayors[1], vote_id=voting.vote, choice="no")["revision"] == 1


def test_ballot_by_proxy_goes_by_itself_beside_the_others(founded: Chamber, hold: Hold) -> None:
    """It rests on whether its holder is there and the seat has not voted, which is asked ballot by ballot."""
    chamber = represented_under(founded)
    chamber.mayors = (chamber.mayors[2], *chamber.mayors[:2])
    own, for_giver = casting(chamber, 2, "yes"), casting(chamber, 2, "no", seat_id=chamber.seats[GIVER])
    with waiting_behind(chamber, hold, [own, for_giver]) as answers:
        pass
    assert hold.groups == [1, 2]
    assert [answer.result()["choice"] for answer in answers] == ["yes", "yes", "no"]
    assert sorted(chamber.rows(select(Ballot.via))) == ["own", "own", "proxy"]


def test_power_is_asked_before_anything_is_read(voting: Chamber, hold: Hold) -> None:
    with pytest.raises(Refused) as refused:
        BallotBox(voting.house).cast(by=voting.desk, vote_id=voting.vote, choice="yes")
    assert refused.value.code == Code.NOT_ALLOWED
    assert hold.groups == []


def test_thread_that_is_ended_while_it_waits_leaves_the_line_to_those_behind(voting: Chamber, hold: Hold) -> None:
    """A greenlet can be killed while it waits: had it been called to commit for the others, they would wait for ever."""

    class Ended(BaseException):
        pass

    def killed(box: BallotBox) -> Answer:
        def wait(_: Any) -> None:
            raise Ended

        line = box._lines._lines[voting.vote]
        waiting = lines._Waiting(Paper(voting.mayors[1], "yes"))
        waiting.wait = wait.__get__(waiting)  # type: ignore[method-assign]
        with box._lines._guard:
            line.append(waiting)
        threading.Event().wait(0)
        try:
            hold.go.wait(20)
            while not waiting.called and waiting in line:
                threading.Event().wait(0.002)
            box._lines._wait(voting.vote, waiting)
        except Ended:
            return {}
        raise AssertionError

    with waiting_behind(voting, hold, [killed, casting(voting, 2)]) as answers:
        pass
    assert answers[2].result()["seat"] == voting.seats[2]
    assert sorted(voting.rows(select(Ballot.seat_id))) == sorted([voting.seats[0], voting.seats[2]])
