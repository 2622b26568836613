"""Questions about proxies that commands decide on."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as Db

from parliament.rules.stages import SessionStage
from parliament.store.tables import PlenarySession, Proxy


def standing_proxies(db: Db, plenary_id: str) -> list[Proxy]:
    """The proxies of a session that were not taken back, whenever they are for."""
    return list(db.scalars(select(Proxy).where(Proxy.plenary_id == plenary_id, Proxy.taken_back_at.is_(None))))


def proxies_of_seat(db: Db, seat_id: str, now: datetime) -> list[Proxy]:
    """Proxies that a seat gave or holds, in sessions that are not closed, and that are not over."""
    rows = (
        select(Proxy)
        .join(PlenarySession, PlenarySession.id == Proxy.plenary_id)
        .where(
            PlenarySession.stage != SessionStage.CLOSED,
            Proxy.taken_back_at.is_(None),
            Proxy.until_at > now,
            or_(Proxy.giver_id == seat_id, Proxy.holder_id == seat_id),
        )
    )
    return list(db.scalars(rows.order_by(Proxy.from_at, Proxy.id)))
