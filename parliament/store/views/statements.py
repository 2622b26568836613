"""What seats said in writing, each under an address of its own."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.canonical import timestamp
from parliament.rules.stages import SessionStage
from parliament.store.queries import found
from parliament.store.queries.sessions import profile_of
from parliament.store.tables import Item, Motion, PlenarySession, Statement, Vote
from parliament.store.views.seats import seat_names
from parliament.store.views.sessions import session_named


def _row(statement: Statement, seat: dict) -> dict:
    return {
        "id": statement.id,
        "kind": statement.kind,
        "item": statement.item_id,
        "vote": statement.vote_id,
        "seat": seat,
        "position": statement.position,
        "language": statement.language,
        "text": statement.text,
        "text_hash": statement.text_hash,
        "submitted_at": statement.submitted_at,
        "withdrawn_at": statement.withdrawn_at,
    }


def _rows(db: Db, statements: Sequence[Statement]) -> list[dict]:
    seats = seat_names(db, {row.seat_id for row in statements})
    return [_row(row, seats[row.seat_id]) for row in statements]


def statement_view(db: Db, statement_id: str) -> dict:
    """One statement, also a withdrawn one: what was handed in stays. Refused: not_found."""
    return _rows(db, [found(db, Statement, statement_id)])[0]


def statement_page(db: Db, statement_id: str) -> dict:
    """One statement with where it belongs: its session, its item or its vote and motion."""
    row = found(db, Statement, statement_id)
    plenary = db.get_one(PlenarySession, row.plenary_id)
    item = db.get(Item, row.item_id) if row.item_id else None
    vote = db.get(Vote, row.vote_id) if row.vote_id else None
    motion_id = item.motion_id if item else vote.motion_id if vote else None
    motion = db.get(Motion, motion_id) if motion_id else None
    return {
        "statement": statement_view(db, statement_id),
        "session": {"slug": plenary.slug, "title": plenary.title, "time_zone": plenary.time_zone},
        "about": item.title if item else motion.title if motion else vote.wording if vote else "",
        "vote": {"id": vote.id, "number": vote.number} if vote else None,
        "motion": {"id": motion.id, "number": motion.number} if motion else None,
    }


def statements_on_item(db: Db, item_id: str) -> list[dict]:
    """The statements on an item that nobody took back, in the order of handing in. Refused: not_found."""
    found(db, Item, item_id)
    rows = select(Statement).where(Statement.item_id == item_id, Statement.withdrawn_at.is_(None))
    return _rows(db, db.scalars(rows.order_by(Statement.submitted_at, Statement.id)).all())


def statements_on_vote(db: Db, vote_id: str) -> list[dict]:
    """Explanations of a vote and dissent from it, beside its roll call. Refused: not_found."""
    found(db, Vote, vote_id)
    rows = select(Statement).where(Statement.vote_id == vote_id, Statement.withdrawn_at.is_(None))
    return _rows(db, db.scalars(rows.order_by(Statement.submitted_at, Statement.id)).all())


def words_on_vote(db: Db, vote_id: str) -> list[dict[str, str]]:
    """The same as plain values, for print."""
    return [
        {
            "kind": row["kind"],
            "seat": row["seat"]["id"],
            "city": row["seat"]["city"],
            "text": row["text"],
            "at": timestamp(row["submitted_at"]),
        }
        for row in statements_on_vote(db, vote_id)
    ]


def item_page(db: Db, item_id: str) -> dict:
    """The statements on an item with its session, and how many words the rules allow. Refused: not_found."""
    item = found(db, Item, item_id)
    plenary = db.get_one(PlenarySession, item.plenary_id)
    is_open = plenary.stage != SessionStage.CLOSED
    return {
        "item": {"id": item.id, "title": item.title},
        "session": {"slug": plenary.slug, "title": plenary.title, "language": plenary.language},
        "statements": statements_on_item(db, item_id),
        "limit": profile_of(db, plenary).statements.max_words if is_open else 0,
    }


def rules_for(db: Db, word: str) -> dict:
    """What the rules of a session say about explanations, dissent and deciding anew."""
    plenary = session_named(db, word)
    profile = profile_of(db, plenary)
    return {
        "explanations": {"max_words": profile.explanations.max_words, "hours": profile.explanations.hours},
        "dissent": {"hours": profile.dissent.hours},
        "reconsideration": {"who": profile.reconsideration.who},
        "time_zone": plenary.time_zone,
    }
