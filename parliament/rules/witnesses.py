"""Witnesses: when a cosignature is taken in."""

from datetime import UTC, datetime, timedelta

from parliament.rules.refusals import Code, Refused

# House rule: clocks of other machines may run ahead by so much (C2SP tlog-cosignature lets verifiers refuse the future).
AHEAD = timedelta(minutes=5)


def check_cosigned_at(seconds: int, now: datetime) -> datetime:
    """The instant of a cosignature. Refused: not_cosigned, because that time has not come."""
    if seconds > (now + AHEAD).timestamp():
        raise Refused(Code.NOT_COSIGNED)
    return datetime.fromtimestamp(seconds, UTC)
