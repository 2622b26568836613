"""From an account to an actor: the offices it holds and the seat it acts for, as they are at this moment.

Read anew for every request, never from the cookie, so that what is taken away is gone at once.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session as Db

from parliament.rules.powers import NOBODY, Actor, Office
from parliament.rules.stages import ACCREDITED, MandateKind, SessionStage, VoteState
from parliament.store.tables import Account, Mandate, OfficeHeld, PlenarySession, RollSeat, Seat, Vote

ACTIVE = "active"

# Membership follows from a running mandate alone, and the clock is nobody.
GRANTED = [office.value for office in Office if office not in {Office.MEMBER, Office.CLOCK}]

# The instant a question is about: told, or by the database's own clock, which is then no question of its own.
NOW: BindParameter[datetime] = bindparam("now", type_=Mandate.from_at.type)
DATABASE_NOW: ColumnElement[datetime] = func.clock_timestamp(type_=Mandate.from_at.type)

_MEMBER: BindParameter[str] = bindparam("member")
_OPEN_ROLL = (
    select(RollSeat.vote_id)
    .join(Mandate, Mandate.id == RollSeat.mandate_id)
    .join(Vote, Vote.id == RollSeat.vote_id)
    .where(Mandate.member_id == _MEMBER, Vote.state == VoteState.OPEN)
    .limit(1)
)


def who(now: ColumnElement[datetime]) -> Select[Any]:
    """Active accounts with what an actor is made of: a row for each office, or one if there is none.

    Every request asks this, so whoever asks puts it together once, with what the account is known by. A list of
    alternatives written out is compiled once too; `in_` is taken apart anew each time.
    """
    granted = or_(*(OfficeHeld.office == office for office in GRANTED))
    held = and_(OfficeHeld.account_id == Account.id, OfficeHeld.until_at.is_(None), granted)
    columns: tuple[Any, ...] = (
        Account.id.label("account"),
        Account.name,
        Account.member_id.label("member"),
        OfficeHeld.office,
        OfficeHeld.seat_id.label("prepares_for"),
        _seat(now).label("seat"),
        now.label("now"),
    )
    of_account = select(*columns).select_from(Account).outerjoin(OfficeHeld, held)
    return of_account.where(Account.state == ACTIVE).order_by(OfficeHeld.from_at, OfficeHeld.id)


def _seat(now: ColumnElement[datetime]) -> ColumnElement[str]:
    """The seat this person holds, or stands in for: none while the seat is disputed or suspended."""
    stands_in = and_(
        Mandate.kind == MandateKind.SUBSTITUTE,
        Mandate.from_at <= now,
        Mandate.until_at > now,
        PlenarySession.stage != SessionStage.CLOSED,
    )
    return (
        select(Mandate.seat_id)
        .join(Seat, Seat.id == Mandate.seat_id)
        .outerjoin(PlenarySession, PlenarySession.id == Mandate.plenary_id)
        .where(
            Mandate.member_id == Account.member_id,
            or_(Mandate.until_at.is_(None), stands_in),
            or_(*(Seat.state == state for state in ACCREDITED)),
        )
        .order_by(Mandate.from_at)
        .limit(1)
        .scalar_subquery()
    )


_BY_ACCOUNT = who(NOW).where(Account.id == bindparam("account_id"))


def actor_of(db: Db | Connection, account_id: str, login_id: str | None = None, *, now: datetime) -> Actor:
    """The actor an account is now: one question to the database, however many offices it holds; see `actor_in`."""
    return actor_in(db, db.execute(_BY_ACCOUNT, {"account_id": account_id, "now": now}).all(), login_id)


def actor_in(db: Db | Connection, rows: Iterable[Any], login_id: str | None = None) -> Actor:
    """The actor that the rows of `who` about one account make; without rows, nobody.

    A certified substitute acts for the seat from the first instant of the certificate to the last, and no longer.

    A cabinet acts for its seat; if its person also holds a mandate, the mandate's seat counts. A mandate that ended
    while a vote it is on the roll of was open leaves a member without a seat, who may vote, until that vote closes.
    An account that does not exist or is suspended is nobody.
    """
    held = list(rows)
    if not held:
        return NOBODY
    own = held[0]
    offices = {Office(row.office) for row in held if row.office is not None}
    seat = next((row.prepares_for for row in held if row.office == Office.CABINET and row.prepares_for), None)
    if own.seat or _is_on_an_open_roll(db, own.member):
        offices.add(Office.MEMBER)
    # Who is a member only until a vote closes acts for no seat, least of all for the one they prepare for.
    acts_for = own.seat if Office.MEMBER in offices else seat
    return Actor(own.account, own.name, frozenset(offices), acts_for, login_id)


def _is_on_an_open_roll(db: Db | Connection, member_id: str | None) -> bool:
    return member_id is not None and db.scalar(_OPEN_ROLL, {"member": member_id}) is not None
