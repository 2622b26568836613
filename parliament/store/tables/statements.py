"""What seats say in writing: statements on an item, explanations of a vote, late dissent from one."""

from datetime import datetime

from sqlalchemy import Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Hash, Id, Instant, refers_to


class Statement(Base):
    """A seat's own words, beside what was decided and never part of it. The text is an annex of the record."""

    __tablename__ = "statements"
    __table_args__ = (
        Index("one_word_of_a_kind_on_a_vote", "vote_id", "seat_id", "kind", unique=True,
              sqlite_where=text("withdrawn_at IS NULL"), postgresql_where=text("withdrawn_at IS NULL")),
    )  # fmt: skip

    id: Mapped[Id]
    plenary_id: Mapped[str] = refers_to("plenary_sessions.id", index=True)
    kind: Mapped[str] = mapped_column(String(16))
    item_id: Mapped[str | None] = refers_to("items.id", nullable=True, index=True)
    vote_id: Mapped[str | None] = refers_to("votes.id", nullable=True, index=True)
    seat_id: Mapped[str] = refers_to("seats.id")
    position: Mapped[str] = mapped_column(String(16), default="")
    language: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(Text)
    text_hash: Mapped[Hash]
    submitted_at: Mapped[At]
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
