"""What the house keeps of its signatures: its keys in their order, and the largest tree of each log that was signed."""

from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session as Db

from parliament.record.pen import Signed
from parliament.store.tables import Account, Key, SignedSize


def keys_in_use(db: Db) -> list[Key]:
    """Every key that was adopted, the one that signs now first."""
    return list(db.scalars(select(Key).where(Key.number.is_not(None)).order_by(Key.number.desc())))


def waiting_key(db: Db) -> Key | None:
    """The key that was made and not adopted yet; there is one at a time."""
    return db.scalar(select(Key).where(Key.number.is_(None)).order_by(Key.created_at, Key.id).limit(1))


def key_named(db: Db, vkey: str) -> Key | None:
    """The key with this public half, adopted or waiting; its row is locked where somebody writes."""
    return db.scalar(select(Key).where(Key.vkey == vkey).with_for_update())


def keys_view(db: Db) -> dict[str, Any]:
    """The keys that signed, the one in use first, and the one that waits for a second person."""
    rows, waiting = keys_in_use(db), waiting_key(db)
    found: dict[str, Any] = {
        "keys": [{"vkey": row.vkey, "made_at": row.created_at, "in_use": row is rows[0]} for row in rows],
        "waiting": None,
    }
    if waiting is not None and waiting.proposed_by is not None:
        proposer = db.get_one(Account, waiting.proposed_by)
        found["waiting"] = {"vkey": waiting.vkey, "proposed_by": proposer.id, "name": proposer.name}
    return found


def signed(db: Db, origin: str) -> Signed:
    """The largest tree of this log that was signed, or the empty one."""
    row = db.get(SignedSize, origin)
    return Signed(row.size, bytes.fromhex(row.root)) if row else Signed()


def signed_note(db: Db, origin: str) -> str | None:
    """The note of that tree."""
    return db.scalar(select(SignedSize.note).where(SignedSize.origin == origin))


def raise_signed(db: Db, origin: str, before: Signed, now: Signed, note: str) -> bool:
    """Keep a larger tree in place of the one before; False if somebody else did meanwhile."""
    values = {"size": now.size, "root": now.root.hex(), "note": note}
    if before == Signed() and db.get(SignedSize, origin) is None:
        try:
            with db.begin_nested():
                db.execute(insert(SignedSize).values(origin=origin, **values))
        except IntegrityError:
            return False
        return True
    is_before = (SignedSize.size == before.size) & (SignedSize.root == before.root.hex())
    written = update(SignedSize).where(SignedSize.origin == origin, is_before).values(values)
    return db.execute(written.returning(SignedSize.origin)).first() is not None
