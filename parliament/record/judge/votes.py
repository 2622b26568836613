"""Votes, and what they move. The counts stay in the state, so that outcomes can be recomputed from it."""

from dataclasses import asdict

from parliament.record.entries import (
    BallotTelephoned,
    CastingVoteGiven,
    Entry,
    HandsCounted,
    MotionDecided,
    VoteAnnulled,
    VoteClosed,
    VoteOpened,
    VoteRequestMade,
)
from parliament.record.judge.amendments import is_decided
from parliament.record.judge.blocs import bloc_undecided, may_be_put_at_once
from parliament.record.judge.divisions import in_parts_as_ordered
from parliament.record.judge.motions import motion_at
from parliament.record.judge.registry import insist, known, known_here, known_seat, numbered_once, replays, unused
from parliament.record.judge.sittings import no_live_vote, no_speaker, open_sitting
from parliament.record.state import HandCount, Motion, State, Vote, VoteRequest, hand_count_id
from parliament.rules.stages import Choice, Manner, Outcome, Question, Stage, VoteState

# Where the thing is found that a question is about, when it is neither a motion nor an amendment.
QUESTIONS: dict[str, str] = {
    Question.PROCEDURAL: "procedural_motions",
    Question.APPEAL: "points_of_order",
    Question.AGENDA: "agenda_changes",
    Question.MINUTES: "minutes",
    Question.URGENCY: "sessions",
    Question.RECONSIDERATION: "reconsiderations",
    Question.ELECTION: "elections",
}
COUNTS = ("yes", "no", "abstain", "papers", "not_voting", "absent")


@replays(VoteRequestMade)
def vote_request_made(state: State, entry: Entry, fact: VoteRequestMade) -> None:
    """A seat asks once for the next vote."""
    unused(state.vote_requests, fact.request, "request")
    open_sitting(state, fact.sitting, entry)
    known_seat(state, fact.seat)
    asked = (fact.sitting, fact.seat, fact.asks_for)
    for other in state.vote_requests.values():
        insist((other.sitting, other.seat, other.asks_for) != asked or other.vote, "the seat has asked already")
    state.vote_requests[fact.request] = VoteRequest(
        id=fact.request, sitting=fact.sitting, seat=fact.seat, asks_for=fact.asks_for, at=entry.at
    )


@replays(VoteOpened)
def vote_opened(state: State, entry: Entry, fact: VoteOpened) -> None:
    """One live vote at a time in a sitting, and one vote at a time on a question."""
    unused(state.votes, fact.vote, "vote")
    sitting = open_sitting(state, fact.sitting, entry)
    no_live_vote(state, sitting)
    no_speaker(state, sitting)
    insist(fact.question in set(Question), f"there is no question {fact.question}")
    insist(fact.manner in set(Manner), f"there is no manner {fact.manner}")
    numbered_once(state, "vote", fact.number, entry.log)
    insist(min(fact.roll, fact.present) >= 0, f"{fact.present} present on a roll of {fact.roll}")
    if fact.question in (Question.MOTION, Question.AMENDMENT, Question.BLOC):
        insist(sitting.item == fact.item, f"item {fact.item} is not before the house")
        _text_is_put(state, entry, fact)
    else:
        _other_is_put(state, entry, fact)
    for request in state.vote_requests.values():
        if request.sitting == fact.sitting and request.vote is None:
            request.vote = fact.vote
    said = asdict(fact)
    state.votes[fact.vote] = Vote(
        id=said.pop("vote"), plenary=entry.log, state=VoteState.OPEN.value, opened_at=entry.at, **said
    )


def _text_is_put(state: State, entry: Entry, fact: VoteOpened) -> None:
    """The whole text, one of its amendments or a part of one, or several of them at once."""
    motion = motion_at(state, str(fact.motion), entry, Stage.UNDER_DEBATE)
    insist(not _on_motion(state, motion), f"a vote on motion {motion.id} is open")
    insist(state.items[str(fact.item)].motion == motion.id, f"motion {motion.id} is not what the item is about")
    insist((fact.amendment is not None) == (fact.question == Question.AMENDMENT), "the question has another name")
    in_parts_as_ordered(state, fact)
    if fact.question == Question.BLOC:
        may_be_put_at_once(state, motion, entry, fact)
    elif fact.amendment is None:
        motion.stage = Stage.PUT.value
    else:
        _may_be_put(state, motion, fact.amendment, fact.part)


