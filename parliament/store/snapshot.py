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
    follow_up_state,
    signature_state,
    state,
    voting_state,
)
from parliament.record.acceptance_state import acceptance_id
from parliament.record.canonical import timestamp
from parliament.record.checkpoint_state import RecordedCheckpoint, recorded_id
from parliament.record.entries import Entry
from parliament.record.evidence_state import Evidence
from parliament.record.past_state import PastSession
from parliament.record.print_state import Print
from parliament.record.replay import ReplayError, replay
from parliament.record.state import State, certification_id, difference, hand_count_id
from parliament.record.topic_state import Classification
from parliament.record.translation_state import FrozenTranslations
from parliament.record.witness_state import Witness
from parliament.rules.signing import city_key, seat_key
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
    "version_id": "version",
    "vote_id": "vote",
    "bloc_id": "bloc",
    "giver_id": "giver",
    "holder_id": "holder",
    "election_id": "election",
    "turn_id": "turn",
    "procedural_id": "procedural",
    "appellant_id": "appellant",
    "addressee_id": "addressee",
    "commitment_id": "commitment",
    "report_id": "report",
    "declaration_id": "declaration",
}


def snapshot(db: Db, reading: "type[Tables] | None" = None) -> State:
    """What the tables say now, of all that the record is meant to know."""
    read = (reading or Tables)(db)
    return State(
        logs={log: size for log, size in db.execute(select(tables.Log.id, tables.Log.size)) if size},
        keys=_keys(db),
        seats=read.things(state.Seat, _columns(tables.Seat)),
        mandates=read.things(state.Mandate, _mandates()),
        offices=read.things(state.Grant, _columns(tables.OfficeHeld)),
        profiles=read.things(state.AdoptedProfile, _columns(tables.AdoptedProfile)),
        sessions=read.things(state.PlenarySession, _columns(tables.PlenarySession)),
        checkpoints={recorded_id(each.log, each.size): each for each in read.all(RecordedCheckpoint, _recorded())},
        items=read.things(state.Item, _columns(tables.Item)),
        agenda_changes=read.things(state.AgendaChange, _columns(tables.AgendaChange)),
        papers=read.things(state.Paper, _columns(tables.Paper)),
        sittings=read.things(state.Sitting, _columns(tables.Sitting)),
        turns=read.things(floor_state.Turn, _columns(tables.Turn)),
        points_of_order=read.things(floor_state.PointOfOrder, _columns(tables.PointOfOrder)),
        procedural_motions=read.things(floor_state.ProceduralMotion, _columns(tables.ProceduralMotion)),
        reconsiderations=read.things(floor_state.Reconsideration, _columns(tables.Reconsideration)),
        statements=read.things(floor_state.Statement, _columns(tables.Statement, leave_out=("text",))),
        proxies=read.things(state.Proxy, _columns(tables.Proxy)),
        past_sessions=read.things(PastSession, past_sessions()),
        motions=_motions(db),
        amendments=read.things(amendment_state.Amendment, _columns(tables.Amendment)),
        amendment_decisions=read.things(amendment_state.AmendmentDecision, _columns(tables.AmendmentDecision)),
        acceptances=_by_seat(read.all(acceptance_state.Acceptance, _columns(tables.Acceptance))),
        acceptance_objections=_by_seat(
            read.all(acceptance_state.AcceptanceObjection, _columns(tables.AcceptanceObjection))
        ),
        orders=read.by("motion", amendment_state.Order, _columns(tables.AmendmentOrder)),
        blocs=read.things(voting_state.Bloc, _columns(tables.Bloc)),
        takings_out=read.things(voting_state.TakingOut, _columns(tables.TakingOut)),
        division_requests=read.things(voting_state.DivisionRequest, _columns(tables.DivisionRequest)),
        division_orders=read.by("amendment", voting_state.DivisionOrder, _columns(tables.DivisionOrder)),
        votes=read.things(state.Vote, _columns(tables.Vote)),
        vote_requests=read.things(state.VoteRequest, _columns(tables.VoteRequest)),
        hand_counts={
            hand_count_id(each.vote, each.account): each for each in read.all(state.HandCount, _hand_counts())
        },
        elections=read.things(election_state.Election, _columns(tables.Election)),
        candidates=read.things(election_state.Candidate, _columns(tables.Candidate)),
        election_rounds=read.by("vote", election_state.ElectionRound, _columns(tables.ElectionRound)),
        text_corrections=read.things(declaration_state.TextCorrection, _columns(tables.TextCorrection)),
        certifications={
            certification_id(each.motion, each.office): each
            for each in read.all(declaration_state.Certification, _columns(tables.Certification))
        },
        declarations=read.things(declaration_state.Declaration, _columns(tables.Declaration)),
        **_after_publication(read),
        frozen_translations=read.by("vote", FrozenTranslations, _columns(tables.FrozenTranslations)),
        **_follow_up(read),
        minutes=read.things(state.Minutes, _columns(tables.Minutes)),
        corrections=read.things(state.Correction, _columns(tables.Correction)),
        witnesses=read.things(Witness, _columns(tables.Witness)),
    )


