"""The own books on votes of the past: every row against the document that its session's entry cites."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.commands.history import vote_row
from parliament.record.past_annex import read_annex
from parliament.rules.past_outcomes import recount_all
from parliament.store.record import annex
from parliament.store.tables import PastSession, PastVote


def problems_in_history(db: Db) -> list[str]:
    """What the tables say of past votes and the documents do not, in words."""
    return [problem for row in db.scalars(select(PastSession)) for problem in _problems(db, row)]


def _problems(db: Db, row: PastSession) -> list[str]:
    counted = recount_all(read_annex(annex(db, row.votes_hash)))
    wanted = {number: vote_row(row.id, number, each) for number, each in enumerate(counted, start=1)}
    here = db.execute(select(*PastVote.__table__.c).where(PastVote.past_session_id == row.id)).mappings()
    kept = {vote["number"]: dict(vote) for vote in here}
    where = f"past session {row.slug}"
    found = [
        f"{where}, vote {number}: known to the document or to the tables alone"
        for number in wanted.keys() ^ kept.keys()
    ]
    return found + [
        f"{where}, vote {number}, {name}: document {value!r}, tables {kept[number][name]!r}"
        for number in sorted(wanted.keys() & kept.keys())
        for name, value in wanted[number].items()
        if kept[number][name] != value
    ]
