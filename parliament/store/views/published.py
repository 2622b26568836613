"""What files and feeds for other programs are made of, read from stored entries: never of a rehearsal, which publishes nothing."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from parliament.record.canonical import parse_canonical, timestamp
from parliament.record.entries import INSTITUTION, Entry, Json
from parliament.results.calendar import KINDS as OF_CALENDAR
from parliament.results.feeds import KINDS as OF_FEEDS
from parliament.results.feeds import changed_at
from parliament.rules.refusals import Code, Refused
from parliament.store.queries.declarations import declaration_of
from parliament.store.record import annex, entries
from parliament.store.tables import EntryRow, PlenarySession, Vote
from parliament.store.views.lives import life_view, lives_view
from parliament.store.views.own_history import entries_of, house_of, own_past, vote_as_past
from parliament.store.views.sessions import session_named

__all__ = [
    "declaration_in_force",
    "declarations_for_feed",
    "house_view",
    "proceedings_entries",
    "session_as_past",
    "sessions_for_calendar",
    "sessions_for_feed",
    "vote_as_past",
    "votes_for_feed",
]


def declaration_in_force(db: Db, slug: str) -> tuple[Json, Json]:
    """The document of the version in force, and what became of the declaration since. Refused: not_found."""
    life = life_view(db, declaration_of(db, slug).id)
    return _document(db, life), life


def _document(db: Db, life: Json) -> Json:
    document: Json = parse_canonical(annex(db, life["versions"][-1]["document_hash"]))
    return document


def _in_earnest(db: Db, word: str) -> PlenarySession:
    plenary = session_named(db, word)
    if plenary.rehearsal:
        raise Refused(Code.NOT_FOUND)
    return plenary


def proceedings_entries(db: Db, word: str) -> list[Entry]:
    """The whole record of a session. Refused: not_found."""
    return entries(db, _in_earnest(db, word).id)


def session_as_past(db: Db, word: str) -> tuple[str, Any]:
    """The closed votes of a session in the shape of votes of the past, with its slug. Refused: not_found."""
    plenary = _in_earnest(db, word)
    return plenary.slug, own_past(db, plenary)


def house_view(db: Db) -> dict[str, str]:
    """The house's name in its logs, and when its record begins."""
    began = db.scalar(select(func.min(EntryRow.at)).where(EntryRow.log_id == INSTITUTION))
    if began is None:
        raise Refused(Code.NOT_FOUND)
    return {"house": house_of(db), "founded_at": timestamp(began)}


def declarations_for_feed(db: Db, most: int) -> list[tuple[Json, Json]]:
    """The declarations of which something changed last, each by its document in force and its life."""
    lives = sorted(lives_view(db).values(), key=changed_at, reverse=True)[:most]
    return [(_document(db, life), life) for life in lives]


def votes_for_feed(db: Db, most: int) -> list[list[Entry]]:
    """Of each session in which one of the last votes was closed, the entries that tell its votes."""
    rows = (
        select(Vote.plenary_id)
        .join(PlenarySession, PlenarySession.id == Vote.plenary_id)
        .where(~PlenarySession.rehearsal, Vote.closed_at.is_not(None))
        .order_by(Vote.closed_at.desc())
        .limit(most)
    )
    return [entries_of(db, plenary, OF_FEEDS) for plenary in dict.fromkeys(db.scalars(rows))]


def sessions_for_feed(db: Db, most: int) -> list[list[Entry]]:
    """Of each of the last sessions, the entries that convened and closed it."""
    return list(_of_sessions(db, most, ("session.convened", "session.closed")))


def sessions_for_calendar(db: Db, most: int) -> list[list[Entry]]:
    """Of each of the last sessions, the entries that fix and hold its sittings."""
    return list(_of_sessions(db, most, OF_CALENDAR))


def _of_sessions(db: Db, most: int, kinds: Collection[str]) -> Iterable[list[Entry]]:
    newest = select(PlenarySession.id).where(~PlenarySession.rehearsal).order_by(PlenarySession.number.desc())
    wanted = list(db.scalars(newest.limit(most)))
    rows = select(EntryRow.log_id, EntryRow.data).where(EntryRow.log_id.in_(wanted), EntryRow.kind.in_(kinds))
    found: dict[str, list[Entry]] = {plenary: [] for plenary in wanted}
    for row in db.execute(rows.order_by(EntryRow.log_id, EntryRow.seq)):
        found[row.log_id].append(Entry.from_json(parse_canonical(row.data)))
    return found.values()
