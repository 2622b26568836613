"""Motions from the day they are handed in, and their amendments."""

from parliament.record.entries import (
    AmendmentSubmitted,
    AmendmentWithdrawn,
    Entry,
    MotionAdmitted,
    MotionCosponsored,
    MotionNotAdmitted,
    MotionPublished,
    MotionSubmitted,
    MotionWithdrawn,
    OrderConfirmed,
)
from parliament.record.judge.registry import insist, known, known_here, known_seat, numbered_once, replays, unused
from parliament.record.state import Amendment, Motion, Order, State
from parliament.rules.motions import AMENDABLE
from parliament.rules.stages import Outcome, Stage, VoteState


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
    insist(not _is_being_voted_on(state, motion=motion.id), f"a vote on motion {motion.id} is open")
    motion.stage = Stage.WITHDRAWN.value


def _is_being_voted_on(state: State, *, motion: str, amendment: str | None = None) -> bool:
    votes = (each for each in state.votes.values() if each.motion == motion and each.state == VoteState.OPEN)
    return any(amendment in (None, each.amendment) for each in votes)


def is_decided(state: State, amendment: str) -> bool:
    """Whether a vote that stands has settled the amendment; one without an answer, or annulled, has not."""
    votes = (each for each in state.votes.values() if each.amendment == amendment and each.state == VoteState.CLOSED)
    return any(each.outcome in (Outcome.ADOPTED, Outcome.REJECTED) for each in votes)


@replays(AmendmentSubmitted)
def amendment_submitted(state: State, entry: Entry, fact: AmendmentSubmitted) -> None:
    """An amendment is written for the published text and no other, before the order of voting is fixed."""
    unused(state.amendments, fact.amendment, "amendment")
    motion = motion_at(state, fact.motion, entry, *AMENDABLE)
    insist(motion.id not in state.orders, f"the order of voting on motion {motion.id} is confirmed")
    known_seat(state, fact.seat)
    numbered_once(state, "amendment", fact.number, motion.id)
    insist(fact.base_hash == motion.text_hash, f"amendment {fact.amendment} was written for another text")
    state.amendments[fact.amendment] = Amendment(
        id=fact.amendment,
        motion=fact.motion,
        number=fact.number,
        seat=fact.seat,
        base_hash=fact.base_hash,
        operations_hash=fact.operations_hash,
        justification=fact.justification,
        submitted_at=entry.at,
    )


@replays(AmendmentWithdrawn)
def amendment_withdrawn(state: State, entry: Entry, fact: AmendmentWithdrawn) -> None:
    """Not while it is voted on, and not once it is decided."""
    amendment = known(state.amendments, fact.amendment, "amendment")
    motion = known_here(state.motions, amendment.motion, "motion", entry)
    insist(amendment.withdrawn_at is None, f"amendment {fact.amendment} was withdrawn already")
    being_put = _is_being_voted_on(state, motion=motion.id, amendment=amendment.id)
    insist(not being_put, f"the vote on amendment {fact.amendment} is open")
    insist(not is_decided(state, amendment.id), f"amendment {fact.amendment} has been decided")
    amendment.withdrawn_at = entry.at


@replays(OrderConfirmed)
def order_confirmed(state: State, entry: Entry, fact: OrderConfirmed) -> None:
    """Once. The chair may change the order proposed, with a reason, but leave nothing out and bring nothing in."""
    motion_at(state, fact.motion, entry, Stage.UNDER_DEBATE)
    unused(state.orders, fact.motion, "order of voting on motion")
    amendments = (each for each in state.amendments.values() if each.motion == fact.motion)
    submitted = {each.number for each in amendments if each.withdrawn_at is None}
    for number in (*fact.proposed, *fact.confirmed):
        insist(number in submitted, f"there is no amendment {number} pending to motion {fact.motion}")
    insist(len(set(fact.confirmed)) == len(fact.confirmed), "an amendment is ordered twice")
    insist(sorted(fact.proposed) == sorted(fact.confirmed), "the order confirmed is not of what was proposed")
    insist(fact.proposed == fact.confirmed or fact.reason != "", "the order was changed without a reason")
    state.orders[fact.motion] = Order(
        motion=fact.motion, proposed=fact.proposed, confirmed=fact.confirmed, reason=fact.reason, at=entry.at
    )
