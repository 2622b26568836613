"""The credentials report: who is accredited for a sitting, who stands in, who holds whose proxy, who takes no part."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.canonical import timestamp
from parliament.rules.stages import ACCREDITED
from parliament.store.queries.entitled import entitled, proxies_in_force, substitutes_in_force
from parliament.store.queries.proxies import standing_proxies
from parliament.store.queries.sessions import all_seats, present_seats, profile_of
from parliament.store.tables import Mandate, Member, Proxy, Seat, Sitting

Json = dict[str, Any]


def credentials_of(db: Db, sitting: Sitting, now: datetime) -> Json:
    """The report as it is at this instant, in plain values that can be frozen; ten questions, whatever the house."""
    plenary = sitting.plenary
    present = present_seats(db, sitting.id)
    seats = all_seats(db)
    stand_ins = substitutes_in_force(db, plenary, now)
    mandates = [mandate for _, mandate in seats if mandate] + list(stand_ins.values())
    names = _names(db, {mandate.member_id for mandate in mandates})
    profile = profile_of(db, plenary)
    speaks = {row.seat.id: row for row in entitled(db, plenary, sitting.id, profile, now)}
    counting = set(proxies_in_force(db, plenary, sitting.id, profile, now).items())
    return {
        "sitting": sitting.id,
        "at": timestamp(now),
        "seats": [
            _seat(seat, mandate, stand_ins.get(seat.id), names)
            | {
                "present": seat.id in present,
                "voice": speaks[seat.id].mandate.id if seat.id in speaks else None,
                "proxy": speaks[seat.id].proxy if seat.id in speaks else None,
            }
            for seat, mandate in seats
        ],
        "proxies": [
            _proxy(proxy, in_force=(proxy.giver_id, proxy.holder_id) in counting and proxy.from_at <= now)
            for proxy in standing_proxies(db, plenary.id)
            if proxy.until_at > now
        ],
    }


def _seat(seat: Seat, mandate: Mandate | None, stand_in: Mandate | None, names: dict[str, str]) -> Json:
    return {
        "seat": seat.id,
        "slug": seat.slug,
        "city": seat.city,
        "country": seat.country,
        "state": seat.state,
        "reason": seat.reason,
        "mandate": _tenure(mandate, names) if mandate else None,
        "substitute": _tenure(stand_in, names) if stand_in and seat.state in ACCREDITED else None,
    }


def _tenure(mandate: Mandate, names: dict[str, str]) -> Json:
    return {
        "id": mandate.id,
        "name": names[mandate.member_id],
        "kind": mandate.kind,
        "from_at": timestamp(mandate.from_at),
        "until_at": timestamp(mandate.until_at) if mandate.until_at else None,
        "reason": mandate.reason,
    }


def _proxy(proxy: Proxy, *, in_force: bool) -> Json:
    return {
        "id": proxy.id,
        "giver": proxy.giver_id,
        "holder": proxy.holder_id,
        "item": proxy.item_id,
        "from_at": timestamp(proxy.from_at),
        "until_at": timestamp(proxy.until_at),
        "in_force": in_force,
    }


def _names(db: Db, members: set[str]) -> dict[str, str]:
    return dict(db.execute(select(Member.id, Member.name).where(Member.id.in_(members))).all())
