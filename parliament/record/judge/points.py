"""Points of order: one at a time, ruled on once, appealed at most once."""

from dataclasses import asdict

from parliament.record.entries import AppealSettled, Entry, PointRaised, PointRuled, RulingAppealed
from parliament.record.floor_state import PointOfOrder
from parliament.record.judge.floor import no_unsettled_point
from parliament.record.judge.registry import insist, known_here, known_seat, replays, unused
from parliament.record.judge.sittings import open_sitting, running_sitting
from parliament.record.state import State
from parliament.rules.stages import Outcome, PointState, Question, Ruling, VoteState


def _point(state: State, key: str, entry: Entry, stage: PointState) -> PointOfOrder:
    point = known_here(state.points_of_order, key, "point of order", entry)
    insist(point.state == stage, f"point of order {key} is {point.state}")
    return point


@replays(PointRaised)
def point_raised(state: State, entry: Entry, fact: PointRaised) -> None:
    """Whoever was speaking has been stopped before."""
    unused(state.points_of_order, fact.point, "point of order")
    open_sitting(state, fact.sitting, entry)
    no_unsettled_point(state, fact.sitting)
    known_seat(state, fact.seat)
    insist(fact.about != "" and fact.seconds > 0, "a point of order about nothing, or without time")
    said = asdict(fact)
    state.points_of_order[fact.point] = PointOfOrder(
        id=said.pop("point"), plenary=entry.log, state=PointState.RAISED.value, raised_at=entry.at, **said
    )


@replays(PointRuled)
def point_ruled(state: State, entry: Entry, fact: PointRuled) -> None:
    point = _point(state, fact.point, entry, PointState.RAISED)
    insist(fact.ruling in set(Ruling), f"there is no ruling {fact.ruling}")
    insist(fact.words != "", "a ruling without words")
    point.state, point.ruling, point.words = PointState.RULED.value, fact.ruling, fact.words
    point.ruled_at, point.ruled_seq = entry.at, entry.seq


@replays(RulingAppealed)
def ruling_appealed(state: State, entry: Entry, fact: RulingAppealed) -> None:
    point = _point(state, fact.point, entry, PointState.RULED)
    running_sitting(state, point.sitting, entry)
    no_unsettled_point(state, point.sitting)
    known_seat(state, fact.seat)
    point.state, point.appellant, point.appealed_at = PointState.APPEALED.value, fact.seat, entry.at


@replays(AppealSettled)
def appeal_settled(state: State, entry: Entry, fact: AppealSettled) -> None:
    """A ruling falls by a vote that adopts the appeal, and by nothing else."""
    point = _point(state, fact.point, entry, PointState.APPEALED)
    if fact.vote is not None:
        vote = known_here(state.votes, fact.vote, "vote", entry)
        asked = (vote.question, vote.about, vote.state)
        insist(asked == (Question.APPEAL, point.id, VoteState.CLOSED), f"vote {vote.id} did not decide the appeal")
        insist(fact.stands == (vote.outcome != Outcome.ADOPTED), f"the appeal came out {vote.outcome}")
    else:
        insist(fact.stands, "a ruling falls only by a vote")
    point.state, point.stands, point.settled_at = PointState.SETTLED.value, fact.stands, entry.at
