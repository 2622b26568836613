"""Where the functions of the judge are registered, and the words they share for saying no."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from parliament.record.entries import INSTITUTION, Entry, Fact
from parliament.record.state import State

Known = TypeVar("Known")
Said = TypeVar("Said", bound=Fact)
Replay = Callable[[State, Entry, Said], None]

REPLAYS: dict[str, Callable[[State, Entry, Any], None]] = {}


class OutOfOrder(ValueError):
    """An entry says what cannot be; `replay` adds which entry it was."""


def replays(fact: type[Said]) -> Callable[[Replay[Said]], Replay[Said]]:
    """Name the kind of entry a function judges and applies."""

    def register(function: Replay[Said]) -> Replay[Said]:
        if fact.kind in REPLAYS:
            raise ValueError(f"two functions replay {fact.kind}")
        REPLAYS[fact.kind] = function
        return function

    return register


def insist(condition: object, why: str) -> None:
    """Refuse the entry unless the condition holds."""
    if not condition:
        raise OutOfOrder(why)


def known(things: Mapping[str, Known], key: str, noun: str) -> Known:
    """The thing with this id, which an earlier entry must have made."""
    if key not in things:
        raise OutOfOrder(f"there is no {noun} {key}")
    return things[key]


def known_here(things: Mapping[str, Known], key: str, noun: str, entry: Entry) -> Known:
    """The thing with this id, which must belong to the session whose log this is."""
    thing = known(things, key, noun)
    insist(getattr(thing, "plenary", None) == entry.log, f"{noun} {key} belongs to another session")
    return thing


def unused(things: Mapping[str, object], key: str, noun: str) -> None:
    """Refuse to make a thing twice."""
    insist(key not in things, f"there already is {noun} {key}")


def numbered_once(state: State, noun: str, number: int, within: str) -> None:
    """Give out a number, which nothing of the same noun may bear again in this log or motion."""
    insist(number > 0, f"{noun} cannot have number {number}")
    insist((noun, within, number) not in state.given, f"there already is {noun} number {number}")
    state.given.add((noun, within, number))


def named_once(state: State, noun: str, slug: str) -> None:
    """Give out a name that stands in an address, which nothing of the same noun may bear again."""
    insist((noun, "", slug) not in state.given, f"another {noun} is called {slug}")
    state.given.add((noun, "", slug))


def known_seat(state: State, seat: str) -> None:
    """A seat must be registered. A session's log read without the institution's has only its names."""
    if INSTITUTION in state.logs:
        known(state.seats, seat, "seat")
