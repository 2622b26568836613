"""Amendments as they come before the house, and the events that decide what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from parliament.texts.operations import Ops

State = Literal[
    "pending",  # still to be voted
    "held",  # while a compromise that would replace it is open
    "partial",  # some of it clashes with what is in: the chair cuts that off, or lets it lapse
    "adopted",
    "accepted",  # by the sponsors of the motion, without a vote
    "part_adopted",  # divided, and some of its parts adopted
    "rejected",
    "withdrawn",
    "lapsed",
    "satisfied",
]
OPEN: Final[frozenset[State]] = frozenset({"pending", "held", "partial"})
IN_FORCE: Final[frozenset[State]] = frozenset({"adopted", "accepted", "part_adopted"})


@dataclass(frozen=True)
class Item:
    """An amendment as it was submitted; nobody writes over it.

    The operations of a sub-amendment are on the words its `parent` brings (`payload`), those of any other on the base.
    A compromise names what it `replaces`.
    """

    number: int
    ops: Ops
    withdrawn: bool = False
    parent: int | None = None
    replaces: tuple[int, ...] = ()


# Decided by the house, accepted by the sponsors, or let lapse by the chair.
Ruling = tuple[int, Literal["adopted", "rejected", "accepted", "lapsed"]]


@dataclass(frozen=True)
class Division:
    """An amendment voted in parts, each with its operations: one event, whichever of them were adopted."""

    number: int
    parts: tuple[Ops, ...]
    adopted: frozenset[int]  # their places among the parts


@dataclass(frozen=True)
class Cutting:
    """The chair cuts off an amendment what clashes with the text in force, and keeps the rest open."""

    number: int


Decision = Ruling | Division | Cutting


@dataclass(frozen=True)
class Fate:
    """What has become of an amendment; `by` is the one it lapsed on, was satisfied by, or is held for."""

    state: State
    by: int | None = None
