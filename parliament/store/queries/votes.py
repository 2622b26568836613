"""Questions about votes: the shared lock of casting, the roll, the ballots."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session as Db

from parliament.rules.majority import Tie
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Outcome, Question, VoteState
from parliament.store.tables import (
    Account,
    AmendmentDecision,
    Ballot,
    Certification,
    HandCount,
    Mandate,
    Member,
    Reconsideration,
    RollSeat,
    Seat,
    Vote,
    VoteRequest,
    VoteStop,
)


def is_stopped(db: Db, vote_id: str) -> bool:
    """Whether casting has stopped: the flag that commits before the close."""
    return db.scalar(select(VoteStop.vote_id).where(VoteStop.vote_id == vote_id)) is not None


def insert_stop(db: Db, vote_id: str, at: datetime) -> None:
    """Set that flag; chair and clock may do so at one moment."""
    make = sqlite.insert if db.get_bind().dialect.name == "sqlite" else postgresql.insert
    db.execute(make(VoteStop).values(vote_id=vote_id, at=at).on_conflict_do_nothing())


def vote_for_casting(db: Db, vote_id: str) -> Vote:
    """The vote under a *shared* lock: a thousand ballots go in side by side, and a close waits for all of them.

    Nothing else keeps a ballot that is under way from landing after the count: check-then-insert lost 28 % of the
    acknowledged ballots when it was tried.
    """
    rows = select(Vote).where(Vote.id == vote_id).with_for_update(read=True)
    vote = db.scalar(rows.execution_options(populate_existing=True))  # it may have been read before the lock was ours
    if vote is None:
        raise Refused(Code.NOT_FOUND)
    return vote


def vote_for_closing(db: Db, vote_id: str) -> Vote:
    """The vote under the exclusive lock: every ballot under way has committed once this returns."""
    rows = select(Vote).where(Vote.id == vote_id).with_for_update().execution_options(populate_existing=True)
    vote = db.scalar(rows)
    if vote is None:
        raise Refused(Code.NOT_FOUND)
    return vote


def seats_on_roll(db: Db, vote_id: str, accounts: Collection[str]) -> dict[str, str]:
    """By account, the seat whose voice it holds on the frozen roll: the mandate of the opening, not a later one."""
    rows = (
        select(Account.id, RollSeat.seat_id)
        .join(Mandate, Mandate.member_id == Account.member_id)
        .join(RollSeat, RollSeat.mandate_id == Mandate.id)
        .where(RollSeat.vote_id == vote_id, Account.id.in_(accounts))
        .order_by(RollSeat.seat_id)
    )
    return dict(db.execute(rows).all())


def insert_ballots(db: Db, papers: list[dict[str, Any]]) -> set[str]:
    """Put the papers in, one of each seat; returns the seats that had none. The primary key decides, whoever comes first.

    Always in the order of seats: two transactions that wait for each other's papers in turn would wait for ever.
    """
    make = sqlite.insert if db.get_bind().dialect.name == "sqlite" else postgresql.insert
    rows = [{"revision": 1, **paper} for paper in sorted(papers, key=lambda paper: paper["seat_id"])]
    fresh = make(Ballot.__table__).on_conflict_do_nothing().returning(Ballot.seat_id)  # type: ignore[arg-type]
    return set(db.connection().execute(fresh, rows).scalars())


def count_ballots(db: Db, vote_id: str) -> int:
    return db.scalar(select(func.count()).select_from(Ballot).where(Ballot.vote_id == vote_id)) or 0


def ballots_of(db: Db, vote_id: str, seats: set[str] | None = None) -> dict[str, Ballot]:
    """The ballots of a vote, or those of some seats, as they are in the database now."""
    rows = select(Ballot).where(Ballot.vote_id == vote_id)
    rows = rows if seats is None else rows.where(Ballot.seat_id.in_(seats))
    return {ballot.seat_id: ballot for ballot in db.scalars(rows)}


def roll_of(db: Db, vote_id: str) -> list[tuple[RollSeat, Seat, str]]:
    """The frozen roll with its seats and the holder's name, in the order of slugs."""
    rows = (
        select(RollSeat, Seat, Member.name)
        .join(Seat, Seat.id == RollSeat.seat_id)
        .join(Mandate, Mandate.id == RollSeat.mandate_id)
        .join(Member, Member.id == Mandate.member_id)
        .where(RollSeat.vote_id == vote_id)
        .order_by(Seat.slug)
    )
    return [(row, seat, name) for row, seat, name in db.execute(rows)]


