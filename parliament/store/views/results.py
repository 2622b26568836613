"""The results of one session: what was put, how it came out, what was published, and who was heard."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.canonical import parse_canonical
from parliament.record.entries import Entry, Json
from parliament.results import equity
from parliament.rules.powers import NOBODY
from parliament.rules.stages import Outcome, VoteState
from parliament.store.queries.declarations import list_declarations
from parliament.store.record import annex
from parliament.store.tables import EntryRow
from parliament.store.views.motions import list_motions
from parliament.store.views.sessions import session_named, session_view
from parliament.store.views.votes import list_votes


def results_view(db: Db, word: str) -> Json:
    """One session told by its results, as everybody may read them. Refused: not_found."""
    plenary = session_named(db, word)
    motions = list_motions(db, plenary.id, NOBODY)
    votes = [row for row in list_votes(db, plenary.id) if row["state"] != VoteState.OPEN]
    declared = [row for row in list_declarations(db) if row["session"]["id"] == plenary.id]
    decided = [row for row in motions if row["outcome"]]
    return session_view(db, plenary.id) | {
        "motions": decided,
        "votes": votes,
        "declarations": declared,
        "figures": {
            "votes": sum(row["state"] == VoteState.CLOSED for row in votes),
            "annulled": sum(row["state"] == VoteState.ANNULLED for row in votes),
            "decided": len(decided),
            "adopted": sum(row["outcome"] == Outcome.ADOPTED for row in decided),
            "declarations": len(declared),
        },
        "equity": equity.equity_of(entries_of_kinds(db, plenary.id, equity.KINDS), lambda sha256: annex(db, sha256)),
    }


def equity_view(db: Db, word: str) -> Json:
    """Who was heard in a session, by region and size of city. Refused: not_found."""
    plenary = session_named(db, word)
    report = equity.equity_of(entries_of_kinds(db, plenary.id, equity.KINDS), lambda sha256: annex(db, sha256))
    return {"session": plenary.id, "slug": plenary.slug, **report}


def entries_of_kinds(db: Db, log: str, kinds: Iterable[str]) -> list[Entry]:
    """Entries of a log in their order, of these kinds alone: one question, and nothing else is parsed."""
    rows = select(EntryRow.data).where(EntryRow.log_id == log, EntryRow.kind.in_(tuple(kinds))).order_by(EntryRow.seq)
    return [Entry.from_json(parse_canonical(data)) for data in db.scalars(rows)]
