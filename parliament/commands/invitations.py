"""Inviting every mayor who cannot sign in yet, in one act: an urgent session has no days for letters."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.commands.house import Answer, Tx, requires
from parliament.record.entries import INSTITUTION
from parliament.rules.powers import Power
from parliament.rules.stages import ACCREDITED
from parliament.store.queries.sessions import all_seats
from parliament.store.tables import Account, Invitation, Mandate, Seat
from parliament.store.tokens import INVITATION_LIFE


@requires(Power.INVITE)
def invite_all(tx: Tx, *, token_hashes: dict[str, str]) -> Answer:
    """Invite the holder of every seat that has a voice and whose holder can neither sign in nor has a link to.

    `token_hashes` holds, for each seat, the SHA-256 of the secret its link would have; only those that are needed are
    used. Answers with those invited. Refused: not_allowed.
    """
    tx.hold(INSTITUTION)
    invited = []
    for seat, mandate, account in seats_to_invite(tx.db, tx.now):
        if seat.id not in token_hashes:
            continue
        account = account or _account(tx, seat, mandate)
        tx.db.add(
            Invitation(
                id=tx.new_id("invitation"),
                token_hash=token_hashes[seat.id],
                account_id=account.id,
                created_at=tx.now,
                expires_at=tx.now + INVITATION_LIFE,
            )
        )
        invited.append({"seat": seat.id, "account": account.id, "login": account.login})
    return {"invited": invited}


def seats_to_invite(db: Db, now: datetime) -> list[tuple[Seat, Mandate, Account | None]]:
    """Seats with a voice whose holder has no password and no link that still works, with the account if there is one."""
    accounts = {row.member_id: row for row in db.scalars(select(Account).where(Account.member_id.is_not(None)))}
    running = select(Invitation.account_id).where(Invitation.used_at.is_(None), Invitation.expires_at > now)
    waiting = set(db.scalars(running))
    found: list[tuple[Seat, Mandate, Account | None]] = []
    for seat, mandate in all_seats(db):
        account = accounts.get(mandate.member_id) if mandate else None
        settled = account is not None and (account.password_hash is not None or account.id in waiting)
        if mandate is not None and seat.state in ACCREDITED and not settled:
            found.append((seat, mandate, account))
    return found


def _account(tx: Tx, seat: Seat, mandate: Mandate) -> Account:
    """An account under the seat's name; under that name with a number, where somebody has it already."""
    taken = set(tx.db.scalars(select(Account.login).where(Account.login.startswith(seat.slug, autoescape=True))))
    login, number = seat.slug, 1
    while login in taken:
        number += 1
        login = f"{seat.slug}-{number}"
    account = Account(
        id=tx.new_id("account"), login=login, name=mandate.member.name, member_id=mandate.member_id, created_at=tx.now
    )
    tx.db.add(account)
    tx.db.flush()
    return account
