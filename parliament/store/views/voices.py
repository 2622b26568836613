"""Who speaks for a seat beside its mayor: substitutes and proxies, for its own page and for the desk."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.rules.stages import ACCREDITED, SessionStage
from parliament.store.queries.proxies import proxies_of_seat, standing_proxies
from parliament.store.queries.seats import substitutions_of_seat
from parliament.store.queries.sessions import profile_of
from parliament.store.tables import Account, Item, Member, PlenarySession, Proxy, Seat
from parliament.store.views.seats import seat_name, seat_names
from parliament.store.views.sessions import session_named, session_row


def own_seat_view(db: Db, seat_id: str, now: datetime) -> dict:
    """A seat for those who act for it: proxies given and held, substitutes, and the sessions that allow either."""
    seat = db.get_one(Seat, seat_id)
    names = seat_names(db)
    shown = [_proxy_row(proxy, names) for proxy in proxies_of_seat(db, seat_id, now)]
    return seat_name(seat) | {
        "time_zone": seat.time_zone,
        "state": seat.state,
        "reason": seat.reason,
        "given": [row for row in shown if row["giver"]["id"] == seat_id],
        "held": [row for row in shown if row["holder"]["id"] == seat_id],
        "substitutes": substitutes_view(db, seat_id, now),
        "sessions": _open_sessions(db),
        "holders": _possible_holders(db, seat_id),
    }


def substitutes_view(db: Db, seat_id: str, now: datetime) -> list[dict]:
    """Substitutions of a seat that are not over."""
    rows = substitutions_of_seat(db, seat_id, now)
    names = dict(db.execute(select(Member.id, Member.name).where(Member.id.in_({r.member_id for r in rows}))).all())
    sessions = {row["id"]: row for row in _open_sessions(db)}
    have_accounts = set(db.scalars(select(Account.member_id).where(Account.member_id.in_(names))))
    return [
        {
            "id": row.id,
            "has_account": row.member_id in have_accounts,
            "name": names[row.member_id],
            "session": sessions[str(row.plenary_id)],
            "reason": row.reason,
            "from_at": row.from_at,
            "until_at": row.until_at,
            "in_force": row.from_at <= now,
        }
        for row in rows
    ]


def sessions_with_substitutes(db: Db) -> list[dict]:
    """Open sessions whose rules allow substitutes."""
    return [row for row in _open_sessions(db) if row["allows_substitutes"]]


def proxies_view(db: Db, word: str) -> list[dict]:
    """The proxies of a session that were not taken back. Refused: not_found."""
    names = seat_names(db)
    return [_proxy_row(proxy, names) for proxy in standing_proxies(db, session_named(db, word).id)]


def _proxy_row(proxy: Proxy, names: dict[str, dict]) -> dict:
    return {
        "id": proxy.id,
        "session": proxy.plenary_id,
        "giver": names[proxy.giver_id],
        "holder": names[proxy.holder_id],
        "item": proxy.item_id,
        "given_at": proxy.given_at,
        "from_at": proxy.from_at,
        "until_at": proxy.until_at,
    }


def _open_sessions(db: Db) -> list[dict]:
    """Sessions that are not closed, with their items and what their rules say of proxies and substitutes."""
    rows = select(PlenarySession).where(PlenarySession.stage != SessionStage.CLOSED)
    found = list(db.scalars(rows.order_by(PlenarySession.number.desc())))
    items: dict[str, list[dict]] = {}
    agenda = select(Item).where(Item.plenary_id.in_([row.id for row in found])).order_by(Item.position)
    for item in db.scalars(agenda):
        items.setdefault(item.plenary_id, []).append({"id": item.id, "title": item.title})
    return [session_row(row) | {"items": items.get(row.id, [])} | _allowed(db, row) for row in found]


def _allowed(db: Db, plenary: PlenarySession) -> dict:
    profile = profile_of(db, plenary)
    return {
        "allows_substitutes": profile.substitutes.allowed,
        "substitute_notice_hours": profile.substitutes.notice_hours,
        "max_proxies": profile.proxies.max_per_holder,
        "proxy_notice_hours": profile.proxies.notice_hours,
    }


def _possible_holders(db: Db, seat_id: str) -> list[dict]:
    rows = select(Seat).where(Seat.state.in_(ACCREDITED), Seat.id != seat_id).order_by(Seat.city, Seat.slug)
    return [seat_name(seat) for seat in db.scalars(rows)]
