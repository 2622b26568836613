"""The floor: ask for it, leave the list, give it, end the turn."""

from parliament.commands.house import Answer, Tx, requires
from parliament.commands.sittings import presided
from parliament.record.entries import SpeakerListed, SpeakerWithdrew, TurnBegan, TurnEnded
from parliament.rules.floor import check_asking, check_ending, check_giving
from parliament.rules.motions import check_seat
from parliament.rules.powers import Office, Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.sittings import check_open
from parliament.rules.stages import Side, TurnState
from parliament.store.queries import held
from parliament.store.queries import sessions as questions
from parliament.store.tables import Sitting, Turn


@requires(Power.ASK_TO_SPEAK)
def ask_to_speak(tx: Tx, *, sitting_id: str, side: str = Side.NEUTRAL) -> Answer:
    """Put the actor's seat on the speakers' list of the item before the house.

    Refused: sitting_not_open, not_current_item (no item was called), already_listed, no_mandate.
    """
    sitting = held(tx.db, Sitting, sitting_id)
    check_open(sitting.state)
    if tx.actor.seat is None:
        raise Refused(Code.NO_MANDATE)
    listed = sitting.item_id and questions.listed_turn(tx.db, sitting.item_id, tx.actor.seat)
    check_asking(is_current_item=sitting.item_id is not None, is_listed=bool(listed))
    turn = Turn(
        id=tx.new_id("turn"),
        sitting_id=sitting.id,
        item_id=sitting.item_id,
        seat_id=tx.actor.seat,
        side=Side(side),
        state=TurnState.WAITING,
        asked_at=tx.now,
    )
    tx.db.add(turn)
    fact = SpeakerListed(turn=turn.id, sitting=sitting.id, item=turn.item_id, seat=turn.seat_id, side=turn.side)
    tx.record(fact, sitting.plenary_id)
    return {"turn": turn.id}


@requires(Power.ASK_TO_SPEAK)
def leave_list(tx: Tx, *, turn_id: str) -> Answer:
    """Take the seat off the list. Refused: not_your_seat, not_listed."""
    turn = held(tx.db, Turn, turn_id)
    check_seat(of=turn.seat_id, by=tx.actor.seat)
    if turn.state != TurnState.WAITING:
        raise Refused(Code.NOT_LISTED)
    turn.state = TurnState.WITHDRAWN
    tx.record(SpeakerWithdrew(turn=turn.id), tx.db.get_one(Sitting, turn.sitting_id).plenary_id)
    return {"turn": turn.id}


@requires(Power.GIVE_FLOOR)
def give_floor(tx: Tx, *, turn_id: str) -> Answer:
    """Call a waiting speaker; the limit is the profile's, the countdown runs from this instant.

    Refused: not_presiding, sitting_not_open, not_listed, not_current_item, floor_taken, vote_open.
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
    seconds = questions.profile_of(tx.db, sitting.plenary).floor.seconds_for(Office.MEMBER)
    turn.state, turn.began_at, turn.seconds = TurnState.SPEAKING, tx.now, seconds
    tx.record(TurnBegan(turn=turn.id, seconds=seconds), sitting.plenary_id)
    return {"turn": turn.id, "seconds": seconds}


@requires(Power.GIVE_FLOOR)
def end_turn(tx: Tx, *, turn_id: str) -> Answer:
    """End the speech. Refused: not_presiding, floor_free."""
    turn = held(tx.db, Turn, turn_id)
    sitting = presided(tx, turn.sitting_id)
    check_ending(turn.state)
    turn.state, turn.ended_at = TurnState.DONE, tx.now
    tx.record(TurnEnded(turn=turn.id), sitting.plenary_id)
    return {"turn": turn.id}
