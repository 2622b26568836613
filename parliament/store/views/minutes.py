"""Minutes as readers see them: the draft or the approved document, with every correction and its ruling."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.rules.minutes import obstacles_to_approving
from parliament.rules.refusals import Obstacle
from parliament.rules.stages import CorrectionState, SittingState
from parliament.store.queries import found
from parliament.store.queries.minutes import corrections_of, document, minutes_of
from parliament.store.queries.sessions import meeting_of
from parliament.store.tables import Minutes, Sitting
from parliament.store.views.seats import seat_names
from parliament.store.views.sessions import session_named, session_row


def minutes_row(minutes: Minutes, number: int) -> dict:
    return {
        "id": minutes.id,
        "sitting": minutes.sitting_id,
        "number": number,
        "state": minutes.state,
        "draft_hash": minutes.draft_hash,
        "drafted_at": minutes.drafted_at,
        "corrections_until_at": minutes.corrections_until_at,
        "approved_hash": minutes.approved_hash,
        "approved_at": minutes.approved_at,
    }


def list_minutes(db: Db, plenary_id: str) -> dict[int, dict]:
    """The minutes of a session by the number of their sitting."""
    rows = db.execute(
        select(Minutes, Sitting.number)
        .join(Sitting, Sitting.id == Minutes.sitting_id)
        .where(Minutes.plenary_id == plenary_id)
    )
    return {number: minutes_row(minutes, number) for minutes, number in rows}


def minutes_view(db: Db, word: str, number: int, now: datetime) -> dict:
    """One sitting with its minutes, if they are drafted. Refused: not_found.

    `approving` is what stands in the way of putting them to the house.
    """
    plenary = session_named(db, word)
    sitting = db.scalar(select(Sitting.id).where(Sitting.plenary_id == plenary.id, Sitting.number == number))
    return minutes_of_sitting(db, sitting or "", now)


def minutes_of_sitting(db: Db, sitting_id: str, now: datetime) -> dict:
    """The same, for a sitting that is named by its id. Refused: not_found."""
    sitting = found(db, Sitting, sitting_id)
    plenary = sitting.plenary
    minutes, meeting = minutes_of(db, sitting.id), meeting_of(db, plenary.id)
    return {
        "session": session_row(plenary),
        "sitting": {"id": sitting.id, "number": sitting.number, "is_over": sitting.state == SittingState.ADJOURNED},
        "meeting": {"id": meeting.id, "chair": meeting.chair_id} if meeting else None,
        "minutes": _with_document(db, minutes, sitting.number) if minutes else None,
        "approving": _approving(db, minutes, now) if minutes else [],
    }


def _with_document(db: Db, minutes: Minutes, number: int) -> dict:
    corrections = corrections_of(db, minutes.id)
    cities = seat_names(db, {row.seat_id for row in corrections})
    return minutes_row(minutes, number) | {
        "document": document(db, minutes.approved_hash or minutes.draft_hash),
        "corrections": [
            {
                "id": row.id,
                "number": row.number,
                "paragraph": row.paragraph,
                "seat": cities[row.seat_id],
                "text": row.text,
                "state": row.state,
                "reason": row.reason,
                "proposed_at": row.proposed_at,
                "decided_at": row.decided_at,
            }
            for row in corrections
        ],
    }


def _approving(db: Db, minutes: Minutes, now: datetime) -> list[Obstacle]:
    waiting = len(corrections_of(db, minutes.id, CorrectionState.PROPOSED))
    until = minutes.corrections_until_at
    return obstacles_to_approving(state=minutes.state, now=now, until=until, waiting=waiting)
