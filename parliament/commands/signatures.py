"""Signing declarations: opening, signing by a seat, taking back, closing. Whoever signs was asked for the password again."""

from datetime import datetime
from typing import Any

from parliament.commands.house import Answer, Tx, requires
from parliament.record.canonical import timestamp
from parliament.record.entries import INSTITUTION, SignatureGiven, SignatureWithdrawn, SigningClosed, SigningOpened
from parliament.rules.powers import Office, Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.signing import (
    check_asked_again,
    check_holder,
    check_in_force,
    check_open,
    check_opening,
    check_seen,
    city_key,
    council_of,
    is_open,
    seat_key,
    words_of_signatory,
)
from parliament.rules.wording import prose
from parliament.store.queries import found
from parliament.store.queries import signatures as queries
from parliament.store.tables import Declaration, Seat, Signature, Signing


def declaration_held(tx: Tx, declaration_id: str) -> Declaration:
    """The declaration, once the lock of the institution's log is ours: it orders all that happens to declarations."""
    tx.hold(INSTITUTION)
    return found(tx.db, Declaration, declaration_id)


@requires(Power.OPEN_SIGNING)
def open_signing(
    tx: Tx, *, declaration_id: str, closes_at: datetime | None = None, council_needed: bool = False
) -> Answer:
    """Open a declaration for signature, until this instant or without end.

    Refused: not_found, wrong_stage (withdrawn or superseded), signing_open, bad_times.
    """
    declaration = declaration_held(tx, declaration_id)
    check_in_force(queries.standing_of(tx.db, declaration.id))
    opened = queries.open_signing(tx.db, declaration.id)
    check_opening(is_open=opened is not None, closes_at=closes_at, now=tx.now)
    version, document_hash = queries.in_force(tx.db, declaration)
    row = Signing(
        id=tx.new_id("signing"),
        declaration_id=declaration.id,
        version=version,
        document_hash=document_hash,
        closes_at=closes_at,
        council_needed=council_needed,
        opened_at=tx.now,
    )
    tx.db.add(row)
    tx.record(
        SigningOpened(
            signing=row.id,
            declaration=declaration.id,
            version=version,
            document_hash=document_hash,
            closes_at=timestamp(closes_at) if closes_at else None,
            council_needed=council_needed,
        )
    )
    return {"signing": row.id, "declaration": declaration.id, "version": version}


@requires(Power.CLOSE_SIGNING)
def close_signing(tx: Tx, *, declaration_id: str, reason: str = "") -> Answer:
    """Close it for signature: before its time with a reason, after it without one (the clock).

    Refused: not_found, signing_not_open, signing_open (the clock, before its time), reason_needed, text_…
    """
    declaration = declaration_held(tx, declaration_id)
    signing = queries.open_signing(tx.db, declaration.id)
    if signing is None:
        raise Refused(Code.SIGNING_NOT_OPEN)
    over = signing.closes_at is not None and signing.closes_at <= tx.now
    if tx.office == Office.CLOCK and not over:
        raise Refused(Code.SIGNING_OPEN)
    reason = prose(reason, "reason", limit=1000, required=not over)
    end_signing(tx, signing, reason)
    return {"signing": signing.id, "declaration": declaration.id}


def end_signing(tx: Tx, signing: Signing, reason: str) -> None:
    """Nobody signs any more."""
    signing.closed_at, signing.reason = tx.now, reason
    tx.record(SigningClosed(signing=signing.id, declaration=signing.declaration_id, reason=reason))


