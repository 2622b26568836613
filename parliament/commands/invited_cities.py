"""Cities without a seat sign as well: the secretariat invites, the city fills in its link, the secretariat lets it count."""

from sqlalchemy.orm import Session as Db

from parliament.commands.house import Answer, House, Tx, requires
from parliament.commands.signatures import check_not_signed, city_of, declaration_held, signed, signing_now
from parliament.record.entries import INSTITUTION
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.signing import (
    InvitationState,
    check_admitting,
    check_in_force,
    check_offering,
    check_open,
    check_seen,
    city_key,
    council_of,
    invited_city,
    is_open,
    words_of_signatory,
)
from parliament.rules.wording import line, prose
from parliament.store.queries import found, hold_log
from parliament.store.queries import signatures as queries
from parliament.store.tables import Declaration, Signature, Signing, SigningInvitation
from parliament.store.tokens import INVITATION_LIFE, token_hash


@requires(Power.INVITE)
def invite_city(
    tx: Tx,
    *,
    declaration_id: str,
    token_hash: str,
    contact: str,
    city: str,
    country: str,
    country_name: str,
    continent: str,
    population: int,
    other_name: str = "",
    latitude: str = "",
    longitude: str = "",
) -> Answer:
    """Invite a city that has no seat to sign: whoever has the link fills it in, once, within 14 days.

    `token_hash` is the SHA-256 of the secret in the link; the secret itself never comes here. The address it goes to
    (`contact`) stays out of the record. Refused: not_found, wrong_stage (withdrawn or superseded), signing_not_open,
    city_has_seat, already_signed, already_exists (an invitation of this city), malformed, text_…
    """
    declaration = declaration_held(tx, declaration_id)
    check_in_force(queries.standing_of(tx.db, declaration.id))
    signing_now(tx, declaration)
    row = SigningInvitation(
        id=tx.new_id("invitation"),
        token_hash=token_hash,
        declaration_id=declaration.id,
        contact=line(contact, "contact"),
        created_at=tx.now,
        expires_at=tx.now + INVITATION_LIFE,
        **invited_city(
            city=city,
            other_name=other_name,
            country=country,
            country_name=country_name,
            continent=continent,
            population=population,
            latitude=latitude,
            longitude=longitude,
        ),
    )
    _check_no_seat(tx.db, row)
    check_not_signed(tx, declaration, city_key(row.city, row.country), row.city)
    running = queries.running_invitation(tx.db, declaration.id, city_key(row.city, row.country), tx.now)
    if running is not None:
        raise Refused(Code.ALREADY_EXISTS, field="city", what=running.city)
    tx.db.add(row)
    tx.db.flush()
    return {"invitation": row.id, "declaration": declaration.id}


def _check_no_seat(db: Db, row: SigningInvitation) -> None:
    """A city of the house signs by its seat, so that nobody signs in the place of its mayor."""
    seat = queries.seat_of_city(db, row.city, row.country)
    if seat is not None:
        raise Refused(Code.CITY_HAS_SEAT, field="city", city=seat.city)


def offer_signature(
    house: House,
    token: str,
    *,
    document_hash: str,
    name: str,
    function: str,
    council_date: str | None = None,
    council_reference: str = "",
    reservation: str = "",
) -> Answer:
    """What the invited city's mayor fills in, by the link alone. It counts once the secretariat has checked it.

    Refused: invitation_spent, wrong_stage (withdrawn or superseded), signing_not_open, stale_text, council_needed,
    bad_date, day_to_come, text_…
    """
    with house.reading() as db:  # a stranger without a link costs a look, and never the lock of all acts
        known = queries.invitation_by_token(db, token_hash(token))
        check_offering(known.state, expires_at=known.expires_at, now=house.now(db))
    with house.database.writing() as db:
        hold_log(db, INSTITUTION)
        now = house.now(db)
        row = queries.invitation_by_token(db, token_hash(token))
        check_offering(row.state, expires_at=row.expires_at, now=now)
        declaration = found(db, Declaration, row.declaration_id)
        check_in_force(queries.standing_of(db, declaration.id))
        signing = queries.open_signing(db, declaration.id)
        check_open(is_open=signing is not None and is_open(closed_at=None, closes_at=signing.closes_at, now=now))
        assert signing is not None, "asked just now"
        version, in_force = queries.in_force(db, declaration)
        check_seen(document_hash=in_force, seen_hash=document_hash)
        row.name = line(name, "name")
        row.function, row.reservation = words_of_signatory(function=function, reservation=reservation)
        row.council_date, row.council_reference = council_of(
            council_date, council_reference, needed=signing.council_needed, now=now
        )
        row.version, row.document_hash = version, in_force
        row.state, row.offered_at = InvitationState.OFFERED, now
        return {"invitation": row.id, "city": row.city}


@requires(Power.ADMIT_SIGNATURE)
def admit_signature(tx: Tx, *, invitation_id: str) -> Answer:
    """Let an invited city's signature count: it was checked that the mayor of that city gave it, in time.

    Refused: not_found, wrong_stage (nothing was offered, it is settled, or the declaration is withdrawn or superseded),
    city_has_seat, already_signed.
    """
    tx.hold(INSTITUTION)
    offer = found(tx.db, SigningInvitation, invitation_id, populate_existing=True)
    declaration = found(tx.db, Declaration, offer.declaration_id)
    check_admitting(offer.state)
    check_in_force(queries.standing_of(tx.db, declaration.id))
    _check_no_seat(tx.db, offer)
    check_not_signed(tx, declaration, city_key(offer.city, offer.country), offer.city)
    offer.state, offer.settled_at = InvitationState.ADMITTED, tx.now
    return signed(tx, _signature(tx, offer, queries.signing_at(tx.db, declaration.id, offer.offered_at)))


def _signature(tx: Tx, offer: SigningInvitation, signing: Signing) -> Signature:
    said = ("version", "document_hash", "name", "function", "council_date", "council_reference", "reservation")
    return Signature(
        id=tx.new_id("signature"),
        signing=signing.id,
        declaration_id=offer.declaration_id,
        invitation=offer.id,
        city_key=city_key(offer.city, offer.country),
        cities=1,
        signed_at=offer.offered_at,
        at=tx.now,
        **{name: getattr(offer, name) for name in said},
        **city_of(offer),
    )


@requires(Power.ADMIT_SIGNATURE)
def turn_down_signature(tx: Tx, *, invitation_id: str, reason: str) -> Answer:
    """Take an invitation back, or say that what came does not count. Whoever has the link reads the reason.

    Refused: not_found, wrong_stage (settled already), reason_needed, text_…
    """
    tx.hold(INSTITUTION)
    offer = found(tx.db, SigningInvitation, invitation_id, populate_existing=True)
    if offer.state not in (InvitationState.SENT, InvitationState.OFFERED):
        raise Refused(Code.WRONG_STAGE, stage=offer.state)
    offer.reason = prose(reason, "reason", limit=1000, required=True)
    offer.state, offer.settled_at = InvitationState.TURNED_DOWN, tx.now
    return {"invitation": offer.id, "declaration": offer.declaration_id}