def _follow_up(read: "Tables") -> dict[str, Any]:
    """Addressees and commitments, with all that belongs to them."""
    return {
        "addressees": read.things(follow_up_state.Addressee, _columns(tables.Addressee)),
        "dispatches": read.things(follow_up_state.Dispatch, _columns(tables.Dispatch)),
        "addressee_replies": read.things(follow_up_state.AddresseeReply, _columns(tables.AddresseeReply)),
        "commitments": read.things(follow_up_state.Commitment, _columns(tables.Commitment)),
        "commitment_reports": read.things(follow_up_state.CommitmentReport, _columns(tables.CommitmentReport)),
        "commitment_reviews": read.things(follow_up_state.CommitmentReview, _columns(tables.CommitmentReview)),
    }


def _after_publication(read: "Tables") -> dict[str, Any]:
    """What happened to declarations once they were published."""
    return {
        "prints": read.by("declaration", Print, _columns(tables.Print)),
        "evidence": read.by("declaration", Evidence, _columns(tables.Evidence)),
        "classifications": read.by("declaration", Classification, _columns(tables.Classification)),
        "signings": read.things(signature_state.Signing, _columns(tables.Signing)),
        "signatures": read.things(signature_state.Signature, _columns(tables.Signature, leave_out=("city_key",))),
        "endorsements": read.things(
            signature_state.Endorsement, _columns(tables.Endorsement, leave_out=("network_key",))
        ),
        "declaration_versions": read.things(signature_state.DeclarationVersion, _columns(tables.DeclarationVersion)),
        "version_certifications": {
            certification_id(each.version, each.office): each
            for each in read.all(signature_state.VersionCertification, _columns(tables.VersionCertification))
        },
        "withdrawals": read.things(signature_state.Withdrawal, _columns(tables.Withdrawal)),
    }


def check(
    db: Db, read: Callable[[Db], Iterable[Entry]] = all_entries, reading: "type[Tables] | None" = None
) -> list[str]:
    """What the record and the tables disagree about, in words; empty when the books balance.

    `read` and `reading` are for those who compare again and again, and know what they have read before.
    """
    found: list[str] = []
    for _ in range(LOOKS):
        found = _disagreements(db, read, reading)
        if not found:
            break
    return found


def _disagreements(db: Db, read: Callable[[Db], Iterable[Entry]], reading: "type[Tables] | None") -> list[str]:
    try:
        return [*difference(replay(read(db)), snapshot(db, reading)), *_keys_of_cities(db)]
    except ReplayError as error:
        return [str(error)]


def key_of_city(seat: str | None, city: str, country: str) -> str:
    """What holds a city to one signature. The record has no field for it, for it follows from what it has."""
    return seat_key(seat) if seat else city_key(city, country)


def _keys_of_cities(db: Db) -> list[str]:
    said = tables.Signature
    rows = db.execute(select(said.id, said.city_key, said.seat_id, said.city, said.country).order_by(said.id))
    wrong = [row.id for row in rows if row.city_key != key_of_city(row.seat_id, row.city, row.country)]
    return [f"signatures {each}: the key of its city is another" for each in wrong]


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


class Tables:
    """Rows as the things of the record."""

    def __init__(self, db: Db) -> None:
        self.db = db

    def all(self, kind: type[Thing], question: Select[Any]) -> list[Thing]:
        """The things that this question finds."""
        return self.made(kind, self.db.execute(question))

    @staticmethod
    def made(kind: type[Thing], answer: Any) -> list[Thing]:
        """The rows of an answer as things of this kind."""
        return [kind(**_plain(row)) for row in answer.mappings()]

    def by(self, name: str, kind: type[Thing], question: Select[Any]) -> dict[str, Thing]:
        """Things that have no id of their own, under that of the one thing they belong to."""
        return {getattr(each, name): each for each in self.all(kind, question)}

    def things(self, kind: type[Thing], question: Select[Any]) -> dict[str, Thing]:
        """Things under their ids."""
        return self.by("id", kind, question)


def _plain(row: Any) -> dict[str, Any]:
    return {name: timestamp(value) if isinstance(value, datetime) else value for name, value in row.items()}


def _by_seat(said: Iterable[Any]) -> dict[str, Any]:
    """What a seat says of an amendment, which it does once."""
    return {acceptance_id(each.amendment, each.seat): each for each in said}


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