@requires(Power.SIGN_DECLARATION)
def sign_declaration(
    tx: Tx,
    *,
    declaration_id: str,
    document_hash: str,
    function: str,
    council_date: str | None = None,
    council_reference: str = "",
    reservation: str = "",
) -> Answer:
    """Sign for the city whose mandate the actor holds, exactly the version whose document has this hash.

    Refused: password_needed, not_found, no_mandate, seat_not_accredited, wrong_stage (withdrawn or superseded), signing_not_open,
    already_signed, stale_text (another version is in force), council_needed, bad_date, day_to_come, text_…
    """
    check_asked_again(asked_again=tx.actor.asked_again)
    declaration = declaration_held(tx, declaration_id)
    if tx.actor.seat is None:
        raise Refused(Code.NO_MANDATE)
    seat = found(tx.db, Seat, tx.actor.seat)
    mandate = queries.holder_of(tx.db, seat.id, tx.actor.account)
    check_holder(seat_state=seat.state, is_holder=mandate is not None)
    assert mandate is not None, "asked just now"
    check_in_force(queries.standing_of(tx.db, declaration.id))
    signing = signing_now(tx, declaration)
    version, in_force = queries.in_force(tx.db, declaration)
    # As a seat, and as the city that signed by invitation before it had one.
    for key in (seat_key(seat.id), city_key(seat.city, seat.country)):
        check_not_signed(tx, declaration, key, seat.city)
    check_seen(document_hash=in_force, seen_hash=document_hash)
    function, reservation = words_of_signatory(function=function, reservation=reservation)
    date, reference = council_of(council_date, council_reference, needed=signing.council_needed, now=tx.now)
    row = Signature(
        id=tx.new_id("signature"),
        signing=signing.id,
        declaration_id=declaration.id,
        version=version,
        document_hash=in_force,
        seat_id=seat.id,
        mandate=mandate.id,
        city_key=seat_key(seat.id),
        **city_of(seat),
        cities=len(seat.cities) or 1,
        name=mandate.member.name,
        function=function,
        council_date=date,
        council_reference=reference,
        reservation=reservation,
        signed_at=tx.now,
        at=tx.now,
    )
    return signed(tx, row)


def city_of(row: object) -> dict[str, Any]:
    """What a signature repeats of its city, so that it can be counted without looking further."""
    said = ("city", "other_name", "country", "country_name", "continent", "population", "latitude", "longitude")
    return {name: getattr(row, name) for name in said}


def signing_now(tx: Tx, declaration: Declaration) -> Signing:
    """The opening under which a city signs at this instant. Refused: signing_not_open."""
    signing = queries.open_signing(tx.db, declaration.id)
    now_open = signing is not None and is_open(closed_at=None, closes_at=signing.closes_at, now=tx.now)
    check_open(is_open=now_open)
    assert signing is not None, "asked just now"
    return signing


def check_not_signed(tx: Tx, declaration: Declaration, key: str, city: str) -> None:
    """Refused: already_signed."""
    if queries.signature_of(tx.db, declaration.id, key) is not None:
        raise Refused(Code.ALREADY_SIGNED, who=city)


def signed(tx: Tx, row: Signature) -> Answer:
    """Keep the signature, and tell it."""
    tx.db.add(row)
    said = ("version", "document_hash", "signing", "mandate", "invitation", "cities", "name", "function")
    of_council = ("council_date", "council_reference", "reservation")
    tx.record(
        SignatureGiven(
            signature=row.id,
            declaration=row.declaration_id,
            seat=row.seat_id,
            signed_at=timestamp(row.signed_at),
            **{name: getattr(row, name) for name in (*said, *of_council)},
            **city_of(row),
        )
    )
    return {"signature": row.id, "declaration": row.declaration_id, "version": row.version, "city": row.city}


@requires(Power.WITHDRAW_SIGNATURE)
def withdraw_signature(tx: Tx, *, signature_id: str, reason: str) -> Answer:
    """Take a city's signature back: the holder of its seat, or for a city without one the secretariat it wrote to.

    It stays in sight with the reason. Refused: not_found, not_your_seat, wrong_stage (withdrawn already),
    reason_needed, text_…
    """
    tx.hold(INSTITUTION)
    row = found(tx.db, Signature, signature_id)
    if row.seat_id is not None:
        if row.seat_id != tx.actor.seat or queries.holder_of(tx.db, row.seat_id, tx.actor.account) is None:
            raise Refused(Code.NOT_YOUR_SEAT)
        tx.office = Office.MEMBER
    elif Office.SECRETARIAT not in tx.actor.offices:
        raise Refused(Code.NOT_YOUR_SEAT)
    if row.withdrawn_at is not None:
        raise Refused(Code.WRONG_STAGE, stage="withdrawn")
    row.withdrawn_at, row.withdrawn_reason = tx.now, prose(reason, "reason", limit=1000, required=True)
    tx.record(SignatureWithdrawn(signature=row.id, declaration=row.declaration_id, reason=row.withdrawn_reason))
    return {"signature": row.id, "declaration": row.declaration_id}
