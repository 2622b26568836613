"""What the house keeps of its signatures: its keys in their order, and the largest tree of each log that was signed."""

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session as Db

from parliament.record.pen import Signed
from parliament.store.tables import Key, SignedSize


def keys_in_use(db: Db) -> list[Key]:
    """Every key that was adopted, the one that signs now first."""
    return list(db.scalars(select(Key).where(Key.number.is_not(None)).order_by(Key.number.desc())))


def waiting_key(db: Db) -> Key | None:
    """The key that was made and not adopted yet; there is one at a time."""
    return db.scalar(select(Key).where(Key.number.is_(None)).order_by(Key.created_at, Key.id).limit(1))


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
