"""One sitting with its floor."""

from sqlalchemy.orm import Session as Db

from parliament.store.queries import found
from parliament.store.tables import Account, Sitting
from parliament.store.views.floor import floor_view, own_floor, proposal_view
from parliament.store.views.sessions import sitting_row


def sitting_view(db: Db, sitting_id: str) -> dict:
    """A sitting as everybody may see it. Refused: not_found."""
    sitting = found(db, Sitting, sitting_id)
    chair = db.get(Account, sitting.chair_id) if sitting.chair_id else None
    return sitting_row(sitting, chair.name if chair else None) | {
        "session": sitting.plenary_id,
        "floor": floor_view(db, sitting),
    }


def speakers_view(db: Db, sitting_id: str) -> dict:
    """The order of speakers that the house proposes for a sitting. Refused: not_found."""
    return proposal_view(db, found(db, Sitting, sitting_id))


def own_view(db: Db, sitting_id: str | None, seat_id: str | None) -> dict:
    """What a seat finds of its own on the floor of a sitting: its turns, and the items it could ask to come next."""
    return own_floor(db, db.get(Sitting, sitting_id) if sitting_id else None, seat_id)
