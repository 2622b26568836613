"""Elections: nominations, then rounds, each of which leaves fewer to stand or fills a seat."""

from collections.abc import Iterable

from parliament.record.election_state import Candidate, Election, ElectionRound
from parliament.record.entries import (
    CandidateNominated,
    CandidateWithdrew,
    ElectionAbandoned,
    ElectionOpened,
    ElectionRoundCounted,
    ElectionRoundUndone,
    Entry,
    NominationsClosed,
)
from parliament.record.judge.registry import insist, known, known_here, known_seat, numbered_once, replays, unused
from parliament.record.state import State, Vote
from parliament.rules.elections import Method
from parliament.rules.stages import CandidateState, ElectionState, ItemKind, Outcome, Question, VoteState


def _election(state: State, key: str, entry: Entry, *stages: ElectionState) -> Election:
    election = known_here(state.elections, key, "election", entry)
    insist(election.state in stages, f"election {key} is {election.state}")
    return election


def _candidates(state: State, election: str, *stages: CandidateState) -> list[Candidate]:
    return [each for each in state.candidates.values() if each.election == election and each.state in stages]


def _no_round_is_open(state: State, election: str) -> None:
    for vote in state.votes.values():
        insist(vote.about != election or vote.state != VoteState.OPEN, f"a round of election {election} is open")


@replays(ElectionOpened)
def election_opened(state: State, entry: Entry, fact: ElectionOpened) -> None:
    """Under an item of the agenda that is there for elections."""
    unused(state.elections, fact.election, "election")
    item = known_here(state.items, fact.item, "item", entry)
    insist(item.kind == ItemKind.ELECTION, f"item {fact.item} is no election")
    insist(fact.method in set(Method), f"there is no method {fact.method}")
    insist(fact.seats > 0, f"an election to {fact.seats} seats")
    state.elections[fact.election] = Election(
        id=fact.election,
        plenary=entry.log,
        item=fact.item,
        title=fact.title,
        method=fact.method,
        seats=fact.seats,
        state=ElectionState.NOMINATIONS_OPEN.value,
        round=1,
        opened_at=entry.at,
    )


@replays(CandidateNominated)
def candidate_nominated(state: State, entry: Entry, fact: CandidateNominated) -> None:
    """While nominations are open; a seat stands once."""
    unused(state.candidates, fact.candidate, "candidate")
    _election(state, fact.election, entry, ElectionState.NOMINATIONS_OPEN)
    numbered_once(state, "candidate", fact.number, fact.election)
    known_seat(state, fact.nominated_by)
    if fact.seat is not None:
        known_seat(state, fact.seat)
    for other in _candidates(state, fact.election, CandidateState.STANDING):
        insist(fact.seat is None or other.seat != fact.seat, f"seat {fact.seat} stands already")
    state.candidates[fact.candidate] = Candidate(
        id=fact.candidate,
        election=fact.election,
        number=fact.number,
        name=fact.name,
        seat=fact.seat,
        nominated_by=fact.nominated_by,
        state=CandidateState.STANDING.value,
        nominated_at=entry.at,
    )


@replays(CandidateWithdrew)
def candidate_withdrew(state: State, entry: Entry, fact: CandidateWithdrew) -> None:
    """Not while papers with that name are being cast."""
    candidate = known(state.candidates, fact.candidate, "candidate")
    _election(state, candidate.election, entry, ElectionState.NOMINATIONS_OPEN, ElectionState.VOTING)
    insist(candidate.state == CandidateState.STANDING, f"candidate {candidate.id} is {candidate.state}")
    _no_round_is_open(state, candidate.election)
    candidate.state = CandidateState.WITHDRAWN.value


@replays(NominationsClosed)
def nominations_closed(state: State, entry: Entry, fact: NominationsClosed) -> None:
    election = _election(state, fact.election, entry, ElectionState.NOMINATIONS_OPEN)
    insist(_candidates(state, fact.election, CandidateState.STANDING), "nobody stands")
    election.state = ElectionState.VOTING.value


@replays(ElectionRoundCounted)
def election_round_counted(state: State, entry: Entry, fact: ElectionRoundCounted) -> None:
    """Only who stood is elected or goes on, and no more are elected than there are seats."""
    election = _election(state, fact.election, entry, ElectionState.VOTING)
    vote = _round_vote(state, fact.vote, entry, fact.election)
    insist(fact.round == election.round, f"round {election.round} comes next")
    insist((vote.outcome == Outcome.ELECTED) == bool(fact.elected), f"vote {vote.id} came out {vote.outcome}")
    stood = _candidates(state, fact.election, CandidateState.STANDING)
    free = election.seats - len(_candidates(state, fact.election, CandidateState.ELECTED))
    _each_once(stood, (*fact.elected, *fact.standing))
    insist(len(fact.elected) <= free, f"{len(fact.elected)} elected to {free} seats")
    for candidate in stood:
        if candidate.id not in fact.standing:
            elected = candidate.id in fact.elected
            candidate.state = (CandidateState.ELECTED if elected else CandidateState.NOT_ELECTED).value
            candidate.settled_round = fact.round
    if fact.standing:
        election.round += 1
    else:
        election.state = ElectionState.DECIDED.value
    state.election_rounds[fact.vote] = ElectionRound(
        vote=fact.vote,
        election=fact.election,
        round=fact.round,
        elected=fact.elected,
        standing=fact.standing,
        count_hash=fact.count_hash,
        counted_at=entry.at,
    )


def _round_vote(state: State, key: str, entry: Entry, election: str) -> Vote:
    vote = known_here(state.votes, key, "vote", entry)
    insist((vote.question, vote.about) == (Question.ELECTION, election), f"vote {key} is no round of {election}")
    insist(vote.state == VoteState.CLOSED, f"vote {key} is {vote.state}")
    insist(vote.outcome in (Outcome.ELECTED, Outcome.UNDECIDED), f"vote {key} came out {vote.outcome}")
    unused(state.election_rounds, key, "counted round")
    return vote


def _each_once(stood: Iterable[Candidate], named: tuple[str, ...]) -> None:
    insist(set(named) <= {each.id for each in stood}, "somebody is elected or goes on who did not stand")
    insist(len(set(named)) == len(named), "a candidate is named twice")


@replays(ElectionRoundUndone)
def election_round_undone(state: State, entry: Entry, fact: ElectionRoundUndone) -> None:
    """Of annulled votes, the last one first."""
    election = _election(state, fact.election, entry, ElectionState.VOTING, ElectionState.DECIDED)
    vote = known_here(state.votes, fact.vote, "vote", entry)
    insist(vote.state == VoteState.ANNULLED, f"vote {fact.vote} is {vote.state}")
    counted = known(state.election_rounds, fact.vote, "counted round")
    insist(counted.election == election.id, f"vote {fact.vote} is no round of {election.id}")
    last = election.round - (election.state == ElectionState.VOTING)
    insist(counted.round == last, f"round {last} was the last one")
    for candidate in state.candidates.values():
        if (candidate.election, candidate.settled_round) == (election.id, counted.round):
            candidate.state, candidate.settled_round = CandidateState.STANDING.value, None
    election.state, election.round = ElectionState.VOTING.value, counted.round


@replays(ElectionAbandoned)
def election_abandoned(state: State, entry: Entry, fact: ElectionAbandoned) -> None:
    election = _election(state, fact.election, entry, ElectionState.NOMINATIONS_OPEN, ElectionState.VOTING)
    insist(fact.reason != "", "an election is not abandoned without a reason")
    _no_round_is_open(state, fact.election)
    election.state, election.reason = ElectionState.ABANDONED.value, fact.reason
