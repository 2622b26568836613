"""Where the cities of the house are, from the entries that registered them."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.entries import INSTITUTION, Entry
from parliament.results.places import REGISTERED, Place, places_of
from parliament.store.tables import EntryRow


def seat_places(db: Db) -> dict[str, Place]:
    """The place of every seat, by its id."""
    rows = select(EntryRow.data).where(EntryRow.log_id == INSTITUTION, EntryRow.kind == REGISTERED)
    return places_of(Entry.from_json(json.loads(data)) for data in db.scalars(rows))
