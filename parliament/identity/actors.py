"""From an account to an actor: the offices it holds and the seat it acts for, as they are at this moment.

Read anew for every request, never from the cookie, so that what is taken away is gone at once.
"""

from datetime import datetime

from sqlalchemy import BindParameter, and_, bindparam, or_, select
from sqlalchemy.orm import Session as Db

from parliament.rules.powers import NOBODY, Actor, Office
from parliament.rules.stages import ACCREDITED, MandateKind, SessionStage, VoteState
from parliament.store.tables import Account, Mandate, OfficeHeld, PlenarySession, RollSeat, Seat, Vote

ACTIVE = "active"

# Membership follows from a running mandate alone, and the clock is nobody.
GRANTED = [office.value for office in Office if office not in {Office.MEMBER, Office.CLOCK}]

# Every request asks these questions, so they are put together once. A list of alternatives written out is compiled once
# too; `in_` is taken apart anew each time.
_ACCOUNT: BindParameter[str] = bindparam("account")
_MEMBER: BindParameter[str] = bindparam("member")
_NOW: BindParameter[datetime] = bindparam("now", type_=Mandate.from_at.type)

_HELD = (
    select(OfficeHeld.office, OfficeHeld.seat_id)
    .where(
        OfficeHeld.account_id == _ACCOUNT,
        OfficeHeld.until_at.is_(None),
        or_(*(OfficeHeld.office == office for office in GRANTED)),
    )
    .order_by(OfficeHeld.from_at, OfficeHeld.id)
)

_STANDS_IN = and_(
    Mandate.kind == MandateKind.SUBSTITUTE,
    Mandate.from_at <= _NOW,
    Mandate.until_at > _NOW,
    PlenarySession.stage != SessionStage.CLOSED,
)

_SEAT = (
    select(Mandate.seat_id)
    .join(Seat, Seat.id == Mandate.seat_id)
    .outerjoin(PlenarySession, PlenarySession.id == Mandate.plenary_id)
    .where(
        Mandate.member_id == _MEMBER,
        or_(Mandate.until_at.is_(None), _STANDS_IN),
        or_(*(Seat.state == state for state in ACCREDITED)),
    )
    .order_by(Mandate.from_at)
    .limit(1)
)

_OPEN_ROLL = (
    select(RollSeat.vote_id)
    .join(Mandate, Mandate.id == RollSeat.mandate_id)
    .join(Vote, Vote.id == RollSeat.vote_id)
    .where(Mandate.member_id == _MEMBER, Vote.state == VoteState.OPEN)
    .limit(1)
)


def actor_of(db: Db, account_id: str, login_id: str | None = None, *, now: datetime) -> Actor:
    """The actor an account is now: three questions to the database, however many offices it holds.

    A certified substitute acts for the seat from the first instant of the certificate to the last, and no longer.

    A cabinet acts for its seat; if its person also holds a mandate, the mandate's seat counts. A mandate that ended
    while a vote it is on the roll of was open leaves a member without a seat, who may vote, until that vote closes.
    An account that does not exist or is suspended is nobody.
    """
    account = db.get(Account, account_id)
    if account is None or account.state != ACTIVE:
        return NOBODY
    held = db.execute(_HELD, {"account": account_id}).all()
    offices = {Office(office) for office, _seat in held}
    seat = next((seat_id for office, seat_id in held if office == Office.CABINET and seat_id), None)
    own_seat = _seat_of(db, account.member_id, now)
    if own_seat or _is_on_an_open_roll(db, account.member_id):
        offices.add(Office.MEMBER)
    # Who is a member only until a vote closes acts for no seat, least of all for the one they prepare for.
    acts_for = own_seat if Office.MEMBER in offices else seat
    return Actor(account.id, account.name, frozenset(offices), acts_for, login_id)


def _seat_of(db: Db, member_id: str | None, now: datetime) -> str | None:
    """The seat this person holds, or stands in for: none while the seat is disputed or suspended."""
    return db.scalar(_SEAT, {"member": member_id, "now": now}) if member_id else None


def _is_on_an_open_roll(db: Db, member_id: str | None) -> bool:
    return member_id is not None and db.scalar(_OPEN_ROLL, {"member": member_id}) is not None
