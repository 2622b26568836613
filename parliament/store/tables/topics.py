"""What declarations are about."""

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, refers_to


class Classification(Base):
    """The topics of one declaration, as last said; one that never was classified has no row."""

    __tablename__ = "classifications"

    declaration_id: Mapped[str] = refers_to("declarations.id", primary_key=True)
    topics: Mapped[list[str]] = mapped_column(JSON)
    at: Mapped[At]
