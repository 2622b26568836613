"""Putting a question: every vote of the house opens here, on a frozen roll and under a frozen rule.

What a question moves is its own room's business: a room registers what follows an outcome (`moves`), how it is undone
(`annuls`), how papers are checked and counted where they are more than yes or no (`papers`, `counts`), and what of its
own has to be settled before any vote (`comes_before_votes`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session as Db

from parliament.commands.house import Answer, Tx
from parliament.record.canonical import canonical, timestamp
from parliament.record.entries import VoteOpened
from parliament.rules.deadlines import check_window
from parliament.rules.decision import BY_OBJECTION, VoteRule, majority_for, quorum_for, tie_for
from parliament.rules.majority import needs_ballots
from parliament.rules.profile import Profile
from parliament.rules.quorum import Attendance, check_quorum
from parliament.rules.refusals import Code, Obstacle, Refused, raise_first
from parliament.rules.sittings import check_presiding
from parliament.rules.stages import AsksFor, Manner, Outcome, ProceduralKind, Question, VoteState
from parliament.rules.votes import obstacles_to_putting
from parliament.store.queries import sessions as questions
from parliament.store.queries import votes as asked_of
from parliament.store.queries.entitled import Entitled, entitled, present_by_proxy
from parliament.store.tables import Ballot, RollSeat, Sitting, Vote


@dataclass(frozen=True)
class Asked:
    """A question as it is put. `wording` says it where it is neither a motion nor an amendment; `about` is its id.

    Of an amendment that was divided one `part` of so many `parts` is put.
    """

    question: Question
    about: str | None = None
    wording: str = ""
    item: str | None = None
    motion: str | None = None
    amendment: str | None = None
    text_hash: str | None = None
    kind: ProceduralKind | None = None
    part: int | None = None
    parts: int | None = None


MOVES: dict[str, Callable[[Tx, Vote, Outcome], None]] = {}
ANNULS: dict[str, Callable[[Tx, Vote], None]] = {}
PAPERS: dict[str, Callable[[Db, Vote, list[str]], list[str]]] = {}
COUNTS: dict[str, Callable[[Tx, Vote, dict[str, Ballot]], Outcome]] = {}
BEFORE_VOTES: list[Callable[[Db, Sitting, Asked], list[Obstacle]]] = []


def _registrar(shelf: dict[str, Any]) -> Callable[[Question], Callable[[Any], Any]]:
    def of(question: Question) -> Callable[[Any], Any]:
        def register(function: Any) -> Any:
            shelf[question] = function
            return function

        return register

    return of


moves, annuls, papers, counts = _registrar(MOVES), _registrar(ANNULS), _registrar(PAPERS), _registrar(COUNTS)


def comes_before_votes(function: Callable[[Db, Sitting, Asked], list[Obstacle]]) -> Any:
    """Register what a room wants settled before any vote is opened."""
    BEFORE_VOTES.append(function)
    return function


@dataclass(frozen=True)
class Chamber:
    """The seats of a vote as they stand when it opens."""

    roll: list[Entitled]
    off_roll: list[Any]
    present: int

    @property
    def members(self) -> int:
        """All seats that somebody was elected to, whether or not they may vote now."""
        return len(self.roll) + len(self.off_roll)


def chamber_of(db: Db, sitting: Sitting, now: datetime) -> Chamber:
    """Who may vote now, who belongs to the house besides, and how many are there for a quorum."""
    profile = questions.profile_of(db, sitting.plenary)
    present = questions.present_seats(db, sitting.id) | present_by_proxy(db, sitting.plenary, sitting.id, now)
    roll = entitled(db, sitting.plenary, sitting.id, profile, now)
    return Chamber(roll, questions.seats_without_voice(db), len(present))


def obstacles_to_question(db: Db, sitting: Sitting, asked: Asked, now: datetime) -> list[Obstacle]:
    """What stands in the way of putting any question now: for the page and for the command."""
    chamber, profile = chamber_of(db, sitting, now), questions.profile_of(db, sitting.plenary)
    accredited = len(chamber.roll)
    attendance = Attendance(chamber.members, accredited, chamber.present, accredited)
    found = obstacles_to_putting(
        sitting=sitting.state,
        live_vote_open=questions.live_vote(db, sitting.id) is not None,
        someone_speaks=questions.speaker_of(db, sitting.id) is not None,
        tie_pending=asked_of.tie_pending(db, sitting.id),
        present=chamber.present,
        needed=check_quorum(_quorum(db, sitting, profile, asked), attendance).need,
    )
    return found + [each for before in BEFORE_VOTES for each in before(db, sitting, asked)]


def _quorum(db: Db, sitting: Sitting, profile: Profile, asked: Asked) -> Any:
    requested = asked_of.count_requests(db, sitting.id, AsksFor.QUORUM) >= profile.quorum.request_seats
    return quorum_for(profile, asked.question, requested=requested)


def put(
    tx: Tx, sitting: Sitting, asked: Asked, *, manner: str | None = None, closes_at: datetime | None = None
) -> Answer:
    """Open the vote on a question: live, in a window (`closes_at`), or in another manner than the usual one.

    Refused: not_presiding, everything in `obstacles_to_question`, roll_call_asked, rule_needs_ballots, malformed,
    bad_times, window_too_short.
    """
    check_presiding(chair=sitting.chair_id, account=tx.actor.account)
    raise_first(obstacles_to_question(tx.db, sitting, asked, tx.now))
    profile, chamber = questions.profile_of(tx.db, sitting.plenary), chamber_of(tx.db, sitting, tx.now)
    taken = _manner(tx, sitting, profile, asked, manner, closes_at)
    rule = VoteRule(
        manner=taken,
        majority=majority_for(profile, asked.question, asked.kind),
        tie=tie_for(profile, asked.part),
        quorum=_quorum(tx.db, sitting, profile, asked),
        objections=profile.votes.silence_objections if taken is Manner.SILENCE else 1,
        members=chamber.members,
        accredited=len(chamber.roll),
        round=1
        + asked_of.count_ties(tx.db, asked.question, asked.about or asked.amendment or asked.motion, asked.part),
    )
    if taken is Manner.SHOW_OF_HANDS and needs_ballots(rule.majority):
        raise Refused(Code.RULE_NEEDS_BALLOTS, field="manner")
    vote = _new_vote(tx, sitting, asked, rule, chamber)
    vote.window, vote.closes_at = closes_at is not None, closes_at or _end(tx.now, profile, taken)
    tx.db.add(vote)
    tx.db.flush()
    _freeze_roll(tx, vote, chamber)
    asked_of.meet_requests(tx.db, sitting.id, vote.id)
    tx.record(_opened(vote, rule), sitting.plenary_id)
    return {"vote": vote.id, "number": vote.number, "closes_at": timestamp(vote.closes_at)}


def _manner(
    tx: Tx, sitting: Sitting, profile: Profile, asked: Asked, manner: str | None, closes_at: datetime | None
) -> Manner:
    """How this vote is taken. Names are called where enough seats have asked for it, and always in a window."""
    needed = profile.votes.roll_call_request_seats
    names_asked = 0 < needed <= asked_of.count_requests(tx.db, sitting.id, AsksFor.ROLL_CALL)
    by_name = asked.question is Question.ELECTION or closes_at is not None or names_asked
    taken = Manner(manner or (Manner.ROLL_CALL if by_name else profile.votes.manner))
    if taken is Manner.SHOW_OF_HANDS and names_asked:
        raise Refused(Code.ROLL_CALL_ASKED, field="manner")
    if asked.question is Question.ELECTION and taken is not Manner.ROLL_CALL:
        raise Refused(Code.MALFORMED, field="manner")
    if closes_at is not None and taken not in (Manner.ROLL_CALL, Manner.SILENCE):
        raise Refused(Code.MALFORMED, field="closes_at")
    if taken is Manner.SILENCE and closes_at is None:
        raise Refused(Code.BAD_TIMES, field="closes_at")
    if closes_at is not None:
        hours = profile.votes.silence_min_hours * 60
        least = hours if taken is Manner.SILENCE else profile.ballots.window_min_minutes
        check_window(tx.now, closes_at, least)
    return taken


def _end(now: datetime, profile: Profile, manner: Manner) -> datetime:
    waits = manner is Manner.WITHOUT_OBJECTION
    return now + timedelta(seconds=profile.votes.objection_seconds if waits else profile.ballots.live_seconds)


def _new_vote(tx: Tx, sitting: Sitting, asked: Asked, rule: VoteRule, chamber: Chamber) -> Vote:
    words = {"question": str(asked.question), "about": asked.about, "wording": asked.wording}
    return Vote(
        id=tx.new_id("vote"),
        plenary_id=sitting.plenary_id,
        sitting_id=sitting.id,
        item_id=asked.item,
        question=asked.question,
        about=asked.about,
        wording=asked.wording,
        motion_id=asked.motion,
        amendment_id=asked.amendment,
        part=asked.part,
        parts=asked.parts,
        number=questions.next_number(tx.db, Vote.number, Vote.plenary_id == sitting.plenary_id),
        state=VoteState.OPEN,
        text_hash=asked.text_hash or tx.annex(canonical(words)),
        roll_hash="",
        roll=0,
        present=chamber.present,
        opened_at=tx.now,
        **rule.to_json(),
    )


def _freeze_roll(tx: Tx, vote: Vote, chamber: Chamber) -> None:
    """Every entitled seat with the mandate that holds its voice now; later changes do not touch it."""
    tx.db.add_all(
        RollSeat(vote_id=vote.id, seat_id=row.seat.id, mandate_id=row.mandate.id, weight=1, proxy_seat_id=row.proxy)
        for row in chamber.roll
    )
    rows = [_roll_row(row.seat) | {"mandate": row.mandate.id, "weight": 1, "proxy": row.proxy} for row in chamber.roll]
    said = {"vote": vote.id, "roll": rows, "off_roll": [_roll_row(seat) for seat in chamber.off_roll]}
    vote.roll, vote.roll_hash = len(rows), tx.annex(canonical(said))


def _roll_row(seat: Any) -> dict[str, Any]:
    return {"seat": seat.id, "population": seat.population, "continent": seat.continent, "country": seat.country}


def _opened(vote: Vote, rule: VoteRule) -> VoteOpened:
    return VoteOpened(
        vote=vote.id,
        number=vote.number,
        sitting=vote.sitting_id,
        item=vote.item_id,
        question=vote.question,
        about=vote.about,
        wording=vote.wording,
        motion=vote.motion_id,
        amendment=vote.amendment_id,
        text_hash=vote.text_hash,
        roll_hash=vote.roll_hash,
        roll=vote.roll,
        present=vote.present,
        window=vote.window,
        closes_at=timestamp(vote.closes_at),
        part=vote.part,
        parts=vote.parts,
        **rule.to_json(),
    )


def is_fixed(vote: Vote) -> bool:
    """Whether the vote lasts until the time announced: windows do, and whatever waits for objections."""
    return vote.window or vote.manner in BY_OBJECTION
