"""Sittings: schedule, call the roll, open, suspend, resume, adjourn; the chair and the item before the house."""

from datetime import datetime

from sqlalchemy import select

from parliament.commands.house import Answer, Tx, requires
from parliament.record.canonical import canonical, timestamp
from parliament.record.entries import (
    ChairHandedOver,
    ItemCalled,
    RollCallTaken,
    SittingAdjourned,
    SittingOpened,
    SittingResumed,
    SittingScheduled,
    SittingSuspended,
    SpeakerWithdrew,
)
from parliament.rules.powers import Office, Power
from parliament.rules.quorum import Attendance, check_quorum
from parliament.rules.refusals import Code, Refused, raise_first
from parliament.rules.sittings import check_interruption, check_open, check_presiding, obstacles_to_opening_sitting
from parliament.rules.stages import SeatState, SessionStage, SittingState, Stage, TurnState, check_stage
from parliament.rules.wording import prose
from parliament.store.queries import found, held
from parliament.store.queries import sessions as questions
from parliament.store.queries.presence import mark_presence
from parliament.store.tables import Account, Item, Motion, OfficeHeld, PlenarySession, Seat, Sitting


@requires(Power.SCHEDULE_SITTING)
def schedule_sitting(tx: Tx, *, session_id: str, starts_at: datetime) -> Answer:
    """Fix a sitting for a time. Refused: wrong_stage, bad_times when it would begin before the session does."""
    plenary = held(tx.db, PlenarySession, session_id)
    check_stage(plenary.stage, SessionStage.CONVENED, SessionStage.RUNNING)
    if starts_at < plenary.opens_at:
        raise Refused(Code.BAD_TIMES, field="starts_at")
    number = questions.next_number(tx.db, Sitting.number, Sitting.plenary_id == plenary.id)
    sitting = Sitting(
        id=tx.new_id("sitting"), plenary_id=plenary.id, number=number, state="scheduled", starts_at=starts_at
    )
    tx.db.add(sitting)
    tx.record(SittingScheduled(sitting=sitting.id, number=number, starts_at=timestamp(starts_at)), plenary.id)
    return {"sitting": sitting.id, "number": number}


@requires(Power.CHECK_IN)
def check_in(tx: Tx, *, sitting_id: str, present: bool = True) -> Answer:
    """A mayor says that their seat is present, or that it leaves. Not an entry: roll calls and votes count it.

    Refused: not_found, wrong_stage, no_mandate.
    """
    sitting = found(tx.db, Sitting, sitting_id)
    check_stage(sitting.state, SittingState.SCHEDULED, SittingState.OPEN, SittingState.SUSPENDED)
    if tx.actor.seat is None:
        raise Refused(Code.NO_MANDATE)
    mark_presence(tx.db, sitting.id, {tx.actor.seat: present}, tx.now)
    return {"sitting": sitting.id, "present": present}


@requires(Power.TAKE_ROLL_CALL)
def take_roll_call(tx: Tx, *, sitting_id: str, present: list[str], absent: list[str] | None = None) -> Answer:
    """Call the seats: those named are marked present or absent, the others stay as they are.

    Refused: not_found for a seat that is not held, wrong_stage.
    """
    sitting = held(tx.db, Sitting, sitting_id)
    check_stage(sitting.state, SittingState.SCHEDULED, SittingState.OPEN, SittingState.SUSPENDED)
    called = dict.fromkeys(present, True) | dict.fromkeys(absent or (), False)
    known = set(tx.db.scalars(select(Seat.id).where(Seat.id.in_(called), Seat.state == SeatState.HELD)))
    if known != set(called):
        raise Refused(Code.NOT_FOUND, field="present")
    mark_presence(tx.db, sitting.id, called, tx.now)
    report = _credentials(tx, sitting.id)
    if sitting.state != SittingState.SCHEDULED:
        tx.record(RollCallTaken(sitting=sitting.id, **report), sitting.plenary_id)
    return {"sitting": sitting.id, "present": report["present"]}


def _credentials(tx: Tx, sitting_id: str) -> dict:
    """The credentials report: every seat with its state and holder, and whether it is present."""
    present = questions.present_seats(tx.db, sitting_id)
    rows = [
        {
            "seat": seat.id,
            "city": seat.city,
            "country": seat.country,
            "state": seat.state,
            "mandate": mandate.id if mandate else None,
            "present": seat.id in present and seat.state == SeatState.HELD,
        }
        for seat, mandate in questions.all_seats(tx.db)
    ]
    held_seats = sum(row["state"] == SeatState.HELD for row in rows)
    return {
        "present": sum(row["present"] for row in rows),
        "held": held_seats,
        "vacant": len(rows) - held_seats,
        "credentials_hash": tx.annex(canonical({"sitting": sitting_id, "seats": rows})),
    }


@requires(Power.OPEN_SITTING)
def open_sitting(tx: Tx, *, sitting_id: str) -> Answer:
    """Open the sitting on the roll call and check-ins so far, with the credentials report; the opener presides.

    Refused: wrong_stage, sitting_already_open, too_early, no_quorum.
    """
    sitting = held(tx.db, Sitting, sitting_id)
    plenary = sitting.plenary
    report = _credentials(tx, sitting.id)
    attendance = Attendance(members=report["held"], accredited=report["held"], present=report["present"])
    quorum = check_quorum(questions.profile_of(tx.db, plenary).quorum.to_open, attendance)
    raise_first(
        obstacles_to_opening_sitting(
            state=sitting.state,
            stage=plenary.stage,
            now=tx.now,
            opens_at=plenary.opens_at,
            other_open=questions.meeting_of(tx.db, plenary.id) is not None,
            present=quorum.has,
            needed=quorum.need,
        )
    )
    sitting.state, sitting.opened_at, sitting.chair_id = SittingState.OPEN, tx.now, tx.actor.account
    plenary.stage = SessionStage.RUNNING
    tx.record(SittingOpened(sitting=sitting.id, chair=tx.actor.account, needed=quorum.need, **report), plenary.id)
    return {"sitting": sitting.id, "present": report["present"]}


