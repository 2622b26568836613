"""Sittings: schedule, call the roll, open, suspend, resume, adjourn; the chair and the item before the house."""

from datetime import datetime

from sqlalchemy import select

from parliament.commands import interruptions
from parliament.commands.house import Answer, Tx, requires
from parliament.commands.questions import Asked, obstacles_to_question
from parliament.commands.substitutes import check_own_voice
from parliament.record.canonical import canonical, timestamp
from parliament.record.entries import (
    ChairHandedOver,
    ItemCalled,
    RollCallTaken,
    SittingOpened,
    SittingResumed,
    SittingScheduled,
)
from parliament.rules.agenda import obstacles_to_business
from parliament.rules.powers import Office, Power
from parliament.rules.quorum import Attendance, check_quorum
from parliament.rules.refusals import Code, Refused, raise_first
from parliament.rules.sittings import check_interruption, check_open, check_presiding, obstacles_to_opening_sitting
from parliament.rules.stages import (
    ACCREDITED,
    PointState,
    Question,
    SeatState,
    SessionStage,
    SittingState,
    Stage,
    check_stage,
)
from parliament.rules.wording import prose
from parliament.store.queries import found, held
from parliament.store.queries import sessions as questions
from parliament.store.queries.credentials import credentials_of
from parliament.store.queries.entitled import present_by_proxy
from parliament.store.queries.floor import floor_obstacles, unsettled_point
from parliament.store.queries.presence import mark_presence
from parliament.store.queries.votes import tie_pending
from parliament.store.tables import Account, Item, Motion, OfficeHeld, PlenarySession, Seat, Sitting


@requires(Power.SCHEDULE_SITTING)
def schedule_sitting(tx: Tx, *, session_id: str, starts_at: datetime) -> Answer:
    """Fix a sitting for a time. Refused: wrong_stage, bad_times when it would begin before the session does."""
    plenary = held(tx.db, PlenarySession, session_id)
    check_stage(plenary.stage, SessionStage.CONVENED, SessionStage.RUNNING)
    if starts_at < plenary.opens_at:
        raise Refused(Code.BAD_TIMES, field="starts_at")
    sitting = schedule(tx, plenary, starts_at)
    return {"sitting": sitting.id, "number": sitting.number}


def schedule(tx: Tx, plenary: PlenarySession, starts_at: datetime) -> Sitting:
    """The next sitting, fixed; whether it may be was asked before."""
    number = questions.next_number(tx.db, Sitting.number, Sitting.plenary_id == plenary.id)
    sitting = Sitting(
        id=tx.new_id("sitting"), plenary_id=plenary.id, number=number, state="scheduled", starts_at=starts_at
    )
    tx.db.add(sitting)
    tx.record(SittingScheduled(sitting=sitting.id, number=number, starts_at=timestamp(starts_at)), plenary.id)
    return sitting


@requires(Power.CHECK_IN)
def check_in(tx: Tx, *, sitting_id: str, present: bool = True) -> Answer:
    """A mayor says that their seat is present, or that it leaves. Not an entry: roll calls and votes count it.

    Refused: not_found, wrong_stage, no_mandate, voice_rests (a certified substitute stands in).
    """
    sitting = found(tx.db, Sitting, sitting_id)
    check_stage(sitting.state, SittingState.SCHEDULED, SittingState.OPEN, SittingState.SUSPENDED)
    seat = check_own_voice(tx, sitting.plenary)
    mark_presence(tx.db, sitting.id, {seat: present}, tx.now)
    return {"sitting": sitting.id, "present": present}


@requires(Power.TAKE_ROLL_CALL)
def take_roll_call(tx: Tx, *, sitting_id: str, present: list[str], absent: list[str] | None = None) -> Answer:
    """Call the seats: those named are marked present or absent, the others stay as they are.

    Refused: not_found for a seat that has no voice, wrong_stage.
    """
    sitting = held(tx.db, Sitting, sitting_id)
    check_stage(sitting.state, SittingState.SCHEDULED, SittingState.OPEN, SittingState.SUSPENDED)
    called = dict.fromkeys(present, True) | dict.fromkeys(absent or (), False)
    known = set(tx.db.scalars(select(Seat.id).where(Seat.id.in_(called), Seat.state.in_(ACCREDITED))))
    if known != set(called):
        raise Refused(Code.NOT_FOUND, field="present")
    mark_presence(tx.db, sitting.id, called, tx.now)
    if sitting.state != SittingState.SCHEDULED:
        tx.record(RollCallTaken(sitting=sitting.id, **_credentials(tx, sitting)), sitting.plenary_id)
    counts = _counts(tx, sitting, credentials_of(tx.db, sitting, tx.now))
    return {"sitting": sitting.id, "present": counts["present"]}