def _on_motion(state: State, motion: Motion) -> bool:
    return any(each.motion == motion.id and each.state == VoteState.OPEN for each in state.votes.values())


def _may_be_put(state: State, motion: Motion, key: str, part: int | None) -> None:
    """An amendment is put in the confirmed order, and once, or each part of it; an inquorate vote decides nothing."""
    amendment = known(state.amendments, key, "amendment")
    insist(amendment.motion == motion.id, f"amendment {key} is to another motion")
    insist(amendment.withdrawn_at is None, f"amendment {key} was withdrawn")
    order = known(state.orders, motion.id, "order of voting on motion")
    # A compromise may come after the order was confirmed; it goes before what it replaces.
    is_ordered = amendment.number in order.confirmed or bool(amendment.replaces)
    insist(is_ordered, f"amendment {key} is not in the order of voting")
    if part in (None, 1):
        insist(not is_decided(state, key), f"amendment {key} has been decided")


def _other_is_put(state: State, entry: Entry, fact: VoteOpened) -> None:
    """Whatever else the house decides is named, and is known to the record of this session."""
    insist(fact.amendment is None, "only a vote on an amendment names one")
    insist(fact.wording != "", "a question without words")
    things = getattr(state, QUESTIONS[fact.question])
    thing = known(things, str(fact.about), fact.question)
    insist(getattr(thing, "plenary", entry.log) == entry.log, f"{fact.question} {fact.about} is of another session")
    for other in state.votes.values():
        same = (other.question, other.about) == (fact.question, fact.about)
        insist(not same or other.state != VoteState.OPEN, f"a vote on {fact.question} {fact.about} is open")


def _vote_in(state: State, key: str, entry: Entry, *stages: VoteState) -> Vote:
    vote = known_here(state.votes, key, "vote", entry)
    insist(vote.state in stages, f"vote {key} is {vote.state}")
    return vote


@replays(BallotTelephoned)
def ballot_telephoned(state: State, entry: Entry, fact: BallotTelephoned) -> None:
    """Two officers, and how the person was known."""
    _vote_in(state, fact.vote, entry, VoteState.OPEN)
    known_seat(state, fact.seat)
    insist(fact.first != fact.second, "one officer alone wrote the ballot down and confirmed it")
    insist(fact.identity_check != "", "nobody says how the person was known")


@replays(HandsCounted)
def hands_counted(state: State, entry: Entry, fact: HandsCounted) -> None:
    vote = _vote_in(state, fact.vote, entry, VoteState.OPEN)
    insist(vote.manner == Manner.SHOW_OF_HANDS, f"vote {fact.vote} is not by show of hands")
    insist(min(fact.yes, fact.no, fact.abstain) >= 0, "a count below nothing")
    insist(fact.yes + fact.no + fact.abstain <= vote.roll, "more hands than seats")
    state.hand_counts[hand_count_id(fact.vote, fact.officer)] = HandCount(
        vote=fact.vote, account=fact.officer, yes=fact.yes, no=fact.no, abstain=fact.abstain
    )


