"""The floor: ask for it, reply, leave the list, put the list in order, give the floor, end the turn."""

from datetime import timedelta

from parliament.commands.house import Answer, Tx, requires
from parliament.commands.sittings import presided
from parliament.commands.substitutes import check_own_voice
from parliament.record.entries import (
    ReplyAsked,
    ReplyGranted,
    ReplyRefused,
    SpeakerInvited,
    SpeakerListed,
    SpeakersReordered,
    SpeakerWithdrew,
    TurnBegan,
    TurnEnded,
)
from parliament.rules.floor import (
    check_asking,
    check_ending,
    check_giving,
    check_granting,
    check_reordering,
    check_replying,
    check_side,
)
from parliament.rules.motions import check_seat
from parliament.rules.powers import Office, Power
from parliament.rules.profile_keys import SPEAKING_OFFICES
from parliament.rules.refusals import Code, Refused, raise_first
from parliament.rules.sittings import check_open
from parliament.rules.stages import Side, TurnKind, TurnState
from parliament.rules.wording import line, prose
from parliament.store.queries import floor as asked
from parliament.store.queries import found, held
from parliament.store.queries import sessions as questions
from parliament.store.tables import ProceduralMotion, Sitting, Turn

LONGEST_SPEECH = 7200


@requires(Power.ASK_TO_SPEAK)
def ask_to_speak(tx: Tx, *, sitting_id: str, side: str = Side.NEUTRAL, procedural_id: str | None = None) -> Answer:
    """Put the actor's seat on the speakers' list: of the item before the house, or for a procedural motion.

    Refused: sitting_not_open, not_current_item (no item was called), already_listed, no_mandate, voice_rests,
    debate_closed, not_found; for a procedural motion: wrong_stage, side_full, malformed (neither for nor against).
    """
    sitting = held(tx.db, Sitting, sitting_id)
    check_open(sitting.state)
    seat = check_own_voice(tx, sitting.plenary)
    kind = TurnKind.PROCEDURAL if procedural_id else TurnKind.SPEECH
    listed = asked.place_of_seat(tx.db, sitting, seat, kind)
    check_asking(
        is_current_item=sitting.item_id is not None or procedural_id is not None,
        is_listed=listed is not None,
        is_closed=procedural_id is None and asked.debate_is_closed(tx.db, sitting.item_id),
    )
    if procedural_id:
        _check_side(tx, sitting, procedural_id, side)
    turn = _list(tx, sitting, kind=kind, side=Side(side), seat_id=seat, procedural_id=procedural_id)
    fact = SpeakerListed(
        turn=turn.id,
        sitting=sitting.id,
        item=turn.item_id,
        procedural=procedural_id,
        seat=seat,
        side=turn.side,
    )
    tx.record(fact, sitting.plenary_id)
    return {"turn": turn.id}


def _check_side(tx: Tx, sitting: Sitting, procedural_id: str, side: str) -> None:
    """There is room on this side of a procedural motion that is before this sitting."""
    moved = found(tx.db, ProceduralMotion, procedural_id)
    if moved.sitting_id != sitting.id:
        raise Refused(Code.NOT_FOUND, field="procedural_id")
    if moved.state != "pending":
        raise Refused(Code.WRONG_STAGE, stage=moved.state)
    rules = questions.profile_of(tx.db, sitting.plenary).procedural
    limit = rules.speakers_for if side == Side.FOR else rules.speakers_against
    check_side(side=side, taken=asked.count_side(tx.db, moved.id, side), limit=limit)


def _list(tx: Tx, sitting: Sitting, **said: object) -> Turn:
    usual = {"side": Side.NEUTRAL, "state": TurnState.WAITING, "kind": TurnKind.SPEECH}
    turn = Turn(
        id=tx.new_id("turn"),
        sitting_id=sitting.id,
        item_id=sitting.item_id,
        place=asked.next_place(tx.db, sitting),
        asked_at=tx.now,
        **(usual | said),
    )
    tx.db.add(turn)
    return turn


