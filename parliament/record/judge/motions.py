"""Motions from the day they are handed in."""

from parliament.record.entries import (
    Entry,
    MotionAdmitted,
    MotionCosponsored,
    MotionNotAdmitted,
    MotionPublished,
    MotionSubmitted,
    MotionWithdrawn,
)
from parliament.record.judge.registry import insist, known_here, known_seat, numbered_once, replays, unused
from parliament.record.state import Motion, State
from parliament.record.voting_state import Bloc
from parliament.rules.motions import AMENDABLE
from parliament.rules.stages import Question, Stage, VoteState


def motion_at(state: State, key: str, entry: Entry, *stages: Stage) -> Motion:
    """The motion, which must be of this session and at one of these stages."""
    motion = known_here(state.motions, key, "motion", entry)
    insist(motion.stage in stages, f"motion {key} is {motion.stage}")
    return motion


@replays(MotionCosponsored)
def motion_cosponsored(state: State, _entry: Entry, fact: MotionCosponsored) -> None:
    """Before its submission the record does not know the motion; that the mayor said so it must know."""
    known_seat(state, fact.seat)
    insist(fact.motion not in state.motions, f"motion {fact.motion} gathers no sponsors any more")
    insist(fact.instruction, f"nobody instructed the cabinet of seat {fact.seat}")


@replays(MotionSubmitted)
def motion_submitted(state: State, entry: Entry, fact: MotionSubmitted) -> None:
    unused(state.motions, fact.motion, "motion")
    for seat in (fact.seat, *fact.sponsors):
        known_seat(state, seat)
    insist(len(set(fact.sponsors)) == len(fact.sponsors), "a sponsor is named twice")
    state.motions[fact.motion] = Motion(
        id=fact.motion,
        plenary=entry.log,
        seat=fact.seat,
        title=fact.title,
        stage=Stage.SUBMITTED.value,
        visibility="house",
        text_hash=fact.text_hash,
        sponsors=sorted(fact.sponsors),
        submitted_at=entry.at,
    )


@replays(MotionAdmitted)
def motion_admitted(state: State, entry: Entry, fact: MotionAdmitted) -> None:
    motion = motion_at(state, fact.motion, entry, Stage.SUBMITTED)
    numbered_once(state, "motion", fact.number, entry.log)
    motion.stage, motion.number = Stage.ADMITTED.value, fact.number


@replays(MotionNotAdmitted)
def motion_not_admitted(state: State, entry: Entry, fact: MotionNotAdmitted) -> None:
    motion = motion_at(state, fact.motion, entry, Stage.SUBMITTED)
    insist(fact.reason != "", "a motion is not admitted without a reason")
    motion.stage, motion.reason = Stage.NOT_ADMITTED.value, fact.reason


@replays(MotionPublished)
def motion_published(state: State, entry: Entry, fact: MotionPublished) -> None:
    """What is published is what was admitted: the entry repeats it, because the public read nothing earlier."""
    motion = motion_at(state, fact.motion, entry, Stage.ADMITTED)
    said = (fact.number, fact.seat, fact.title, fact.text_hash, sorted(fact.sponsors))
    admitted = (motion.number, motion.seat, motion.title, motion.text_hash, motion.sponsors)
    insist(said == admitted, f"motion {fact.motion} was admitted with another number, seat, title, text or sponsors")
    motion.stage, motion.visibility, motion.published_at = Stage.PUBLISHED.value, "public", entry.at


@replays(MotionWithdrawn)
def motion_withdrawn(state: State, entry: Entry, fact: MotionWithdrawn) -> None:
    motion = motion_at(state, fact.motion, entry, Stage.SUBMITTED, Stage.ADMITTED, *AMENDABLE)
    insist(not is_being_voted_on(state, motion=motion.id), f"a vote on motion {motion.id} is open")
    motion.stage = Stage.WITHDRAWN.value


def is_being_voted_on(state: State, *, motion: str, amendment: str | None = None) -> bool:
    """Whether a vote is open on a motion or anything that amends it, or, with `amendment`, on that one."""
    votes = [each for each in state.votes.values() if each.motion == motion and each.state == VoteState.OPEN]
    blocs = [state.blocs[str(each.about)] for each in votes if each.question == Question.BLOC]
    return any(amendment in (None, each.amendment) for each in votes) or any(
        is_in(state, each, str(amendment)) for each in blocs
    )


def is_in(state: State, bloc: Bloc, amendment: str) -> bool:
    """Whether an amendment is one of those put at once, and was not taken out."""
    row = state.amendments.get(amendment)
    return row is not None and row.motion == bloc.motion and row.number in bloc.remaining
