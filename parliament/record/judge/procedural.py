"""Procedural motions and what they do, and motions to decide anew."""

from dataclasses import asdict

from parliament.record.entries import (
    DebateAdjourned,
    Entry,
    ItemBroughtForward,
    MotionReconsidered,
    MotionReferredBack,
    ProceduralDecided,
    ProceduralEnded,
    ProceduralMoved,
    ReconsiderationEnded,
    ReconsiderationMoved,
)
from parliament.record.floor_state import ProceduralMotion, Reconsideration
from parliament.record.judge.motions import motion_at
from parliament.record.judge.registry import insist, known_here, known_seat, replays, unused
from parliament.record.judge.sittings import no_live_vote, no_speaker, open_sitting
from parliament.record.state import State, Vote
from parliament.rules.agenda import is_in_order
from parliament.rules.stages import Outcome, ProceduralKind, ProceduralState, Question, Stage, VoteState

DONE = (Outcome.ADOPTED, Outcome.REJECTED)


@replays(ProceduralMoved)
def procedural_moved(state: State, entry: Entry, fact: ProceduralMoved) -> None:
    """Not while ballots are cast, and about the item before the house."""
    unused(state.procedural_motions, fact.procedural, "procedural motion")
    sitting = open_sitting(state, fact.sitting, entry)
    no_live_vote(state, sitting)
    insist(sitting.item == fact.item, f"item {fact.item} is not before the house")
    insist(fact.procedural_kind in set(ProceduralKind), f"there is no procedural motion {fact.procedural_kind}")
    known_seat(state, fact.seat)
    said = asdict(fact)
    state.procedural_motions[fact.procedural] = ProceduralMotion(
        id=said.pop("procedural"),
        kind=said.pop("procedural_kind"),
        plenary=entry.log,
        state=ProceduralState.PENDING.value,
        moved_at=entry.at,
        **said,
    )


def _moved(state: State, key: str, entry: Entry, stage: ProceduralState) -> ProceduralMotion:
    moved = known_here(state.procedural_motions, key, "procedural motion", entry)
    insist(moved.state == stage, f"procedural motion {key} is {moved.state}")
    return moved


@replays(ProceduralEnded)
def procedural_ended(state: State, entry: Entry, fact: ProceduralEnded) -> None:
    moved = _moved(state, fact.procedural, entry, ProceduralState.PENDING)
    ends = (ProceduralState.WITHDRAWN, ProceduralState.LAPSED)
    insist(fact.state in ends, f"a procedural motion does not end as {fact.state}")
    moved.state, moved.decided_at = ProceduralState(fact.state).value, entry.at


def _vote(state: State, key: str, entry: Entry, question: Question, about: str) -> Vote:
    vote = known_here(state.votes, key, "vote", entry)
    insist((vote.question, vote.about) == (question, about), f"vote {key} was on something else")
    insist(vote.state == VoteState.CLOSED, f"vote {key} is {vote.state}")
    return vote


@replays(ProceduralDecided)
def procedural_decided(state: State, entry: Entry, fact: ProceduralDecided) -> None:
    """As the vote came out; while it was open nothing else happened, so that it was pending until now."""
    moved = _moved(state, fact.procedural, entry, ProceduralState.PENDING)
    vote = _vote(state, fact.vote, entry, Question.PROCEDURAL, moved.id)
    insist(fact.outcome in DONE and fact.outcome == vote.outcome, f"vote {vote.id} came out {vote.outcome}")
    moved.state, moved.decided_at = ProceduralState(fact.outcome).value, entry.at


@replays(DebateAdjourned)
def debate_adjourned(state: State, entry: Entry, fact: DebateAdjourned) -> None:
    sitting = open_sitting(state, fact.sitting, entry)
    moved = _moved(state, fact.procedural, entry, ProceduralState.ADOPTED)
    insist(moved.kind == ProceduralKind.ADJOURNMENT_OF_DEBATE, f"{moved.kind} puts off no debate")
    insist(sitting.item == fact.item == moved.item, f"item {fact.item} is not before the house")
    no_speaker(state, sitting)
    motion = state.motions.get(state.items[fact.item].motion or "")
    if motion and motion.stage == Stage.UNDER_DEBATE:
        motion.stage = Stage.SCHEDULED.value
    sitting.item = None


