"""Papers of a session, by number, and the files themselves."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.rules.refusals import Code, Refused
from parliament.store.record import annex
from parliament.store.tables import Motion, Paper
from parliament.store.views.seats import seat_names
from parliament.store.views.sessions import session_named, session_view


def list_papers(db: Db, plenary_id: str) -> list[dict]:
    """Every paper of a session, the withdrawn ones too."""
    rows = db.scalars(select(Paper).where(Paper.plenary_id == plenary_id).order_by(Paper.number)).all()
    return [
        {
            "id": row.id,
            "number": row.number,
            "item": row.item_id,
            "title": row.title,
            "language": row.language,
            "media_type": row.media_type,
            "content_hash": row.content_hash,
            "size": row.size,
            "seat": row.seat_id,
            "added_at": row.added_at,
            "withdrawn_at": row.withdrawn_at,
            "reason": row.reason,
        }
        for row in rows
    ]


def papers_view(db: Db, word: str) -> dict:
    """The session with its papers; `movers` says whose seat moved each motion of its agenda. Refused: not_found."""
    plenary = session_view(db, word)
    papers = list_papers(db, plenary["id"])
    movers = db.execute(select(Motion.id, Motion.seat_id).where(Motion.plenary_id == plenary["id"]))
    return plenary | {
        "papers": papers,
        "movers": dict(movers.all()),
        "cities": seat_names(db, {row["seat"] for row in papers if row["seat"]}),
    }


def paper_content(db: Db, word: str, number: int) -> dict:
    """The bytes of one paper, and their kind. Refused: not_found."""
    plenary = session_named(db, word)
    paper = db.scalar(select(Paper).where(Paper.plenary_id == plenary.id, Paper.number == number))
    if paper is None:
        raise Refused(Code.NOT_FOUND)
    return {"media_type": paper.media_type, "content": annex(db, paper.content_hash), "title": paper.title}
