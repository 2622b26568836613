"""Addressees and commitments as pages and the API show them: built from stored entries alone."""

from dataclasses import dataclass
from datetime import datetime
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as Db

from parliament.record.canonical import parse_canonical
from parliament.record.entries import INSTITUTION, Entry, Json
from parliament.results.follow_up import all_addressees, all_commitments
from parliament.results.reminders import due_for_city, due_for_secretariat
from parliament.results.tracker import KINDS, PUBLISHED, narrowed, tracker_of
from parliament.rules.powers import Actor, Office
from parliament.store.queries import found
from parliament.store.queries.declarations import declaration_of
from parliament.store.tables import Addressee, Commitment, CommitmentReport, Declaration, EntryRow, Log, Seat


@dataclass(frozen=True)
class Everything:
    """What was read of all declarations, and the record it was read from. Nobody changes it: all readers share it."""

    of: tuple[str, ...]
    entries: tuple[Entry, ...]
    tracker: Json


# The newest of each database, because every entry is parsed for it.
_kept: WeakKeyDictionary[object, Everything] = WeakKeyDictionary()


def tracker_view(db: Db, *, declaration: str = "", city: str = "", status: str = "") -> Json:
    """The tracker, or what of it is about one declaration, one city or one status. Refused: not_found."""
    if declaration:
        declaration_of(db, declaration)
    return narrowed(_everything(db).tracker, declaration=declaration, city=city, status=status)


def addressee_view(db: Db, addressee_id: str) -> Json:
    """One addressee with its declaration. Refused: not_found."""
    row = found(db, Addressee, addressee_id)
    about = _entries(db, row.declaration_id)
    (known,) = (each for each in all_addressees(about) if each["addressee"] == row.id)
    return {**known, "of": _heading(db, row.declaration_id)}


def commitment_view(db: Db, commitment_id: str) -> Json:
    """One commitment with its declaration. Refused: not_found."""
    row = found(db, Commitment, commitment_id)
    about = _entries(db, row.declaration_id)
    (known,) = (each for each in all_commitments(about) if each["commitment"] == row.id)
    return {**known, "of": _heading(db, row.declaration_id)}


def commitment_of_report(db: Db, report_id: str) -> Json:
    """The commitment that this report is on. Refused: not_found."""
    return commitment_view(db, found(db, CommitmentReport, report_id).commitment_id)


def commitments_of_city(db: Db, seat_id: str) -> list[Json]:
    """What one city promised, each with its declaration; what it no longer stands by too."""
    tracker = _everything(db).tracker
    headings = {row["declaration"]: row for row in tracker["declarations"]}
    return [{**row, "of": headings[row["declaration"]]} for row in tracker["commitments"] if row["seat"] == seat_id]


def due_view(db: Db, reader: Actor, now: datetime) -> list[Json]:
    """What falls due for this reader: for the city of a mayor or cabinet, and for the secretariat, the oldest first.

    A city's day is that of its own zone, the secretariat's that of UTC.
    """
    entries = _everything(db).entries
    addressees, commitments = all_addressees(entries), all_commitments(entries)
    due: list[Json] = []
    seat = db.get(Seat, reader.seat) if reader.seat else None
    if seat is not None:
        due += due_for_city(commitments, seat.id, now.astimezone(ZoneInfo(seat.time_zone)).date())
    if Office.SECRETARIAT in reader.offices:
        due += due_for_secretariat(addressees, commitments, now.date())
    return due


def reviews_view(db: Db, seat_id: str = "") -> Json:
    """What a calendar of reviews shows: the commitments, when anything was last written of them, the house's name."""
    entries = _everything(db).entries
    rows = all_commitments(entries)
    return {
        "commitments": [row for row in rows if seat_id in ("", row["seat"])],
        "changed_at": datetime.fromisoformat(max(entry.at for entry in entries)) if entries else None,
        "house": db.get_one(Log, INSTITUTION).origin.partition("/")[0],
    }


def _heading(db: Db, declaration_id: str) -> Json:
    row = db.get_one(Declaration, declaration_id)
    return {"declaration": row.id, "number": row.number, "slug": row.slug, "title": row.title}


def _everything(db: Db) -> Everything:
    """Read once for each state of the record: the top of the institution's tree, and which declarations there are."""
    tops = db.scalars(select(Log.frontier).where(Log.id == INSTITUTION))
    of = (*tops, *db.scalars(select(Declaration.id).order_by(Declaration.number)))
    kept = _kept.get(db.get_bind())
    if kept is None or kept.of != of:
        # What was written since the question above is in it too: the next reader has another answer to it, and reads anew.
        entries = _entries(db)
        kept = _kept[db.get_bind()] = Everything(of, tuple(entries), tracker_of(entries))
    return kept


def _entries(db: Db, declaration_id: str = "") -> list[Entry]:
    """The entries of all declarations, or of one; of the other ones nothing is even parsed."""
    of_institution = (EntryRow.log_id == INSTITUTION) & EntryRow.kind.in_(KINDS)
    published = (EntryRow.log_id != INSTITUTION) & (EntryRow.kind == PUBLISHED)
    rows = (
        select(EntryRow.data)
        .where(or_(of_institution, published))
        .order_by(EntryRow.log_id != INSTITUTION, EntryRow.log_id, EntryRow.seq)
    )
    wanted = declaration_id.encode()
    return [Entry.from_json(parse_canonical(data)) for data in db.scalars(rows) if wanted in bytes(data)]
