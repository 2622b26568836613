"""One amendment put in parts: asked for by seats, divided by the chair, decided part by part."""

from parliament.record.amendment_state import Amendment
from parliament.record.entries import AmendmentDivided, DivisionAsked, DivisionOrdered, Entry, VoteOpened
from parliament.record.judge.amendments import is_begun, is_decided, outcomes_of_parts
from parliament.record.judge.motions import is_being_voted_on, motion_at
from parliament.record.judge.registry import insist, known, known_here, known_seat, replays, unused
from parliament.record.state import State
from parliament.record.voting_state import DivisionOrder, DivisionRequest
from parliament.rules.motions import AMENDABLE
from parliament.rules.stages import ProceduralKind, ProceduralState, Stage
from parliament.texts import MOST_PARTS


def _undivided(state: State, key: str, entry: Entry) -> Amendment:
    """An open amendment of which no part is decided, and on which no vote is open."""
    amendment = known(state.amendments, key, "amendment")
    known_here(state.motions, amendment.motion, "motion", entry)
    insist(amendment.parent is None and not amendment.replaces, f"amendment {key} is put whole")
    insist(amendment.withdrawn_at is None, f"amendment {key} was withdrawn")
    insist(not is_decided(state, key), f"amendment {key} has been decided")
    return amendment


@replays(DivisionAsked)
def division_asked(state: State, entry: Entry, fact: DivisionAsked) -> None:
    """Once a seat; or by the house, on the procedural motion of a seat that it has adopted."""
    unused(state.division_requests, fact.request, "request")
    amendment = _undivided(state, fact.amendment, entry)
    motion_at(state, amendment.motion, entry, *AMENDABLE)
    known_seat(state, fact.seat)
    if fact.procedural is None:
        for other in state.division_requests.values():
            asked = (other.amendment, other.seat, other.procedural)
            insist(asked != (fact.amendment, fact.seat, None), "the seat has asked already")
    else:
        moved = known_here(state.procedural_motions, fact.procedural, "procedural motion", entry)
        wanted = (ProceduralKind.SEPARATE_VOTE, fact.amendment, ProceduralState.ADOPTED)
        insist((moved.kind, moved.target, moved.state) == wanted, f"the house did not decide so on {moved.id}")
    state.division_requests[fact.request] = DivisionRequest(
        id=fact.request,
        amendment=fact.amendment,
        seat=fact.seat,
        procedural=fact.procedural,
        wish=fact.wish,
        at=entry.at,
    )


@replays(DivisionOrdered)
def division_ordered(state: State, entry: Entry, fact: DivisionOrdered) -> None:
    """By the chair, before the first part is put; the last order stands."""
    amendment = _undivided(state, fact.amendment, entry)
    motion = motion_at(state, fact.motion, entry, Stage.UNDER_DEBATE)
    insist(amendment.motion == motion.id, f"amendment {amendment.id} is to another motion")
    insist(not is_being_voted_on(state, motion=motion.id, amendment=amendment.id), "a vote on it is open")
    insist(2 <= fact.parts <= MOST_PARTS, f"an amendment in {fact.parts} parts")
    state.division_orders[amendment.id] = DivisionOrder(
        amendment=amendment.id, parts_hash=fact.parts_hash, parts=fact.parts, at=entry.at
    )


def in_parts_as_ordered(state: State, fact: VoteOpened) -> None:
    """A divided amendment is put part after part, any other whole; nothing of the motion comes between two parts.

    A division falls when its amendment changes before the first part is decided. The record does not read the words, so
    that whoever verifies it does: here such an amendment may be put whole.
    """
    for each in state.amendments.values():
        begun = each.motion == fact.motion and each.id != fact.amendment and is_begun(state, each.id)
        insist(not begun, f"amendment {each.id} is being decided in parts")
    order = state.division_orders.get(str(fact.amendment))
    if order is None:
        insist(fact.part is None and fact.parts is None, "a part of what was not divided is put")
        return
    decided = outcomes_of_parts(state, order.amendment)
    if not decided and fact.part is None and fact.parts is None:
        return
    following = len(decided) + 1
    insist(following <= order.parts, f"amendment {order.amendment} has been decided in all its parts")
    insist((fact.part, fact.parts) == (following, order.parts), f"part {following} of {order.parts} is next")


@replays(AmendmentDivided)
def amendment_divided(state: State, entry: Entry, fact: AmendmentDivided) -> None:
    """Once all parts are decided, and as the votes on them came out."""
    amendment = known(state.amendments, fact.amendment, "amendment")
    known_here(state.motions, fact.motion, "motion", entry)
    insist(amendment.motion == fact.motion, f"amendment {amendment.id} is to another motion")
    order = known(state.division_orders, amendment.id, "division of amendment")
    found = outcomes_of_parts(state, amendment.id)
    insist(len(found) == order.parts, f"{len(found)} of {order.parts} parts of amendment {amendment.id} are decided")
    insist(found == fact.outcomes, f"the votes on its parts came out {', '.join(found)}")
