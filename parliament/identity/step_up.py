"""Asking a signed-in person for the password again, for one act that binds a city.

A browser left open, or a stolen cookie, is thereby not enough to sign (ASVS 5.0 7.5.3). Tries count as those at the door.
"""

from typing import TYPE_CHECKING

from parliament.identity.actors import ACTIVE
from parliament.identity.attempts import Attempts
from parliament.identity.passwords import is_password
from parliament.rules.powers import Actor
from parliament.rules.refusals import Code, Refused
from parliament.store.tables import Account

if TYPE_CHECKING:
    from parliament.commands.house import House


def confirm_password(house: "House", actor: Actor, password: str, *, attempts: Attempts, address: str = "") -> None:
    """Whether this is the password of whoever is asking.

    Refused: `not_signed_in`; `wrong_password`; `too_many_attempts` with the seconds to wait.
    """
    if not actor.account:
        raise Refused(Code.NOT_SIGNED_IN)
    with house.reading() as db:
        account = db.get_one(Account, actor.account)
        login, hashed, state = account.login, account.password_hash, account.state
    attempts.begin(login, address)
    # Outside any transaction, as at the door: hashing takes a tenth of a second and would hold the lock.
    if not is_password(hashed, password) or state != ACTIVE:
        attempts.failed(login, address)
        raise Refused(Code.WRONG_PASSWORD, field="password")
    attempts.succeeded(login, address)
