"""Points of order: raised, ruled on at once, appealed at once."""

from sqlalchemy.orm import Session as Db

from parliament.commands.house import Answer, Tx, requires
from parliament.commands.interruptions import interrupt, resume, settle_appeal
from parliament.commands.questions import Asked, annuls, comes_before_votes, moves, put
from parliament.commands.sittings import presided
from parliament.commands.substitutes import check_own_voice
from parliament.record.entries import PointRaised, PointRuled, RulingAppealed
from parliament.rules.floor import check_appeal, check_raising, check_ruling
from parliament.rules.motions import check_seat
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Obstacle, Refused
from parliament.rules.sittings import check_open
from parliament.rules.stages import Outcome, PointState, Question, Ruling, check_stage
from parliament.rules.wording import prose
from parliament.store.queries import floor as asked_of
from parliament.store.queries import found, held
from parliament.store.queries import sessions as questions
from parliament.store.queries.votes import waits_for_chair
from parliament.store.tables import PointOfOrder, Sitting, Vote

LONGEST_POINT = 1000


@requires(Power.RAISE_POINT)
def raise_point_of_order(tx: Tx, *, sitting_id: str, about: str, on_conduct: bool = False) -> Answer:
    """Raise a point of order: it goes first, and a running speech stands still until the chair has ruled.

    While ballots are cast only about the conduct of the vote (`on_conduct`), which is a house rule.
    Refused: sitting_not_open, no_mandate, voice_rests, not_present, point_pending, appeal_pending, vote_open,
    reason_needed, text_too_long, text_controls.
    """
    sitting = held(tx.db, Sitting, sitting_id)
    check_open(sitting.state)
    seat = check_own_voice(tx, sitting.plenary)
    pending = asked_of.unsettled_point(tx.db, sitting.id)
    check_raising(
        is_present=seat in questions.present_seats(tx.db, sitting.id),
        pending=pending.state if pending else None,
        vote_open=questions.live_vote(tx.db, sitting.id) is not None,
        on_conduct=on_conduct,
    )
    about = prose(about, "about", limit=LONGEST_POINT, required=True)
    turn = questions.speaker_of(tx.db, sitting.id)
    interrupt(tx, sitting, turn)
    point = PointOfOrder(
        id=tx.new_id("point"),
        plenary_id=sitting.plenary_id,
        sitting_id=sitting.id,
        item_id=sitting.item_id,
        turn_id=turn.id if turn else None,
        seat_id=seat,
        about=about,
        on_conduct=on_conduct,
        seconds=questions.profile_of(tx.db, sitting.plenary).floor.point_of_order_seconds,
        state=PointState.RAISED,
        raised_at=tx.now,
    )
    tx.db.add(point)
    tx.record(_raised(point), sitting.plenary_id)
    return {"point": point.id, "seconds": point.seconds}


def _raised(point: PointOfOrder) -> PointRaised:
    return PointRaised(
        point=point.id,
        sitting=point.sitting_id,
        item=point.item_id,
        turn=point.turn_id,
        seat=point.seat_id,
        about=point.about,
        on_conduct=point.on_conduct,
        seconds=point.seconds,
    )


@requires(Power.RULE_ON_POINT)
def rule_on_point(tx: Tx, *, point_id: str, ruling: str, words: str) -> Answer:
    """Rule on a point of order: `upheld` or `dismissed`, with the words of the ruling. The speech then goes on.

    Refused: not_presiding, sitting_not_open, wrong_stage, malformed, reason_needed, text_too_long, text_controls.
    """
    point = held(tx.db, PointOfOrder, point_id)
    sitting = presided(tx, point.sitting_id)
    check_open(sitting.state)
    check_ruling(point.state)
    if ruling not in set(Ruling):
        raise Refused(Code.MALFORMED, field="ruling")
    words = prose(words, "words", limit=LONGEST_POINT, required=True)
    point.state, point.ruling, point.words, point.ruled_at = PointState.RULED, ruling, words, tx.now
    point.ruled_seq = tx.record(PointRuled(point=point.id, ruling=ruling, words=words), sitting.plenary_id).seq
    tx.db.flush()
    resume(tx, sitting)
    return {"point": point.id, "ruling": ruling}


