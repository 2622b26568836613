"""Replay: what the house knows, from entries alone; and a judge, which refuses what cannot have happened."""

from collections.abc import Iterable
from dataclasses import fields
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from parliament.record.entries import INSTITUTION, KINDS, Entry, Fact, SessionConvened
from parliament.record.judge import REPLAYS, OutOfOrder
from parliament.record.state import State
from parliament.rules.stages import SessionStage

# The fields of each kind with their types, in the order in which they are written down.
FIELDS: dict[str, dict[str, Any]] = {
    name: {each.name: get_type_hints(kind)[each.name] for each in fields(kind)} for name, kind in KINDS.items()
}


class ReplayError(ValueError):
    """The entry with this number, in this log, cannot follow those before it."""

    def __init__(self, seq: int, why: str, log: str = INSTITUTION) -> None:
        self.seq, self.why, self.log = seq, why, log
        super().__init__(f"{log} entry {seq}: {why}")


def replay(entries: Iterable[Entry]) -> State:
    """What the house knows after these entries: each log in its order, the institution's before the sessions'.

    A session's log can be replayed alone; its seats are then only named, not known.
    """
    state = State()
    for entry in entries:
        apply(state, entry)
    return state


def apply(state: State, entry: Entry) -> None:
    """Judge one entry against what is known, and know it."""
    try:
        fact = _in_sequence(state, entry)
        REPLAYS[entry.kind](state, entry, fact)
    except OutOfOrder as error:
        raise ReplayError(entry.seq, str(error), entry.log) from error
    state.logs[entry.log] = entry.seq


def _in_sequence(state: State, entry: Entry) -> Fact:
    """The fact an entry states, once its number, its log and its shape are right."""
    expected = state.logs.get(entry.log, 0) + 1
    if entry.seq != expected:
        raise OutOfOrder(f"number {expected} is missing")
    fact = fact_of(entry)
    if (fact.home == INSTITUTION) != (entry.log == INSTITUTION):
        raise OutOfOrder(f"{entry.kind} does not belong in the log {entry.log}")
    if entry.log != INSTITUTION and (entry.seq == 1) != isinstance(fact, SessionConvened):
        raise OutOfOrder("a session's log begins with its convening, and has no other")
    if entry.log in state.sessions and state.sessions[entry.log].stage == SessionStage.CLOSED:
        raise OutOfOrder("the session is closed, and its record takes no more entries")
    return fact


def fact_of(entry: Entry) -> Fact:
    """The body as its kind's class. Raises `OutOfOrder` for an unknown kind, field or type of value."""
    kind = KINDS.get(entry.kind)
    if kind is None:
        raise OutOfOrder(f"there is no kind {entry.kind}")
    types = FIELDS[entry.kind]
    if entry.body.keys() != types.keys():
        raise OutOfOrder(f"{entry.kind} has the fields {', '.join(types)}, not {', '.join(sorted(entry.body))}")
    for name, value in entry.body.items():
        if not _is_a(value, types[name]):
            raise OutOfOrder(f"{name} cannot be {value!r:.80}")
    return kind(**entry.body)


def _is_a(value: object, wanted: Any) -> bool:
    if isinstance(wanted, UnionType):
        return any(_is_a(value, each) for each in get_args(wanted))
    if get_origin(wanted) is list:
        return isinstance(value, list) and all(_is_a(each, get_args(wanted)[0]) for each in value)
    if get_origin(wanted) is dict:  # what stands inside is for the judge of the kind to look at
        return isinstance(value, dict)
    return type(value) is wanted
