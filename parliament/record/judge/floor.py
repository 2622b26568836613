"""The floor: who asked for it, who had it, in which order."""

from datetime import datetime, timedelta

from parliament.record.canonical import timestamp
from parliament.record.entries import (
    Entry,
    ReplyAsked,
    ReplyGranted,
    ReplyRefused,
    SpeakerInvited,
    SpeakerListed,
    SpeakersReordered,
    SpeakerWithdrew,
    TurnBegan,
    TurnEnded,
    TurnInterrupted,
    TurnResumed,
)
from parliament.record.floor_state import Turn
from parliament.record.judge.registry import insist, known, known_here, known_seat, replays, unused
from parliament.record.judge.sittings import calm, open_sitting
from parliament.record.state import State
from parliament.rules.floor import ON_THE_LIST, UNSETTLED
from parliament.rules.procedural import ON_THE_FLOOR
from parliament.rules.stages import Side, TurnKind, TurnState


def _turn(state: State, key: str, *stages: TurnState) -> Turn:
    turn = known(state.turns, key, "turn")
    insist(turn.state in stages, f"turn {key} is {turn.state}")
    return turn


def _of_list(state: State, sitting: str, item: str | None) -> list[Turn]:
    return [each for each in state.turns.values() if (each.sitting, each.item) == (sitting, item)]


def no_unsettled_point(state: State, sitting: str) -> None:
    """A point of order, or the appeal against the ruling on one, goes before everything else."""
    for point in state.points_of_order.values():
        insist(point.sitting != sitting or point.state not in UNSETTLED, f"point of order {point.id} is {point.state}")


def _list(state: State, entry: Entry, turn: Turn) -> None:
    """A seat stands once on a list with each kind of turn; places count up."""
    unused(state.turns, turn.id, "turn")
    sitting = open_sitting(state, turn.sitting, entry)
    insist(sitting.item == turn.item, f"item {turn.item} is not before the house")
    if turn.seat is not None:
        known_seat(state, turn.seat)
    insist(turn.side in set(Side), f"there is no side {turn.side}")
    others = _of_list(state, turn.sitting, turn.item)
    for other in others:
        same = turn.seat is not None and (other.seat, other.kind) == (turn.seat, turn.kind)
        insist(not same or other.state not in ON_THE_LIST, f"seat {turn.seat} is on the list")
    turn.place = max((each.place for each in others), default=0) + 1
    state.turns[turn.id] = turn


def _listed(entry: Entry, key: str, sitting: str, item: str | None, **said: str | int | None) -> Turn:
    usual = {"kind": TurnKind.SPEECH.value, "procedural": None, "seat": None, "name": "", "office": "member"}
    usual |= {"side": Side.NEUTRAL.value, "about": "", "state": TurnState.WAITING.value}
    return Turn(id=key, sitting=sitting, item=item, place=0, asked_at=entry.at, **(usual | said))  # type: ignore[arg-type]


@replays(SpeakerListed)
def speaker_listed(state: State, entry: Entry, fact: SpeakerListed) -> None:
    """On the item before the house, or on a procedural motion that it has to decide first."""
    insist(fact.item is not None or fact.procedural is not None, "a speech on nothing")
    said: dict[str, str | int | None] = {"seat": fact.seat, "side": fact.side, "procedural": fact.procedural}
    if fact.procedural is not None:
        moved = known(state.procedural_motions, fact.procedural, "procedural motion")
        insist(moved.sitting == fact.sitting and moved.state in ON_THE_FLOOR, f"{moved.id} is {moved.state}")
        insist(fact.side != Side.NEUTRAL, "on a procedural motion one speaks for or against")
        said["kind"] = TurnKind.PROCEDURAL.value
    _list(state, entry, _listed(entry, fact.turn, fact.sitting, fact.item, **said))


@replays(SpeakerInvited)
def speaker_invited(state: State, entry: Entry, fact: SpeakerInvited) -> None:
    """Somebody without a seat, who never votes."""
    insist(fact.name != "" and fact.seconds > 0, "somebody without a name or without time is invited")
    said: dict[str, str | int | None] = {"name": fact.name, "office": fact.office, "seconds": fact.seconds}
    _list(state, entry, _listed(entry, fact.turn, fact.sitting, fact.item, **said))


