"""The house's key: changed by two persons of the secretariat, one who proposes and another who agrees.

Keys are made and used by the pen, outside of every transaction; the record's entry is what changes the key. A pen that
misses the change, because something stopped in between, hears of it with the next thing it is asked to sign.
"""

from base64 import b64encode

from parliament.commands.house import Answer, House, Tx, requires
from parliament.record.checkpoint import BadSignature
from parliament.record.entries import INSTITUTION, KeyRotated
from parliament.record.pen import PenRefused
from parliament.record.rotation import check_rotation
from parliament.rules.powers import Actor, Power, check_power
from parliament.rules.refusals import Code, Refused
from parliament.store.signatures import key_named, keys_in_use
from parliament.store.tables import Key


@requires(Power.ROTATE_KEY)
def propose_key(tx: Tx, *, vkey: str) -> Answer:
    """Ask that the house sign with another key from now on; a second person has to agree. Twice by one person is once.

    Refused: signer_away, already_exists (somebody else has asked for it, and waits for a second person).
    """
    tx.hold(INSTITUTION)
    key = key_named(tx.db, vkey) or _kept_elsewhere(tx, vkey)
    if key.number is not None or key.proposed_by not in (None, tx.actor.account):
        raise Refused(Code.ALREADY_EXISTS, what=vkey)
    key.proposed_by = tx.actor.account
    return {"vkey": key.vkey}


def _kept_elsewhere(tx: Tx, vkey: str) -> Key:
    """The row of a key whose seed the signer keeps."""
    key = Key(id=tx.new_id("key"), name=keys_in_use(tx.db)[0].name, vkey=vkey, created_at=tx.now)
    tx.db.add(key)
    return key


@requires(Power.ROTATE_KEY)
def confirm_key(tx: Tx, *, vkey: str, old_signature: str, signature: str) -> Answer:
    """Agree to the key that somebody else proposed: the house signs with it from now on, and its record says so.

    Refused: signer_away, not_found (no such key waits), same_person, not_signed (the keys did not endorse each other).
    """
    tx.hold(INSTITUTION)
    key = key_named(tx.db, vkey)
    if key is None or key.number is not None or key.proposed_by is None:
        raise Refused(Code.NOT_FOUND, field="vkey")
    if key.proposed_by == tx.actor.account:
        raise Refused(Code.SAME_PERSON)
    old = keys_in_use(tx.db)[0]
    signatures = {"old_signature": old_signature, "signature": signature}
    try:
        check_rotation(old.vkey, key.vkey, **signatures)
    except BadSignature:
        raise Refused(Code.NOT_SIGNED) from None
    key.number = (old.number or 0) + 1
    tx.record(KeyRotated(old_vkey=old.vkey, vkey=key.vkey, proposed_by=key.proposed_by, **signatures))
    return {"vkey": key.vkey, "old_vkey": old.vkey}


def propose(house: House, *, by: Actor, once: str | None = None) -> Answer:
    """Have the pen make the next key, unless one waits, and propose it. Refused: as `propose_key`."""
    check_power(by, Power.ROTATE_KEY)
    return house.perform(propose_key, by=by, once=once, vkey=house.pen.propose_key())


def confirm(house: House, *, by: Actor, vkey: str, once: str | None = None) -> Answer:
    """Have both keys endorse the change, record it, and let the pen sign with the new one. Refused: as `confirm_key`."""
    check_power(by, Power.ROTATE_KEY)
    with house.reading() as db:
        key = key_named(db, vkey)
    if key is None:
        raise Refused(Code.NOT_FOUND, field="vkey")
    try:
        old, new = (b64encode(each).decode("ascii") for each in house.pen.endorse_key(vkey))
    except PenRefused as refused:
        if refused.why == "unknown_key":  # it is in use, or was, and waits for nobody
            raise Refused(Code.NOT_FOUND, field="vkey") from None
        raise
    done = house.perform(confirm_key, by=by, once=once, vkey=vkey, old_signature=old, signature=new)
    house.pen.adopt_key(vkey)
    return done
