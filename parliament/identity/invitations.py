"""Accepting an invitation: its bearer, and nobody else, chooses the password, once (S6).

An account that has a password keeps it: an invitation is no way around the person it belongs to.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update
from sqlalchemy.orm import Session as Db

from parliament.identity.actors import ACTIVE
from parliament.identity.logins import end_all_logins
from parliament.identity.passwords import check_strength, hash_password
from parliament.rules.refusals import Code, Refused
from parliament.store.tables import Account, Invitation
from parliament.store.tokens import token_hash

if TYPE_CHECKING:
    from parliament.commands.house import House


@dataclass(frozen=True)
class Invited:
    """Whom an invitation is for, as the page that asks for a password shows it."""

    account: str
    login: str
    name: str


def find_invitation(house: "House", token: str) -> Invited:
    """Whom this link is for. Refused: `invitation_spent` when it was used, has run out or never was."""
    with house.reading() as db:
        account = _invited_account(house, db, token)
        return Invited(account.id, account.login, account.name)


def accept_invitation(house: "House", token: str, password: str) -> str:
    """Set the account's first password and return the account's id.

    Refused: `invitation_spent`; `weak_password`, which leaves the invitation as it was.
    """
    invited = find_invitation(house, token)
    check_strength(password, login=invited.login, name=invited.name)
    hashed = hash_password(password)
    with house.database.writing() as db:
        # Asked again under the lock: of two that arrive at once, the second finds it spent.
        account = _invited_account(house, db, token, lock=True)
        account.password_hash = hashed
        spent = update(Invitation).where(Invitation.account_id == account.id, Invitation.used_at.is_(None))
        db.execute(spent.values(used_at=house.now(db)))
    end_all_logins(house, invited.account)
    return invited.account


def _invited_account(house: "House", db: Db, token: str, *, lock: bool = False) -> Account:
    query = select(Account).join(Invitation, Invitation.account_id == Account.id)
    query = query.where(
        Invitation.token_hash == token_hash(token),
        Invitation.used_at.is_(None),
        Invitation.expires_at > house.now(db),
        Account.state == ACTIVE,
        Account.password_hash.is_(None),
    )
    account = db.scalar(query.with_for_update() if lock else query)
    if account is None:
        raise Refused(Code.INVITATION_SPENT)
    return account
