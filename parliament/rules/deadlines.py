"""Time in the rules: is an instant inside a window, is notice long enough, do times follow one another?

Reads no clock: every instant is an argument, and it has a zone. Comparing one without is a mistake of ours and raises.
"""

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import available_timezones

from parliament.rules.refusals import Code, Refused


def is_open(at: datetime, opens_at: datetime, closes_at: datetime | None) -> bool:
    """Inside [opens_at, closes_at): the instant of opening is in, the instant of closing is out.

    Without `closes_at` it stays open until somebody closes it.
    """
    return _zoned(opens_at) <= _zoned(at) and (closes_at is None or at < _zoned(closes_at))


def check_open(at: datetime, opens_at: datetime, closes_at: datetime | None) -> None:
    """Refuse what arrives early, or at the closing instant or later: a ballot AT `closes_at` is late."""
    if is_open(at, opens_at, closes_at):
        return
    if at < opens_at or closes_at is None:
        raise Refused(Code.VOTE_NOT_OPEN)
    raise Refused(Code.VOTE_CLOSED, closed_at=written(closes_at))


def check_order(*instants: datetime, field: str | None = None) -> None:
    """Refuse times that do not strictly follow one another."""
    for earlier, later in pairwise(instants):
        if _zoned(later) <= _zoned(earlier):
            raise Refused(Code.BAD_TIMES, field=field)


def check_window(opens_at: datetime, closes_at: datetime, min_minutes: int, field: str | None = "closes_at") -> None:
    """Refuse a window for voting that ends before it began or is shorter than the profile allows."""
    check_order(opens_at, closes_at, field=field)
    if closes_at - opens_at < timedelta(minutes=min_minutes):
        raise Refused(Code.WINDOW_TOO_SHORT, field=field, minutes=min_minutes)


def check_notice(now: datetime, opens_at: datetime, hours: int, field: str | None = "opens_at") -> None:
    """Refuse an opening nearer than the notice; exactly the notice is enough."""
    if _zoned(opens_at) - _zoned(now) < timedelta(hours=hours):
        raise Refused(Code.NOTICE_TOO_SHORT, field=field, hours=hours)


def check_urgent_notice(now: datetime, opens_at: datetime, minutes: int, field: str | None = "opens_at") -> None:
    """Refuse an opening nearer than the short notice of an urgent session; exactly that notice is enough."""
    if _zoned(opens_at) - _zoned(now) < timedelta(minutes=minutes):
        raise Refused(Code.URGENT_NOTICE_TOO_SHORT, field=field, minutes=minutes)


def is_time_zone(name: str) -> bool:
    """Whether there is a zone of this name, such as Africa/Nairobi."""
    return name in _zones()


@cache
def _zones() -> frozenset[str]:
    """Looked up once: the library opens hundreds of files for the answer, which took a file of 300 cities 20 seconds."""
    return frozenset(available_timezones())


def written(at: datetime) -> str:
    """An instant as sentences without a reader's zone say it: to the second, in UTC."""
    return _zoned(at).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _zoned(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("an instant without a zone came into the rules")
    return at
