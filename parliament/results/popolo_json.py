"""JSON from strangers, read strictly: whatever two readers could understand differently is refused with its place.

A place is a JSON pointer (RFC 6901) such as /vote_events/3/votes/7/option; of a file that is no JSON at all, the line
and column. Nothing here knows what the values mean.
"""

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from parliament.rules.refusals import Code, Refused

MOST_BYTES = 256 * 1024 * 1024
MOST_DIGITS = 16  # more than a whole number takes that every JSON reader holds exactly
ESCAPED = re.compile(rb"\\u(?:[dD][89a-fA-F]|0000)")
SHOWN = 60  # characters of what is wrong that a message repeats


def malformed(place: str, problem: str) -> Refused:
    """The refusal of a whole file for one thing in it."""
    return Refused(Code.BAD_POPOLO, place=place or "/", problem=problem)


def shown(value: object) -> str:
    """A value from the file as a message may repeat it: short, and nothing in it that a terminal would obey."""
    text = value if isinstance(value, str) else json.dumps(value) if not isinstance(value, Broken) else "?"
    text = "".join(letter if letter.isprintable() else "�" for letter in text[: SHOWN + 1])
    return f"“{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}”"


def below(place: str, key: str | int) -> str:
    """The pointer to a member of what stands at `place`. A key is shown as it may be shown."""
    if isinstance(key, int):
        return f"{place}/{key}"
    return f"{place}/{shown(key)[1:-1].replace('~', '~0').replace('/', '~1')}"


@dataclass(frozen=True)
class Broken:
    """Stands where something was that cannot be read, until its place is known."""

    problem: str


class _Hooks:
    """What the parser asks for each object and number; remembers whether anything was broken."""

    def __init__(self) -> None:
        self.found = False

    def broken(self, problem: str) -> Broken:
        self.found = True
        return Broken(problem)

    def members(self, pairs: list[tuple[str, Any]]) -> dict[str, Any] | Broken:
        made = dict(pairs)
        if len(made) == len(pairs):
            return made
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        return self.broken(f"the key {shown(twice)} stands twice in this object")

    def whole(self, digits: str) -> int | Broken:
        return int(digits) if len(digits) <= MOST_DIGITS else self.broken("this number is too large")

    def fraction(self, digits: str) -> float | Broken:
        value = float(digits)
        return value if math.isfinite(value) else self.broken("this number is too large")

    def constant(self, word: str) -> Broken:
        return self.broken(f"{word} is no number in JSON")


def read_strictly(data: bytes) -> Any:
    """The value in a file of JSON in UTF-8. Refused: bad_popolo, with the place."""
    if len(data) > MOST_BYTES:
        raise malformed("", f"the file is larger than {MOST_BYTES // 1024 // 1024} MiB")
    hooks = _Hooks()
    try:
        value = json.loads(
            _text(data),
            object_pairs_hook=hooks.members,
            parse_int=hooks.whole,
            parse_float=hooks.fraction,
            parse_constant=hooks.constant,
        )
    except json.JSONDecodeError as error:
        raise malformed(f"line {error.lineno}, column {error.colno}", f"no JSON: {error.msg}") from None
    except RecursionError:
        raise malformed("", "this is nested too deep") from None
    if hooks.found or ESCAPED.search(data):
        _refuse_what_is_broken(value)
    return value


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise malformed(f"line {line}", f"the file is not in UTF-8 (byte {error.start})") from None


def _refuse_what_is_broken(whole: Any) -> None:
    """Walk the file in its order, without recursion, to the first thing that cannot be kept."""
    waiting: list[tuple[str, Any]] = [("", whole)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, Broken):
            raise malformed(place, value.problem)
        if isinstance(value, str):
            _check_letters(place, value)
        elif isinstance(value, list):
            waiting += [(below(place, index), value[index]) for index in range(len(value) - 1, -1, -1)]
        elif isinstance(value, dict):
            for key in value:
                _check_letters(place, key)
            waiting += [(below(place, key), value[key]) for key in reversed(value)]


def _check_letters(place: str, text: str) -> None:
    if "\x00" in text:
        raise malformed(place, "a text contains the character U+0000, which cannot be kept")
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise malformed(place, "a text contains half of a character (a lone surrogate)")
