"""The register of behaviours by key: what a house does under two values of one key of its rules.

A behaviour is played in a chamber whose session has rules of its own, in which this key has this value; it answers with
what could be observed. Where a key is ignored, both values are observed to do the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from parliament.commands.house import Command
from parliament.rules.powers import Actor
from parliament.rules.refusals import Refused
from tests.builders import Chamber

Play = Callable[[Chamber], Any]
Seen = tuple[Any, Any]


@dataclass(frozen=True)
class Behaviour:
    """What is played from which moment, under which other rules, and what is seen under each value of the key."""

    play: Play
    moment: str
    cases: tuple[Seen, ...]
    among: Mapping[str, Any]


BEHAVIOURS: dict[str, Behaviour] = {}


def behaves(key: str, *cases: Seen, at: str = "debated", **among: Any) -> Callable[[Play], Play]:
    """Name the key a behaviour belongs to, with (value, what is seen) at least twice; other keys have `__` for the dot.

    From the moment `founded` the session is yet to be convened under these rules; later moments have theirs exchanged.
    """

    def register(play: Play) -> Play:
        assert key not in BEHAVIOURS, f"{key} is played twice"
        rules = {name.replace("__", "."): value for name, value in among.items()}
        BEHAVIOURS[key] = Behaviour(play, at, cases, rules)
        return play

    return register


def tried(chamber: Chamber, actor: Actor, command: Command, **said: Any) -> str:
    """The code of the refusal, or "done"."""
    try:
        chamber.by(actor, command, **said)
    except Refused as refusal:
        return str(refusal.code)
    return "done"


def voted(chamber: Chamber, vote: str, yes: int, no: int = 0) -> str:
    """The outcome of an open vote with so many ballots for and against."""
    chamber.vote = vote
    for mayor in range(yes + no):
        chamber.cast(mayor, "yes" if mayor < yes else "no")
    return str(chamber.close()["outcome"])
