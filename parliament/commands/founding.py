"""Founding a parliament: the institution's log, the signing key, the first account of the secretariat."""

import secrets

from parliament.commands.house import Answer, House, Tx, requires
from parliament.record.checkpoint import Signer, parse_vkey
from parliament.record.entries import INSTITUTION, KeyAdded, OfficeGranted
from parliament.rules.powers import Actor, Office, Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.wording import line
from parliament.store import record
from parliament.store.tables import Account, Key, Log, OfficeHeld

FOUNDER = Actor(account="founder", name="The founder", offices=frozenset({Office.SECRETARIAT}))


@requires(Power.GRANT_OFFICE)
def found_parliament(tx: Tx, *, origin: str, login: str, name: str, vkey: str | None = None) -> Answer:
    """Open the institution's log, make the key, and install the first secretariat. Once.

    `vkey` is the key of a signer that is a process of its own; without one the seed is made and kept here.
    Refused: already_exists; malformed, because that signer signs for another house.
    """
    if tx.db.get(Log, INSTITUTION) is not None:
        raise Refused(Code.ALREADY_EXISTS, what=origin)
    record.open_log(tx.db, INSTITUTION, f"{origin}/{INSTITUTION}")
    key = _first_key(tx, origin, vkey)
    tx.db.add(key)
    tx.record(KeyAdded(vkey=key.vkey))
    account = Account(
        id=tx.new_id("account"), login=line(login, "login").casefold(), name=line(name, "name"), created_at=tx.now
    )
    tx.db.add(account)
    tx.db.flush()
    grant = OfficeHeld(id=tx.new_id("grant"), account_id=account.id, office=Office.SECRETARIAT, from_at=tx.now)
    tx.db.add(grant)
    tx.record(OfficeGranted(grant=grant.id, account=account.id, office=Office.SECRETARIAT, seat=None))
    return {"account": account.id, "vkey": key.vkey}


def _first_key(tx: Tx, origin: str, vkey: str | None) -> Key:
    """The row of the key that signs from the beginning, with its seed only if it is ours to keep."""
    row = {"id": tx.new_id("key"), "name": origin, "created_at": tx.now, "number": 1}
    if vkey is None:
        signer = Signer(origin, secrets.token_bytes(32))
        return Key(vkey=signer.vkey, seed=signer.seed, **row)
    if parse_vkey(vkey).name != origin:
        raise Refused(Code.MALFORMED, field="origin")
    return Key(vkey=vkey, seed=None, **row)


def found_house(house: House, *, origin: str, login: str, name: str) -> Answer:
    """Found the parliament in the name of the founder, who exists for this one act. Refused: signer_away."""
    vkey = house.pen.vkey if house.pen.where == "apart" else None
    return house.perform(found_parliament, by=FOUNDER, origin=origin, login=login, name=name, vkey=vkey)
