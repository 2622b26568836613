"""Votes: what stands in the way of opening one, whether a ballot counts, when it closes."""

from collections.abc import Sequence
from datetime import datetime

from parliament.rules.decision import BY_OBJECTION
from parliament.rules.refusals import Code, Obstacle, Refused
from parliament.rules.stages import Choice, Manner, Outcome, Question, SittingState, Stage, VoteState, check_stage
from parliament.texts import Fate

COUNTING_OFFICERS = 2
PENDING = Fate("pending")


def obstacles_to_putting(
    *, sitting: str, live_vote_open: bool, someone_speaks: bool, tie_pending: bool, present: int, needed: int
) -> list[Obstacle]:
    """What stands in the way of putting any question at this moment."""
    found = []
    if sitting != SittingState.OPEN:
        found.append(Obstacle(Code.SITTING_NOT_OPEN))
    if live_vote_open:
        found.append(Obstacle(Code.VOTE_OPEN))
    if tie_pending:
        found.append(Obstacle(Code.TIE_PENDING))
    if someone_speaks:
        found.append(Obstacle(Code.FLOOR_TAKEN))
    if present < needed:
        found.append(Obstacle(Code.NO_QUORUM, (("present", present), ("need", needed))))
    return found


def obstacles_to_putting_text(
    *,
    stage: str,
    is_current_item: bool,
    vote_open: bool,
    amendment: int | None,
    open_in_order: Sequence[int],
    order_confirmed: bool,
    fate: Fate = PENDING,
) -> list[Obstacle]:
    """What stands in the way of putting an amendment (by number) or, with None, the whole text of a motion.

    `open_in_order` are the numbers of amendments still to be decided, in the confirmed order; `vote_open` tells of a
    vote on this very motion, which may be a window that runs beside the sitting.
    """
    found = []
    if not is_current_item:
        found.append(Obstacle(Code.NOT_CURRENT_ITEM))
    elif stage != Stage.UNDER_DEBATE and not vote_open:
        found.append(Obstacle(Code.WRONG_STAGE, (("stage", stage),)))
    if vote_open:
        found.append(Obstacle(Code.VOTE_OPEN))
    return found + _out_of_order(amendment, fate, open_in_order, order_confirmed=order_confirmed)


def _out_of_order(
    amendment: int | None, fate: Fate, open_in_order: Sequence[int], *, order_confirmed: bool
) -> list[Obstacle]:
    """What is put is still open and comes next: amendments in the confirmed order, then the whole text."""
    if amendment is None:
        return [Obstacle(Code.AMENDMENTS_PENDING, (("count", len(open_in_order)),))] if open_in_order else []
    if fate.state == "held":
        return [Obstacle(Code.WAITS_FOR_COMPROMISE, (("number", amendment), ("by", fate.by)))]
    if fate.state == "partial":
        return [Obstacle(Code.WAITS_FOR_RULING, (("number", amendment),))]
    if fate.state != "pending":
        return [Obstacle(Code.AMENDMENT_SETTLED, (("number", amendment), ("fate", fate.state)))]
    if not order_confirmed:
        return [Obstacle(Code.ORDER_NOT_CONFIRMED)]
    if open_in_order[:1] != [amendment]:
        return [Obstacle(Code.NOT_NEXT_IN_ORDER, (("number", open_in_order[0] if open_in_order else 0),))]
    return []


def check_casting(*, state: str, stopped: bool, at: datetime, closes_at: datetime, on_roll: bool) -> None:
    """A ballot counts if the vote is open, its seat is on the frozen roll, and it comes before the closing instant.

    A ballot that arrives at `closes_at` exactly is late.
    """
    if state != VoteState.OPEN or stopped or at >= closes_at:
        raise Refused(Code.VOTE_CLOSED, closed_at=closes_at.isoformat(timespec="seconds"))
    if not on_roll:
        raise Refused(Code.NOT_ON_ROLL)


def check_choice(*, manner: str, question: str, choice: Choice) -> None:
    """What a ballot may say: nothing in a show of hands, an objection where silence decides, a paper in an election."""
    if manner == Manner.SHOW_OF_HANDS:
        raise Refused(Code.NOT_BY_BALLOT)
    if manner in BY_OBJECTION and choice is not Choice.NO:
        raise Refused(Code.ONLY_OBJECTIONS, field="choice")
    if (choice is Choice.PAPER) != (question == Question.ELECTION) and choice is not Choice.ABSTAIN:
        raise Refused(Code.MALFORMED, field="choice")


def check_speaking_for(*, own: bool, holder_present: bool, own_ballot_cast: bool) -> None:
    """By proxy one votes only while present oneself, and never over the ballot that the seat cast itself."""
    if own:
        return
    if not holder_present:
        raise Refused(Code.PROXY_HOLDER_ABSENT)
    if own_ballot_cast:
        raise Refused(Code.NOT_YOUR_SEAT)


def check_changing(*, may_change: bool, recorded: str) -> None:
    """Whether a seat that has voted may choose otherwise before the close (profile key)."""
    if not may_change:
        raise Refused(Code.ALREADY_VOTED, choice=recorded)


def check_closing(
    *, state: str, at: datetime, closes_at: datetime, fixed: bool, by_clock: bool, complete: bool
) -> None:
    """The chair closes a live vote; a `fixed` one closes by the clock, or once it is `complete`.

    Fixed are windows and whatever waits for objections; complete is what no further ballot can change: every seat has
    voted, or the objections suffice.
    """
    if state != VoteState.OPEN:
        raise Refused(Code.VOTE_CLOSED, closed_at=closes_at.isoformat(timespec="seconds"))
    if at < closes_at and (by_clock or fixed) and not complete:
        raise Refused(Code.WINDOW_RUNS, at=closes_at.isoformat(timespec="seconds"))


def check_hands(*, manner: str, state: str, counted: int, present: int) -> None:
    """Hands are counted in an open show of hands, and there are no more of them than seats present."""
    if manner != Manner.SHOW_OF_HANDS:
        raise Refused(Code.NOT_BY_HANDS)
    check_stage(state, VoteState.OPEN)
    if counted > present:
        raise Refused(Code.TOO_MANY_HANDS, counted=counted, present=present)


def check_counts(counts: Sequence[tuple[int, int, int]]) -> None:
    """Two officers have to count the same before a show of hands is declared (house rule)."""
    if len(counts) < COUNTING_OFFICERS:
        raise Refused(Code.COUNTS_MISSING, counted=len(counts))
    if len(set(counts)) != 1:
        raise Refused(Code.COUNTS_DIFFER)


def check_casting_vote(*, state: str, outcome: str | None, tie: str) -> None:
    """The chair decides where the votes are equal and the rules say so, and nowhere else: not in an annulled vote."""
    if state != VoteState.CLOSED or outcome != Outcome.TIED or tie != "casting_vote":
        raise Refused(Code.NOT_TIED)


def check_annulling(*, state: str, rested_on: bool) -> None:
    """A vote is annulled while nothing rests on it: no later vote on the matter, no certification."""
    check_stage(state, VoteState.OPEN, VoteState.CLOSED)
    if rested_on:
        raise Refused(Code.RESTED_ON)
