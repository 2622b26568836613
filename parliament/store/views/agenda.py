"""The agenda as those see it who make it: its items, what is proposed about it, and what could be put on it."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.rules.stages import Stage
from parliament.store.queries.agenda import agenda_is_put
from parliament.store.queries.sessions import meeting_of
from parliament.store.tables import AgendaChange, Motion
from parliament.store.views.seats import seat_names
from parliament.store.views.sessions import session_view


def change_row(change: AgendaChange) -> dict:
    return {
        "id": change.id,
        "kind": change.kind,
        "items": change.items,
        "item": change.item_id,
        "title": change.title,
        "reason": change.reason,
        "seat": change.seat_id,
        "state": change.state,
        "proposed_at": change.proposed_at,
        "decided_at": change.decided_at,
    }


def list_changes(db: Db, plenary_id: str) -> list[dict]:
    """What was proposed about the agenda, the newest first."""
    rows = select(AgendaChange).where(AgendaChange.plenary_id == plenary_id).order_by(AgendaChange.proposed_at.desc())
    return [change_row(row) for row in db.scalars(rows)]


def agenda_view(db: Db, word: str) -> dict:
    """One session as whoever works on its agenda sees it. Refused: not_found."""
    plenary = session_view(db, word)
    meeting = meeting_of(db, plenary["id"])
    ready = select(Motion).where(Motion.plenary_id == plenary["id"], Motion.stage == Stage.PUBLISHED)
    changes = list_changes(db, plenary["id"])
    return plenary | {
        "meeting": {"id": meeting.id, "number": meeting.number, "chair": meeting.chair_id} if meeting else None,
        "is_put": agenda_is_put(db, plenary["id"]),
        "ready": [{"id": row.id, "title": row.title, "number": row.number} for row in db.scalars(ready)],
        "changes": [row for row in changes if row["kind"] != "adoption"],
        "cities": seat_names(db, {row["seat"] for row in changes if row["seat"]}),
        "titles": {row["id"]: row["title"] for row in plenary["agenda"]},
    }
