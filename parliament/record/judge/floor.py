"""The floor: who asked for it, who has it."""

from parliament.record.entries import Entry, SpeakerListed, SpeakerWithdrew, TurnBegan, TurnEnded
from parliament.record.judge.registry import insist, known, known_here, known_seat, replays, unused
from parliament.record.judge.sittings import calm, open_sitting
from parliament.record.state import State, Turn
from parliament.rules.stages import Side, TurnState


def _turn(state: State, key: str, stage: TurnState) -> Turn:
    turn = known(state.turns, key, "turn")
    insist(turn.state == stage, f"turn {key} is {turn.state}")
    return turn


@replays(SpeakerListed)
def speaker_listed(state: State, entry: Entry, fact: SpeakerListed) -> None:
    """A seat waits once for each item."""
    unused(state.turns, fact.turn, "turn")
    sitting = open_sitting(state, fact.sitting, entry)
    known_here(state.items, fact.item, "item", entry)
    insist(sitting.item == fact.item, f"item {fact.item} is not before the house")
    known_seat(state, fact.seat)
    insist(fact.side in set(Side), f"there is no side {fact.side}")
    for turn in state.turns.values():
        waits = turn.state in (TurnState.WAITING, TurnState.SPEAKING)
        insist(not waits or (turn.item, turn.seat) != (fact.item, fact.seat), f"seat {fact.seat} is on the list")
    state.turns[fact.turn] = Turn(
        id=fact.turn,
        sitting=fact.sitting,
        item=fact.item,
        seat=fact.seat,
        side=fact.side,
        state=TurnState.WAITING.value,
        asked_at=entry.at,
    )


@replays(SpeakerWithdrew)
def speaker_withdrew(state: State, entry: Entry, fact: SpeakerWithdrew) -> None:
    turn = _turn(state, fact.turn, TurnState.WAITING)
    known_here(state.sittings, turn.sitting, "sitting", entry)
    turn.state = TurnState.WITHDRAWN.value


@replays(TurnBegan)
def turn_began(state: State, entry: Entry, fact: TurnBegan) -> None:
    turn = _turn(state, fact.turn, TurnState.WAITING)
    sitting = open_sitting(state, turn.sitting, entry)
    insist(sitting.item == turn.item, f"item {turn.item} is not before the house")
    calm(state, sitting)
    insist(fact.seconds > 0, f"a turn of {fact.seconds} seconds")
    turn.state, turn.began_at, turn.seconds = TurnState.SPEAKING.value, entry.at, fact.seconds


@replays(TurnEnded)
def turn_ended(state: State, entry: Entry, fact: TurnEnded) -> None:
    turn = _turn(state, fact.turn, TurnState.SPEAKING)
    known_here(state.sittings, turn.sitting, "sitting", entry)
    turn.state, turn.ended_at = TurnState.DONE.value, entry.at
