"""Amendments, sub-amendments and compromises: submitted, withdrawn, ordered, decided without a vote."""

from parliament.record.amendment_state import Amendment, AmendmentDecision, Order
from parliament.record.entries import (
    AmendmentDecided,
    AmendmentSubmitted,
    AmendmentWithdrawn,
    Entry,
    OrderConfirmed,
)
from parliament.record.judge.motions import is_being_voted_on, is_in, motion_at
from parliament.record.judge.registry import insist, known, known_here, known_seat, numbered_once, replays, unused
from parliament.record.state import State
from parliament.rules.amendments import FEWEST_REPLACED, stands
from parliament.rules.motions import AMENDABLE
from parliament.rules.stages import BlocState, DecisionKind, Outcome, Stage, VoteState


def is_decided(state: State, amendment: str) -> bool:
    """Whether a vote or a decision that stands has settled the amendment, or a part of it.

    Without an answer, or annulled, it has not.
    """
    votes = (each for each in state.votes.values() if each.amendment == amendment and each.state == VoteState.CLOSED)
    return (
        any(each.outcome in (Outcome.ADOPTED, Outcome.REJECTED) for each in votes)
        or any(
            each.amendment == amendment and each.kind != DecisionKind.CUT and _stands(state, each)
            for each in state.amendment_decisions.values()
        )
        or any(each.state == BlocState.ADOPTED and is_in(state, each, amendment) for each in state.blocs.values())
    )


def outcomes_of_parts(state: State, amendment: str) -> list[str]:
    """What became of the parts that were put so far, in their order; what decided nothing is put again."""
    votes = [
        each
        for each in state.votes.values()
        if each.amendment == amendment and each.part is not None and each.state == VoteState.CLOSED
    ]
    decided = [each for each in votes if each.outcome in (Outcome.ADOPTED, Outcome.REJECTED)]
    return [str(each.outcome) for each in sorted(decided, key=lambda each: each.part or 0)]


def is_begun(state: State, amendment: str) -> bool:
    """Whether some of its parts are decided, and some are not."""
    order = state.division_orders.get(amendment)
    return order is not None and 0 < len(outcomes_of_parts(state, amendment)) < order.parts


def _stands(state: State, decision: AmendmentDecision) -> bool:
    return stands(decision.kind, decision.after_vote, standing_votes(state, decision.motion))


def standing_votes(state: State, motion: str) -> list[int]:
    """The numbers of the votes on a motion and its amendments that were not annulled."""
    return [each.number for each in state.votes.values() if each.motion == motion and each.state != VoteState.ANNULLED]


@replays(AmendmentSubmitted)
def amendment_submitted(state: State, entry: Entry, fact: AmendmentSubmitted) -> None:
    """An amendment is written for the published text and no other; all but a compromise before the order is fixed."""
    unused(state.amendments, fact.amendment, "amendment")
    motion = motion_at(state, fact.motion, entry, *AMENDABLE)
    known_seat(state, fact.seat)
    numbered_once(state, "amendment", fact.number, motion.id)
    insist(fact.base_hash == motion.text_hash, f"amendment {fact.amendment} was written for another text")
    if fact.replaces:
        insist(fact.parent is None, "a sub-amendment is no compromise")
        insist(len(set(fact.replaces)) == len(fact.replaces) >= FEWEST_REPLACED, "a compromise in place of too few")
        for key in fact.replaces:
            _may_be_replaced(state, fact, key)
    else:
        insist(motion.id not in state.orders, f"the order of voting on motion {motion.id} is confirmed")
    if fact.parent is not None:
        insist(_open_one(state, fact, fact.parent).parent is None, "a sub-amendment takes no sub-amendments")
    state.amendments[fact.amendment] = Amendment(
        id=fact.amendment,
        motion=fact.motion,
        number=fact.number,
        seat=fact.seat,
        base_hash=fact.base_hash,
        operations_hash=fact.operations_hash,
        justification=fact.justification,
        parent=fact.parent,
        replaces=fact.replaces,
        submitted_at=entry.at,
    )


