"""The snapshot: what the tables say of all that the record is meant to know, in the shape of `record.state`.

One query a noun, whatever the size of the house. Rows are read as columns, never as objects of the transaction's
memory, so that what is compared is what is written.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Select, Table, select
from sqlalchemy.orm import Session as Db

from parliament.record import (
    acceptance_state,
    amendment_state,
    declaration_state,
    election_state,
    floor_state,
    state,
    voting_state,
)
from parliament.record.acceptance_state import acceptance_id
from parliament.record.canonical import timestamp
from parliament.record.checkpoint_state import RecordedCheckpoint, recorded_id
from parliament.record.entries import Entry
from parliament.record.past_state import PastSession
from parliament.record.replay import ReplayError, replay
from parliament.record.state import State, certification_id, difference, hand_count_id
from parliament.record.translation_state import FrozenTranslations
from parliament.record.witness_state import Witness
from parliament.store import tables
from parliament.store.queries.history import past_sessions
from parliament.store.record import all_entries

Thing = TypeVar("Thing")

# How often a difference is looked at again: another transaction may have been committed between two questions.
LOOKS = 3

# Columns that have another name in the record than in the tables.
RENAMED = {
    "plenary_id": "plenary",
    "log_id": "log",
    "seat_id": "seat",
    "member_id": "member",
    "account_id": "account",
    "motion_id": "motion",
    "parent_id": "parent",
    "minutes_id": "minutes",
    "amendment_id": "amendment",
    "sitting_id": "sitting",
    "item_id": "item",
    "chair_id": "chair",
    "vote_id": "vote",
    "bloc_id": "bloc",
    "giver_id": "giver",
    "holder_id": "holder",
    "election_id": "election",
    "turn_id": "turn",
    "procedural_id": "procedural",
    "appellant_id": "appellant",
}


def snapshot(db: Db) -> State:
    """What the tables say now, of all that the record is meant to know."""
    return State(
        logs={log: size for log, size in db.execute(select(tables.Log.id, tables.Log.size)) if size},
        keys=_keys(db),
        seats=_things(db, state.Seat, _columns(tables.Seat)),
        mandates=_things(db, state.Mandate, _mandates()),
        offices=_things(db, state.Grant, _columns(tables.OfficeHeld)),
        profiles=_things(db, state.AdoptedProfile, _columns(tables.AdoptedProfile)),
        sessions=_things(db, state.PlenarySession, _columns(tables.PlenarySession)),
        checkpoints={recorded_id(each.log, each.size): each for each in _all(db, RecordedCheckpoint, _recorded())},
        items=_things(db, state.Item, _columns(tables.Item)),
        agenda_changes=_things(db, state.AgendaChange, _columns(tables.AgendaChange)),
        papers=_things(db, state.Paper, _columns(tables.Paper)),
        sittings=_things(db, state.Sitting, _columns(tables.Sitting)),
        turns=_things(db, floor_state.Turn, _columns(tables.Turn)),
        points_of_order=_things(db, floor_state.PointOfOrder, _columns(tables.PointOfOrder)),
        procedural_motions=_things(db, floor_state.ProceduralMotion, _columns(tables.ProceduralMotion)),
        reconsiderations=_things(db, floor_state.Reconsideration, _columns(tables.Reconsideration)),
        statements=_things(db, floor_state.Statement, _columns(tables.Statement, leave_out=("text",))),
        proxies=_things(db, state.Proxy, _columns(tables.Proxy)),
        past_sessions=_things(db, PastSession, past_sessions()),
        motions=_motions(db),
        amendments=_things(db, amendment_state.Amendment, _columns(tables.Amendment)),
        amendment_decisions=_things(db, amendment_state.AmendmentDecision, _columns(tables.AmendmentDecision)),
        acceptances={
            acceptance_id(each.amendment, each.seat): each
            for each in _all(db, acceptance_state.Acceptance, _columns(tables.Acceptance))
        },
        acceptance_objections={
            acceptance_id(each.amendment, each.seat): each
            for each in _all(db, acceptance_state.AcceptanceObjection, _columns(tables.AcceptanceObjection))
        },
        orders=_by(db, "motion", amendment_state.Order, _columns(tables.AmendmentOrder)),
        blocs=_things(db, voting_state.Bloc, _columns(tables.Bloc)),
        takings_out=_things(db, voting_state.TakingOut, _columns(tables.TakingOut)),
        division_requests=_things(db, voting_state.DivisionRequest, _columns(tables.DivisionRequest)),
        division_orders=_by(db, "amendment", voting_state.DivisionOrder, _columns(tables.DivisionOrder)),
        votes=_things(db, state.Vote, _columns(tables.Vote)),
        vote_requests=_things(db, state.VoteRequest, _columns(tables.VoteRequest)),
        hand_counts={
            hand_count_id(each.vote, each.account): each for each in _all(db, state.HandCount, _hand_counts())
        },
        elections=_things(db, election_state.Election, _columns(tables.Election)),
        candidates=_things(db, election_state.Candidate, _columns(tables.Candidate)),
        election_rounds=_by(db, "vote", election_state.ElectionRound, _columns(tables.ElectionRound)),
        text_corrections=_things(db, declaration_state.TextCorrection, _columns(tables.TextCorrection)),
        certifications={
            certification_id(each.motion, each.office): each
            for each in _all(db, declaration_state.Certification, _columns(tables.Certification))
        },
        declarations=_things(db, declaration_state.Declaration, _columns(tables.Declaration)),
        frozen_translations=_by(db, "vote", FrozenTranslations, _columns(tables.FrozenTranslations)),
        minutes=_things(db, state.Minutes, _columns(tables.Minutes)),
        corrections=_things(db, state.Correction, _columns(tables.Correction)),
        witnesses=_things(db, Witness, _columns(tables.Witness)),
    )


def check(db: Db, read: Callable[[Db], Iterable[Entry]] = all_entries) -> list[str]:
    """What the record and the tables disagree about, in words; empty when the books balance.

    `read` is for those who compare again and again, and know the entries that they have read before.
    """
    found: list[str] = []
    for _ in range(LOOKS):
        found = _disagreements(db, read)
        if not found:
            break
    return found


def _disagreements(db: Db, read: Callable[[Db], Iterable[Entry]]) -> list[str]:
    try:
        return difference(replay(read(db)), snapshot(db))
    except ReplayError as error:
        return [str(error)]


@cache
def _columns(table: type[tables.Base], leave_out: tuple[str, ...] = ()) -> Select[Any]:
    """All columns of a table under the names they have in the record; the question is written once for all its uses."""
    source = table.__table__
    assert isinstance(source, Table), "a mapped class of ours stands for one table"
    return select(*(each.label(RENAMED.get(each.name, each.name)) for each in source.c if each.name not in leave_out))


@cache
def _mandates() -> Select[Any]:
    return _columns(tables.Mandate).add_columns(tables.Member.name).join(tables.Member)


@cache
def _hand_counts() -> Select[Any]:
    """Of votes that were closed: while hands are counted, nobody is told by the record what others have counted."""
    closed = tables.Vote.closed_at.is_not(None)
    return _columns(tables.HandCount, leave_out=("at",)).join(tables.Vote).where(closed)


@cache
def _recorded() -> Select[Any]:
    """Checkpoints that were only given to somebody are not in the record."""
    columns = _columns(tables.CheckpointRow, leave_out=("at",))
    return columns.where(tables.CheckpointRow.recorded_at.is_not(None))


def _all(db: Db, kind: type[Thing], question: Select[Any]) -> list[Thing]:
    return [kind(**_plain(row)) for row in db.execute(question).mappings()]


def _by(db: Db, name: str, kind: type[Thing], question: Select[Any]) -> dict[str, Thing]:
    """Things that have no id of their own, under that of the one thing they belong to."""
    return {getattr(each, name): each for each in _all(db, kind, question)}


def _things(db: Db, kind: type[Thing], question: Select[Any]) -> dict[str, Thing]:
    return {row["id"]: kind(**_plain(row)) for row in db.execute(question).mappings()}


def _plain(row: Any) -> dict[str, Any]:
    return {name: timestamp(value) if isinstance(value, datetime) else value for name, value in row.items()}


def _keys(db: Db) -> dict[str, str]:
    keys = select(tables.Key.vkey, tables.Key.name).where(tables.Key.number.is_not(None)).order_by(tables.Key.number)
    return {row.vkey: row.name for row in db.execute(keys)}


def _motions(db: Db) -> dict[str, state.Motion]:
    """The motions that were handed in, each with its mover and whoever signed the text it was handed in with."""
    submitted = tables.Motion.submitted_at.is_not(None)
    signed = select(tables.Sponsorship.motion_id, tables.Sponsorship.seat_id).join(
        tables.Motion,
        (tables.Motion.id == tables.Sponsorship.motion_id) & (tables.Motion.text_hash == tables.Sponsorship.text_hash),
    )
    sponsors: defaultdict[str, list[str]] = defaultdict(list)
    for motion, seat in db.execute(signed.where(submitted)):
        sponsors[motion].append(seat)
    rows = db.execute(_columns(tables.Motion, leave_out=("drafted_at",)).where(submitted)).mappings()
    return {
        row["id"]: state.Motion(**_plain(row), sponsors=sorted({row["seat"], *sponsors[row["id"]]})) for row in rows
    }