@requires(Power.RAISE_POINT)
def appeal_ruling(tx: Tx, *, point_id: str) -> Answer:
    """Appeal against a ruling, at once: nothing has gone on since. The chair then puts the appeal.

    Refused: sitting_not_open, no_mandate, voice_rests, not_offered, not_present, wrong_stage, appeal_too_late.
    """
    point = held(tx.db, PointOfOrder, point_id)
    sitting = found(tx.db, Sitting, point.sitting_id)
    check_open(sitting.state)
    seat = check_own_voice(tx, sitting.plenary)
    check_appeal(
        is_offered=questions.profile_of(tx.db, sitting.plenary).floor.appeal,
        is_present=seat in questions.present_seats(tx.db, sitting.id),
        state=point.state,
        since=asked_of.kinds_since(tx.db, sitting.plenary_id, point.ruled_seq or 0),
    )
    interrupt(tx, sitting, questions.speaker_of(tx.db, sitting.id))
    point.state, point.appellant_id, point.appealed_at = PointState.APPEALED, seat, tx.now
    tx.record(RulingAppealed(point=point.id, seat=seat), sitting.plenary_id)
    return {"point": point.id}


@requires(Power.RAISE_POINT)
def withdraw_appeal(tx: Tx, *, point_id: str) -> Answer:
    """Take the appeal back before it is put; the ruling stands.

    Refused: not_your_seat, wrong_stage, vote_open, tie_pending.
    """
    point = held(tx.db, PointOfOrder, point_id)
    check_seat(of=point.appellant_id or "", by=tx.actor.seat)
    check_stage(point.state, PointState.APPEALED)
    if questions.live_vote(tx.db, point.sitting_id) is not None:
        raise Refused(Code.VOTE_OPEN)
    if waits_for_chair(tx.db, point.sitting_id, point.id):
        raise Refused(Code.TIE_PENDING)
    settle_appeal(tx, point, vote=None, stands=True)
    return {"point": point.id}


@requires(Power.OPEN_VOTE)
def put_appeal(tx: Tx, *, point_id: str, manner: str | None = None) -> Answer:
    """Put the appeal to the house: the ruling stands unless the appeal is adopted.

    Refused: not_presiding, wrong_stage, not_found, and as every vote is.
    """
    point = held(tx.db, PointOfOrder, point_id)
    sitting = presided(tx, point.sitting_id)
    check_stage(point.state, PointState.APPEALED)
    asked = Asked(question=Question.APPEAL, about=point.id, wording=point.about, item=sitting.item_id)
    return put(tx, sitting, asked, manner=manner)


@moves(Question.APPEAL)
def appeal_decided(tx: Tx, vote: Vote, outcome: Outcome) -> None:
    """The ruling stands unless the appeal is adopted; whatever decided nothing leaves the appeal to be put again."""
    if outcome in (Outcome.ADOPTED, Outcome.REJECTED):
        settle_appeal(tx, tx.db.get_one(PointOfOrder, vote.about), vote=vote.id, stands=outcome != Outcome.ADOPTED)


@annuls(Question.APPEAL)
def appeal_annulled(tx: Tx, vote: Vote) -> None:
    """A settled appeal stays settled: the sitting has gone on upon it. Refused: rested_on."""
    if tx.db.get_one(PointOfOrder, vote.about).state == PointState.SETTLED:
        raise Refused(Code.RESTED_ON)


@comes_before_votes
def point_first(db: Db, sitting: Sitting, asked: Asked) -> list[Obstacle]:
    """Nothing is put before a point of order is done with, but the appeal itself; then the procedural motion."""
    point = asked_of.unsettled_point(db, sitting.id)
    if point is not None and point.state == PointState.APPEALED and asked.about == point.id:
        return []
    first = asked_of.first_procedural(db, sitting)
    if point is None and first is not None and asked.about == first.id:
        return []
    return asked_of.floor_obstacles(db, sitting)
