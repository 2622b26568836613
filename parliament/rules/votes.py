"""Votes: what stands in the way of opening one, whether a ballot counts, when it closes."""

from collections.abc import Sequence
from datetime import datetime

from parliament.rules.refusals import Code, Obstacle, Refused
from parliament.rules.stages import SittingState, Stage, VoteState


def obstacles_to_opening_vote(
    *,
    sitting: str,
    stage: str,
    is_current_item: bool,
    vote_open: bool,
    someone_speaks: bool,
    present: int,
    needed: int,
    amendment: int | None,
    open_in_order: Sequence[int],
    order_confirmed: bool,
    fate: str = "pending",
) -> list[Obstacle]:
    """Everything that stands in the way of putting an amendment (by number) or, with None, the whole text.

    `open_in_order` are the numbers of amendments still to be decided, in the confirmed order.
    """
    found = []
    if sitting != SittingState.OPEN:
        found.append(Obstacle(Code.SITTING_NOT_OPEN))
    if not is_current_item:
        found.append(Obstacle(Code.NOT_CURRENT_ITEM))
    elif stage != Stage.UNDER_DEBATE:
        found.append(Obstacle(Code.WRONG_STAGE, (("stage", stage),)))
    if vote_open:
        found.append(Obstacle(Code.VOTE_OPEN))
    if someone_speaks:
        found.append(Obstacle(Code.FLOOR_TAKEN))
    found += _out_of_order(amendment, fate, open_in_order, order_confirmed=order_confirmed)
    if present < needed:
        found.append(Obstacle(Code.NO_QUORUM, (("present", present), ("need", needed))))
    return found


def _out_of_order(
    amendment: int | None, fate: str, open_in_order: Sequence[int], *, order_confirmed: bool
) -> list[Obstacle]:
    """What is put is still open and comes next: amendments in the confirmed order, then the whole text."""
    if amendment is None:
        return [Obstacle(Code.AMENDMENTS_PENDING, (("count", len(open_in_order)),))] if open_in_order else []
    if fate != "pending":
        return [Obstacle(Code.AMENDMENT_SETTLED, (("number", amendment), ("fate", fate)))]
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


def check_changing(*, may_change: bool, recorded: str) -> None:
    """Whether a seat that has voted may choose otherwise before the close (profile key)."""
    if not may_change:
        raise Refused(Code.ALREADY_VOTED, choice=recorded)


def check_closing(
    *, state: str, at: datetime, closes_at: datetime, window: bool, by_clock: bool, all_voted: bool
) -> None:
    """The chair closes a live vote; a window closes by the clock, or once every seat on the roll has voted."""
    if state != VoteState.OPEN:
        raise Refused(Code.VOTE_CLOSED, closed_at=closes_at.isoformat(timespec="seconds"))
    if at < closes_at and (by_clock or window) and not all_voted:
        raise Refused(Code.WINDOW_RUNS, at=closes_at.isoformat(timespec="seconds"))
