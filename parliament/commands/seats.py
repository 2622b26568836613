"""Cities, seats, mandates: who has a place in the house, since when, and whether the seat takes part."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select

from parliament.commands import proxies, substitutes
from parliament.commands.house import Answer, Tx, requires
from parliament.record.canonical import timestamp
from parliament.record.entries import INSTITUTION, MandateBegan, MandateEnded, SeatRegistered, SeatRuled
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.seat_rows import SeatRow, read_seat_rows
from parliament.rules.seats import HOLDING, Ruling, check_beginning, check_ruling, state_after, state_ruled
from parliament.rules.stages import MandateKind, SeatState
from parliament.rules.wording import line, prose
from parliament.store.queries import found
from parliament.store.queries.presence import leave_everywhere
from parliament.store.queries.proxies import proxies_of_seat
from parliament.store.queries.seats import (
    former_until,
    open_sessions,
    running_mandate,
    slugs_in_use,
    substitutions_of_seat,
)
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
        cities=[asdict(city) for city in row.cities],
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
        _begin(tx, seat, name=row.mayor, kind=MandateKind.FULL, from_at=tx.now)
    return seat.id


@requires(Power.MANAGE_SEATS)
def begin_mandate(tx: Tx, *, seat_id: str, name: str, kind: str = "full", from_at: datetime | None = None) -> Answer:
    """A person takes a seat that nobody holds; it comes with the seat's papers, and with no vote already cast.

    Refused: not_found, already_exists, malformed (a kind that holds no seat), text_empty, text_controls, bad_times
    (in the future, or before the former mandate had ended).
    """
    tx.hold(INSTITUTION)
    seat = found(tx.db, Seat, seat_id)
    if kind not in HOLDING:
        raise Refused(Code.MALFORMED, field="kind")
    if running_mandate(tx.db, seat_id):
        raise Refused(Code.ALREADY_EXISTS, what=seat.city)
    check_beginning(now=tx.now, from_at=from_at or tx.now, former_until=former_until(tx.db, seat_id))
    mandate = _begin(tx, seat, name=line(name, "name"), kind=kind, from_at=from_at or tx.now)
    return {"mandate": mandate.id, "member": mandate.member_id}


def _begin(tx: Tx, seat: Seat, *, name: str, kind: str, from_at: datetime) -> Mandate:
    member = Member(id=tx.new_id("member"), name=name)
    mandate = Mandate(id=tx.new_id("mandate"), seat_id=seat.id, member_id=member.id, kind=kind, from_at=from_at)
    tx.db.add(member)
    tx.db.flush()
    tx.db.add(mandate)
    seat.state = state_after(seat.state, kind)
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
    """A tenure ends now; papers stay with the seat, ballots with the mandate that cast them.

    With it end the substitutes of this mayor and the proxies given by or to the seat. Refused: not_found.
    """
    # The institution before its sessions, as when a declaration is published: two orders would be a deadlock.
    tx.hold(INSTITUTION)
    for log in open_sessions(tx.db):
        tx.hold(log)
    mandate = tx.db.scalar(select(Mandate).where(Mandate.id == mandate_id, Mandate.until_at.is_(None)))
    if mandate is None:
        raise Refused(Code.NOT_FOUND)
    mandate.until_at = tx.now
    mandate.seat.state = state_after(mandate.seat.state, None)
    leave_everywhere(tx.db, mandate.seat_id, tx.now)
    for substitution in substitutions_of_seat(tx.db, mandate.seat_id, tx.now):
        substitutes.end(tx, substitution)
    for proxy in proxies_of_seat(tx.db, mandate.seat_id, tx.now):
        proxies.end(tx, proxy)
    tx.record(MandateEnded(mandate=mandate.id, seat=mandate.seat_id, until_at=timestamp(tx.now)))
    return {"mandate": mandate.id}


@requires(Power.MANAGE_SEATS)
def rule_on_seat(tx: Tx, *, seat_id: str, state: str, reason: str) -> Answer:
    """Rule a seat disputed or suspended, or clear it, with the reason: until it is cleared it takes no part.

    Cleared, it is what its running mandate makes of it, and has to say anew that it is present.
    Refused: not_found, malformed, wrong_stage, reason_needed, text_controls, text_too_long.
    """
    tx.hold(INSTITUTION)
    seat = found(tx.db, Seat, seat_id)
    check_ruling(seat.state, state)
    reason = prose(reason, "reason", limit=500, required=True)
    mandate = running_mandate(tx.db, seat.id)
    seat.state = state_ruled(state, mandate.kind if mandate else None)
    seat.reason = "" if state == Ruling.CLEAR else reason
    leave_everywhere(tx.db, seat.id, tx.now)
    tx.record(SeatRuled(seat=seat.id, ruling=state, reason=reason))
    return {"seat": seat.id, "state": str(seat.state)}
