"""Translations of motions: every revision of every paragraph, and the sets that votes have frozen."""

from sqlalchemy import JSON, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Hash, Id, refers_to


class Translation(Base):
    """One revision of one paragraph (or of the title) in one language, with the words it was made from.

    Never overwritten: whoever translates anew adds a revision. Working papers, of which the record knows nothing until a
    vote freezes them.
    """

    __tablename__ = "translations"
    __table_args__ = (
        UniqueConstraint("motion_id", "language", "paragraph", "revision", name="translation_revisions_are_numbered"),
    )

    id: Mapped[Id]
    motion_id: Mapped[str] = refers_to("motions.id", index=True)
    language: Mapped[str] = mapped_column(String(35))
    paragraph: Mapped[str] = mapped_column(String(120))
    revision: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(8))
    source: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    account_id: Mapped[str] = refers_to("accounts.id")
    at: Mapped[At]


class FrozenTranslations(Base):
    """The translations as they stood when the vote on the whole text opened; the set is an annex of the record."""

    __tablename__ = "frozen_translations"

    vote_id: Mapped[str] = refers_to("votes.id", primary_key=True)
    motion_id: Mapped[str] = refers_to("motions.id", index=True)
    languages: Mapped[list[str]] = mapped_column(JSON)
    translations_hash: Mapped[Hash]
    at: Mapped[At]