@requires(Power.ASK_TO_SPEAK)
def ask_for_reply(tx: Tx, *, sitting_id: str, about: str = "") -> Answer:
    """Ask to reply to a speech that named the actor's seat; the chair judges, and grants it or not.

    Refused: sitting_not_open, no_mandate, voice_rests, not_current_item, already_listed, nobody_spoke,
    text_too_long, text_controls.
    """
    sitting = held(tx.db, Sitting, sitting_id)
    check_open(sitting.state)
    seat = check_own_voice(tx, sitting.plenary)
    check_replying(
        is_current_item=sitting.item_id is not None,
        is_listed=asked.place_of_seat(tx.db, sitting, seat, TurnKind.REPLY) is not None,
        another_spoke=asked.another_spoke(tx.db, sitting, seat),
    )
    words = prose(about, "about", limit=500)
    turn = _list(tx, sitting, kind=TurnKind.REPLY, seat_id=seat, about=words, state=TurnState.ASKED)
    fact = ReplyAsked(turn=turn.id, sitting=sitting.id, item=str(sitting.item_id), seat=seat, about=turn.about)
    tx.record(fact, sitting.plenary_id)
    return {"turn": turn.id}


@requires(Power.GIVE_FLOOR)
def grant_reply(tx: Tx, *, turn_id: str) -> Answer:
    """Grant a reply: it comes after the speaker who runs, before the list.

    Refused: not_presiding, sitting_not_open, not_listed.
    """
    turn, sitting = _presided_turn(tx, turn_id)
    check_granting(turn.state)
    turn.state = TurnState.WAITING
    tx.record(ReplyGranted(turn=turn.id), sitting.plenary_id)
    return {"turn": turn.id}


@requires(Power.GIVE_FLOOR)
def refuse_reply(tx: Tx, *, turn_id: str, reason: str) -> Answer:
    """Do not grant a reply, and say why. Refused: not_presiding, sitting_not_open, not_listed, reason_needed."""
    turn, sitting = _presided_turn(tx, turn_id)
    check_granting(turn.state)
    turn.state, turn.reason = TurnState.REFUSED, prose(reason, "reason", limit=500, required=True)
    tx.record(ReplyRefused(turn=turn.id, reason=turn.reason), sitting.plenary_id)
    return {"turn": turn.id}


def _presided_turn(tx: Tx, turn_id: str) -> tuple[Turn, Sitting]:
    turn = held(tx.db, Turn, turn_id)
    sitting = presided(tx, turn.sitting_id)
    check_open(sitting.state)
    return turn, sitting


@requires(Power.GIVE_FLOOR)
def invite_speaker(
    tx: Tx, *, sitting_id: str, name: str, office: str = Office.OBSERVER, seconds: int | None = None
) -> Answer:
    """Put somebody without a seat on the list: an observer, the secretariat, the chair. They speak, and never vote.

    Without `seconds` the limit is that of the office in the rules of this session.
    Refused: not_presiding, sitting_not_open, not_current_item, malformed, text_empty, text_too_long, text_controls.
    """
    sitting = presided(tx, sitting_id)
    check_open(sitting.state)
    check_asking(is_current_item=sitting.item_id is not None, is_listed=False)
    if office not in SPEAKING_OFFICES:
        raise Refused(Code.MALFORMED, field="office")
    if seconds is not None and not 1 <= seconds <= LONGEST_SPEECH:
        raise Refused(Code.MALFORMED, field="seconds")
    limit = seconds or questions.profile_of(tx.db, sitting.plenary).floor.seconds_for(office)
    turn = _list(tx, sitting, name=line(name, "name"), office=office, seconds=limit)
    fact = SpeakerInvited(
        turn=turn.id, sitting=sitting.id, item=str(turn.item_id), name=turn.name, office=office, seconds=limit
    )
    tx.record(fact, sitting.plenary_id)
    return {"turn": turn.id, "seconds": limit}


