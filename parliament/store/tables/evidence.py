"""What the house signed of its declarations."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Hash, refers_to


class Evidence(Base):
    """The signatures over one declaration, and over the list of files of its bundle, which is an annex of the record."""

    __tablename__ = "evidence"

    declaration_id: Mapped[str] = refers_to("declarations.id", primary_key=True)
    vkey: Mapped[str] = mapped_column(String(300))
    document_hash: Mapped[Hash]
    checkpoint_hash: Mapped[Hash]
    files_hash: Mapped[Hash]
    chair_signature: Mapped[str] = mapped_column(Text)
    secretariat_signature: Mapped[str] = mapped_column(Text)
    files_signature: Mapped[str] = mapped_column(Text)
    signed_at: Mapped[At]