def voices_of(db: Db, vote_id: str, accounts: Collection[str]) -> dict[str, dict[str, str | None]]:
    """By account, the seats it may cast for: its own with None, others by the seat that holds their proxy."""
    own = seats_on_roll(db, vote_id, accounts)
    rows = select(RollSeat.proxy_seat_id, RollSeat.seat_id).where(
        RollSeat.vote_id == vote_id, RollSeat.proxy_seat_id.in_(set(own.values()))
    )
    given = db.execute(rows).all() if own else []
    found: dict[str, dict[str, str | None]] = {account: {} for account in accounts}
    for account, seat in own.items():
        found[account] = {seat: None} | {giver: holder for holder, giver in given if holder == seat}
    return found


def held_ballots(db: Db, vote_id: str, seats: Collection[str]) -> dict[str, Ballot]:
    """The ballots of these seats, locked against any other change, in the order of seats (see `insert_ballots`)."""
    rows = select(Ballot).where(Ballot.vote_id == vote_id, Ballot.seat_id.in_(seats)).order_by(Ballot.seat_id)
    held = db.scalars(rows.with_for_update().execution_options(populate_existing=True)) if seats else ()
    return {ballot.seat_id: ballot for ballot in held}


def tied_vote(db: Db, sitting_id: str) -> Vote | None:
    """The vote of this sitting whose equal votes wait for the chair's casting vote."""
    rows = select(Vote).where(
        Vote.sitting_id == sitting_id,
        Vote.state == VoteState.CLOSED,
        Vote.outcome == Outcome.TIED,
        Vote.tie == Tie.CASTING_VOTE,
    )
    return db.scalar(rows.order_by(Vote.number).limit(1))


def tie_pending(db: Db, sitting_id: str) -> bool:
    """Whether equal votes of this sitting wait for the chair's casting vote."""
    return tied_vote(db, sitting_id) is not None


def waits_for_chair(db: Db, sitting_id: str, about: str) -> bool:
    """Whether it is this, a motion or whatever else was put, that the casting vote has to decide."""
    vote = tied_vote(db, sitting_id)
    return vote is not None and about in (vote.about, vote.motion_id)


def count_ties(db: Db, question: str, about: str | None, part: int | None = None) -> int:
    """How often this question came out equal, so that a next round is due."""
    same = Vote.about == about
    if question == Question.MOTION:
        same = (Vote.motion_id == about) & Vote.amendment_id.is_(None)
    if question == Question.AMENDMENT:
        same = (Vote.amendment_id == about) & (Vote.part == part)
    rows = select(func.count()).where(
        Vote.question == question, same, Vote.state == VoteState.CLOSED, Vote.outcome == Outcome.TIED
    )
    return db.scalar(rows) or 0


def count_requests(db: Db, sitting_id: str, asks_for: str) -> int:
    """How many seats ask this of the next vote of the sitting."""
    asked = _requests(sitting_id).where(VoteRequest.asks_for == asks_for).subquery()
    return db.scalar(select(func.count()).select_from(asked)) or 0


def _requests(sitting_id: str) -> Select[VoteRequest]:
    return select(VoteRequest).where(VoteRequest.sitting_id == sitting_id, VoteRequest.vote_id.is_(None))


def open_request(db: Db, sitting_id: str, seat_id: str, asks_for: str) -> VoteRequest | None:
    """What this seat has asked of the next vote already."""
    return db.scalar(_requests(sitting_id).where(VoteRequest.seat_id == seat_id, VoteRequest.asks_for == asks_for))


def meet_requests(db: Db, sitting_id: str, vote_id: str) -> None:
    """The vote that opens now is the one that the seats asked about."""
    for request in db.scalars(_requests(sitting_id)):
        request.vote_id = vote_id


def hand_counts(db: Db, vote_id: str) -> list[HandCount]:
    """What the officers counted in a show of hands, in the order of counting."""
    return list(db.scalars(select(HandCount).where(HandCount.vote_id == vote_id).order_by(HandCount.at)))


def is_decided_since(db: Db, vote: Vote) -> bool:
    """Whether an amendment to the same motion was accepted, or ruled on, after this vote, which would now come before."""
    row = AmendmentDecision
    later = select(row.id).where(row.motion_id == vote.motion_id, row.after_vote >= vote.number)
    return db.scalar(later.limit(1)) is not None


def rests_on(db: Db, vote: Vote) -> bool:
    """Whether later votes on the same matter stand, also on deciding it anew, or its text has been certified."""
    if vote.motion_id is None:
        return False
    anew = select(Reconsideration.id).where(Reconsideration.motion_id == vote.motion_id)
    later = select(Vote.id).where(
        (Vote.motion_id == vote.motion_id) | Vote.about.in_(anew),
        Vote.number > vote.number,
        Vote.plenary_id == vote.plenary_id,
        Vote.state != VoteState.ANNULLED,
    )
    certified = select(Certification.motion_id).where(Certification.motion_id == vote.motion_id)
    return db.scalar(later.limit(1)) is not None or db.scalar(certified.limit(1)) is not None
