"""JSON as strangers send it: bounded in depth, every name once, numbers that are numbers, text that can be stored (S39).

Python's reader keeps the last of two equal names, takes NaN, and falls over deep nesting.
"""

import json
import math
import re
from typing import Any, NoReturn

DEPTH = 32
# A string, closed or cut off by the end; or a bracket. Possessive, so that no input makes it slow.
PIECES = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)


class BadJson(ValueError):
    """This is not JSON as it is read here; says why."""


def read_json(data: bytes) -> Any:
    """The value, or `BadJson`."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise BadJson("not UTF-8") from None
    _check_depth(text)
    try:
        value = json.loads(text, object_pairs_hook=_each_once, parse_constant=_no_constant, parse_float=_finite)
    except BadJson:
        raise
    except (ValueError, RecursionError):  # also a whole number of more digits than Python reads
        raise BadJson("not JSON") from None
    _check_strings(value)
    return value


def _check_depth(text: str) -> None:
    depth = 0
    for piece in PIECES.finditer(text):
        first = piece[0][0]
        depth += (first in "[{") - (first in "]}")
        if depth > DEPTH:
            raise BadJson("nested too deeply")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadJson("the same name twice")
    return found


def _no_constant(word: str) -> NoReturn:
    raise BadJson(f"{word} is not a number")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise BadJson("a number too large")
    return value


def _check_strings(value: Any) -> None:
    """Half a character has no UTF-8, and a NUL ends a text in PostgreSQL."""
    match value:
        case str() if "\0" in value or not _is_whole(value):
            raise BadJson("half a character, or a NUL")
        case dict():
            for name, inner in value.items():
                _check_strings(name)
                _check_strings(inner)
        case list():
            for inner in value:
                _check_strings(inner)


def _is_whole(value: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in value)
