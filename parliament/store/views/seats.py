"""Cities with their seats and holders; accounts and what they hold."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.rules.refusals import Code, Refused
from parliament.store.queries.sessions import all_seats
from parliament.store.tables import Account, Mandate, Member, OfficeHeld, Seat


def seat_name(seat: Seat) -> dict:
    """What a list needs to name a seat."""
    return {
        "id": seat.id,
        "slug": seat.slug,
        "city": seat.city,
        "other_name": seat.other_name,
        "country": seat.country,
        "country_name": seat.country_name,
        "continent": seat.continent,
    }


def seat_names(db: Db, ids: set[str] | None = None) -> dict[str, dict]:
    """Names of seats by id: of these, or of all."""
    rows = select(Seat) if ids is None else select(Seat).where(Seat.id.in_(ids))
    return {seat.id: seat_name(seat) for seat in db.scalars(rows)}


def list_seats(db: Db) -> list[dict]:
    """Every seat with its figures, state and holder, by city."""
    members = dict(db.execute(select(Member.id, Member.name)).all())
    rows = [
        seat_name(seat)
        | {
            "population": seat.population,
            "latitude": seat.latitude,
            "longitude": seat.longitude,
            "time_zone": seat.time_zone,
            "languages": seat.languages,
            "cities": seat.cities,
            "state": seat.state,
            "reason": seat.reason,
            "mandate": mandate.id if mandate else None,
            "holder": members[mandate.member_id] if mandate else None,
        }
        for seat, mandate in all_seats(db)
    ]
    return sorted(rows, key=lambda row: (row["city"].casefold(), row["slug"]))


def seat_view(db: Db, slug: str) -> dict:
    """One city: figures, state, and every mandate it has had. Refused: not_found."""
    seat = db.scalar(select(Seat).where(Seat.slug == slug))
    if seat is None:
        raise Refused(Code.NOT_FOUND)
    mandates = db.execute(
        select(Mandate, Member.name)
        .join(Member, Member.id == Mandate.member_id)
        .where(Mandate.seat_id == seat.id)
        .order_by(Mandate.from_at.desc())
    ).all()
    running = next((name for mandate, name in mandates if mandate.until_at is None), None)
    return seat_name(seat) | {
        "population": seat.population,
        "latitude": seat.latitude,
        "longitude": seat.longitude,
        "time_zone": seat.time_zone,
        "languages": seat.languages,
        "cities": seat.cities,
        "state": seat.state,
        "reason": seat.reason,
        "mandate": next((mandate.id for mandate, _ in mandates if mandate.until_at is None), None),
        "holder": running,
        "mandates": [
            {"id": m.id, "name": name, "kind": m.kind, "from_at": m.from_at, "until_at": m.until_at}
            | {"session": m.plenary_id, "reason": m.reason}
            for m, name in mandates
        ],
    }


def list_accounts(db: Db) -> list[dict]:
    """Accounts with their offices, for the secretariat's desk."""
    grants: dict[str, list[dict]] = {}
    for row in db.scalars(select(OfficeHeld).where(OfficeHeld.until_at.is_(None))):
        grant = {"id": row.id, "office": row.office, "seat": row.seat_id}
        grants.setdefault(row.account_id, []).append(grant)
    seats = dict(db.execute(select(Mandate.member_id, Mandate.seat_id).where(Mandate.until_at.is_(None))).all())
    return [
        {
            "id": account.id,
            "login": account.login,
            "name": account.name,
            "state": account.state,
            "has_password": account.password_hash is not None,
            "seat": seats.get(account.member_id) if account.member_id else None,
            "offices": grants.get(account.id, []),
        }
        for account in db.scalars(select(Account).order_by(Account.login))
    ]


def holders_of_chair(db: Db) -> list[dict]:
    """Accounts that may take the chair."""
    rows = (
        select(Account.id, Account.name)
        .join(OfficeHeld, OfficeHeld.account_id == Account.id)
        .where(OfficeHeld.office == "chair", OfficeHeld.until_at.is_(None), Account.state == "active")
        .order_by(Account.name)
    )
    return [{"id": account, "name": name} for account, name in db.execute(rows)]
