"""Linguistic corrections of adopted texts."""

from sqlalchemy import Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Hash, Id, refers_to


class TextCorrection(Base):
    """Words an officer put right in the text that a vote adopted: splices on the text with `before_hash`."""

    __tablename__ = "text_corrections"
    __table_args__ = (UniqueConstraint("motion_id", "number", name="text_corrections_are_numbered"),)

    id: Mapped[Id]
    motion_id: Mapped[str] = refers_to("motions.id", index=True)
    vote_id: Mapped[str] = refers_to("votes.id")
    number: Mapped[int] = mapped_column(Integer)
    account_id: Mapped[str] = refers_to("accounts.id")
    operations_hash: Mapped[Hash]
    before_hash: Mapped[Hash]
    after_hash: Mapped[Hash]
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[At]
