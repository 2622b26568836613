"""Sittings, from the time they are fixed for to the adjournment."""

from parliament.record.entries import (
    ChairHandedOver,
    Entry,
    RollCallTaken,
    SittingAdjourned,
    SittingOpened,
    SittingResumed,
    SittingScheduled,
    SittingSuspended,
)
from parliament.record.judge.registry import insist, known_here, numbered_once, replays, unused
from parliament.record.state import Sitting, State, Vote
from parliament.rules.stages import SessionStage, SittingState, TurnState, VoteState


def open_sitting(state: State, key: str, entry: Entry) -> Sitting:
    """The sitting, which must be open: neither suspended nor over."""
    sitting = known_here(state.sittings, key, "sitting", entry)
    insist(sitting.state == SittingState.OPEN, f"sitting {key} is {sitting.state}")
    return sitting


def running_sitting(state: State, key: str, entry: Entry) -> Sitting:
    """The sitting, which must have opened and not be over; it may be suspended."""
    sitting = known_here(state.sittings, key, "sitting", entry)
    insist(sitting.state in (SittingState.OPEN, SittingState.SUSPENDED), f"sitting {key} is {sitting.state}")
    return sitting


def open_votes(state: State, sitting: Sitting) -> list[Vote]:
    return [each for each in state.votes.values() if each.sitting == sitting.id and each.state == VoteState.OPEN]


def no_live_vote(state: State, sitting: Sitting) -> None:
    """Until a live vote closes, nothing else moves in its sitting. A window runs beside what else happens."""
    for vote in open_votes(state, sitting):
        insist(vote.window, f"vote {vote.id} is open")


def no_speaker(state: State, sitting: Sitting) -> None:
    """One person has the floor at a time."""
    for turn in state.turns.values():
        insist(turn.sitting != sitting.id or turn.state != TurnState.SPEAKING, f"turn {turn.id} is not over")


def calm(state: State, sitting: Sitting) -> None:
    """Neither in the middle of a live vote nor of a speech."""
    no_live_vote(state, sitting)
    no_speaker(state, sitting)


@replays(SittingScheduled)
def sitting_scheduled(state: State, entry: Entry, fact: SittingScheduled) -> None:
    unused(state.sittings, fact.sitting, "sitting")
    numbered_once(state, "sitting", fact.number, entry.log)
    state.sittings[fact.sitting] = Sitting(
        id=fact.sitting,
        plenary=entry.log,
        number=fact.number,
        state=SittingState.SCHEDULED.value,
        starts_at=fact.starts_at,
    )


@replays(SittingOpened)
def sitting_opened(state: State, entry: Entry, fact: SittingOpened) -> None:
    """Two open sittings of one session would make two chairs."""
    sitting = known_here(state.sittings, fact.sitting, "sitting", entry)
    insist(sitting.state == SittingState.SCHEDULED, f"sitting {fact.sitting} is {sitting.state}")
    for other in state.sittings.values():
        running = other.state in (SittingState.OPEN, SittingState.SUSPENDED)
        insist(other.plenary != entry.log or not running, f"sitting {other.id} is open")
    _credentials(fact.present, fact.held, fact.vacant)
    sitting.state, sitting.chair, sitting.opened_at = SittingState.OPEN.value, fact.chair, entry.at
    state.sessions[entry.log].stage = SessionStage.RUNNING.value


def _credentials(present: int, held: int, vacant: int) -> None:
    insist(0 <= present <= held, f"{present} present of {held} held seats")
    insist(vacant >= 0, f"{vacant} vacant seats")


@replays(RollCallTaken)
def roll_call_taken(state: State, entry: Entry, fact: RollCallTaken) -> None:
    running_sitting(state, fact.sitting, entry)
    _credentials(fact.present, fact.held, fact.vacant)


@replays(SittingSuspended)
def sitting_suspended(state: State, entry: Entry, fact: SittingSuspended) -> None:
    sitting = open_sitting(state, fact.sitting, entry)
    calm(state, sitting)
    sitting.state = SittingState.SUSPENDED.value


@replays(SittingResumed)
def sitting_resumed(state: State, entry: Entry, fact: SittingResumed) -> None:
    sitting = known_here(state.sittings, fact.sitting, "sitting", entry)
    insist(sitting.state == SittingState.SUSPENDED, f"sitting {fact.sitting} is {sitting.state}")
    sitting.state = SittingState.OPEN.value


@replays(SittingAdjourned)
def sitting_adjourned(state: State, entry: Entry, fact: SittingAdjourned) -> None:
    """Whoever waits goes on waiting; whoever speaks must have ended first."""
    sitting = running_sitting(state, fact.sitting, entry)
    calm(state, sitting)
    sitting.state, sitting.adjourned_at = SittingState.ADJOURNED.value, entry.at


@replays(ChairHandedOver)
def chair_handed_over(state: State, entry: Entry, fact: ChairHandedOver) -> None:
    sitting = running_sitting(state, fact.sitting, entry)
    insist(sitting.chair == fact.from_account, f"{fact.from_account} is not in the chair")
    sitting.chair = fact.to_account
