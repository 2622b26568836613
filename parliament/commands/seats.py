"""Cities, seats, mandates: who has a place in the house, and since when."""

from datetime import datetime

from sqlalchemy import select

from parliament.commands.house import Answer, Tx, requires
from parliament.record.canonical import timestamp
from parliament.record.entries import INSTITUTION, MandateBegan, MandateEnded, SeatRegistered
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.seat_rows import SeatRow, read_seat_rows
from parliament.rules.stages import SeatState
from parliament.rules.wording import line
from parliament.store.queries import found
from parliament.store.queries.presence import leave_everywhere
from parliament.store.queries.seats import running_mandate, slugs_in_use
from parliament.store.tables import Mandate, Member, Seat


@requires(Power.MANAGE_SEATS)
def import_seats(tx: Tx, *, csv: str, leave_out: list[int] | None = None) -> Answer:
    """Take in cities, their seats and, where the file names one, their mayors: all rows of the file or none.

    `leave_out` names the row numbers the person decided not to take.
    Refused: bad_rows, malformed, missing_columns, text_empty (no row is left), text_too_long (too many rows).
    """
    tx.hold(INSTITUTION)
    preview = read_seat_rows(csv, taken=slugs_in_use(tx.db))
    left = set(leave_out or ())
    bad = [problem for problem in preview.problems if problem.row not in left]
    if bad:
        rows = [{"row": p.row, "column": p.column, "problem": p.problem} for p in bad]
        raise Refused(Code.BAD_ROWS, field="csv", count=len({p.row for p in bad}), rows=rows)
    taken = [row for row in preview.rows if row.number not in left]
    if not taken:
        raise Refused(Code.TEXT_EMPTY, field="csv")
    seats = [_register(tx, row) for row in taken]
    return {"seats": seats, "left_out": sorted(left)}


def _register(tx: Tx, row: SeatRow) -> str:
    seat = Seat(
        id=tx.new_id("seat"),
        slug=row.slug,
        city=row.city,
        other_name=row.other_name,
        country=row.country,
        country_name=row.country_name,
        continent=row.continent,
        population=row.population,
        latitude=row.latitude,
        longitude=row.longitude,
        time_zone=row.time_zone,
        languages=list(row.languages),
        cities=[],
        state=SeatState.VACANT,
    )
    tx.db.add(seat)
    tx.record(
        SeatRegistered(
            seat=seat.id,
            slug=seat.slug,
            city=seat.city,
            other_name=seat.other_name,
            country=seat.country,
            country_name=seat.country_name,
            continent=seat.continent,
            population=seat.population,
            latitude=seat.latitude,
            longitude=seat.longitude,
            time_zone=seat.time_zone,
            languages=seat.languages,
            cities=seat.cities,
        )
    )
    if row.mayor:
        _begin(tx, seat, name=row.mayor, kind="full", from_at=tx.now)
    return seat.id


@requires(Power.MANAGE_SEATS)
def begin_mandate(tx: Tx, *, seat_id: str, name: str, kind: str = "full", from_at: datetime | None = None) -> Answer:
    """A person takes a vacant seat. Refused: not_found, already_exists, text_empty, text_controls, bad_times."""
    tx.hold(INSTITUTION)
    seat = found(tx.db, Seat, seat_id)
    if running_mandate(tx.db, seat_id):
        raise Refused(Code.ALREADY_EXISTS, what=seat.city)
    if from_at and from_at > tx.now:
        raise Refused(Code.BAD_TIMES, field="from_at")
    mandate = _begin(tx, seat, name=line(name, "name"), kind=kind, from_at=from_at or tx.now)
    return {"mandate": mandate.id, "member": mandate.member_id}


def _begin(tx: Tx, seat: Seat, *, name: str, kind: str, from_at: datetime) -> Mandate:
    member = Member(id=tx.new_id("member"), name=name)
    mandate = Mandate(id=tx.new_id("mandate"), seat_id=seat.id, member_id=member.id, kind=kind, from_at=from_at)
    tx.db.add(member)
    tx.db.flush()
    tx.db.add(mandate)
    seat.state = SeatState.HELD
    tx.record(
        MandateBegan(
            mandate=mandate.id,
            seat=seat.id,
            member=member.id,
            name=name,
            mandate_kind=kind,
            from_at=timestamp(from_at),
        )
    )
    return mandate


@requires(Power.MANAGE_SEATS)
def end_mandate(tx: Tx, *, mandate_id: str) -> Answer:
    """A tenure ends now; papers stay with the seat, ballots with the mandate that cast them. Refused: not_found."""
    tx.hold(INSTITUTION)
    mandate = tx.db.scalar(select(Mandate).where(Mandate.id == mandate_id, Mandate.until_at.is_(None)))
    if mandate is None:
        raise Refused(Code.NOT_FOUND)
    mandate.until_at = tx.now
    mandate.seat.state = SeatState.VACANT
    leave_everywhere(tx.db, mandate.seat_id, tx.now)
    tx.record(MandateEnded(mandate=mandate.id, seat=mandate.seat_id, until_at=timestamp(tx.now)))
    return {"mandate": mandate.id}
