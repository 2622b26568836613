"""Votes: open on a frozen roll, cast, stop, close. A declared outcome moves the motion by itself."""

from datetime import datetime, timedelta

from parliament import texts
from parliament.commands.house import Answer, House, Tx, requires
from parliament.commands.motions import TEXT
from parliament.record.canonical import canonical, timestamp
from parliament.record.entries import MotionDecided, VoteClosed, VoteOpened
from parliament.rules.deadlines import check_window
from parliament.rules.decision import decision_under
from parliament.rules.powers import Actor, Office, Power
from parliament.rules.quorum import Attendance, check_quorum
from parliament.rules.refusals import Code, Obstacle, Refused, raise_first
from parliament.rules.sittings import check_presiding
from parliament.rules.stages import Choice, Outcome, SeatState, Stage, VoteState
from parliament.rules.tally import Decision, Tally, count
from parliament.rules.votes import check_casting, check_changing, check_closing, obstacles_to_opening_vote
from parliament.store.queries import found, held
from parliament.store.queries import sessions as questions
from parliament.store.queries import votes as asked
from parliament.store.queries.docket import Docket, docket_of
from parliament.store.tables import (
    Amendment,
    Ballot,
    BallotRevision,
    Motion,
    PlenarySession,
    RollSeat,
    Sitting,
    Vote,
)


def obstacles_to_opening(db, motion: Motion, docket: Docket, amendment: int | None) -> list[Obstacle]:
    """What stands in the way of putting an amendment, or the whole text (None): for the page and for the command."""
    plenary = db.get_one(PlenarySession, motion.plenary_id)
    sitting = questions.meeting_of(db, plenary.id)
    if sitting is None:
        return [Obstacle(Code.SITTING_NOT_OPEN)]
    item = questions.item_of_motion(db, motion.id)
    held_seats = questions.count_seats(db)[SeatState.HELD]
    present = questions.count_present(db, sitting.id)
    attendance = Attendance(members=held_seats, accredited=held_seats, present=present, roll=held_seats)
    quorum = check_quorum(questions.profile_of(db, plenary).quorum.to_decide, attendance)
    return obstacles_to_opening_vote(
        sitting=sitting.state,
        stage=motion.stage,
        is_current_item=item is not None and sitting.item_id == item.id,
        vote_open=bool(questions.open_vote_in(db, sitting.id) or questions.open_vote_on(db, motion.id)),
        someone_speaks=questions.speaker_of(db, sitting.id) is not None,
        present=present,
        needed=quorum.need,
        amendment=amendment,
        open_in_order=docket.pending,
        order_confirmed=docket.confirmed is not None,
        fate=docket.fates[amendment].state if amendment is not None else "pending",
    )


@requires(Power.OPEN_VOTE)
def open_vote(tx: Tx, *, motion_id: str, amendment_id: str | None = None, closes_at: datetime | None = None) -> Answer:
    """Put an amendment, or the whole text as amended. Live, unless `closes_at` makes it a window.

    Refused: not_presiding, everything in `obstacles_to_opening`, bad_times, window_too_short.
    """
    motion = held(tx.db, Motion, motion_id)
    amendment = found(tx.db, Amendment, amendment_id) if amendment_id else None
    if amendment is not None and amendment.motion_id != motion.id:
        raise Refused(Code.NOT_FOUND, field="amendment_id")
    sitting = questions.current_sitting(tx.db, motion.plenary_id)
    check_presiding(chair=sitting.chair_id, account=tx.actor.account)
    docket = docket_of(tx.db, motion)
    raise_first(obstacles_to_opening(tx.db, motion, docket, amendment.number if amendment else None))
    profile = questions.profile_of(tx.db, sitting.plenary)
    if closes_at is not None:
        check_window(tx.now, closes_at, profile.ballots.window_min_minutes)
    vote = _new_vote(tx, motion, amendment, sitting, docket)
    vote.window = closes_at is not None
    vote.closes_at = closes_at or tx.now + timedelta(seconds=profile.ballots.live_seconds)
    tx.db.add(vote)
    tx.db.flush()
    _freeze_roll(tx, vote)
    if amendment is None:
        motion.stage = Stage.PUT
    tx.record(_opened(vote), motion.plenary_id)
    return {"vote": vote.id, "number": vote.number, "closes_at": timestamp(vote.closes_at)}


