"""This house's own votes in the shape of votes of the past, from the stored entries."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.canonical import parse_canonical
from parliament.record.entries import INSTITUTION, Entry
from parliament.results.matter import closed_votes
from parliament.results.popolo_own import INSTITUTION_KINDS, KINDS, has_a_majority, own_session
from parliament.rules.past import PastSession
from parliament.rules.refusals import Code, Refused
from parliament.store.record import annex
from parliament.store.tables import EntryRow, Log, PlenarySession, Vote


def entries_of(db: Db, log_id: str, kinds: Collection[str]) -> list[Entry]:
    """The entries of a log that are of these kinds, in their order."""
    rows = select(EntryRow.data).where(EntryRow.log_id == log_id, EntryRow.kind.in_(kinds)).order_by(EntryRow.seq)
    return [Entry.from_json(parse_canonical(data)) for data in db.scalars(rows)]


def house_of(db: Db) -> str:
    """The name of this house, as its logs begin with it."""
    return (db.scalar(select(Log.origin).where(Log.id == INSTITUTION)) or "").rpartition("/")[0]


def own_past(db: Db, plenary: PlenarySession, vote: str | None = None) -> PastSession:
    """The closed votes of a session of this house, decided by a majority and not annulled; or one of them."""
    return own_session(
        entries_of(db, plenary.id, KINDS),
        entries_of(db, INSTITUTION, INSTITUTION_KINDS),
        lambda sha256: annex(db, sha256),
        house=house_of(db),
        vote=vote,
    )


def vote_as_past(db: Db, vote_id: str) -> tuple[str, PastSession]:
    """One closed vote with its session's slug. Refused: not_found, also where it was not decided by a majority."""
    vote = db.get(Vote, vote_id)
    plenary = db.get(PlenarySession, vote.plenary_id) if vote else None
    if plenary is None or plenary.rehearsal:
        raise Refused(Code.NOT_FOUND)
    closed = closed_votes(entries_of(db, plenary.id, KINDS))
    if not any(each.opened.body["vote"] == vote_id and has_a_majority(each) for each in closed):
        raise Refused(Code.NOT_FOUND)
    return plenary.slug, own_past(db, plenary, vote_id)
