"""Papers: the documents before the house, each an annex of the record."""

from datetime import datetime

from sqlalchemy import Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Hash, Id, Instant, refers_to


class Paper(Base):
    """One document of a session, or of one item of its agenda. It may be withdrawn, and is never deleted."""

    __tablename__ = "papers"
    __table_args__ = (UniqueConstraint("plenary_id", "number", name="paper_numbers_are_unique"),)

    id: Mapped[Id]
    plenary_id: Mapped[str] = refers_to("plenary_sessions.id", index=True)
    item_id: Mapped[str | None] = refers_to("items.id", nullable=True)
    number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(12))
    media_type: Mapped[str] = mapped_column(String(80))
    content_hash: Mapped[Hash]
    size: Mapped[int] = mapped_column(Integer)
    seat_id: Mapped[str | None] = refers_to("seats.id", nullable=True)
    added_at: Mapped[At]
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    reason: Mapped[str] = mapped_column(Text, default="")
