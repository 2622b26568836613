"""Deciding anew: moved by a seat, put by the chair; adopted, the motion is under debate again, without an outcome."""

from parliament.commands.house import Answer, Tx, requires
from parliament.commands.questions import Asked, annuls, moves, put
from parliament.commands.sittings import presided
from parliament.commands.substitutes import check_own_voice
from parliament.record.entries import MotionReconsidered, ReconsiderationEnded, ReconsiderationMoved
from parliament.rules.motions import check_seat
from parliament.rules.powers import Power
from parliament.rules.procedural import check_pending
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Outcome, ProceduralState, Question, Stage, check_stage
from parliament.rules.statements import check_reconsidering
from parliament.rules.wording import prose
from parliament.store.queries import found, held
from parliament.store.queries import sessions as questions
from parliament.store.queries import statements as asked_of
from parliament.store.queries.votes import waits_for_chair
from parliament.store.tables import Motion, Reconsideration, Vote


@requires(Power.MOVE_RECONSIDERATION)
def move_reconsideration(tx: Tx, *, motion_id: str, reason: str) -> Answer:
    """Move that a decided motion be decided anew, in an open sitting, before anybody has certified its text.

    Refused: not_found, sitting_not_open, no_mandate, voice_rests, not_present, wrong_stage, already_certified,
    said_already, not_prevailing (where only the prevailing side may), reason_needed, text_too_long, text_controls.
    """
    motion = held(tx.db, Motion, motion_id)
    sitting = questions.current_sitting(tx.db, motion.plenary_id)
    seat = check_own_voice(tx, sitting.plenary)
    if seat not in questions.present_seats(tx.db, sitting.id):
        raise Refused(Code.NOT_PRESENT)
    decided = asked_of.deciding_vote(tx.db, motion)
    check_reconsidering(
        stage=motion.stage,
        certified=asked_of.is_certified(tx.db, motion.id),
        pending=asked_of.pending_reconsideration(tx.db, motion.id) is not None,
        who=questions.profile_of(tx.db, sitting.plenary).reconsideration.who,
        choice=asked_of.choice_of(tx.db, decided.id, seat) if decided else None,
        outcome=motion.outcome,
    )
    moved = Reconsideration(
        id=tx.new_id("reconsideration"),
        plenary_id=motion.plenary_id,
        motion_id=motion.id,
        seat_id=seat,
        reason=prose(reason, "reason", limit=1000, required=True),
        state=ProceduralState.PENDING,
        moved_at=tx.now,
    )
    tx.db.add(moved)
    fact = ReconsiderationMoved(reconsideration=moved.id, motion=motion.id, seat=moved.seat_id, reason=moved.reason)
    tx.record(fact, motion.plenary_id)
    return {"reconsideration": moved.id}


@requires(Power.MOVE_RECONSIDERATION)
def withdraw_reconsideration(tx: Tx, *, reconsideration_id: str) -> Answer:
    """Take it back before it is put. Refused: not_found, not_your_seat, wrong_stage, vote_open, tie_pending."""
    moved = held(tx.db, Reconsideration, reconsideration_id)
    check_seat(of=moved.seat_id, by=tx.actor.seat)
    check_pending(moved.state)
    if any(vote.about == moved.id for vote in questions.open_votes_of(tx.db, moved.plenary_id)):
        raise Refused(Code.VOTE_OPEN)
    sitting = questions.meeting_of(tx.db, moved.plenary_id)
    if sitting is not None and waits_for_chair(tx.db, sitting.id, moved.id):
        raise Refused(Code.TIE_PENDING)
    _end(tx, moved, ProceduralState.WITHDRAWN)
    return {"reconsideration": moved.id}


@requires(Power.OPEN_VOTE)
def put_reconsideration(tx: Tx, *, reconsideration_id: str, manner: str | None = None) -> Answer:
    """Put the question whether to decide anew, by the majority that the rules ask for it.

    Refused: not_found, not_presiding, sitting_not_open, wrong_stage, already_certified, and as every vote is.
    """
    moved = held(tx.db, Reconsideration, reconsideration_id)
    sitting = presided(tx, questions.current_sitting(tx.db, moved.plenary_id).id)
    check_pending(moved.state)
    motion = tx.db.get_one(Motion, moved.motion_id)
    check_stage(motion.stage, Stage.DECIDED)
    if asked_of.is_certified(tx.db, motion.id):
        raise Refused(Code.ALREADY_CERTIFIED)
    asked = Asked(question=Question.RECONSIDERATION, about=moved.id, wording=motion.title, item=sitting.item_id)
    return put(tx, sitting, asked, manner=manner)


def _end(tx: Tx, moved: Reconsideration, state: ProceduralState) -> None:
    moved.state, moved.decided_at = state, tx.now
    tx.record(ReconsiderationEnded(reconsideration=moved.id, state=state), moved.plenary_id)


@moves(Question.RECONSIDERATION)
def reconsideration_decided(tx: Tx, vote: Vote, outcome: Outcome) -> None:
    """Adopted, the decision falls and the debate is open again; those on amendments stand. A text that was certified
    while the vote was open stays decided."""
    moved = found(tx.db, Reconsideration, vote.about)
    motion = tx.db.get_one(Motion, moved.motion_id)
    if outcome == Outcome.REJECTED:
        _end(tx, moved, ProceduralState.REJECTED)
    elif outcome == Outcome.ADOPTED and asked_of.is_certified(tx.db, motion.id):
        _end(tx, moved, ProceduralState.LAPSED)
    elif outcome == Outcome.ADOPTED:
        moved.state, moved.decided_at = ProceduralState.ADOPTED, tx.now
        motion.stage, motion.outcome, motion.adopted_hash = Stage.UNDER_DEBATE, None, None
        tx.record(MotionReconsidered(reconsideration=moved.id, motion=motion.id, vote=vote.id), moved.plenary_id)


@annuls(Question.RECONSIDERATION)
def reconsideration_annulled(tx: Tx, vote: Vote) -> None:
    """The house has gone on upon a decided one, and it is not undone. Refused: rested_on."""
    if found(tx.db, Reconsideration, vote.about).state != ProceduralState.PENDING:
        raise Refused(Code.RESTED_ON)
