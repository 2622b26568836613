"""One sitting with its floor."""

from sqlalchemy.orm import Session as Db

from parliament.store.queries import found
from parliament.store.tables import Account, Sitting
from parliament.store.views.floor import floor_view
from parliament.store.views.sessions import sitting_row


def sitting_view(db: Db, sitting_id: str) -> dict:
    """A sitting as everybody may see it. Refused: not_found."""
    sitting = found(db, Sitting, sitting_id)
    chair = db.get(Account, sitting.chair_id) if sitting.chair_id else None
    return sitting_row(sitting, chair.name if chair else None) | {
        "session": sitting.plenary_id,
        "floor": floor_view(db, sitting),
    }
