"""Procedural motions: moved by members, put by the chair, and carried out at once when they are adopted."""

from collections.abc import Callable

from parliament.commands import interruptions
from parliament.commands.divisions import ask
from parliament.commands.house import Answer, Tx, requires
from parliament.commands.questions import Asked, annuls, moves, put
from parliament.commands.sittings import presided
from parliament.commands.substitutes import check_own_voice
from parliament.record.entries import (
    DebateAdjourned,
    ItemBroughtForward,
    MotionReferredBack,
    ProceduralDecided,
    ProceduralMoved,
)
from parliament.rules.motions import check_seat
from parliament.rules.powers import Power
from parliament.rules.procedural import (
    WITH_TARGET,
    brought_next,
    check_moving,
    check_object,
    check_pending,
    check_putting,
)
from parliament.rules.refusals import Code, Refused, raise_first
from parliament.rules.sittings import check_open
from parliament.rules.stages import (
    Outcome,
    ProceduralKind,
    ProceduralState,
    Question,
    Stage,
    TurnKind,
)
from parliament.rules.wording import prose
from parliament.rules.words import WORDS
from parliament.store.queries import floor as asked_of
from parliament.store.queries import found, held
from parliament.store.queries import sessions as questions
from parliament.store.queries.agenda import arrange, items_of, parents_of
from parliament.store.queries.votes import waits_for_chair
from parliament.store.tables import Amendment, Item, Motion, ProceduralMotion, Sitting, Turn, Vote

LONGEST_TEXT = 1000  # what is wished of a division is as long


@requires(Power.MOVE_PROCEDURAL)
def move_procedural(tx: Tx, *, sitting_id: str, kind: str, text: str = "", target: str | None = None) -> Answer:
    """Move a procedural motion of one of the kinds of this session's rules; `target` is the item to be next, or the amendment to be
    divided.

    A running speech is not interrupted by it (house rule): the house deals with the motion when it has ended.
    Refused: sitting_not_open, no_mandate, voice_rests, not_offered, not_present, vote_open, point_pending,
    appeal_pending, lower_rank, moved_already, not_current_item, wrong_stage, debate_closed, not_found,
    text_too_long, text_controls.
    """
    sitting = held(tx.db, Sitting, sitting_id)
    check_open(sitting.state)
    seat = check_own_voice(tx, sitting.plenary)
    if asked_of.unsettled_point(tx.db, sitting.id):
        raise_first(asked_of.floor_obstacles(tx.db, sitting))
    rules = questions.profile_of(tx.db, sitting.plenary).procedural
    check_moving(
        kind=kind,
        precedence=rules.precedence,
        pending=[row.kind for row in asked_of.pending_procedurals(tx.db, sitting.id)],
        decided=asked_of.decided_kinds(tx.db, sitting),
        once_per_item=rules.once_per_item,
        is_present=seat in questions.present_seats(tx.db, sitting.id),
        vote_open=questions.live_vote(tx.db, sitting.id) is not None,
    )
    _check_object(tx, sitting, kind, target)
    moved = ProceduralMotion(
        id=tx.new_id("procedural"),
        plenary_id=sitting.plenary_id,
        sitting_id=sitting.id,
        item_id=sitting.item_id,
        seat_id=seat,
        kind=kind,
        text=prose(text, "text", limit=LONGEST_TEXT),
        target=target if kind in WITH_TARGET else None,
        state=ProceduralState.PENDING,
        moved_at=tx.now,
    )
    tx.db.add(moved)
    tx.record(_moved(moved), sitting.plenary_id)
    return {"procedural": moved.id}


def _moved(moved: ProceduralMotion) -> ProceduralMoved:
    return ProceduralMoved(
        procedural=moved.id,
        sitting=moved.sitting_id,
        item=moved.item_id,
        seat=moved.seat_id,
        procedural_kind=moved.kind,
        text=moved.text,
        target=moved.target,
    )


def _check_object(tx: Tx, sitting: Sitting, kind: str, target: str | None) -> None:
    motion = _motion_of(tx, sitting.item_id)
    check_object(
        kind=kind,
        has_item=sitting.item_id is not None,
        stage=motion.stage if motion else None,
        is_closed=asked_of.debate_is_closed(tx.db, sitting.item_id),
        target=target,
        targets=_targets(tx, sitting, kind, motion),
    )


