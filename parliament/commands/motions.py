"""Motions: draft, revise, gather sponsors, submit, admit or not, publish, withdraw."""

from sqlalchemy import select

from parliament import texts
from parliament.commands.house import Answer, Tx, requires
from parliament.commands.wording import Row, stored_text, text_from_rows
from parliament.record.entries import (
    MotionAdmitted,
    MotionNotAdmitted,
    MotionPublished,
    MotionSubmitted,
    MotionWithdrawn,
)
from parliament.rules.motions import DRAFTABLE, check_seat, check_sponsoring, check_withdrawal, obstacles_to_submitting
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused, raise_first
from parliament.rules.stages import SessionStage, Stage, VoteState, check_stage
from parliament.rules.wording import prose
from parliament.store.queries import found, held
from parliament.store.queries.sessions import meeting_of, next_number, profile_of
from parliament.store.queries.votes import waits_for_chair
from parliament.store.tables import Motion, PlenarySession, Seat, Sponsorship, TextVersion, Vote

TEXT = "application/vnd.parliament.text+json"


def _seat_of(tx: Tx) -> str:
    if tx.actor.seat is None:
        raise Refused(Code.NO_MANDATE)
    return tx.actor.seat


def _keep_version(tx: Tx, motion: Motion, text: texts.Text, kind: str) -> str:
    """Store a version of the motion's text; the same words twice are one version."""
    digest = tx.annex(texts.canonical(text), TEXT)
    number = next_number(tx.db, TextVersion.number, TextVersion.motion_id == motion.id)
    version = TextVersion(
        id=tx.new_id("text"),
        motion_id=motion.id,
        number=number,
        kind=kind,
        sha256=digest,
        by_account_id=tx.actor.account,
        at=tx.now,
    )
    tx.db.add(version)
    return digest


@requires(Power.DRAFT_MOTION)
def draft_motion(tx: Tx, *, session_id: str, title: str, paragraphs: list[Row], language: str = "en") -> Answer:
    """Begin a draft for the actor's seat; only the seat sees it. Refused: no_mandate, wrong_stage, text_…"""
    plenary = found(tx.db, PlenarySession, session_id)
    check_stage(plenary.stage, SessionStage.CONVENED, SessionStage.RUNNING)
    text = text_from_rows(paragraphs, title=title, language=language, new_id=tx.new_id)
    motion = Motion(
        id=tx.new_id("motion"),
        plenary_id=plenary.id,
        seat_id=_seat_of(tx),
        title=text.title,
        stage=Stage.DRAFT,
        visibility="seat",
        text_hash=texts.text_hash(text),
        drafted_at=tx.now,
    )
    tx.db.add(motion)
    tx.db.flush()
    _keep_version(tx, motion, text, "draft")
    return {"motion": motion.id, "text_hash": motion.text_hash}


@requires(Power.DRAFT_MOTION)
def revise_draft(tx: Tx, *, motion_id: str, title: str, paragraphs: list[Row], seen_hash: str | None = None) -> Answer:
    """Write the draft anew; sponsors of an earlier version will be asked again, because they signed other words.

    Refused: not_your_seat, wrong_stage, stale_text (somebody else saved since `seen_hash`), text_…
    """
    motion = held(tx.db, Motion, motion_id)
    check_seat(of=motion.seat_id, by=tx.actor.seat)
    check_stage(motion.stage, *DRAFTABLE)
    if seen_hash and seen_hash != motion.text_hash:
        raise Refused(Code.STALE_TEXT)
    language = stored_text(tx.db, motion.text_hash).language
    text = text_from_rows(paragraphs, title=title, language=language, new_id=tx.new_id)
    if texts.text_hash(text) != motion.text_hash:
        motion.text_hash, motion.title = _keep_version(tx, motion, text, "draft"), text.title
    return {"motion": motion.id, "text_hash": motion.text_hash}


@requires(Power.SUBMIT_MOTION)
def gather_sponsors(tx: Tx, *, motion_id: str) -> Answer:
    """Show the draft to the house and ask for sponsors. Refused: not_your_seat, wrong_stage."""
    motion = held(tx.db, Motion, motion_id)
    check_seat(of=motion.seat_id, by=tx.actor.seat)
    check_stage(motion.stage, Stage.DRAFT)
    motion.stage, motion.visibility = Stage.GATHERING, "house"
    return {"motion": motion.id}


@requires(Power.SPONSOR)
def sponsor_motion(tx: Tx, *, motion_id: str, text_hash: str) -> Answer:
    """Sign this very version for the actor's seat; signing it again changes nothing.

    Refused: no_mandate, wrong_stage, stale_text.
    """
    motion = held(tx.db, Motion, motion_id)
    seat = _seat_of(tx)
    check_sponsoring(stage=motion.stage, text_hash=motion.text_hash, seen_hash=text_hash)
    sign(tx, motion, seat)
    return {"motion": motion.id, "seat": seat}


