"""Seats of cities, the persons, and their dated mandates."""

from datetime import datetime

from sqlalchemy import JSON, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from parliament.store.tables.columns import At, Base, Id, Instant, refers_to


class Seat(Base):
    """The place of one city, or of a coalition of small ones. Papers belong to the seat, ballots to the mandate.

    `cities` names the cities of a coalition with their figures, and is empty for the seat of one city; `reason` is
    that of the ruling while the seat is disputed or suspended.
    """

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
    cities: Mapped[list[dict]] = mapped_column(JSON, default=list)
    state: Mapped[str] = mapped_column(String(16), default="vacant")
    reason: Mapped[str] = mapped_column(Text, default="")

    mandates: Mapped[list["Mandate"]] = relationship(back_populates="seat", order_by="Mandate.from_at")


class Member(Base):
    """The person, whatever seat they hold or held."""

    __tablename__ = "members"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(200))


class Mandate(Base):
    """A dated tenure of a seat by a member: full, interim, or a substitute's beside it.

    A substitute is certified for one session (`plenary_id`), until an instant known beforehand, on a basis that
    `reason` states; the mandates of holders belong to no session and run until they are ended.
    """

    __tablename__ = "mandates"
    __table_args__ = (
        # A seat has one holder at a time; the successor's mandate begins when the former has ended. Substitutes
        # stand beside it: the end of theirs is always written.
        Index("one_running_mandate_per_seat", "seat_id", unique=True, sqlite_where=text("until_at IS NULL"),
              postgresql_where=text("until_at IS NULL")),
    )  # fmt: skip

    id: Mapped[Id]
    seat_id: Mapped[str] = refers_to("seats.id", index=True)
    member_id: Mapped[str] = refers_to("members.id", index=True)
    plenary_id: Mapped[str | None] = refers_to("plenary_sessions.id", nullable=True, index=True)
    kind: Mapped[str] = mapped_column(String(16), default="full")
    reason: Mapped[str] = mapped_column(Text, default="")
    from_at: Mapped[At]
    until_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)

    seat: Mapped[Seat] = relationship(back_populates="mandates")
    member: Mapped[Member] = relationship()
