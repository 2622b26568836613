"""What stops a speech, a debate or a sitting: by the chair's act, or because the house has so decided."""

from parliament.commands.house import Tx
from parliament.record.entries import (
    AppealSettled,
    ProceduralEnded,
    SittingAdjourned,
    SittingSuspended,
    SpeakerWithdrew,
    TurnEnded,
    TurnInterrupted,
    TurnResumed,
)
from parliament.rules.stages import PointState, ProceduralState, SittingState, TurnState
from parliament.store.queries import floor as asked_of
from parliament.store.tables import PointOfOrder, ProceduralMotion, Sitting, Turn


def interrupt(tx: Tx, sitting: Sitting, turn: Turn | None) -> None:
    """Stop the speech and its countdown, if somebody speaks."""
    if turn is not None:
        turn.state, turn.stopped_at = TurnState.INTERRUPTED, tx.now
        tx.record(TurnInterrupted(turn=turn.id), sitting.plenary_id)
        tx.db.flush()


def resume(tx: Tx, sitting: Sitting) -> None:
    """The speech goes on with the seconds it had left when it was stopped."""
    turn = asked_of.interrupted_turn(tx.db, sitting.id)
    if turn is None:
        return
    assert turn.ends_at is not None
    assert turn.stopped_at is not None
    turn.ends_at += tx.now - turn.stopped_at
    turn.state, turn.stopped_at = TurnState.SPEAKING, None
    tx.record(TurnResumed(turn=turn.id), sitting.plenary_id)


def withdraw(tx: Tx, sitting: Sitting, turns: list[Turn]) -> None:
    """Take these off the list; whoever waited may ask again where the debate goes on."""
    for turn in turns:
        turn.state = TurnState.WITHDRAWN
        tx.record(SpeakerWithdrew(turn=turn.id), sitting.plenary_id)


def settle_appeal(tx: Tx, point: PointOfOrder, *, vote: str | None, stands: bool) -> None:
    """The appeal is decided, withdrawn or gone with its sitting; a speech that waited for it goes on."""
    sitting = tx.db.get_one(Sitting, point.sitting_id)
    point.state, point.stands, point.settled_at = PointState.SETTLED, stands, tx.now
    tx.record(AppealSettled(point=point.id, vote=vote, stands=stands), sitting.plenary_id)
    tx.db.flush()
    resume(tx, sitting)


def end_procedural(tx: Tx, moved: ProceduralMotion, state: ProceduralState) -> None:
    """Withdrawn by its mover, or lapsed because what it was about has gone."""
    moved.state, moved.decided_at = state, tx.now
    tx.record(ProceduralEnded(procedural=moved.id, state=state), moved.plenary_id)
    withdraw(tx, tx.db.get_one(Sitting, moved.sitting_id), asked_of.waiting_on_procedural(tx.db, moved.id))


def suspend(tx: Tx, sitting: Sitting) -> None:
    sitting.state = SittingState.SUSPENDED
    tx.record(SittingSuspended(sitting=sitting.id), sitting.plenary_id)


def adjourn(tx: Tx, sitting: Sitting) -> None:
    """End the sitting with all that only it could have dealt with: the list, an appeal, procedural motions."""
    turn = asked_of.interrupted_turn(tx.db, sitting.id)
    if turn is not None:
        turn.state, turn.ended_at = TurnState.DONE, tx.now
        tx.record(TurnEnded(turn=turn.id), sitting.plenary_id)
        tx.db.flush()
    point = asked_of.unsettled_point(tx.db, sitting.id)
    if point is not None:
        settle_appeal(tx, point, vote=None, stands=True)
    for moved in asked_of.pending_procedurals(tx.db, sitting.id):
        end_procedural(tx, moved, ProceduralState.LAPSED)
    withdraw(tx, sitting, asked_of.waiting_on(tx.db, sitting.id))
    sitting.state, sitting.adjourned_at = SittingState.ADJOURNED, tx.now
    tx.record(SittingAdjourned(sitting=sitting.id), sitting.plenary_id)
