"""Several amendments put at once: proposed by the chair, thinned out by seats, decided in one vote."""

from parliament.record.amendment_state import Amendment
from parliament.record.entries import (
    AmendmentTakenOut,
    BlocDecided,
    BlocProposed,
    BlocWithdrawn,
    Entry,
    TakingOutAsked,
    VoteOpened,
)
from parliament.record.judge.amendments import is_decided
from parliament.record.judge.motions import motion_at
from parliament.record.judge.registry import insist, known, known_here, known_seat, numbered_once, replays, unused
from parliament.record.state import Motion, State
from parliament.record.voting_state import Bloc, TakingOut
from parliament.rules.blocs import FEWEST, MOST
from parliament.rules.stages import BlocState, Outcome, Stage, VoteState


def _of(state: State, motion: str, number: int) -> Amendment:
    found = [each for each in state.amendments.values() if (each.motion, each.number) == (motion, number)]
    insist(found, f"there is no amendment {number} to motion {motion}")
    return found[0]


def _may_be_together(state: State, motion: str, numbers: list[int]) -> None:
    insist(FEWEST <= len(set(numbers)) == len(numbers) <= MOST, "these are not several amendments, each named once")
    for number in numbers:
        amendment = _of(state, motion, number)
        insist(amendment.parent is None and not amendment.replaces, f"amendment {number} is put by itself")
        insist(amendment.withdrawn_at is None, f"amendment {number} was withdrawn")
        insist(not is_decided(state, amendment.id), f"amendment {number} has been decided")


@replays(BlocProposed)
def bloc_proposed(state: State, entry: Entry, fact: BlocProposed) -> None:
    """Of amendments that are open, neither compromises nor sub-amendments."""
    unused(state.blocs, fact.bloc, "bloc")
    motion = motion_at(state, fact.motion, entry, Stage.UNDER_DEBATE)
    numbered_once(state, "bloc", fact.number, motion.id)
    _may_be_together(state, motion.id, fact.amendments)
    state.blocs[fact.bloc] = Bloc(
        id=fact.bloc,
        plenary=entry.log,
        motion=motion.id,
        number=fact.number,
        amendments=fact.amendments,
        taken_out=[],
        state=BlocState.PROPOSED.value,
        proposed_at=entry.at,
    )


def _proposed(state: State, key: str, entry: Entry) -> Bloc:
    """A bloc that is still to be decided and on which no vote is open."""
    bloc = known_here(state.blocs, key, "bloc", entry)
    insist(bloc.state == BlocState.PROPOSED, f"bloc {key} is {bloc.state}")
    put = any(each.about == key and each.state == VoteState.OPEN for each in state.votes.values())
    insist(not put, f"the vote on bloc {key} is open")
    return bloc


@replays(TakingOutAsked)
def taking_out_asked(state: State, entry: Entry, fact: TakingOutAsked) -> None:
    """Once a seat for each amendment, before the vote opens."""
    unused(state.takings_out, fact.request, "request")
    bloc = _proposed(state, fact.bloc, entry)
    known_seat(state, fact.seat)
    insist(fact.number in bloc.remaining, f"amendment {fact.number} is not in bloc {bloc.number}")
    asked = (fact.bloc, fact.number, fact.seat)
    for other in state.takings_out.values():
        insist((other.bloc, other.number, other.seat) != asked, "the seat has asked already")
    state.takings_out[fact.request] = TakingOut(
        id=fact.request, bloc=fact.bloc, number=fact.number, seat=fact.seat, at=entry.at
    )


@replays(AmendmentTakenOut)
def amendment_taken_out(state: State, entry: Entry, fact: AmendmentTakenOut) -> None:
    """Somebody has asked; how many had to is the profile's."""
    bloc = _proposed(state, fact.bloc, entry)
    insist(fact.number in bloc.remaining, f"amendment {fact.number} is not in bloc {bloc.number}")
    asked = any((each.bloc, each.number) == (fact.bloc, fact.number) for each in state.takings_out.values())
    insist(asked, f"nobody asked that amendment {fact.number} be put by itself")
    bloc.taken_out = sorted([*bloc.taken_out, fact.number])


@replays(BlocWithdrawn)
def bloc_withdrawn(state: State, entry: Entry, fact: BlocWithdrawn) -> None:
    _proposed(state, fact.bloc, entry).state = BlocState.WITHDRAWN.value


def may_be_put_at_once(state: State, motion: Motion, entry: Entry, fact: VoteOpened) -> None:
    """What was not taken out, once the order of voting is known; the question names it by its numbers."""
    bloc = _proposed(state, str(fact.about), entry)
    insist(bloc.motion == motion.id, f"bloc {bloc.id} is of another motion")
    insist(motion.id in state.orders, f"the order of voting on motion {motion.id} is not confirmed")
    insist(fact.amendment is None, "several amendments are put, and one is named")
    insist(fact.wording == wording(bloc.remaining), f"the question names others than bloc {bloc.number} has")
    _may_be_together(state, motion.id, bloc.remaining)


def wording(numbers: list[int]) -> str:
    """How the question names the amendments of a bloc."""
    return ", ".join(map(str, numbers))


@replays(BlocDecided)
def bloc_decided(state: State, entry: Entry, fact: BlocDecided) -> None:
    """As the vote on it came out."""
    bloc = _proposed(state, fact.bloc, entry)
    vote = known_here(state.votes, fact.vote, "vote", entry)
    insist(vote.about == bloc.id and vote.state == VoteState.CLOSED, f"vote {vote.id} did not decide on bloc {bloc.id}")
    insist(vote.outcome == fact.outcome, f"vote {vote.id} came out {vote.outcome}")
    insist(fact.outcome in (Outcome.ADOPTED, Outcome.REJECTED), f"{fact.outcome} decides nothing")
    bloc.state = BlocState(fact.outcome).value


def bloc_undecided(state: State, key: str) -> None:
    """The vote on it was annulled."""
    known(state.blocs, key, "bloc").state = BlocState.PROPOSED.value
