"""The record at rest: logs, entries, annexes, and the house's signing key."""

from datetime import datetime

from sqlalchemy import BigInteger, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Hash, Id, Instant


class Log(Base):
    """One append-only list: the institution's, or a session's. Its row is the lock that orders acts."""

    __tablename__ = "logs"

    id: Mapped[Id]
    origin: Mapped[str] = mapped_column(String(200))
    size: Mapped[int] = mapped_column(Integer, default=0)
    frontier: Mapped[str] = mapped_column(Text, default="[]")


class EntryRow(Base):
    """One entry; `data` is its canonical bytes.

    The leaf of the tree is the entry itself, or, where there is a salt, what `record.leaves` seals with it.
    """

    __tablename__ = "entries"

    log_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    at: Mapped[At]
    data: Mapped[bytes] = mapped_column(LargeBinary)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)


class Tile(Base):
    """Hashes of the tree side by side, as they are served: up to 256 of one level, the leaves' level only once complete."""

    __tablename__ = "tiles"

    log_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    level: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    index: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    hashes: Mapped[bytes] = mapped_column(LargeBinary)


class CheckpointRow(Base):
    """A signed note that was given away, and must stay the same bytes whatever key signs later.

    `recorded_at` says when it was written into the institution's log, `sealed` that nothing follows it in its own.
    """

    __tablename__ = "checkpoints"

    log_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    size: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    root: Mapped[Hash]
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[At]
    recorded_at: Mapped[datetime | None] = mapped_column(Instant)
    sealed: Mapped[bool] = mapped_column(default=False)


class Annex(Base):
    """A document the record cites by hash, stored once."""

    __tablename__ = "annexes"

    sha256: Mapped[Hash] = mapped_column(primary_key=True)
    media_type: Mapped[str] = mapped_column(String(80))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Key(Base):
    """A key of the house. `seed` is there only where the pen lies inside; `number` says in which order keys were adopted.

    One without a number waits to be adopted: `proposed_by` is who asks for it, and somebody else has to agree.
    """

    __tablename__ = "keys"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(200))
    vkey: Mapped[str] = mapped_column(String(300), unique=True)
    seed: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[At]
    proposed_by: Mapped[str | None] = mapped_column(String(40))
    number: Mapped[int | None] = mapped_column(Integer, unique=True)


class SignedSize(Base):
    """The largest tree of a log that this house knows to be signed, with the note that says so."""

    __tablename__ = "signed_sizes"

    origin: Mapped[str] = mapped_column(String(200), primary_key=True)
    size: Mapped[int] = mapped_column(Integer)
    root: Mapped[Hash]
    note: Mapped[str] = mapped_column(Text)
