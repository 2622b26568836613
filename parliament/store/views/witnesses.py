"""Witnesses as plain values: who watches, and what each said last of which log."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from parliament.record.entries import INSTITUTION
from parliament.store.tables import CosignatureRow, Log, PlenarySession, Witness


def list_witnesses(db: Db) -> list[dict]:
    """Everybody who ever watched, in the order of listing; for each log they cosigned, the newest time and its size."""
    said = _newest(db)
    rows = db.scalars(select(Witness).order_by(Witness.added_at, Witness.id))
    return [
        {
            "id": row.id,
            "name": row.name,
            "vkey": row.vkey,
            "added_at": row.added_at,
            "removed_at": row.removed_at,
            "reason": row.reason,
            "cosigned": said.get(row.id, []),
        }
        for row in rows
    ]


def _newest(db: Db) -> dict[str, list[dict]]:
    """The largest size of each log by witness; the institution's first, then sessions, the newest first."""
    largest = (
        select(CosignatureRow.witness_id, CosignatureRow.log_id, func.max(CosignatureRow.size).label("size"))
        .group_by(CosignatureRow.witness_id, CosignatureRow.log_id)
        .subquery()
    )
    question = (
        select(CosignatureRow, Log.origin, PlenarySession.slug, PlenarySession.title, Log.size.label("grown"))
        .join(
            largest,
            (largest.c.witness_id == CosignatureRow.witness_id)
            & (largest.c.log_id == CosignatureRow.log_id)
            & (largest.c.size == CosignatureRow.size),
        )
        .join(Log, Log.id == CosignatureRow.log_id)
        .outerjoin(PlenarySession, PlenarySession.id == CosignatureRow.log_id)
        .order_by(CosignatureRow.log_id != INSTITUTION, CosignatureRow.cosigned_at.desc(), CosignatureRow.log_id)
    )
    found: dict[str, list[dict]] = {}
    for row, origin, slug, title, grown in db.execute(question):
        told = {
            "log": slug or INSTITUTION,
            "title": title,
            "origin": origin,
            "size": row.size,
            "grown_to": grown,
            "cosigned_at": row.cosigned_at,
        }
        found.setdefault(row.witness_id, []).append(told)
    return found
