"""Amendments that the sponsors of a motion accept, and seats that object."""

from parliament.record.acceptance_state import Acceptance, AcceptanceObjection, acceptance_id
from parliament.record.amendment_state import Amendment
from parliament.record.entries import AcceptanceGiven, AcceptanceObjected, Entry
from parliament.record.judge.amendments import is_decided
from parliament.record.judge.motions import is_being_voted_on, motion_at
from parliament.record.judge.registry import insist, known, known_seat, replays, unused
from parliament.record.state import State
from parliament.rules.motions import AMENDABLE


@replays(AcceptanceGiven)
def acceptance_given(state: State, entry: Entry, fact: AcceptanceGiven) -> None:
    """By sponsors alone, each once; whoever is the last of them sets the time for objections."""
    amendment = _open_one(state, entry, fact.motion, fact.amendment)
    insist(
        amendment.parent is None, "a sub-amendment is for its mover and the house, not for the sponsors of the motion"
    )
    motion = state.motions[fact.motion]
    insist(fact.seat in motion.sponsors, f"seat {fact.seat} does not sponsor motion {motion.id}")
    unused(state.acceptances, acceptance_id(fact.amendment, fact.seat), "acceptance")
    insist(not is_objected(state, fact.amendment), f"a seat has objected to accepting amendment {fact.amendment}")
    others = {each.seat for each in state.acceptances.values() if each.amendment == fact.amendment}
    is_last = others | {fact.seat} == set(motion.sponsors)
    insist(is_last == (fact.objections_until_at is not None), "the last sponsor, and no other, sets the time")
    insist(fact.objections_until_at is None or fact.objections_until_at > entry.at, "no time is left for objections")
    state.acceptances[acceptance_id(fact.amendment, fact.seat)] = Acceptance(
        amendment=fact.amendment, seat=fact.seat, at=entry.at, objections_until_at=fact.objections_until_at
    )


@replays(AcceptanceObjected)
def acceptance_objected(state: State, entry: Entry, fact: AcceptanceObjected) -> None:
    """As soon as a sponsor has accepted, until the amendment is decided."""
    _open_one(state, entry, fact.motion, fact.amendment)
    known_seat(state, fact.seat)
    given = any(each.amendment == fact.amendment for each in state.acceptances.values())
    insist(given, f"nobody has accepted amendment {fact.amendment}")
    unused(state.acceptance_objections, acceptance_id(fact.amendment, fact.seat), "objection")
    state.acceptance_objections[acceptance_id(fact.amendment, fact.seat)] = AcceptanceObjection(
        amendment=fact.amendment, seat=fact.seat, reason=fact.reason, at=entry.at
    )


def _open_one(state: State, entry: Entry, motion: str, key: str) -> Amendment:
    """An amendment of the motion that nobody has decided, withdrawn, or put."""
    amendment = known(state.amendments, key, "amendment")
    motion_at(state, motion, entry, *AMENDABLE)
    insist(amendment.motion == motion, f"amendment {key} is to another motion")
    insist(amendment.withdrawn_at is None, f"amendment {key} was withdrawn")
    insist(not is_decided(state, key), f"amendment {key} has been decided")
    insist(not is_being_voted_on(state, motion=motion, amendment=key), f"the vote on amendment {key} is open")
    return amendment


def is_objected(state: State, amendment: str) -> bool:
    return any(each.amendment == amendment for each in state.acceptance_objections.values())