def _credentials(tx: Tx, sitting: Sitting) -> dict:
    """The credentials report as an annex, and the counts that the entry states beside it.

    Seats that are there by proxy are among those present where the session's rules count them for the quorum.
    """
    report = credentials_of(tx.db, sitting, tx.now)
    return _counts(tx, sitting, report) | {"credentials_hash": tx.annex(canonical(report))}


def _counts(tx: Tx, sitting: Sitting, report: dict) -> dict:
    by_proxy = present_by_proxy(tx.db, sitting.plenary, sitting.id, tx.now)
    return {
        "present": sum(row["present"] for row in report["seats"]) + len(by_proxy),
        "held": sum(row["state"] in ACCREDITED for row in report["seats"]),
        "vacant": sum(row["state"] == SeatState.VACANT for row in report["seats"]),
    }


@requires(Power.OPEN_SITTING)
def open_sitting(tx: Tx, *, sitting_id: str) -> Answer:
    """Open the sitting on the roll call and check-ins so far, with the credentials report; the opener presides.

    Refused: wrong_stage, sitting_already_open, too_early, no_quorum.
    """
    sitting = held(tx.db, Sitting, sitting_id)
    plenary = sitting.plenary
    report = _credentials(tx, sitting)
    members = sum(questions.count_seats(tx.db).values()) - report["vacant"]
    attendance = Attendance(members=members, accredited=report["held"], present=report["present"])
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
        tie_pending=tie_pending(tx.db, sitting.id),
    )


@requires(Power.RUN_SITTING)
def suspend_sitting(tx: Tx, *, sitting_id: str) -> Answer:
    """Interrupt the sitting.

    Refused: not_presiding, wrong_stage, vote_open, tie_pending, floor_taken, point_pending.
    """
    sitting = presided(tx, sitting_id)
    check_stage(sitting.state, SittingState.OPEN)
    _check_calm(tx, sitting)
    _check_point_ruled(tx, sitting)
    interruptions.suspend(tx, sitting)
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
    """End the sitting; a window vote may go on, an appeal or a procedural motion lapses where no quorum is left.

    Refused: not_presiding, wrong_stage, vote_open, tie_pending, floor_taken, point_pending, appeal_pending,
    procedural_pending.
    """
    sitting = presided(tx, sitting_id)
    _check_calm(tx, sitting)
    _check_point_ruled(tx, sitting)
    _check_nothing_to_decide(tx, sitting)
    interruptions.adjourn(tx, sitting)
    return {"sitting": sitting.id}


def _check_point_ruled(tx: Tx, sitting: Sitting) -> None:
    """A point of order is ruled on before anything else; the chair can always do that."""
    point = unsettled_point(tx.db, sitting.id)
    if point is not None and point.state == PointState.RAISED:
        raise_first(floor_obstacles(tx.db, sitting))


def _check_nothing_to_decide(tx: Tx, sitting: Sitting) -> None:
    """The chair does not end a sitting over an appeal or a procedural motion, unless too few are left to decide it."""
    in_the_way = obstacles_to_question(tx.db, sitting, Asked(Question.APPEAL), tx.now)
    if all(each.code is not Code.NO_QUORUM for each in in_the_way):
        raise_first(floor_obstacles(tx.db, sitting))


@requires(Power.CALL_ITEM)
def call_item(tx: Tx, *, sitting_id: str, item_id: str) -> Answer:
    """Call an item: its motion, if scheduled, is under debate now.

    Refused: not_presiding, sitting_not_open, not_found, vote_open, tie_pending, floor_taken, point_pending,
    appeal_pending, procedural_pending, urgency_undecided, urgency_rejected.
    """
    sitting = presided(tx, sitting_id)
    check_open(sitting.state)
    _check_calm(tx, sitting)
    raise_first(floor_obstacles(tx.db, sitting))
    raise_first(obstacles_to_business(sitting.plenary.urgency))
    item = found(tx.db, Item, item_id)
    if item.plenary_id != sitting.plenary_id:
        raise Refused(Code.NOT_FOUND, field="item_id")
    sitting.item_id, item.called_at = item.id, item.called_at or tx.now
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
