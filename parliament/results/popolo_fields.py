"""The members of one Popolo object, read with their types; whatever is wrong is refused with its place."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from parliament.results.popolo_json import malformed, shown

MOST_ID = 1000  # characters of an id or a name
MOST_TEXT = 1_000_000  # characters of the text of a motion
MOST = 1_000_000_000  # a count, a weight, a number of seats

_DATE = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?)?)?",
    re.ASCII,
)
_ZONE = re.compile(r"([+-])([0-9]{2}):?([0-9]{2})?", re.ASCII)


class Thing:
    """One object of the file and the pointer to it."""

    __slots__ = ("data", "place")

    def __init__(self, data: Any, place: str) -> None:
        if not isinstance(data, dict):
            raise malformed(place, f"an object is expected here, not {kind_of(data)}")
        self.data: dict[str, Any] = data
        self.place = place

    def at(self, key: str) -> str:
        return f"{self.place}/{key}"

    def text(self, key: str, most: int = MOST_ID) -> str | None:
        """The text under this key, None where there is none."""
        value = self.data.get(key)
        if value is None:
            return None
        return checked_text(value, self.at(key), most)

    def name(self, *keys: str, most: int = MOST_ID) -> str:
        """The first of these texts that says something; empty if none does."""
        said = (self.text(key, most) for key in keys)
        return next((" ".join(text.split()) for text in said if text and text.strip()), "")

    def whole(self, key: str) -> int | None:
        """The number under this key: whole, not negative, and no larger than any count of votes."""
        value = self.data.get(key)
        if value is None:
            return None
        if type(value) is not int:
            raise malformed(self.at(key), f"a whole number is expected here, not {kind_of(value)}")
        return in_range(value, self.at(key))

    def thing(self, key: str) -> "Thing | None":
        """The object embedded under this key."""
        value = self.data.get(key)
        return None if value is None else Thing(value, self.at(key))

    def list(self, key: str) -> list[Any] | None:
        value = self.data.get(key)
        if value is None or isinstance(value, list):
            return value
        raise malformed(self.at(key), f"a list is expected here, not {kind_of(value)}")

    def things(self, key: str) -> Iterator["Thing"]:
        place = self.at(key)
        for index, each in enumerate(self.list(key) or ()):
            yield Thing(each, f"{place}/{index}")

    def id_of(self, noun: str) -> str | None:
        """The id of what this refers to, as `noun_id` or as the embedded object's id; both must be the same."""
        named, embedded = self.text(f"{noun}_id"), self.thing(noun)
        inside = embedded.text("id") if embedded else None
        if named is not None and inside is not None and named != inside:
            raise malformed(self.at(f"{noun}_id"), f"it is not the id of the {noun} that stands beside it")
        return named if named is not None else inside

    def date(self, key: str) -> str | None:
        value = self.text(key, 40)
        if value is not None and span(value) is None:
            raise malformed(self.at(key), f"{shown(value)} is no date such as 2026, 2026-11-22 or 2026-11-22T09:00:00Z")
        return value


def kind_of(value: Any) -> str:
    """The JSON type of a value in words."""
    kinds = {bool: "true or false", dict: "an object", list: "a list", str: "a text", type(None): "null"}
    return kinds.get(type(value), "a number with a fraction" if isinstance(value, float) else "a number")


def checked_text(value: Any, place: str, most: int = MOST_ID) -> str:
    if not isinstance(value, str):
        raise malformed(place, f"a text is expected here, not {kind_of(value)}")
    if len(value) > most:
        raise malformed(place, f"this text is longer than {most} characters")
    return value


def in_range(value: int, place: str) -> int:
    if value < 0:
        raise malformed(place, "a number is expected here that is not negative")
    if value > MOST:
        raise malformed(place, f"this number is larger than {MOST}")
    return value


@lru_cache(maxsize=65536)
def span(text: str) -> tuple[datetime, datetime] | None:
    """From when to when a date reaches, both included: a year is all its days. None for what is no date.

    A time without a zone is read as UTC (house rule).
    """
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        start = datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)
        if hour is not None:
            start += timedelta(hours=int(hour), minutes=int(minute), seconds=int(second or 0))
            _check_time(int(hour), int(minute), int(second or 0))
            start -= _offset(zone)
            return start, start
        return start, _end_of(start, month=month, day=day)
    except (ValueError, OverflowError):
        return None


def _check_time(hour: int, minute: int, second: int) -> None:
    if hour > 23 or minute > 59 or second > 60:
        raise ValueError("no time of a day")


def _offset(zone: str | None) -> timedelta:
    found = _ZONE.fullmatch(zone or "")
    if found is None:
        return timedelta()
    hours, minutes = int(found[2]), int(found[3] or 0)
    if hours > 15 or minutes > 59:
        raise ValueError("no zone of this earth")
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if found[1] == "-" else offset


def _end_of(start: datetime, *, month: str | None, day: str | None) -> datetime:
    last = start.replace(hour=23, minute=59, second=59)
    if day is not None:
        return last
    if month is None:
        return last.replace(month=12, day=31)
    following = (start.replace(day=28) + timedelta(days=4)).replace(day=1)
    return (following - timedelta(days=1)).replace(hour=23, minute=59, second=59)
