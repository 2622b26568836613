"""Signing in with name and password: one answer and one time for known and unknown, suspended and never invited."""

import unicodedata
from typing import TYPE_CHECKING

from sqlalchemy import Row, select, update

from parliament.identity.actors import ACTIVE
from parliament.identity.attempts import Attempts
from parliament.identity.logins import begin_login
from parliament.identity.passwords import hash_password, is_outdated, is_password
from parliament.rules.refusals import Code, Refused
from parliament.store.tables import Account

if TYPE_CHECKING:
    from parliament.commands.house import House


def sign_in(
    house: "House", login: str, password: str, *, attempts: Attempts, address: str = "", agent: str = ""
) -> str:
    """Begin a login for whoever knows the password, and return its secret.

    Refused: `too_many_attempts` with the seconds to wait (60 at most); `bad_credentials` for all else.
    """
    attempts.begin(login, address)
    account = _find_account(house, login)
    # The password is looked at outside any transaction: hashing takes a tenth of a second and would hold the lock.
    fits = is_password(account.password_hash if account else None, password)
    if account is None or not fits or account.state != ACTIVE:
        attempts.failed(login, address)
        raise Refused(Code.BAD_CREDENTIALS, field="password")
    attempts.succeeded(login, address)
    if account.password_hash and is_outdated(account.password_hash):
        _renew_hash(house, account, password)
    return begin_login(house, account.id, agent)


def _find_account(house: "House", login: str) -> Row[str, str, str | None, str] | None:
    """The account of that name; a telephone's capital letter at the beginning does no harm."""
    login = unicodedata.normalize("NFC", login.strip()).encode("utf-8", "replace").decode()
    with house.reading() as db:
        columns = select(Account.id, Account.login, Account.password_hash, Account.state)
        found = db.execute(columns.where(Account.login.in_([login, login.casefold()]))).all()
    return next((account for account in found if account.login == login), found[0] if found else None)


def _renew_hash(house: "House", account: Row[str, str, str | None, str], password: str) -> None:
    renewed = hash_password(password)
    with house.database.writing() as db:
        # Only if it is still the one we checked: a password changed meanwhile stays.
        unchanged = (Account.id == account.id, Account.password_hash == account.password_hash)
        db.execute(update(Account).where(*unchanged).values(password_hash=renewed))
