"""What a vote moves must have been decided by it, and as it came out."""

from parliament.record.entries import Entry
from parliament.record.judge.registry import insist, known_here
from parliament.record.state import State, Vote
from parliament.rules.stages import Outcome, VoteState


def decided_by(state: State, entry: Entry, key: str, *, about: str, outcome: Outcome) -> Vote:
    """The closed vote, which must have been about this and have come out so."""
    vote = known_here(state.votes, key, "vote", entry)
    insist(vote.about == about, f"vote {key} was about something else")
    insist(vote.state == VoteState.CLOSED, f"vote {key} is {vote.state}")
    insist(vote.outcome == outcome, f"vote {key} came out {vote.outcome}")
    return vote
