"""Questions about sessions of the past."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Integer, Select, case, cast, func, select
from sqlalchemy.orm import Session as Db

from parliament.rules.stages import Outcome
from parliament.store.tables import PastSession, PastVote


def past_sessions() -> Select[tuple]:
    """Every past session with its votes counted: how many, how many agree, disagree, could not be computed."""
    result = case((PastVote.outcome == Outcome.ADOPTED, "pass"), else_="fail")
    is_computed = PastVote.outcome.is_not(None)
    numbers = {
        "votes": func.count(PastVote.number),
        "agreements": _how_many(is_computed & (PastVote.published == result)),
        "disagreements": _how_many(PastVote.disagrees.is_(True)),
        "not_computed": _how_many(PastVote.number.is_not(None) & PastVote.outcome.is_(None)),
    }
    return (
        select(*PastSession.__table__.c, *(number.label(name) for name, number in numbers.items()))
        .outerjoin(PastVote, PastVote.past_session_id == PastSession.id)
        .group_by(*PastSession.__table__.c)
    )


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return cast(func.coalesce(func.sum(case((condition, 1), else_=0)), 0), Integer)


def hashes_here(db: Db, hashes: Collection[str]) -> set[str]:
    """Which of these documents of past votes have come in before."""
    return set(db.scalars(select(PastSession.votes_hash).where(PastSession.votes_hash.in_(hashes))))


def slugs_of_history(db: Db) -> set[str]:
    return set(db.scalars(select(PastSession.slug)))