@replays(ReplyAsked)
def reply_asked(state: State, entry: Entry, fact: ReplyAsked) -> None:
    said = {"kind": TurnKind.REPLY.value, "seat": fact.seat, "about": fact.about, "state": TurnState.ASKED.value}
    _list(state, entry, _listed(entry, fact.turn, fact.sitting, fact.item, **said))


@replays(ReplyGranted)
def reply_granted(state: State, entry: Entry, fact: ReplyGranted) -> None:
    turn = _turn(state, fact.turn, TurnState.ASKED)
    open_sitting(state, turn.sitting, entry)
    turn.state = TurnState.WAITING.value


@replays(ReplyRefused)
def reply_refused(state: State, entry: Entry, fact: ReplyRefused) -> None:
    turn = _turn(state, fact.turn, TurnState.ASKED)
    known_here(state.sittings, turn.sitting, "sitting", entry)
    insist(fact.reason != "", "a reply is not refused without a reason")
    turn.state, turn.reason = TurnState.REFUSED.value, fact.reason


@replays(SpeakerWithdrew)
def speaker_withdrew(state: State, entry: Entry, fact: SpeakerWithdrew) -> None:
    turn = _turn(state, fact.turn, TurnState.ASKED, TurnState.WAITING)
    known_here(state.sittings, turn.sitting, "sitting", entry)
    turn.state = TurnState.WITHDRAWN.value


@replays(SpeakersReordered)
def speakers_reordered(state: State, entry: Entry, fact: SpeakersReordered) -> None:
    """The same speakers in other places; a reason stands beside every order that the house did not propose."""
    open_sitting(state, fact.sitting, entry)
    speeches = [each for each in _of_list(state, fact.sitting, fact.item) if each.kind == TurnKind.SPEECH]
    waiting = {each.id: each for each in speeches if each.state == TurnState.WAITING}
    insist(sorted(fact.turns) == sorted(waiting), "the order is not of those who wait")
    insist(fact.turns == fact.proposed or fact.reason != "", "the list was reordered without a reason")
    places = sorted(each.place for each in waiting.values())
    for key, place in zip(fact.turns, places, strict=True):
        waiting[key].place = place


@replays(TurnBegan)
def turn_began(state: State, entry: Entry, fact: TurnBegan) -> None:
    turn = _turn(state, fact.turn, TurnState.WAITING)
    sitting = open_sitting(state, turn.sitting, entry)
    insist(sitting.item == turn.item, f"item {turn.item} is not before the house")
    calm(state, sitting)
    no_unsettled_point(state, sitting.id)
    insist(fact.seconds > 0, f"a turn of {fact.seconds} seconds")
    turn.state, turn.began_at, turn.seconds = TurnState.SPEAKING.value, entry.at, fact.seconds
    turn.ends_at = timestamp(datetime.fromisoformat(entry.at) + timedelta(seconds=fact.seconds))


@replays(TurnInterrupted)
def turn_interrupted(state: State, entry: Entry, fact: TurnInterrupted) -> None:
    turn = _turn(state, fact.turn, TurnState.SPEAKING)
    open_sitting(state, turn.sitting, entry)
    turn.state, turn.stopped_at = TurnState.INTERRUPTED.value, entry.at


@replays(TurnResumed)
def turn_resumed(state: State, entry: Entry, fact: TurnResumed) -> None:
    """The time that stood still is added at the end."""
    turn = _turn(state, fact.turn, TurnState.INTERRUPTED)
    open_sitting(state, turn.sitting, entry)
    no_unsettled_point(state, turn.sitting)
    assert turn.stopped_at is not None
    assert turn.ends_at is not None
    stood = datetime.fromisoformat(entry.at) - datetime.fromisoformat(turn.stopped_at)
    turn.ends_at = timestamp(datetime.fromisoformat(turn.ends_at) + stood)
    turn.state, turn.stopped_at = TurnState.SPEAKING.value, None


@replays(TurnEnded)
def turn_ended(state: State, entry: Entry, fact: TurnEnded) -> None:
    turn = _turn(state, fact.turn, TurnState.SPEAKING, TurnState.INTERRUPTED)
    known_here(state.sittings, turn.sitting, "sitting", entry)
    turn.state, turn.ended_at = TurnState.DONE.value, entry.at
