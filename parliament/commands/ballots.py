"""Ballots that arrive together share a transaction: one lock, one insert, one wait for the disk.

A thousand commits cost a thousand waits; a mayor is answered only after the commit that holds the ballot, so what can
be shared is the commit. Whoever comes while nobody casts in this vote commits at once, and alone; whoever comes
meanwhile waits, and the first of them commits for all who wait by then. No ballot is kept back for company.

Each is judged as `cast_ballot` judges it, in the order of coming, and a refusal concerns one paper alone. What cannot
be judged beside others goes through `cast_ballot` itself: ballots by proxy, and a group that the database broke off.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog

from parliament.commands.house import Answer, House, Tx
from parliament.commands.votes import cast_ballot, paper_of, receipt_facts, seat_to_cast_for, settle
from parliament.rules.powers import NOBODY, Actor, Power, check_power
from parliament.rules.refusals import Refused
from parliament.rules.stages import Choice, Via
from parliament.store.queries import votes as asked
from parliament.store.tables import Ballot, Vote
from parliament.store.together import Together

logger = structlog.get_logger("parliament.ballots")

MOST = 200  # papers in one transaction: their commit must not keep the chair's close waiting

Facts = dict[str, Any]


class Alone(Exception):
    """This paper has to be cast by itself."""


Outcome = Facts | Exception


@dataclass(frozen=True)
class Paper:
    """What one voter hands in: the arguments of `cast_ballot`."""

    actor: Actor
    choice: str
    text_hash: str | None = None
    marks: list[str] | None = None
    seat_id: str | None = None


def cast_together(tx: Tx, vote_id: str, papers: list[Paper]) -> list[Outcome]:
    """Cast these papers in one transaction: for each the facts of its receipt, its refusal, or `Alone`."""
    stopped = asked.is_stopped(tx.db, vote_id)
    try:
        vote = asked.vote_for_casting(tx.db, vote_id)
    except Refused as refusal:
        return [refusal] * len(papers)
    at = tx.clock()  # by the database's clock, now that the lock is ours
    voices = asked.voices_of(tx.db, vote_id, {paper.actor.account for paper in papers})
    judge = _Judge(tx, vote, voices, at, stopped=stopped)
    read = [_attempt(judge.read, paper) for paper in papers]
    ballots = _box(tx, vote, [row for row in read if isinstance(row, dict)])

    def put(row: Facts) -> Facts:
        ballot = ballots[row["seat_id"]]
        settle(tx, vote, ballot, {name: value for name, value in row.items() if name not in ("vote_id", "seat_id")})
        return tx.receipt(receipt_facts(vote, ballot))  # at once: a later paper of the same seat may change the ballot

    return [_attempt(put, row) if isinstance(row, dict) else row for row in read]


def _attempt(step: Callable[[Any], Facts], given: Any) -> Outcome:
    try:
        return step(given)
    except (Refused, Alone, ValueError) as trouble:  # ValueError: a choice there is not; it must not fail the others
        return trouble


@dataclass(frozen=True)
class _Judge:
    """What a paper is judged by before it goes into the box; the same for all of the group."""

    tx: Tx
    vote: Vote
    voices: dict[str, dict[str, str | None]]
    at: datetime
    stopped: bool = field(kw_only=True)

    def read(self, paper: Paper) -> Facts:
        """The row of a ballot. Refused: as `cast_ballot`. Alone: by proxy, which rests on the ballots of others."""
        voices, vote = self.voices[paper.actor.account], self.vote
        seat = seat_to_cast_for(
            vote, voices, paper.seat_id, stopped=self.stopped, at=self.at, text_hash=paper.text_hash
        )
        if voices[seat] is not None:
            raise Alone
        choice, account = Choice(paper.choice), paper.actor.account
        row = paper_of(self.tx, vote, choice=choice, marks=paper.marks, at=self.at, via=Via.OWN, account=account)
        return {"vote_id": self.vote.id, "seat_id": seat, **row}


def _box(tx: Tx, vote: Vote, rows: list[Facts]) -> dict[str, Ballot]:
    """Put in the first paper of every seat; the ballots of these seats as they are then, locked."""
    first: dict[str, Facts] = {}
    for row in rows:
        first.setdefault(row["seat_id"], row)
    fresh = asked.insert_ballots(tx.db, list(first.values())) if first else set()
    again = {row["seat_id"] for row in rows if row is not first[row["seat_id"]]}
    # A paper that just went in, and is its seat's only one, is what it says: it need not be read back.
    known = {seat: Ballot(revision=1, **first[seat]) for seat in fresh - again}
    return known | asked.held_ballots(tx.db, vote.id, set(first) - set(known))


class BallotBox:
    """Where the ballots of one process come together. Works with threads, and with gevent's once they are patched in."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._lines = Together(self._together, MOST, unknown="nobody knows whether the ballots were committed")

    def cast(self, *, by: Actor, vote_id: str, then: Callable[[], None] | None = None, **said: Any) -> Answer:
        """Cast a ballot; durable before the answer, a receipt. `then` is run after a commit, once for all it held.

        Refused: as `cast_ballot`.
        """
        check_power(by, Power.CAST_BALLOT)
        outcome, leads = self._lines.ask(vote_id, Paper(by, **said))
        if isinstance(outcome, Alone):
            outcome, leads = self._house.perform(cast_ballot, by=by, vote_id=vote_id, **said), True
        if leads and then is not None:
            then()
        if isinstance(outcome, Exception):
            raise outcome
        return self._house.signed(outcome)

    def _together(self, vote_id: str, papers: list[Paper]) -> list[Outcome]:
        """One transaction for all. What breaks off before its commit is cast again paper by paper; the commit is not."""
        try:
            with self._house.transaction(by=NOBODY) as tx:
                try:
                    outcomes = cast_together(tx, vote_id, papers)
                    tx.db.flush()
                except Exception as error:
                    raise Alone from error
                return outcomes
        except Alone as broken:
            logger.warning(
                "ballots were not committed together", vote=vote_id, papers=len(papers), why=repr(broken.__cause__)
            )
            return [Alone()] * len(papers)
