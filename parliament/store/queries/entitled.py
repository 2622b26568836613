"""Whose voice counts at this instant: seats with the mandate that speaks for them, and the proxies in force.

Five questions at most, however many seats there are. A house rule runs through all of them: one seat, one voice.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as Db

from parliament.rules.profile import Profile
from parliament.rules.stages import ACCREDITED, MandateKind
from parliament.store.queries.sessions import present_seats, profile_of
from parliament.store.tables import Mandate, PlenarySession, Proxy, Seat, Sitting


@dataclass(frozen=True)
class Entitled:
    """A seat that has a voice, the mandate that raises it, and the seat that holds its proxy, if one does."""

    seat: Seat
    mandate: Mandate
    proxy: str | None


def entitled(db: Db, plenary: PlenarySession, sitting_id: str, profile: Profile, now: datetime) -> list[Entitled]:
    """Every accredited seat with the mandate that speaks for it now, in the order of slugs.

    Where a certified substitute stands in, the mandate is the substitute's, and nobody else speaks for the seat.
    `proxy` is the seat that holds this seat's proxy; it sleeps while the giver is present itself.
    """
    stand_ins = substitutes_in_force(db, plenary, now) if profile.substitutes.allowed else {}
    proxies = proxies_in_force(db, plenary, sitting_id, profile, now)
    present = present_seats(db, sitting_id) if proxies else set()
    running = (Mandate.seat_id == Seat.id) & Mandate.until_at.is_(None)
    rows = select(Seat, Mandate).join(Mandate, running).where(Seat.state.in_(ACCREDITED)).order_by(Seat.slug)
    return [
        Entitled(
            seat=seat,
            mandate=stand_ins.get(seat.id, mandate),
            proxy=None if seat.id in present or seat.id in stand_ins else proxies.get(seat.id),
        )
        for seat, mandate in db.execute(rows)
    ]


def substitutes_in_force(db: Db, plenary: PlenarySession, now: datetime) -> dict[str, Mandate]:
    """The mandates of certified substitutes that are in force in this session, by their seats."""
    rows = select(Mandate).where(
        Mandate.plenary_id == plenary.id,
        Mandate.kind == MandateKind.SUBSTITUTE,
        Mandate.from_at <= now,
        Mandate.until_at > now,
    )
    return {mandate.seat_id: mandate for mandate in db.scalars(rows)}


def proxies_in_force(
    db: Db, plenary: PlenarySession, sitting_id: str, profile: Profile, now: datetime
) -> dict[str, str]:
    """The seat that holds the proxy of each giver: on the item before this sitting, given in time for it.

    A proxy held by a seat without a voice counts for nothing; whether givers and holders are present is not asked.
    """
    sitting = db.get(Sitting, sitting_id)
    if sitting is None or profile.proxies.max_per_holder == 0:
        return {}
    given_by = sitting.starts_at - timedelta(hours=profile.proxies.notice_hours)
    in_time = [Proxy.given_at <= given_by] if profile.proxies.notice_hours else []
    rows = (
        select(Proxy.giver_id, Proxy.holder_id)
        .join(Seat, Seat.id == Proxy.holder_id)
        .where(
            Proxy.plenary_id == plenary.id,
            Proxy.taken_back_at.is_(None),
            Proxy.from_at <= now,
            Proxy.until_at > now,
            or_(Proxy.item_id.is_(None), Proxy.item_id == sitting.item_id),
            Seat.state.in_(ACCREDITED),
            *in_time,
        )
    )
    return dict(db.execute(rows).all())


def present_by_proxy(db: Db, plenary: PlenarySession, sitting_id: str, now: datetime) -> set[str]:
    """Absent seats whose proxy is held by a seat that is present, where the rules count them for the quorum."""
    profile = profile_of(db, plenary)
    if not profile.proxies.count_for_quorum:
        return set()
    present = present_seats(db, sitting_id)
    return {row.seat.id for row in entitled(db, plenary, sitting_id, profile, now) if row.proxy in present}