def presided(tx: Tx, sitting_id: str) -> Sitting:
    """The sitting, held, if the actor is in its chair."""
    sitting = held(tx.db, Sitting, sitting_id)
    check_presiding(chair=sitting.chair_id, account=tx.actor.account)
    return sitting


def _check_calm(tx: Tx, sitting: Sitting) -> None:
    check_interruption(
        state=sitting.state,
        live_vote_open=questions.live_vote(tx.db, sitting.id) is not None,
        someone_speaks=questions.speaker_of(tx.db, sitting.id) is not None,
    )


@requires(Power.RUN_SITTING)
def suspend_sitting(tx: Tx, *, sitting_id: str) -> Answer:
    """Interrupt the sitting. Refused: not_presiding, wrong_stage, vote_open, floor_taken."""
    sitting = presided(tx, sitting_id)
    check_stage(sitting.state, SittingState.OPEN)
    _check_calm(tx, sitting)
    sitting.state = SittingState.SUSPENDED
    tx.record(SittingSuspended(sitting=sitting.id), sitting.plenary_id)
    return {"sitting": sitting.id}


@requires(Power.RUN_SITTING)
def resume_sitting(tx: Tx, *, sitting_id: str) -> Answer:
    """Go on with a suspended sitting. Refused: not_presiding, wrong_stage."""
    sitting = presided(tx, sitting_id)
    check_stage(sitting.state, SittingState.SUSPENDED)
    sitting.state = SittingState.OPEN
    tx.record(SittingResumed(sitting=sitting.id), sitting.plenary_id)
    return {"sitting": sitting.id}


@requires(Power.RUN_SITTING)
def adjourn_sitting(tx: Tx, *, sitting_id: str) -> Answer:
    """End the sitting; a window vote may go on. Refused: not_presiding, wrong_stage, vote_open, floor_taken."""
    sitting = presided(tx, sitting_id)
    _check_calm(tx, sitting)
    _empty_list(tx, sitting)
    sitting.state, sitting.adjourned_at = SittingState.ADJOURNED, tx.now
    tx.record(SittingAdjourned(sitting=sitting.id), sitting.plenary_id)
    return {"sitting": sitting.id}


def _empty_list(tx: Tx, sitting: Sitting) -> None:
    """Nobody can be called in a sitting that is over; whoever waited may ask again in the next."""
    for turn in questions.waiting_turns(tx.db, sitting.id):
        turn.state = TurnState.WITHDRAWN
        tx.record(SpeakerWithdrew(turn=turn.id), sitting.plenary_id)


@requires(Power.CALL_ITEM)
def call_item(tx: Tx, *, sitting_id: str, item_id: str) -> Answer:
    """Call an item: its motion, if scheduled, is under debate now.

    Refused: not_presiding, sitting_not_open, not_found, vote_open, floor_taken.
    """
    sitting = presided(tx, sitting_id)
    check_open(sitting.state)
    _check_calm(tx, sitting)
    item = found(tx.db, Item, item_id)
    if item.plenary_id != sitting.plenary_id:
        raise Refused(Code.NOT_FOUND, field="item_id")
    sitting.item_id = item.id
    motion = tx.db.get(Motion, item.motion_id) if item.motion_id else None
    if motion is not None and motion.stage == Stage.SCHEDULED:
        motion.stage = Stage.UNDER_DEBATE
    tx.record(ItemCalled(sitting=sitting.id, item=item.id), sitting.plenary_id)
    return {"sitting": sitting.id, "item": item.id}


@requires(Power.HAND_OVER_CHAIR)
def hand_over_chair(tx: Tx, *, sitting_id: str, account_id: str) -> Answer:
    """Whoever presides hands the chair to another holder of that office.

    Refused: not_presiding, wrong_stage, not_allowed, already_presides, not_found.
    """
    return _change_chair(tx, presided(tx, sitting_id), account_id, reason="")


@requires(Power.CALL_CHAIR)
def call_chair(tx: Tx, *, sitting_id: str, account_id: str, reason: str) -> Answer:
    """The secretariat calls another holder of the office when the chair is absent, and says why (house rule).

    Refused: wrong_stage, not_allowed, already_presides, not_found, reason_needed.
    """
    reason = prose(reason, "reason", limit=500, required=True)
    return _change_chair(tx, held(tx.db, Sitting, sitting_id), account_id, reason=reason)


def _change_chair(tx: Tx, sitting: Sitting, account_id: str, *, reason: str) -> Answer:
    check_stage(sitting.state, SittingState.OPEN, SittingState.SUSPENDED)
    held_office = select(OfficeHeld.id).where(
        OfficeHeld.account_id == account_id, OfficeHeld.office == Office.CHAIR, OfficeHeld.until_at.is_(None)
    )
    account = found(tx.db, Account, account_id)
    if account.state != "active" or tx.db.scalar(held_office) is None:
        raise Refused(Code.NOT_ALLOWED, field="account_id")
    if sitting.chair_id == account_id:
        raise Refused(Code.ALREADY_PRESIDES, field="account_id", name=account.name)
    former, sitting.chair_id = str(sitting.chair_id), account_id
    tx.record(
        ChairHandedOver(sitting=sitting.id, from_account=former, to_account=account_id, reason=reason),
        sitting.plenary_id,
    )
    return {"sitting": sitting.id, "chair": account_id}