def _new_vote(tx: Tx, motion: Motion, amendment: Amendment | None, sitting: Sitting, docket: Docket) -> Vote:
    text = docket.as_amended_by(amendment.number) if amendment else docket.consolidated.text
    item = questions.item_of_motion(tx.db, motion.id)
    assert item is not None, "a motion under debate has an item"
    return Vote(
        id=tx.new_id("vote"),
        plenary_id=motion.plenary_id,
        sitting_id=sitting.id,
        item_id=item.id,
        motion_id=motion.id,
        amendment_id=amendment.id if amendment else None,
        number=questions.next_number(tx.db, Vote.number, Vote.plenary_id == motion.plenary_id),
        state=VoteState.OPEN,
        text_hash=tx.annex(texts.canonical(text), TEXT),
        roll_hash="",
        roll=0,
        present=questions.count_present(tx.db, sitting.id),
        opened_at=tx.now,
    )


def _freeze_roll(tx: Tx, vote: Vote) -> None:
    """Every held seat with the mandate that holds its voice now; later changes do not touch it."""
    entitled = [(seat, mandate) for seat, mandate in questions.all_seats(tx.db) if mandate and seat.state == "held"]
    tx.db.add_all(RollSeat(vote_id=vote.id, seat_id=s.id, mandate_id=m.id, weight=1) for s, m in entitled)
    rows = [{"seat": s.id, "mandate": m.id, "weight": 1} for s, m in entitled]
    vote.roll, vote.roll_hash = len(rows), tx.annex(canonical({"vote": vote.id, "roll": rows}))


def _opened(vote: Vote) -> VoteOpened:
    return VoteOpened(
        vote=vote.id,
        number=vote.number,
        sitting=vote.sitting_id,
        item=vote.item_id,
        motion=vote.motion_id,
        amendment=vote.amendment_id,
        text_hash=vote.text_hash,
        roll_hash=vote.roll_hash,
        roll=vote.roll,
        present=vote.present,
        window=vote.window,
        closes_at=timestamp(vote.closes_at),
    )


@requires(Power.CAST_BALLOT)
def cast_ballot(tx: Tx, *, vote_id: str, choice: str, text_hash: str | None = None) -> Answer:
    """Cast the actor's ballot; durable before the answer, which is a receipt, the same one however often it is sent.

    `text_hash` is the text the voter has read: a ballot on words that were not on the page is refused.
    Refused: vote_closed, not_on_roll, stale_text, already_voted where the rules allow no change.
    """
    stopped = asked.is_stopped(tx.db, vote_id)
    vote = asked.vote_for_casting(tx.db, vote_id)
    at = tx.clock()  # by the database's clock, now that the lock is ours: waiting for it must not make a ballot early
    seat_id = asked.seat_on_roll(tx.db, vote_id, tx.actor.account)
    check_casting(state=vote.state, stopped=stopped, at=at, closes_at=vote.closes_at, on_roll=seat_id is not None)
    assert seat_id is not None
    if text_hash is not None and text_hash != vote.text_hash:
        raise Refused(Code.STALE_TEXT)
    account = tx.actor.account
    asked.insert_ballot(tx.db, vote_id=vote_id, seat_id=seat_id, choice=Choice(choice), account_id=account, cast_at=at)
    ballot = found(tx.db, Ballot, (vote_id, seat_id), with_for_update=True)
    if ballot.choice != choice:
        _revise(tx, vote, ballot, Choice(choice), at)
    return tx.receipt(receipt_facts(vote, ballot))


def _revise(tx: Tx, vote: Vote, ballot: Ballot, choice: Choice, at: datetime) -> None:
    profile = questions.profile_of(tx.db, tx.db.get_one(PlenarySession, vote.plenary_id))
    check_changing(may_change=profile.ballots.may_change_until_close, recorded=ballot.choice)
    tx.db.add(
        BallotRevision(
            vote_id=ballot.vote_id,
            seat_id=ballot.seat_id,
            revision=ballot.revision,
            choice=ballot.choice,
            account_id=ballot.account_id,
            cast_at=ballot.cast_at,
        )
    )
    ballot.choice, ballot.revision, ballot.cast_at = choice, ballot.revision + 1, at
    ballot.account_id = tx.actor.account


def receipt_facts(vote: Vote, ballot: Ballot) -> dict:
    """What a receipt states, and nothing else."""
    return {
        "vote": vote.id,
        "seat": ballot.seat_id,
        "choice": ballot.choice,
        "cast_at": timestamp(ballot.cast_at),
        "revision": ballot.revision,
        "text_hash": vote.text_hash,
    }


