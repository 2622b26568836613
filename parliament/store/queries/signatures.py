"""Questions about declarations after their publication: openings for signature, signatures, invitations, versions."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from parliament.rules.refusals import Code, Refused
from parliament.rules.signing import InvitationState, Standing, city_key
from parliament.rules.versions import VersionState, WithdrawalState
from parliament.store.tables import (
    Account,
    Declaration,
    DeclarationVersion,
    Endorsement,
    Mandate,
    Seat,
    Signature,
    Signing,
    SigningInvitation,
    VersionCertification,
    Withdrawal,
)


def standing_of(db: Db, declaration_id: str) -> str:
    """Whether the declaration still speaks for the house."""
    decided = (Withdrawal.declaration_id == declaration_id, Withdrawal.state == WithdrawalState.DECIDED)
    row = db.scalar(select(Withdrawal).where(*decided))
    if row is None:
        return Standing.IN_FORCE
    return Standing.WITHDRAWN if row.successor is None else Standing.SUPERSEDED


def version_in_force(db: Db, declaration_id: str) -> DeclarationVersion | None:
    """The last published correction; None while the first publication is in force."""
    published = (
        DeclarationVersion.declaration_id == declaration_id,
        DeclarationVersion.state == VersionState.PUBLISHED,
    )
    rows = select(DeclarationVersion).where(*published)
    return db.scalar(rows.order_by(DeclarationVersion.number.desc()).limit(1))


def published_versions(db: Db, declaration_id: str) -> list[DeclarationVersion]:
    """All published corrections, the first one first."""
    published = (
        DeclarationVersion.declaration_id == declaration_id,
        DeclarationVersion.state == VersionState.PUBLISHED,
    )
    return list(db.scalars(select(DeclarationVersion).where(*published).order_by(DeclarationVersion.number)))


def in_force(db: Db, declaration: Declaration) -> tuple[int, str]:
    """Number and document of the version that is in force."""
    row = version_in_force(db, declaration.id)
    return (1, declaration.document_hash) if row is None else (row.number, str(row.document_hash))


def text_in_force(db: Db, declaration: Declaration) -> str:
    """The hash of its text, as the last version left it."""
    row = version_in_force(db, declaration.id)
    return declaration.text_hash if row is None else row.after_hash


def pending_version(db: Db, declaration_id: str) -> DeclarationVersion | None:
    """The correction that is being prepared, if one is."""
    pending = (DeclarationVersion.declaration_id == declaration_id, DeclarationVersion.state == VersionState.PROPOSED)
    return db.scalar(select(DeclarationVersion).where(*pending))


def version_certifiers(db: Db, version_id: str) -> dict[str, str]:
    """Who certified a version already: account by office."""
    rows = select(VersionCertification.office, VersionCertification.account_id)
    return dict(db.execute(rows.where(VersionCertification.version_id == version_id)).all())


def pending_withdrawal(db: Db, declaration_id: str) -> Withdrawal | None:
    """The proposal to withdraw it that waits for a second person, if there is one."""
    pending = (Withdrawal.declaration_id == declaration_id, Withdrawal.state == WithdrawalState.PROPOSED)
    return db.scalar(select(Withdrawal).where(*pending))


def open_signing(db: Db, declaration_id: str) -> Signing | None:
    """The opening that nobody has closed; whether its time is over is for the rules."""
    return db.scalar(select(Signing).where(Signing.declaration_id == declaration_id, Signing.closed_at.is_(None)))


def last_signing(db: Db, declaration_id: str) -> Signing | None:
    """The last opening, closed or not."""
    rows = select(Signing).where(Signing.declaration_id == declaration_id)
    return db.scalar(rows.order_by(Signing.opened_at.desc(), Signing.id).limit(1))


def signing_at(db: Db, declaration_id: str, at: datetime | None) -> Signing:
    """The opening that an invited city offered its signature under."""
    rows = select(Signing).where(Signing.declaration_id == declaration_id, Signing.opened_at <= at)
    return db.scalars(rows.order_by(Signing.opened_at.desc(), Signing.id).limit(1)).one()


def due_signings(db: Db, now: datetime) -> list[str]:
    """The declarations whose time for signature is over, and which nobody has closed yet."""
    due = (Signing.closed_at.is_(None), Signing.closes_at <= now)
    return list(db.scalars(select(Signing.declaration_id).where(*due).order_by(Signing.closes_at, Signing.id)))


def signature_of(db: Db, declaration_id: str, key: str) -> Signature | None:
    """The signature in force of this city, if it gave one."""
    given = (Signature.declaration_id == declaration_id, Signature.city_key == key, Signature.withdrawn_at.is_(None))
    return db.scalar(select(Signature).where(*given))


def endorsement_of(db: Db, declaration_id: str, key: str) -> Endorsement | None:
    """The endorsement in force of this network, if it gave one."""
    given = (
        Endorsement.declaration_id == declaration_id,
        Endorsement.network_key == key,
        Endorsement.withdrawn_at.is_(None),
    )
    return db.scalar(select(Endorsement).where(*given))


def holder_of(db: Db, seat_id: str, account_id: str) -> Mandate | None:
    """The mandate that holds this seat, if it is this person's: neither a substitute's nor a successor's."""
    return db.scalar(
        select(Mandate)
        .join(Account, Account.member_id == Mandate.member_id)
        .where(Mandate.seat_id == seat_id, Mandate.until_at.is_(None), Account.id == account_id)
    )


def seat_of_city(db: Db, city: str, country: str) -> Seat | None:
    """The seat of a city of this name in this country, if there is one."""
    key = city_key(city, country)
    rows = db.scalars(select(Seat).where(func.upper(Seat.country) == country.upper()))
    return next((seat for seat in rows if city_key(seat.city, seat.country) == key), None)


def running_invitation(db: Db, declaration_id: str, key: str, now: datetime) -> SigningInvitation | None:
    """An invitation of this city that can still be used, or waits to be checked."""
    rows = select(SigningInvitation).where(
        SigningInvitation.declaration_id == declaration_id,
        (SigningInvitation.state == InvitationState.OFFERED)
        | ((SigningInvitation.state == InvitationState.SENT) & (SigningInvitation.expires_at > now)),
    )
    return next((row for row in db.scalars(rows) if city_key(row.city, row.country) == key), None)


def invitations_of(db: Db, declaration_id: str) -> list[SigningInvitation]:
    """All cities without seats that were invited to sign it, the last one first."""
    rows = select(SigningInvitation).where(SigningInvitation.declaration_id == declaration_id)
    return list(db.scalars(rows.order_by(SigningInvitation.created_at.desc(), SigningInvitation.id)))


def invitation_by_token(db: Db, token_hash: str) -> SigningInvitation:
    """The invitation this secret opens. Refused: invitation_spent."""
    row = db.scalar(select(SigningInvitation).where(SigningInvitation.token_hash == token_hash))
    if row is None:
        raise Refused(Code.INVITATION_SPENT)
    return row
