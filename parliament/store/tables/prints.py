"""Declarations as they were printed when they were published."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, refers_to


class Print(Base):
    """The kept PDF of one declaration, an annex of the record; older ones have none."""

    __tablename__ = "prints"

    declaration_id: Mapped[str] = refers_to("declarations.id", primary_key=True)
    document: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(35))
    pdf_hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[At]
