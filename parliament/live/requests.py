"""What a client may ask of the gallery: `follow` and `leave`. Everything else is not lawful, down to the last key."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

LOG = re.compile(r"[A-Za-z0-9_-]{1,40}")
FORMS = ("html", "json")
LONGEST_CHAIN = 16


class Malformed(ValueError):
    """A request that no honest client sends; it ends the connection."""


@dataclass(frozen=True)
class Follow:
    """Listen to a log from the entry after `after` on; a page that was here before names the chain it stands in."""

    log: str
    language: str
    form: str
    after: int
    chain: str = ""


def parse_follow(arguments: tuple[Any, ...], languages: Collection[str]) -> Follow:
    """Exactly the four keys, or five, of exactly these types; a language is one that the pages have."""
    request = _only_argument(arguments, {"log", "language", "form", "after"}, may={"chain"})
    follow = Follow(**request)
    # JSON may put a list or an object anywhere, and true is a number to Python.
    if not isinstance(follow.language, str) or type(follow.after) is not int or not 0 <= follow.after < 2**53:
        raise Malformed
    if not isinstance(follow.chain, str) or len(follow.chain) > LONGEST_CHAIN:
        raise Malformed
    if follow.form not in FORMS or follow.language not in languages:
        raise Malformed
    _check_log(follow.log)
    return follow


def parse_leave(arguments: tuple[Any, ...]) -> str:
    """The log that is no longer of interest."""
    log = _only_argument(arguments, {"log"})["log"]
    _check_log(log)
    return str(log)


def _only_argument(arguments: tuple[Any, ...], keys: set[str], *, may: Collection[str] = ()) -> dict[str, Any]:
    if len(arguments) != 1 or not isinstance(arguments[0], dict) or set(arguments[0]) - set(may) != keys:
        raise Malformed
    return arguments[0]


def _check_log(log: object) -> None:
    if not isinstance(log, str) or not LOG.fullmatch(log):
        raise Malformed
