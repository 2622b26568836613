"""Witnesses, and the lines they added to our checkpoints."""

from datetime import datetime

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Id, Instant, refers_to


class Witness(Base):
    """Somebody who watches our logs, with the key it signs with. It is never deleted, and its key never given anew."""

    __tablename__ = "witnesses"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(200))
    vkey: Mapped[str] = mapped_column(String(300), unique=True)
    added_at: Mapped[At]
    removed_at: Mapped[datetime | None] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(Text, default="")


class CosignatureRow(Base):
    """The newest line of one witness on one checkpoint, whose note is kept with the checkpoints."""

    __tablename__ = "cosignatures"

    log_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    size: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    witness_id: Mapped[str] = refers_to("witnesses.id", primary_key=True)
    line: Mapped[str] = mapped_column(Text)
    cosigned_at: Mapped[At]
    received_at: Mapped[At]
