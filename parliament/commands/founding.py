"""Founding a parliament: the institution's log, the signing key, the first account of the secretariat."""

import secrets

from parliament.commands.house import Answer, House, Tx, requires
from parliament.record.checkpoint import Signer
from parliament.record.entries import INSTITUTION, KeyAdded, OfficeGranted
from parliament.rules.powers import Actor, Office, Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.wording import line
from parliament.store import record
from parliament.store.tables import Account, Key, Log, OfficeHeld

FOUNDER = Actor(account="founder", name="The founder", offices=frozenset({Office.SECRETARIAT}))


@requires(Power.GRANT_OFFICE)
def found_parliament(tx: Tx, *, origin: str, login: str, name: str) -> Answer:
    """Open the institution's log, make the key, and install the first secretariat. Once. Refused: already_exists."""
    if tx.db.get(Log, INSTITUTION) is not None:
        raise Refused(Code.ALREADY_EXISTS, what=origin)
    record.open_log(tx.db, INSTITUTION, f"{origin}/{INSTITUTION}")
    signer = Signer(origin, secrets.token_bytes(32))
    key = Key(id=tx.new_id("key"), name=origin, vkey=signer.vkey, seed=signer.seed, created_at=tx.now, number=1)
    tx.db.add(key)
    tx.record(KeyAdded(vkey=signer.vkey))
    account = Account(
        id=tx.new_id("account"), login=line(login, "login").casefold(), name=line(name, "name"), created_at=tx.now
    )
    tx.db.add(account)
    tx.db.flush()
    grant = OfficeHeld(id=tx.new_id("grant"), account_id=account.id, office=Office.SECRETARIAT, from_at=tx.now)
    tx.db.add(grant)
    tx.record(OfficeGranted(grant=grant.id, account=account.id, office=Office.SECRETARIAT, seat=None))
    return {"account": account.id, "vkey": signer.vkey}


def found_house(house: House, *, origin: str, login: str, name: str) -> Answer:
    """Found the parliament in the name of the founder, who exists for this one act."""
    return house.perform(found_parliament, by=FOUNDER, origin=origin, login=login, name=name)
