"""Setting up the tables from the record: the snapshot the other way round.

What the record does not know is not restored: accounts with their passwords, the seeds of keys, drafts, presence. Who is
named by the id of an account gets one that nobody can sign in with.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session as Db

from parliament.record.canonical import parse_canonical
from parliament.record.entries import Entry
from parliament.record.state import Motion, State
from parliament.rules.signing import network_key
from parliament.store import tables
from parliament.store.snapshot import RENAMED, key_of_city
from parliament.store.tables.columns import Instant

Rows = list[dict[str, Any]]

# Things of the record that have another name among the tables; all others have the same.
TABLES: dict[str, type[tables.Base]] = {
    "Grant": tables.OfficeHeld,
    "Order": tables.AmendmentOrder,
    "RecordedCheckpoint": tables.CheckpointRow,
}
# Whoever is named by the record, and has no login here.
GONE = "gone"


def restore(db: Db, state: State, entries: Sequence[Entry], annex: Callable[[str], bytes]) -> None:
    """Write every row that the record gives. The tables are empty."""
    found: dict[str, Rows] = {}
    for noun in fields(State):
        things = getattr(state, noun.name)
        if noun.compare and noun.name not in ("logs", "keys"):
            for thing in things.values():
                table = _table(type(thing).__name__)
                found.setdefault(table.name, []).append(_row(table, thing, state, annex))
    found["members"] = [{"id": each.member, "name": each.name} for each in _once(state)]
    found["keys"] = _keys(state, entries)
    found["sponsorships"] = [row for each in state.motions.values() for row in _sponsorships(each)]
    found["roll_seats"] = [row for each in state.votes.values() for row in _roll(each, annex)]
    found["ballots"] = [row for each in state.votes.values() for row in _ballots(each, annex)]
    found["accounts"] = _accounts(entries, found)
    _write(db, found)


def _write(db: Db, found: Mapping[str, Rows]) -> None:
    for table in tables.Base.metadata.sorted_tables:
        for row in found.get(table.name, ()):
            db.execute(insert(table).values(_typed(table, row)))


def _table(kind: str) -> Table:
    source = (TABLES[kind] if kind in TABLES else getattr(tables, kind)).__table__
    assert isinstance(source, Table), "a mapped class of ours stands for one table"
    return source


def _row(table: Table, thing: Any, state: State, annex: Callable[[str], bytes]) -> dict[str, Any]:
    said = asdict(thing)
    row = {each.name: said[RENAMED.get(each.name, each.name)] for each in table.c if _name(each.name) in said}
    kind = type(thing).__name__
    return row | (BESIDE[kind](said, state, annex) if kind in BESIDE else {})


def _name(column: str) -> str:
    return RENAMED.get(column, column)


# Columns that the record has no field for, and that follow from what it has.
BESIDE: dict[str, Callable[[dict[str, Any], State, Callable[[str], bytes]], dict[str, Any]]] = {
    "Motion": lambda said, *_: {"drafted_at": said["submitted_at"]},
    "Statement": lambda said, _, annex: {"text": annex(said["text_hash"]).decode("utf-8")},
    "HandCount": lambda said, state, _: {"at": state.votes[said["vote"]].closed_at},
    "RecordedCheckpoint": lambda said, *_: {"at": said["recorded_at"]},
    "Signature": lambda said, *_: {"city_key": key_of_city(said["seat"], said["city"], said["country"])},
    "Endorsement": lambda said, *_: {"network_key": network_key(said["network"])},
}


def _once(state: State) -> Iterable[Any]:
    return {each.member: each for each in state.mandates.values()}.values()


def _keys(state: State, entries: Sequence[Entry]) -> Rows:
    """The public halves. A house that was set up from its record cannot sign: its seeds are elsewhere."""
    added = {e.body["vkey"]: e.at for e in entries if e.kind in ("key.added", "key.rotated")}
    return [
        {"id": f"key-{number}", "name": name, "vkey": vkey, "seed": None, "created_at": added[vkey], "number": number}
        for number, (vkey, name) in enumerate(state.keys.items(), start=1)
    ]


def _sponsorships(motion: Motion) -> Rows:
    signed = {"motion_id": motion.id, "text_hash": motion.text_hash, "at": motion.submitted_at}
    return [signed | {"seat_id": seat} for seat in motion.sponsors if seat != motion.seat]


def _roll(vote: Any, annex: Callable[[str], bytes]) -> Rows:
    return [
        {
            "vote_id": vote.id,
            "seat_id": row["seat"],
            "mandate_id": row["mandate"],
            "weight": row["weight"],
            "proxy_seat_id": row.get("proxy"),
        }
        for row in parse_canonical(annex(vote.roll_hash))["roll"]
    ]


def _ballots(vote: Any, annex: Callable[[str], bytes]) -> Rows:
    """As the roll call tells them. When each was cast, and by which account, it does not say."""
    if vote.roll_call_hash is None:
        return []
    return [
        {
            "vote_id": vote.id,
            "seat_id": row["seat"],
            "choice": row["choice"],
            "marks": row.get("marks"),
            "via": row.get("via", "own"),
            "account_id": "",
            "cast_at": vote.closed_at,
        }
        for row in parse_canonical(annex(vote.roll_call_hash))["roll_call"]
        if row["choice"] in ("yes", "no", "abstain", "paper")
    ]


def _accounts(entries: Sequence[Entry], found: Mapping[str, Rows]) -> Rows:
    """One for each that some row refers to."""
    named: set[str] = set()
    for table in tables.Base.metadata.sorted_tables:
        columns = [
            each.name for each in table.c if any(key.column.table.name == "accounts" for key in each.foreign_keys)
        ]
        named |= {row[name] for row in found.get(table.name, ()) for name in columns if row.get(name)}
    at = entries[0].at
    return [
        {"id": each, "login": f"{each}@{GONE}.invalid", "name": each, "state": GONE, "created_at": at}
        for each in sorted(named)
    ]


def _typed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """Instants, which the record has as text, as the tables have them."""
    return {
        name: datetime.fromisoformat(value)
        if isinstance(value, str) and isinstance(table.c[name].type, Instant)
        else value
        for name, value in row.items()
    }