@replays(MotionReferredBack)
def motion_referred_back(state: State, entry: Entry, fact: MotionReferredBack) -> None:
    sitting = open_sitting(state, fact.sitting, entry)
    moved = _moved(state, fact.procedural, entry, ProceduralState.ADOPTED)
    insist(moved.kind == ProceduralKind.REFERENCE_BACK, f"{moved.kind} sends nothing back")
    motion = motion_at(state, fact.motion, entry, Stage.UNDER_DEBATE)
    insist(state.items[str(moved.item)].motion == motion.id, f"motion {motion.id} is not before the house")
    motion.stage, sitting.item = Stage.PUBLISHED.value, None


@replays(ItemBroughtForward)
def item_brought_forward(state: State, entry: Entry, fact: ItemBroughtForward) -> None:
    """The item that was named; parts stay behind theirs."""
    moved = _moved(state, fact.procedural, entry, ProceduralState.ADOPTED)
    wanted = (ProceduralKind.CHANGE_OF_ORDER, fact.item)
    insist((moved.kind, moved.target) == wanted, f"procedural motion {moved.id} was about something else")
    items = sorted((each for each in state.items.values() if each.plenary == entry.log), key=lambda each: each.position)
    insist(is_in_order(fact.items, {each.id: each.parent for each in items}), "this is not an order of the agenda")
    for position, item in enumerate(fact.items, start=1):
        state.items[item].position = position


@replays(ReconsiderationMoved)
def reconsideration_moved(state: State, entry: Entry, fact: ReconsiderationMoved) -> None:
    """What was decided and is not certified."""
    unused(state.reconsiderations, fact.reconsideration, "motion to decide anew")
    motion = motion_at(state, fact.motion, entry, Stage.DECIDED)
    known_seat(state, fact.seat)
    insist(fact.reason != "", "nobody says why")
    for other in state.reconsiderations.values():
        same = other.motion == motion.id and other.state == ProceduralState.PENDING
        insist(not same, f"motion to decide anew {other.id} is pending")
    _not_certified(state, motion.id)
    state.reconsiderations[fact.reconsideration] = Reconsideration(
        id=fact.reconsideration,
        plenary=entry.log,
        motion=fact.motion,
        seat=fact.seat,
        reason=fact.reason,
        state=ProceduralState.PENDING.value,
        moved_at=entry.at,
    )


def _not_certified(state: State, motion: str) -> None:
    insist(all(each.motion != motion for each in state.certifications.values()), f"motion {motion} is certified")


def _pending(state: State, key: str, entry: Entry) -> Reconsideration:
    moved = known_here(state.reconsiderations, key, "motion to decide anew", entry)
    insist(moved.state == ProceduralState.PENDING, f"motion to decide anew {key} is {moved.state}")
    return moved


@replays(ReconsiderationEnded)
def reconsideration_ended(state: State, entry: Entry, fact: ReconsiderationEnded) -> None:
    moved = _pending(state, fact.reconsideration, entry)
    ends = (ProceduralState.REJECTED, ProceduralState.WITHDRAWN, ProceduralState.LAPSED)
    insist(fact.state in ends, f"it does not end as {fact.state}")
    moved.state, moved.decided_at = ProceduralState(fact.state).value, entry.at


@replays(MotionReconsidered)
def motion_reconsidered(state: State, entry: Entry, fact: MotionReconsidered) -> None:
    """The decision falls; those on its amendments stand."""
    moved = _pending(state, fact.reconsideration, entry)
    vote = _vote(state, fact.vote, entry, Question.RECONSIDERATION, moved.id)
    insist(vote.outcome == Outcome.ADOPTED, f"vote {vote.id} came out {vote.outcome}")
    motion = motion_at(state, fact.motion, entry, Stage.DECIDED)
    insist(motion.id == moved.motion, f"motion {motion.id} is not what was to be decided anew")
    _not_certified(state, motion.id)
    moved.state, moved.decided_at = ProceduralState.ADOPTED.value, entry.at
    motion.stage, motion.outcome, motion.adopted_hash = Stage.UNDER_DEBATE.value, None, None
