"""Seats of cities, the persons, and their dated mandates."""

from datetime import datetime

from sqlalchemy import JSON, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from parliament.store.tables.columns import At, Base, Id, Instant, refers_to


class Seat(Base):
    """The place of one city. Papers belong to the seat; ballots belong to the mandate that cast them."""

    __tablename__ = "seats"

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    city: Mapped[str] = mapped_column(String(200))
    other_name: Mapped[str] = mapped_column(String(200), default="")
    country: Mapped[str] = mapped_column(String(3), index=True)
    country_name: Mapped[str] = mapped_column(String(120))
    continent: Mapped[str] = mapped_column(String(2))
    population: Mapped[int] = mapped_column(Integer)
    latitude: Mapped[str] = mapped_column(String(20))
    longitude: Mapped[str] = mapped_column(String(20))
    time_zone: Mapped[str] = mapped_column(String(64))
    languages: Mapped[list[str]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(16), default="vacant")

    mandates: Mapped[list["Mandate"]] = relationship(back_populates="seat", order_by="Mandate.from_at")


class Member(Base):
    """The person, whatever seat they hold or held."""

    __tablename__ = "members"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(200))


class Mandate(Base):
    """A dated tenure of a seat by a member."""

    __tablename__ = "mandates"
    __table_args__ = (
        # A seat has one holder at a time; the successor's mandate begins when the former has ended.
        Index("one_running_mandate_per_seat", "seat_id", unique=True, sqlite_where=text("until_at IS NULL"),
              postgresql_where=text("until_at IS NULL")),
    )  # fmt: skip

    id: Mapped[Id]
    seat_id: Mapped[str] = refers_to("seats.id", index=True)
    member_id: Mapped[str] = refers_to("members.id", index=True)
    kind: Mapped[str] = mapped_column(String(16), default="full")
    from_at: Mapped[At]
    until_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)

    seat: Mapped[Seat] = relationship(back_populates="mandates")
    member: Mapped[Member] = relationship()