def _targets(tx: Tx, sitting: Sitting, kind: str, motion: Motion | None) -> list[str]:
    """What a motion of this kind may name: items that can be called next, amendments that can be divided."""
    if kind == ProceduralKind.SEPARATE_VOTE:
        return asked_of.divisible_amendments(tx.db, motion) if motion else []
    return [item.id for item in asked_of.items_to_call(tx.db, sitting)]


def _motion_of(tx: Tx, item_id: str | None) -> Motion | None:
    item = tx.db.get(Item, item_id) if item_id else None
    return tx.db.get(Motion, item.motion_id) if item and item.motion_id else None


@requires(Power.MOVE_PROCEDURAL)
def withdraw_procedural(tx: Tx, *, procedural_id: str) -> Answer:
    """Take a procedural motion back before it is put.

    Refused: not_your_seat, wrong_stage, vote_open, tie_pending.
    """
    moved = held(tx.db, ProceduralMotion, procedural_id)
    check_seat(of=moved.seat_id, by=tx.actor.seat)
    check_pending(moved.state)
    if questions.live_vote(tx.db, moved.sitting_id) is not None:
        raise Refused(Code.VOTE_OPEN)
    if waits_for_chair(tx.db, moved.sitting_id, moved.id):
        raise Refused(Code.TIE_PENDING)
    interruptions.end_procedural(tx, moved, ProceduralState.WITHDRAWN)
    return {"procedural": moved.id}


@requires(Power.OPEN_VOTE)
def put_procedural(tx: Tx, *, procedural_id: str, manner: str | None = None) -> Answer:
    """Put the highest of the pending procedural motions; adopted, it has its effect at the close of the vote.

    Refused: not_presiding, wrong_stage, procedural_pending (a higher one), not_found, and as every vote is.
    """
    moved = held(tx.db, ProceduralMotion, procedural_id)
    sitting = presided(tx, moved.sitting_id)
    check_putting(
        kind=moved.kind,
        state=moved.state,
        pending=[row.kind for row in asked_of.pending_procedurals(tx.db, sitting.id)],
        precedence=questions.profile_of(tx.db, sitting.plenary).procedural.precedence,
    )
    asked = Asked(
        question=Question.PROCEDURAL,
        about=moved.id,
        wording=_wording(tx, moved),
        item=sitting.item_id,
        kind=ProceduralKind(moved.kind),
    )
    return put(tx, sitting, asked, manner=manner)


def _wording(tx: Tx, moved: ProceduralMotion) -> str:
    """The kind, what its mover wrote, and what it names: the item that is to be next, the amendment to be divided."""
    item = tx.db.get(Item, moved.target) if moved.target else None
    amendment = tx.db.get(Amendment, moved.target) if moved.target else None
    named = item.title if item else str(amendment.number) if amendment else ""
    return ": ".join(part for part in (WORDS[moved.kind], named, moved.text) if part)


@moves(Question.PROCEDURAL)
def procedural_decided(tx: Tx, vote: Vote, outcome: Outcome) -> None:
    """Adopted, it is carried out; rejected, it is done with. Anything else leaves it pending, to be put again."""
    if outcome not in (Outcome.ADOPTED, Outcome.REJECTED):
        return
    moved = found(tx.db, ProceduralMotion, vote.about)
    sitting = tx.db.get_one(Sitting, moved.sitting_id)
    moved.state, moved.decided_at = ProceduralState(outcome), tx.now
    tx.record(ProceduralDecided(procedural=moved.id, vote=vote.id, outcome=outcome), moved.plenary_id)
    interruptions.withdraw(tx, sitting, asked_of.waiting_on_procedural(tx.db, moved.id))
    tx.db.flush()
    if outcome == Outcome.ADOPTED:
        EFFECTS[ProceduralKind(moved.kind)](tx, sitting, moved)


