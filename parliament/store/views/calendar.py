"""What a calendar has to know of a session: its sittings, its agenda, and how often either changed."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from parliament.record.entries import INSTITUTION
from parliament.store.tables import EntryRow, Log
from parliament.store.views.sessions import session_view

# Entries after which a calendar says something else.
TELLING = (
    "session.convened",
    "session.closed",
    "sitting.scheduled",
    "sitting.opened",
    "sitting.adjourned",
    "item.added",
    "item.moved",
    "item.changed",
    "item.removed",
    "agenda.reordered",
)


def calendar_view(db: Db, word: str) -> dict:
    """The session with `revision`, which grows with each change, the time of the last one, and the house's name.

    Refused: not_found.
    """
    plenary = session_view(db, word)
    told = select(func.count(), func.max(EntryRow.at)).where(
        EntryRow.log_id == plenary["id"], EntryRow.kind.in_(TELLING)
    )
    revision, changed_at = db.execute(told).one()
    house = db.get_one(Log, INSTITUTION).origin.partition("/")[0]
    return plenary | {"revision": revision, "changed_at": changed_at, "house": house}
