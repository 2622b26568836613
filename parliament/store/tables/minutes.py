"""Minutes of sittings, and what those who were there want corrected in them."""

from datetime import datetime

from sqlalchemy import Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from parliament.store.tables.columns import At, Base, Hash, Id, Instant, refers_to


class Minutes(Base):
    """The minutes of one sitting: the draft as it was composed, and the document as the house approved it."""

    __tablename__ = "minutes"

    id: Mapped[Id]
    plenary_id: Mapped[str] = refers_to("plenary_sessions.id", index=True)
    sitting_id: Mapped[str] = refers_to("sittings.id", unique=True)
    state: Mapped[str] = mapped_column(String(16), default="draft")
    draft_hash: Mapped[Hash]
    drafted_at: Mapped[At]
    corrections_until_at: Mapped[At]
    approved_hash: Mapped[str | None] = mapped_column(String(64), nullable=True)
    approved_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)


class Correction(Base):
    """Other words for one paragraph of draft minutes, proposed by a seat that was present."""

    __tablename__ = "corrections"
    __table_args__ = (UniqueConstraint("minutes_id", "number", name="correction_numbers_are_unique"),)

    id: Mapped[Id]
    minutes_id: Mapped[str] = refers_to("minutes.id", index=True)
    number: Mapped[int] = mapped_column(Integer)
    paragraph: Mapped[int] = mapped_column(Integer)
    seat_id: Mapped[str] = refers_to("seats.id")
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16), default="proposed")
    reason: Mapped[str] = mapped_column(Text, default="")
    proposed_at: Mapped[At]
    decided_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)

    minutes: Mapped[Minutes] = relationship()
