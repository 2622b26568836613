"""The course of a session, from those of its entries that tell of it."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.entries import Entry
from parliament.results.timeline import KINDS, Stretch, timeline_of
from parliament.store.tables import EntryRow
from parliament.store.views.places import seat_places


def timeline_view(db: Db, plenary_id: str) -> list[Stretch]:
    """The sittings of a session with what happened in them; empty before the first was opened."""
    rows = select(EntryRow.data).where(EntryRow.log_id == plenary_id, EntryRow.kind.in_(KINDS)).order_by(EntryRow.seq)
    entries = [Entry.from_json(json.loads(data)) for data in db.scalars(rows)]
    return timeline_of(entries, {seat: place.city for seat, place in seat_places(db).items()})
