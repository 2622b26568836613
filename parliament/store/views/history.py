"""Sessions of the past: the list, one of them with its votes, one vote with its roll call and worked explanation."""

from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.past_annex import read_annex
from parliament.rules.explain import majority_in_words, quorum_in_words
from parliament.rules.past import PastSession as Past
from parliament.rules.past_outcomes import recount, rule_of
from parliament.rules.past_roll import past_roll_call
from parliament.rules.refusals import Code, Refused
from parliament.store.queries.history import past_sessions
from parliament.store.record import annex
from parliament.store.tables import PastSession, PastVote, PlenarySession
from parliament.store.views.own_history import own_past

LARGEST = 2**31 - 1


def list_history(db: Db) -> list[dict]:
    """Every session of the past, by organisation, the latest first."""
    rows = db.execute(past_sessions()).mappings()
    return sorted((_shown(dict(row)) for row in rows), key=lambda row: (row["organization"], row["title"]))[::-1]


def _shown(row: dict) -> dict:
    return {name: value for name, value in row.items() if name != "id"}


def past_session_named(db: Db, slug: str) -> dict:
    """One session of the past, with its id. Refused: not_found."""
    row = db.execute(past_sessions().where(PastSession.slug == slug)).mappings().one_or_none()
    if row is None:
        raise Refused(Code.NOT_FOUND)
    return dict(row)


def history_view(db: Db, slug: str, *, after: int = 0, limit: int = 50) -> dict:
    """One session of the past with some of its votes: those that follow the one with number `after`. Refused: not_found."""
    row = past_session_named(db, slug)
    asked = select(PastVote).where(PastVote.past_session_id == row["id"], PastVote.number > min(after, LARGEST))
    votes = db.scalars(asked.order_by(PastVote.number).limit(limit))
    return _shown(row) | {"after": after, "page": [_vote(vote) for vote in votes]}


def all_as_past(db: Db, slug: str | None = None) -> list[tuple[str, Past]]:
    """The sessions of the past, then this house's own, each with its slug; or the one that is asked for. Refused: not_found."""
    here = select(PastSession).order_by(PastSession.imported_at, PastSession.slug)
    own = select(PlenarySession).where(PlenarySession.rehearsal.is_(False)).order_by(PlenarySession.number)
    if slug is not None:
        here, own = here.where(PastSession.slug == slug), own.where(PlenarySession.slug == slug)
    found = [(row.slug, read_annex(annex(db, row.votes_hash))) for row in db.scalars(here)]
    found += [(row.slug, own_past(db, row)) for row in db.scalars(own)]
    if slug is not None and not found:
        raise Refused(Code.NOT_FOUND)
    return found


def _vote(vote: PastVote) -> dict:
    return {
        "number": vote.number,
        "source_id": vote.source_id,
        "title": vote.title,
        "date": vote.date,
        "requirement": vote.rule,
        "published": vote.published,
        "outcome": vote.outcome,
        "disagrees": vote.disagrees,
        "members": vote.members,
        "tally": {
            "yes": vote.yes,
            "no": vote.no,
            "abstain": vote.abstain,
            "not_voting": vote.not_voting,
            "absent": vote.absent,
        },
    }


def past_vote_view(db: Db, slug: str, number: int) -> dict:
    """One vote of the past: question, rule, tally, both results, how the outcome follows, the roll call. Refused: not_found."""
    row = past_session_named(db, slug)
    vote = db.get(PastVote, (row["id"], number)) if 0 < number <= LARGEST else None
    if vote is None:
        raise Refused(Code.NOT_FOUND)
    past = _kept(row["votes_hash"], annex(db, row["votes_hash"]))
    kept = past.votes[number - 1]
    counted, rule = recount(past, kept), rule_of(kept.rule)
    return _vote(vote) | {
        "session_slug": slug,
        "session_title": row["title"],
        "votes": row["votes"],
        "organization_name": past.organization_name,
        "text": kept.text,
        "assumed": kept.assumed,
        "published_as": kept.published,
        "rule": majority_in_words(rule.majority),
        "quorum": quorum_in_words(rule.quorum),
        "explanation": counted.explanation,
        "disagreements": [each.to_json() for each in counted.disagreements],
        "roll_call": past_roll_call(past, kept),
    }


@lru_cache(maxsize=4)
def _kept(sha256: str, content: bytes) -> Past:  # noqa: ARG001 -- the hash is what the cache compares first
    """The document of a session, read once for the many pages of its votes."""
    return read_annex(content)