@annuls(Question.PROCEDURAL)
def procedural_annulled(tx: Tx, vote: Vote) -> None:
    """A procedural motion that was decided has had its effect, and is not undone. Refused: rested_on."""
    if found(tx.db, ProceduralMotion, vote.about).state != ProceduralState.PENDING:
        raise Refused(Code.RESTED_ON)


def _close_debate(tx: Tx, sitting: Sitting, moved: ProceduralMotion) -> None:
    """No more speeches on the item: whoever waits is off the list; replies to what was said remain."""
    on_item = (Turn.item_id == moved.item_id) & (Turn.kind == TurnKind.SPEECH)
    interruptions.withdraw(tx, sitting, asked_of.waiting_on(tx.db, sitting.id, on_item))


def _leave_item(tx: Tx, sitting: Sitting) -> None:
    """With its item gone, nobody waits to speak on it, and nothing pending about its debate can be decided."""
    interruptions.withdraw(tx, sitting, asked_of.waiting_on(tx.db, sitting.id, Turn.item_id == sitting.item_id))
    for other in asked_of.pending_procedurals(tx.db, sitting.id):
        interruptions.end_procedural(tx, other, ProceduralState.LAPSED)
    sitting.item_id = None


def _adjourn_debate(tx: Tx, sitting: Sitting, moved: ProceduralMotion) -> None:
    motion = _motion_of(tx, moved.item_id)
    _leave_item(tx, sitting)
    if motion is not None and motion.stage == Stage.UNDER_DEBATE:
        motion.stage = Stage.SCHEDULED
    fact = DebateAdjourned(sitting=sitting.id, item=str(moved.item_id), procedural=moved.id)
    tx.record(fact, sitting.plenary_id)


def _refer_back(tx: Tx, sitting: Sitting, moved: ProceduralMotion) -> None:
    """The least that sends it back: text, amendments and what was decided on them stay; it is not scheduled any more."""
    motion = _motion_of(tx, moved.item_id)
    assert motion is not None, "a reference back is moved on a motion under debate"
    if motion.stage != Stage.UNDER_DEBATE:
        return  # its mover withdrew it while the house voted: there is nothing left to send back
    _leave_item(tx, sitting)
    motion.stage = Stage.PUBLISHED
    fact = MotionReferredBack(motion=motion.id, sitting=sitting.id, procedural=moved.id)
    tx.record(fact, sitting.plenary_id)


def _divide(tx: Tx, _sitting: Sitting, moved: ProceduralMotion) -> None:
    """The chair divides the amendment before it is put, unless the house has come too far with it meanwhile."""
    motion = _motion_of(tx, moved.item_id)
    if motion is not None and moved.target in asked_of.divisible_amendments(tx.db, motion):
        amendment = tx.db.get_one(Amendment, moved.target)
        ask(tx, amendment, moved.seat_id, wish=moved.text, procedural=moved.id)


def _change_order(tx: Tx, sitting: Sitting, moved: ProceduralMotion) -> None:
    """The item named comes next: after the one before the house, or first of all; parts stay with their item."""
    items = items_of(tx.db, sitting.plenary_id)
    if moved.target not in {item.id for item in items}:
        return  # a draft agenda may have lost the item while the house voted
    order = brought_next(parents_of(items), str(moved.target), after=sitting.item_id)
    arrange(tx.db, sitting.plenary_id, order)
    fact = ItemBroughtForward(item=str(moved.target), items=order, procedural=moved.id)
    tx.record(fact, sitting.plenary_id)


EFFECTS: dict[ProceduralKind, Callable[[Tx, Sitting, ProceduralMotion], None]] = {
    ProceduralKind.SUSPENSION: lambda tx, sitting, _: interruptions.suspend(tx, sitting),
    ProceduralKind.ADJOURNMENT_OF_SITTING: lambda tx, sitting, _: interruptions.adjourn(tx, sitting),
    ProceduralKind.ADJOURNMENT_OF_DEBATE: _adjourn_debate,
    ProceduralKind.CLOSURE: _close_debate,
    ProceduralKind.REFERENCE_BACK: _refer_back,
    ProceduralKind.SEPARATE_VOTE: _divide,
    ProceduralKind.CHANGE_OF_ORDER: _change_order,
}
