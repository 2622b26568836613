"""Accounts and offices: who is invited, who holds what."""

from sqlalchemy import select

from parliament.commands.house import Answer, Tx, requires
from parliament.record.entries import INSTITUTION, OfficeEnded, OfficeGranted
from parliament.rules.powers import Office, Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.wording import line
from parliament.store.queries import found
from parliament.store.queries.seats import running_mandate
from parliament.store.tables import Account, Invitation, Mandate, OfficeHeld, Seat
from parliament.store.tokens import INVITATION_LIFE

GRANTABLE = (Office.CHAIR, Office.SECRETARIAT, Office.CABINET, Office.TRANSLATOR)
INVITED = (*GRANTABLE, Office.MEMBER, Office.OBSERVER)


@requires(Power.INVITE)
def invite(
    tx: Tx,
    *,
    login: str,
    name: str,
    token_hash: str,
    office: str,
    seat_id: str | None = None,
    mandate_id: str | None = None,
) -> Answer:
    """Make an account and a link for its holder: a mayor of a held seat, its cabinet, a chair, the secretariat.

    A certified substitute is invited as a member by the mandate of the certificate, `mandate_id`.

    `token_hash` is the SHA-256 of the secret in the link; the secret itself never comes here. An account that has
    set no password yet may be invited again. Refused: already_exists, no_mandate, not_found, text_empty,
    malformed (an office there is not, a cabinet without its seat).
    """
    tx.hold(INSTITUTION)
    if office not in INVITED:
        raise Refused(Code.MALFORMED, field="office")
    login = line(login, "login").casefold()
    account = tx.db.scalar(select(Account).where(Account.login == login))
    if account is not None and account.password_hash is not None:
        raise Refused(Code.ALREADY_EXISTS, field="login", what=login)
    if account is None:
        account = Account(id=tx.new_id("account"), login=login, name=line(name, "name"), created_at=tx.now)
        tx.db.add(account)
        tx.db.flush()
        _install(tx, account, Office(office), seat_id, mandate_id)
    invitation = Invitation(
        id=tx.new_id("invitation"),
        token_hash=token_hash,
        account_id=account.id,
        created_at=tx.now,
        expires_at=tx.now + INVITATION_LIFE,
    )
    tx.db.add(invitation)
    return {"account": account.id, "invitation": invitation.id}


def _install(tx: Tx, account: Account, office: Office, seat_id: str | None, mandate_id: str | None) -> None:
    if office is Office.MEMBER:
        mandate = tx.db.get(Mandate, mandate_id) if mandate_id else running_mandate(tx.db, seat_id or "")
        if mandate is None or (mandate.until_at is not None and mandate.until_at <= tx.now):
            raise Refused(Code.NO_MANDATE, field="seat_id")
        taken = tx.db.scalar(select(Account.id).where(Account.member_id == mandate.member_id))
        if taken:
            raise Refused(Code.ALREADY_EXISTS, field="seat_id", what=mandate.member.name)
        account.member_id = mandate.member_id
    elif office in GRANTABLE:
        _grant(tx, account, office, seat_id)


def _grant(tx: Tx, account: Account, office: Office, seat_id: str | None) -> OfficeHeld:
    if (office is Office.CABINET) != (seat_id is not None):
        raise Refused(Code.MALFORMED, field="seat_id")
    if seat_id:
        found(tx.db, Seat, seat_id)
    held = [row for row in account.offices if row.office == office and row.until_at is None and row.seat_id == seat_id]
    if held:
        raise Refused(Code.ALREADY_EXISTS, field="office", what=str(office))
    grant = OfficeHeld(id=tx.new_id("grant"), account_id=account.id, office=office, seat_id=seat_id, from_at=tx.now)
    tx.db.add(grant)
    tx.record(OfficeGranted(grant=grant.id, account=account.id, office=office, seat=seat_id))
    return grant


@requires(Power.GRANT_OFFICE)
def grant_office(tx: Tx, *, account_id: str, office: str, seat_id: str | None = None) -> Answer:
    """Give an account an office. Refused: not_found, already_exists, malformed (an office nobody grants)."""
    tx.hold(INSTITUTION)
    if office not in GRANTABLE:
        raise Refused(Code.MALFORMED, field="office")
    grant = _grant(tx, found(tx.db, Account, account_id), Office(office), seat_id)
    return {"grant": grant.id}


@requires(Power.GRANT_OFFICE)
def end_office(tx: Tx, *, grant_id: str) -> Answer:
    """Take an office back. Refused: not_found, wrong_stage when it has ended already."""
    tx.hold(INSTITUTION)
    grant = found(tx.db, OfficeHeld, grant_id)
    if grant.until_at is not None:
        raise Refused(Code.WRONG_STAGE, stage="closed")
    grant.until_at = tx.now
    tx.record(OfficeEnded(grant=grant.id))
    return {"grant": grant.id}