@requires(Power.ASK_TO_SPEAK)
def leave_list(tx: Tx, *, turn_id: str) -> Answer:
    """Take the seat off the list. Refused: not_your_seat, not_listed."""
    turn = held(tx.db, Turn, turn_id)
    check_seat(of=turn.seat_id or "", by=tx.actor.seat)
    if turn.state not in (TurnState.WAITING, TurnState.ASKED):
        raise Refused(Code.NOT_LISTED)
    withdraw_turn(tx, turn)
    return {"turn": turn.id}


def withdraw_turn(tx: Tx, turn: Turn) -> None:
    """Take a turn that was not given off the list."""
    turn.state = TurnState.WITHDRAWN
    tx.record(SpeakerWithdrew(turn=turn.id), tx.db.get_one(Sitting, turn.sitting_id).plenary_id)


@requires(Power.GIVE_FLOOR)
def reorder_speakers(tx: Tx, *, sitting_id: str, turns: list[str], reason: str = "") -> Answer:
    """Put those who wait to speak on the item in this order; an order that was not proposed needs its reason.

    Refused: not_presiding, sitting_not_open, bad_order, reason_needed, text_too_long, text_controls.
    """
    sitting = presided(tx, sitting_id)
    check_open(sitting.state)
    waiting = {turn.id: turn for turn in asked.speeches_waiting(tx.db, sitting)}
    check_reordering(turns=turns, listed=list(waiting))
    if not turns:
        raise Refused(Code.BAD_ORDER, field="turns")
    proposed = [place.turn for place in asked.proposal_for(tx.db, sitting)]
    reason = prose(reason, "reason", limit=500, required=turns != proposed)
    places = sorted(turn.place for turn in waiting.values())
    for key, place in zip(turns, places, strict=True):
        waiting[key].place = place
    fact = SpeakersReordered(
        sitting=sitting.id, item=str(sitting.item_id), turns=turns, proposed=proposed, reason=reason
    )
    tx.record(fact, sitting.plenary_id)
    return {"sitting": sitting.id, "turns": turns}


@requires(Power.GIVE_FLOOR)
def give_floor(tx: Tx, *, turn_id: str) -> Answer:
    """Call a waiting speaker; the limit is the profile's, the countdown runs from this instant.

    Refused: not_presiding, sitting_not_open, not_listed, not_current_item, floor_taken, vote_open, point_pending,
    appeal_pending, procedural_pending (unless it is what the speech is on).
    """
    turn = held(tx.db, Turn, turn_id)
    sitting = presided(tx, turn.sitting_id)
    check_open(sitting.state)
    check_giving(
        state=turn.state,
        is_current_item=turn.item_id == sitting.item_id,
        someone_speaks=questions.speaker_of(tx.db, sitting.id) is not None,
        vote_open=questions.live_vote(tx.db, sitting.id) is not None,
    )
    first = asked.first_procedural(tx.db, sitting)
    if asked.unsettled_point(tx.db, sitting.id) or turn.procedural_id != (first.id if first else None):
        raise_first(asked.floor_obstacles(tx.db, sitting))
    turn.seconds = turn.seconds or _seconds(tx, sitting, turn)
    turn.state, turn.began_at = TurnState.SPEAKING, tx.now
    turn.ends_at = tx.now + timedelta(seconds=turn.seconds)
    tx.record(TurnBegan(turn=turn.id, seconds=turn.seconds), sitting.plenary_id)
    return {"turn": turn.id, "seconds": turn.seconds}


def _seconds(tx: Tx, sitting: Sitting, turn: Turn) -> int:
    rules = questions.profile_of(tx.db, sitting.plenary).floor
    return rules.reply_seconds if turn.kind == TurnKind.REPLY else rules.seconds_for(turn.office)


@requires(Power.GIVE_FLOOR)
def end_turn(tx: Tx, *, turn_id: str) -> Answer:
    """End the speech. Refused: not_presiding, floor_free."""
    turn = held(tx.db, Turn, turn_id)
    sitting = presided(tx, turn.sitting_id)
    check_ending(turn.state)
    turn.state, turn.ended_at = TurnState.DONE, tx.now
    tx.record(TurnEnded(turn=turn.id), sitting.plenary_id)
    return {"turn": turn.id}