def _open_one(state: State, fact: AmendmentSubmitted, key: str) -> Amendment:
    """Another amendment to the same motion, neither withdrawn nor decided."""
    other = known(state.amendments, key, "amendment")
    insist(other.motion == fact.motion, f"amendment {key} is to another motion")
    insist(other.withdrawn_at is None, f"amendment {key} was withdrawn")
    insist(not is_decided(state, key), f"amendment {key} has been decided")
    return other


def _may_be_replaced(state: State, fact: AmendmentSubmitted, key: str) -> None:
    other = _open_one(state, fact, key)
    insist(other.parent is None and not other.replaces, f"amendment {key} is not one that a compromise replaces")
    insist(not is_being_voted_on(state, motion=fact.motion, amendment=key), f"the vote on amendment {key} is open")


@replays(AmendmentWithdrawn)
def amendment_withdrawn(state: State, entry: Entry, fact: AmendmentWithdrawn) -> None:
    """Not while it is voted on, and not once it is decided."""
    amendment = known(state.amendments, fact.amendment, "amendment")
    motion = known_here(state.motions, amendment.motion, "motion", entry)
    insist(amendment.withdrawn_at is None, f"amendment {fact.amendment} was withdrawn already")
    being_put = is_being_voted_on(state, motion=motion.id, amendment=amendment.id)
    insist(not being_put, f"the vote on amendment {fact.amendment} is open")
    insist(not is_decided(state, amendment.id), f"amendment {fact.amendment} has been decided")
    amendment.withdrawn_at = entry.at


@replays(AmendmentDecided)
def amendment_decided(state: State, entry: Entry, fact: AmendmentDecided) -> None:
    """Between two votes. The chair rules while the motion is under debate, and gives the reason."""
    unused(state.amendment_decisions, fact.decision, "decision")
    motion = motion_at(state, fact.motion, entry, *AMENDABLE)
    amendment = known(state.amendments, fact.amendment, "amendment")
    insist(amendment.motion == motion.id, f"amendment {fact.amendment} is to another motion")
    insist(amendment.withdrawn_at is None, f"amendment {fact.amendment} was withdrawn")
    insist(not is_decided(state, fact.amendment), f"amendment {fact.amendment} has been decided")
    insist(not is_being_voted_on(state, motion=motion.id), f"a vote on motion {motion.id} is open")
    for each in state.amendments.values():
        insist(each.motion != motion.id or not is_begun(state, each.id), f"amendment {each.id} is decided in parts")
    numbered_once(state, "decision", fact.number, motion.id)
    last = max(standing_votes(state, motion.id), default=0)
    insist(fact.after_vote == last, f"the last vote on motion {motion.id} is {last}")
    insist(fact.decision_kind in set(DecisionKind), f"no amendment is decided {fact.decision_kind}")
    if fact.decision_kind == DecisionKind.ACCEPTED:
        _accepted(state, entry, amendment, motion.sponsors)
    else:
        insist(motion.stage == Stage.UNDER_DEBATE, f"motion {motion.id} is {motion.stage}")
        insist(fact.reason != "", "the chair ruled without a reason")
    state.amendment_decisions[fact.decision] = AmendmentDecision(
        id=fact.decision,
        motion=fact.motion,
        amendment=fact.amendment,
        number=fact.number,
        kind=fact.decision_kind,
        reason=fact.reason,
        after_vote=fact.after_vote,
        at=entry.at,
    )


def _accepted(state: State, entry: Entry, amendment: Amendment, sponsors: list[str]) -> None:
    """Every sponsor of the motion accepted, and the time for objections passed without one."""
    given = [each for each in state.acceptances.values() if each.amendment == amendment.id]
    missing = set(sponsors) - {each.seat for each in given}
    insist(not missing, f"sponsors of motion {amendment.motion} have not accepted amendment {amendment.id}")
    objected = any(each.amendment == amendment.id for each in state.acceptance_objections.values())
    insist(not objected, f"a seat objected to accepting amendment {amendment.id}")
    until = [each.objections_until_at for each in given if each.objections_until_at is not None]
    insist(until and entry.at >= until[0], f"seats may still object to accepting amendment {amendment.id}")


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