@replays(VoteClosed)
def vote_closed(state: State, entry: Entry, fact: VoteClosed) -> None:
    """Every seat of the roll is accounted for. A motion on which nothing was decided is back under debate."""
    vote = _vote_in(state, fact.vote, entry, VoteState.OPEN)
    counts = {name: getattr(fact, name) for name in COUNTS}
    least, total = min(*counts.values(), fact.represented), sum(counts.values())
    insist(least >= 0, f"a count of {least}")
    insist(total == vote.roll, f"the tally accounts for {total} seats of a roll of {vote.roll}")
    insist(0 <= fact.present <= vote.roll, f"{fact.present} present on a roll of {vote.roll}")
    insist(fact.outcome in set(Outcome), f"there is no outcome {fact.outcome}")
    insist((vote.manner == Manner.SHOW_OF_HANDS) == (fact.roll_call_hash is None), "a roll call that nobody called")
    if vote.manner == Manner.SHOW_OF_HANDS:
        _two_officers_agree(state, fact)
    for name, count in counts.items():
        setattr(vote, name, count)
    vote.state, vote.closed_at, vote.present = VoteState.CLOSED.value, entry.at, fact.present
    vote.outcome, vote.roll_call_hash, vote.represented = fact.outcome, fact.roll_call_hash, fact.represented
    if vote.question == Question.MOTION and fact.outcome not in (Outcome.ADOPTED, Outcome.REJECTED):
        state.motions[str(vote.motion)].stage = Stage.UNDER_DEBATE.value


def _two_officers_agree(state: State, fact: VoteClosed) -> None:
    same = (fact.yes, fact.no, fact.abstain)
    counts = [each for each in state.hand_counts.values() if each.vote == fact.vote]
    insist(
        sum((each.yes, each.no, each.abstain) == same for each in counts) >= 2, "two officers did not count the same"
    )


@replays(CastingVoteGiven)
def casting_vote_given(state: State, entry: Entry, fact: CastingVoteGiven) -> None:
    """Once, by the chair, where the votes were equal and the rules leave it to the chair."""
    vote = _vote_in(state, fact.vote, entry, VoteState.CLOSED)
    insist(vote.outcome == Outcome.TIED, f"vote {fact.vote} came out {vote.outcome}")
    insist(vote.tie == "casting_vote", "the rules leave no casting vote to the chair")
    insist(fact.choice in (Choice.YES, Choice.NO), f"no casting vote is {fact.choice}")
    vote.casting = fact.choice
    vote.outcome = (Outcome.ADOPTED if fact.choice == Choice.YES else Outcome.REJECTED).value
    if vote.question == Question.MOTION:
        state.motions[str(vote.motion)].stage = Stage.PUT.value


@replays(VoteAnnulled)
def vote_annulled(state: State, entry: Entry, fact: VoteAnnulled) -> None:
    """What it moved is moved back; its numbers stay where they are."""
    vote = _vote_in(state, fact.vote, entry, VoteState.OPEN, VoteState.CLOSED)
    insist(fact.reason != "", "a vote is not annulled without a reason")
    later = (each for each in state.votes.values() if each.plenary == entry.log and each.number > vote.number)
    if vote.motion is not None:
        insist(
            all(each.motion != vote.motion or each.state == VoteState.ANNULLED for each in later), "a later vote stands"
        )
    vote.state, vote.annulled_reason = VoteState.ANNULLED.value, fact.reason
    vote.outcome = vote.outcome or Outcome.UNDECIDED.value
    if vote.question == Question.BLOC:
        bloc_undecided(state, str(vote.about))
    if vote.question == Question.MOTION:
        motion = state.motions[str(vote.motion)]
        if motion.stage in (Stage.PUT, Stage.DECIDED):
            motion.stage, motion.outcome, motion.adopted_hash = Stage.UNDER_DEBATE.value, None, None


@replays(MotionDecided)
def motion_decided(state: State, entry: Entry, fact: MotionDecided) -> None:
    """Only a closed vote on the whole text decides a motion, and it decides as it came out."""
    motion = motion_at(state, fact.motion, entry, Stage.PUT)
    vote = _vote_in(state, fact.vote, entry, VoteState.CLOSED)
    insist((vote.motion, vote.amendment) == (motion.id, None), f"vote {vote.id} was not on motion {motion.id}")
    insist(vote.outcome == fact.outcome, f"vote {vote.id} came out {vote.outcome}")
    insist(vote.text_hash == fact.text_hash, f"vote {vote.id} was on another text")
    motion.stage, motion.outcome = Stage.DECIDED.value, fact.outcome
    motion.adopted_hash = fact.text_hash if fact.outcome == Outcome.ADOPTED else None
