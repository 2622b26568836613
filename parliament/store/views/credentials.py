"""The credentials of a sitting for readers: as they were reported at the last roll call, or as they stand now."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.canonical import parse_canonical
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import ACCREDITED, SeatState
from parliament.store.queries.credentials import credentials_of
from parliament.store.queries.locking import found
from parliament.store.record import annex
from parliament.store.tables import EntryRow, PlenarySession, Sitting
from parliament.store.views.seats import seat_names
from parliament.store.views.sessions import session_named, session_row, sitting_row

REPORTING = ("sitting.opened", "roll_call.taken")


def credentials_view(db: Db, sitting_id: str, now: datetime) -> dict:
    """Who is accredited, who stands in, who holds whose proxy, and who takes no part and why. Refused: not_found.

    `credentials_hash` names the annex of the record that says so; before the opening there is none.
    """
    sitting = found(db, Sitting, sitting_id)
    reported = _reported(db, sitting)
    report = _timed(json.loads(annex(db, reported)) if reported else credentials_of(db, sitting, now))
    names = seat_names(db)
    seats = [names[row["seat"]] | row | {"proxy": _named(names, row["proxy"])} for row in report["seats"]]
    return {
        "session": session_row(sitting.plenary),
        "sitting": sitting_row(sitting, None),
        "at": report["at"],
        "credentials_hash": reported,
        "accredited": [row for row in seats if row["state"] in ACCREDITED],
        "apart": [row for row in seats if row["state"] not in (*ACCREDITED, SeatState.VACANT)],
        "vacant": [row for row in seats if row["state"] == SeatState.VACANT],
        "proxies": [row | {"giver": names[row["giver"]], "holder": names[row["holder"]]} for row in report["proxies"]],
    }


def _timed(said: Any, name: str = "") -> Any:
    """The report with its instants as instants, wherever they stand in it."""
    if isinstance(said, dict):
        return {key: _timed(value, key) for key, value in said.items()}
    if isinstance(said, list):
        return [_timed(each) for each in said]
    return datetime.fromisoformat(said) if said and (name == "at" or name.endswith("_at")) else said


def _named(names: dict[str, dict], seat: str | None) -> dict | None:
    return names[seat] if seat else None


def sitting_numbered(db: Db, word: str, number: int) -> str:
    """The id of a session's sitting by its number. Refused: not_found."""
    plenary: PlenarySession = session_named(db, word)
    sitting = db.scalar(select(Sitting.id).where(Sitting.plenary_id == plenary.id, Sitting.number == number))
    if sitting is None:
        raise Refused(Code.NOT_FOUND)
    return sitting


def _reported(db: Db, sitting: Sitting) -> str | None:
    """The annex of the last report that the record holds of this sitting."""
    rows = select(EntryRow.data).where(EntryRow.log_id == sitting.plenary_id, EntryRow.kind.in_(REPORTING))
    bodies = (parse_canonical(data)["body"] for data in db.scalars(rows.order_by(EntryRow.seq.desc())))
    return next((body["credentials_hash"] for body in bodies if body["sitting"] == sitting.id), None)