@requires(Power.CLOSE_VOTE)
def stop_vote(tx: Tx, *, vote_id: str) -> Answer:
    """Stop casting: this commits first, so that the close waits only for ballots that are under way.

    Refused: not_presiding, vote_closed, window_runs.
    """
    vote = found(tx.db, Vote, vote_id)
    _check_may_close(tx, vote)
    asked.insert_stop(tx.db, vote_id, tx.now)
    return {"vote": vote_id}


def _check_may_close(tx: Tx, vote: Vote) -> None:
    by_clock = tx.office is Office.CLOCK
    if not by_clock:
        check_presiding(chair=found(tx.db, Sitting, vote.sitting_id).chair_id, account=tx.actor.account)
    check_closing(
        state=vote.state,
        at=tx.clock(),
        closes_at=vote.closes_at,
        window=vote.window,
        by_clock=by_clock and not asked.is_stopped(tx.db, vote.id),
        all_voted=asked.count_ballots(tx.db, vote.id) >= vote.roll,
    )


@requires(Power.CLOSE_VOTE)
def close_vote(tx: Tx, *, vote_id: str) -> Answer:
    """Count and declare: tally, roll call and outcome become one entry, and the outcome moves the motion.

    Refused: as `stop_vote`.
    """
    log = found(tx.db, Vote, vote_id).plenary_id
    tx.hold(log)
    vote = asked.vote_for_closing(tx.db, vote_id)
    _check_may_close(tx, vote)
    ballots = asked.ballots_of(tx.db, vote_id)
    roll = asked.roll_of(tx.db, vote_id)
    present = questions.present_seats(tx.db, vote.sitting_id) | set(ballots)
    choices = {seat: ballot.choice for seat, ballot in ballots.items()}
    tally = count(choices, [row.seat_id for row, _, _ in roll], present)
    profile = questions.profile_of(tx.db, tx.db.get_one(PlenarySession, log))
    decision = decision_under(profile, tally, roll=vote.roll, is_amendment=vote.amendment_id is not None)
    _write_result(tx, vote, tally, decision)
    named = [
        {
            "seat": seat.id,
            "city": seat.city,
            "country": seat.country,
            "member": name,
            "mandate": row.mandate_id,
            "choice": choices.get(seat.id) or ("not_voting" if seat.id in present else "absent"),
        }
        for row, seat, name in roll
    ]
    vote.roll_call_hash = tx.annex(canonical({"vote": vote.id, "roll_call": named}))
    tx.record(
        VoteClosed(
            vote=vote.id,
            present=tally.present,
            outcome=decision.outcome,
            roll_call_hash=vote.roll_call_hash,
            **tally.to_json(),
        ),
        log,
    )
    if vote.amendment_id is None:
        _move_motion(tx, vote, decision)
    return {"vote": vote.id, "outcome": str(decision.outcome), **tally.to_json()}


def _write_result(tx: Tx, vote: Vote, tally: Tally, decision: Decision) -> None:
    vote.state, vote.closed_at, vote.outcome = VoteState.CLOSED, tx.now, decision.outcome
    vote.yes, vote.no, vote.abstain = tally.yes, tally.no, tally.abstain
    vote.not_voting, vote.absent = tally.not_voting, tally.absent
    vote.present = tally.present


def _move_motion(tx: Tx, vote: Vote, decision: Decision) -> None:
    motion = tx.db.get_one(Motion, vote.motion_id)
    if decision.outcome == Outcome.INQUORATE:
        motion.stage = Stage.UNDER_DEBATE  # nothing was decided: it may be put again
        return
    motion.stage, motion.outcome = Stage.DECIDED, decision.outcome
    if decision.outcome == Outcome.ADOPTED:
        motion.adopted_hash = vote.text_hash
    fact = MotionDecided(motion=motion.id, vote=vote.id, outcome=decision.outcome, text_hash=vote.text_hash)
    tx.record(fact, vote.plenary_id)


def close(house: House, *, by: Actor, vote_id: str, once: str | None = None) -> Answer:
    """Stop and close, in this order: two transactions, so that a storm of ballots cannot hold up the close."""
    house.perform(stop_vote, by=by, vote_id=vote_id, once=once and f"{once}/stop")
    return house.perform(close_vote, by=by, vote_id=vote_id, once=once)
