"""Votes, and what they move. The counts stay in the state, so that outcomes can be recomputed from it."""

from parliament.record.entries import Entry, MotionDecided, VoteClosed, VoteOpened
from parliament.record.judge.motions import is_decided, motion_at
from parliament.record.judge.registry import insist, known, known_here, numbered_once, replays, unused
from parliament.record.judge.sittings import no_speaker, open_sitting, open_votes
from parliament.record.state import Motion, State, Vote
from parliament.rules.stages import Outcome, Stage, VoteState


@replays(VoteOpened)
def vote_opened(state: State, entry: Entry, fact: VoteOpened) -> None:
    """One vote at a time in a sitting, on the item before the house."""
    unused(state.votes, fact.vote, "vote")
    sitting = open_sitting(state, fact.sitting, entry)
    insist(not open_votes(state, sitting), "another vote is open")
    no_speaker(state, sitting)
    insist(sitting.item == fact.item, f"item {fact.item} is not before the house")
    motion = motion_at(state, fact.motion, entry, Stage.UNDER_DEBATE)
    insist(state.items[fact.item].motion == motion.id, f"motion {motion.id} is not what item {fact.item} is about")
    numbered_once(state, "vote", fact.number, entry.log)
    insist(min(fact.roll, fact.present) >= 0, f"{fact.present} present on a roll of {fact.roll}")
    if fact.amendment is None:
        motion.stage = Stage.PUT.value
    else:
        _may_be_put(state, motion, fact.amendment)
    state.votes[fact.vote] = _opened(entry, fact)


def _may_be_put(state: State, motion: Motion, key: str) -> None:
    """An amendment is put in the confirmed order, and once; an inquorate vote decides nothing."""
    amendment = known(state.amendments, key, "amendment")
    insist(amendment.motion == motion.id, f"amendment {key} is to another motion")
    insist(amendment.withdrawn_at is None, f"amendment {key} was withdrawn")
    order = known(state.orders, motion.id, "order of voting on motion")
    insist(amendment.number in order.confirmed, f"amendment {key} is not in the order of voting")
    insist(not is_decided(state, key), f"amendment {key} has been decided")


def _opened(entry: Entry, fact: VoteOpened) -> Vote:
    return Vote(
        id=fact.vote,
        plenary=entry.log,
        number=fact.number,
        sitting=fact.sitting,
        item=fact.item,
        motion=fact.motion,
        amendment=fact.amendment,
        window=fact.window,
        state=VoteState.OPEN.value,
        text_hash=fact.text_hash,
        roll_hash=fact.roll_hash,
        roll=fact.roll,
        present=fact.present,
        opened_at=entry.at,
        closes_at=fact.closes_at,
    )


@replays(VoteClosed)
def vote_closed(state: State, entry: Entry, fact: VoteClosed) -> None:
    """Every seat of the roll is accounted for. A motion whose vote was inquorate is back under debate."""
    vote = known_here(state.votes, fact.vote, "vote", entry)
    insist(vote.state == VoteState.OPEN, f"vote {fact.vote} is {vote.state}")
    counts = (fact.yes, fact.no, fact.abstain, fact.not_voting, fact.absent)
    insist(min(counts) >= 0, f"a count of {min(counts)}")
    insist(sum(counts) == vote.roll, f"the tally accounts for {sum(counts)} seats of a roll of {vote.roll}")
    insist(0 <= fact.present <= vote.roll, f"{fact.present} present on a roll of {vote.roll}")
    insist(fact.outcome in set(Outcome), f"there is no outcome {fact.outcome}")
    vote.yes, vote.no, vote.abstain, vote.not_voting, vote.absent = counts
    vote.state, vote.closed_at, vote.present = VoteState.CLOSED.value, entry.at, fact.present
    vote.outcome, vote.roll_call_hash = fact.outcome, fact.roll_call_hash
    if vote.amendment is None and fact.outcome == Outcome.INQUORATE:
        state.motions[vote.motion].stage = Stage.UNDER_DEBATE.value


@replays(MotionDecided)
def motion_decided(state: State, entry: Entry, fact: MotionDecided) -> None:
    """Only a closed vote on the whole text decides a motion, and it decides as it came out."""
    motion = motion_at(state, fact.motion, entry, Stage.PUT)
    vote = known_here(state.votes, fact.vote, "vote", entry)
    insist((vote.motion, vote.amendment) == (motion.id, None), f"vote {vote.id} was not on motion {motion.id}")
    insist(vote.state == VoteState.CLOSED, f"vote {vote.id} is {vote.state}")
    insist(vote.outcome == fact.outcome, f"vote {vote.id} came out {vote.outcome}")
    insist(vote.text_hash == fact.text_hash, f"vote {vote.id} was on another text")
    motion.stage, motion.outcome = Stage.DECIDED.value, fact.outcome
    motion.adopted_hash = fact.text_hash if fact.outcome == Outcome.ADOPTED else None
