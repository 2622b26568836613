"""Amendments accepted by the sponsors of the motion: all of them say so, and within a time nobody objects.

What Felt's Parliamentary Procedure, p. 108, says of a mover who accepts an amendment holds here for all sponsors: it
stands by general consent alone, and one objection brings the amendment to the vote.
"""

from collections.abc import Collection
from datetime import datetime

from parliament.rules.refusals import Code, Refused
from parliament.texts import Item, State


def check_open(*, item: Item, fate: State, vote_open: bool) -> None:
    """Only what is still to be voted, and is not being voted, is decided without a vote."""
    if vote_open:
        raise Refused(Code.VOTE_OPEN)
    if fate != "pending":
        raise Refused(Code.AMENDMENT_SETTLED, number=item.number, fate=fate)


def check_accepting(
    *, minutes: int, item: Item, sponsors: Collection[str], by: str, accepted: Collection[str], objected: bool
) -> None:
    """A sponsor accepts once. Changes to an amendment are for its mover and the house, so that none is accepted."""
    if not minutes or item.parent is not None:
        raise Refused(Code.NOT_OFFERED)
    if by not in sponsors:
        raise Refused(Code.NOT_A_SPONSOR)
    if objected:
        raise Refused(Code.ACCEPTANCE_OBJECTED)
    if by in accepted:
        raise Refused(Code.SAID_ALREADY)


def check_objecting(*, by: str, accepted: Collection[str], objected: Collection[str]) -> None:
    """Any seat objects, once, and as soon as one sponsor has accepted: nobody has to wait for the others."""
    if not accepted:
        raise Refused(Code.NOT_ACCEPTED, have=0, need=1)
    if by in objected:
        raise Refused(Code.SAID_ALREADY)


def check_settling(
    *, sponsors: Collection[str], accepted: Collection[str], objected: bool, until: datetime | None, now: datetime
) -> None:
    """The chair or the clock says what has come true: all sponsors accepted, the time is over, nobody objected."""
    if objected:
        raise Refused(Code.ACCEPTANCE_OBJECTED)
    given = len(set(sponsors) & set(accepted))
    if given < len(set(sponsors)) or until is None:
        raise Refused(Code.NOT_ACCEPTED, have=given, need=len(set(sponsors)))
    if now < until:
        raise Refused(Code.OBJECTIONS_RUN, at=until)
