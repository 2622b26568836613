"""Sponsors of a motion who accept an amendment to it, and seats that object to its being decided so."""

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Instant, refers_to


class Acceptance(Base):
    """One sponsor's word. The row of the last sponsor says until when seats may object."""

    __tablename__ = "acceptances"

    amendment_id: Mapped[str] = refers_to("amendments.id", primary_key=True)
    seat_id: Mapped[str] = refers_to("seats.id", primary_key=True)
    at: Mapped[At]
    objections_until_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True, index=True)


class AcceptanceObjection(Base):
    """A seat that wants the amendment put to the vote; one is enough."""

    __tablename__ = "acceptance_objections"

    amendment_id: Mapped[str] = refers_to("amendments.id", primary_key=True)
    seat_id: Mapped[str] = refers_to("seats.id", primary_key=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[At]
