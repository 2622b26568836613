"""The own books on elections: every counted round against the papers that its roll call holds."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.canonical import parse_canonical
from parliament.record.entries import ElectionRoundCounted, Entry, Json
from parliament.results.election_rounds import problems_in_round
from parliament.store.record import annex
from parliament.store.tables import EntryRow, Vote


def problems_in_elections(db: Db) -> list[str]:
    """What the record says of rounds and their papers do not bear out, in words."""
    rows = (
        select(EntryRow.data).where(EntryRow.kind == ElectionRoundCounted.kind).order_by(EntryRow.log_id, EntryRow.seq)
    )
    return [
        problem for data in db.scalars(rows) for problem in _problems(db, Entry.from_json(parse_canonical(data)).body)
    ]


def _problems(db: Db, said: Json) -> list[str]:
    vote = db.get_one(Vote, said["vote"])
    if vote.roll_call_hash is None:
        return [f"election {said['election']}, round {said['round']}: there is no roll call"]
    frozen, roll_call, counted = (
        json.loads(annex(db, each)) for each in (vote.text_hash, vote.roll_call_hash, said["count_hash"])
    )
    return problems_in_round(said, frozen, roll_call, counted, vote.roll_call_hash)
