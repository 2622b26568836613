"""The record at rest: logs, entries, annexes, and the house's signing key."""

from sqlalchemy import BigInteger, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Hash, Id


class Log(Base):
    """One append-only list: the institution's, or a session's. Its row is the lock that orders acts."""

    __tablename__ = "logs"

    id: Mapped[Id]
    origin: Mapped[str] = mapped_column(String(200))
    size: Mapped[int] = mapped_column(Integer, default=0)
    frontier: Mapped[str] = mapped_column(Text, default="[]")


class EntryRow(Base):
    """One entry; `data` is its canonical bytes, the leaf of the tree."""

    __tablename__ = "entries"

    log_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    at: Mapped[At]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class Annex(Base):
    """A document the record cites by hash, stored once."""

    __tablename__ = "annexes"

    sha256: Mapped[Hash] = mapped_column(primary_key=True)
    media_type: Mapped[str] = mapped_column(String(80))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Key(Base):
    """The embedded signer's seed. A deployment that signs elsewhere keeps only the public half here."""

    __tablename__ = "keys"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(200))
    seed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[At]