def sign(tx: Tx, motion: Motion, seat: str, instruction: str = "") -> None:
    """The seat stands behind the version as it is; whether it may was asked before."""
    signed = tx.db.get(Sponsorship, (motion.id, seat))
    if signed is None:
        signed = Sponsorship(motion_id=motion.id, seat_id=seat, text_hash=motion.text_hash, at=tx.now)
        tx.db.add(signed)
        signed.instruction = instruction
    elif signed.text_hash != motion.text_hash:
        signed.text_hash, signed.at, signed.instruction = motion.text_hash, tx.now, instruction


def sponsors_of(tx: Tx, motion: Motion) -> list[str]:
    """The mover first, then the seats that signed the present version, in the order of signing."""
    signed = select(Sponsorship.seat_id).where(
        Sponsorship.motion_id == motion.id, Sponsorship.text_hash == motion.text_hash
    )
    others = tx.db.scalars(signed.order_by(Sponsorship.at, Sponsorship.seat_id))
    return [motion.seat_id, *(seat for seat in others if seat != motion.seat_id)]


@requires(Power.SUBMIT_MOTION)
def submit_motion(tx: Tx, *, motion_id: str) -> Answer:
    """Hand the motion in with its sponsors. Refused: not_your_seat, wrong_stage, not_enough_sponsors / _countries."""
    motion = held(tx.db, Motion, motion_id)
    check_seat(of=motion.seat_id, by=tx.actor.seat)
    sponsors = sponsors_of(tx, motion)
    need = profile_of(tx.db, tx.db.get_one(PlenarySession, motion.plenary_id)).sponsors
    countries = dict(tx.db.execute(select(Seat.id, Seat.country).where(Seat.id.in_(sponsors))).all())
    raise_first(
        obstacles_to_submitting(
            stage=motion.stage,
            sponsors=sponsors,
            country_of=countries,
            need=need.min_number,
            need_countries=need.min_countries,
        )
    )
    motion.stage, motion.visibility, motion.submitted_at = Stage.SUBMITTED, "house", tx.now
    fact = MotionSubmitted(
        motion=motion.id, seat=motion.seat_id, title=motion.title, text_hash=motion.text_hash, sponsors=sponsors
    )
    tx.record(fact, motion.plenary_id)
    return {"motion": motion.id, "sponsors": sponsors}


@requires(Power.ADMIT_MOTION)
def admit_motion(tx: Tx, *, motion_id: str) -> Answer:
    """Find the motion in order and number it. Refused: wrong_stage."""
    motion = held(tx.db, Motion, motion_id)
    check_stage(motion.stage, Stage.SUBMITTED)
    motion.stage = Stage.ADMITTED
    motion.number = next_number(tx.db, Motion.number, Motion.plenary_id == motion.plenary_id)
    tx.record(MotionAdmitted(motion=motion.id, number=motion.number), motion.plenary_id)
    return {"motion": motion.id, "number": motion.number}


@requires(Power.ADMIT_MOTION)
def refuse_motion(tx: Tx, *, motion_id: str, reason: str) -> Answer:
    """Do not admit the motion, and say why. Refused: wrong_stage, reason_needed."""
    motion = held(tx.db, Motion, motion_id)
    check_stage(motion.stage, Stage.SUBMITTED)
    motion.stage, motion.reason = Stage.NOT_ADMITTED, prose(reason, "reason", limit=1000, required=True)
    tx.record(MotionNotAdmitted(motion=motion.id, reason=motion.reason), motion.plenary_id)
    return {"motion": motion.id}


@requires(Power.PUBLISH_MOTION)
def publish_motion(tx: Tx, *, motion_id: str) -> Answer:
    """Make the motion public; from now on it may be amended. Refused: wrong_stage."""
    motion = held(tx.db, Motion, motion_id)
    check_stage(motion.stage, Stage.ADMITTED)
    motion.stage, motion.visibility, motion.published_at = Stage.PUBLISHED, "public", tx.now
    fact = MotionPublished(
        motion=motion.id,
        number=int(motion.number or 0),
        seat=motion.seat_id,
        title=motion.title,
        text_hash=motion.text_hash,
        sponsors=sponsors_of(tx, motion),
    )
    tx.record(fact, motion.plenary_id)
    return {"motion": motion.id}


@requires(Power.WITHDRAW)
def withdraw_motion(tx: Tx, *, motion_id: str) -> Answer:
    """Take the motion back. A draft leaves no trace in the record.

    Refused: not_your_seat, wrong_stage, vote_open, tie_pending.
    """
    motion = held(tx.db, Motion, motion_id)
    open_vote = select(Vote.id).where(Vote.motion_id == motion.id, Vote.state == VoteState.OPEN)
    check_withdrawal(
        stage=motion.stage,
        seat=motion.seat_id,
        by=tx.actor.seat,
        vote_open=tx.db.scalar(open_vote) is not None,
    )
    sitting = meeting_of(tx.db, motion.plenary_id)
    if sitting is not None and waits_for_chair(tx.db, sitting.id, motion.id):
        raise Refused(Code.TIE_PENDING)
    was_draft = motion.stage in DRAFTABLE
    motion.stage = Stage.WITHDRAWN
    if not was_draft:
        tx.record(MotionWithdrawn(motion=motion.id), motion.plenary_id)
    return {"motion": motion.id}
