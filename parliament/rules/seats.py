"""Seats: what their state follows from, who may rule on them, and when a substitute may stand in.

House rules, but for what names a source. UCLG asks that whoever stands in holds a political mandate, which no machine
can see: the basis is written down with the certificate.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from parliament.rules.deadlines import check_order
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import ACCREDITED, MandateKind, SeatState, check_stage

RULED_OUT = (SeatState.DISPUTED, SeatState.SUSPENDED)
# What a mandate that holds a seat can be; a substitute's stands beside it.
HOLDING = (MandateKind.FULL, MandateKind.INTERIM)


class Ruling(StrEnum):
    """What the secretariat can say of a seat; the reason stands in the record."""

    DISPUTED = "disputed"
    SUSPENDED = "suspended"
    CLEAR = "clear"


def state_under(mandate_kind: str | None) -> SeatState:
    """The state of a seat that no ruling is on: by the mandate that holds it, or without one."""
    if mandate_kind is None:
        return SeatState.VACANT
    return SeatState.INTERIM if mandate_kind == MandateKind.INTERIM else SeatState.HELD


def state_after(state: str, mandate_kind: str | None) -> SeatState:
    """The state once a mandate has begun (its kind) or ended (None): a ruling stays until it is lifted."""
    return SeatState(state) if state in RULED_OUT else state_under(mandate_kind)


def state_ruled(ruling: str, mandate_kind: str | None) -> SeatState:
    """The state after a ruling: clearing a seat gives back what its running mandate makes of it."""
    return state_under(mandate_kind) if ruling == Ruling.CLEAR else SeatState(ruling)


def check_ruling(state: str, ruling: str) -> None:
    """A seat is ruled out once, and only what is ruled out can be cleared."""
    if ruling not in set(Ruling):
        raise Refused(Code.MALFORMED, field="state")
    if ruling == Ruling.CLEAR:
        check_stage(state, *RULED_OUT)
    elif ruling == state:
        raise Refused(Code.WRONG_STAGE, stage=state)


def check_accredited(state: str) -> None:
    """A disputed or suspended seat takes no part, and nobody takes part for it; a vacant one has nobody who could."""
    if state not in ACCREDITED:
        raise Refused(Code.SEAT_NOT_ACCREDITED, state=str(state))


def check_beginning(*, now: datetime, from_at: datetime, former_until: datetime | None) -> None:
    """A mandate does not begin in the future, nor before the last one of its seat had ended."""
    if from_at > now or (former_until is not None and from_at < former_until):
        raise Refused(Code.BAD_TIMES, field="from_at")


def check_notice_before(now: datetime, sitting_at: datetime | None, hours: int) -> None:
    """Refuse what reaches a sitting with less notice than the rules ask for; exactly the notice is enough.

    The eve of the sitting is the measure in the Committee of the Regions; other bodies name hours.
    """
    if hours and sitting_at is not None and sitting_at - now < timedelta(hours=hours):
        raise Refused(Code.NOTICE_MISSED, field="from_at", hours=hours, at=sitting_at.isoformat(timespec="minutes"))


def check_substitution(*, allowed: bool, now: datetime, from_at: datetime, until_at: datetime) -> None:
    """A substitute stands in where the rules allow it, for a time that is yet to come or has just begun."""
    if not allowed:
        raise Refused(Code.NO_SUBSTITUTES)
    check_order(from_at, until_at, field="until_at")
    if from_at < now:
        raise Refused(Code.BAD_TIMES, field="from_at")


def check_alone(from_at: datetime, until_at: datetime, others: Iterable[tuple[datetime, datetime]]) -> None:
    """One seat has one voice: two substitutes never stand in at one instant."""
    if any(from_at < until and start < until_at for start, until in others):
        raise Refused(Code.ALREADY_REPRESENTED, field="from_at")


def check_voice(*, own: str | None, holder: str | None, stand_in: str | None, until_at: datetime | None) -> None:
    """Whether a member (`own`) is the one who speaks for the seat now: the certified substitute, or else the holder."""
    speaks = stand_in or holder
    if own is not None and own == speaks:
        return
    if stand_in is not None and until_at is not None and own == holder:
        raise Refused(Code.VOICE_RESTS, at=until_at.isoformat(timespec="minutes"))
    raise Refused(Code.NO_MANDATE)
