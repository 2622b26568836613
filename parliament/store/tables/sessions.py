"""Plenary sessions, their agenda and sittings, presence, and the floor."""

from datetime import datetime

from sqlalchemy import Boolean, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from parliament.store.tables.columns import At, Base, Hash, Id, Instant, refers_to


class PlenarySession(Base):
    """A period with its agenda, made of sittings; profile and seats are frozen at convening."""

    __tablename__ = "plenary_sessions"

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    number: Mapped[int] = mapped_column(Integer, unique=True)
    title: Mapped[str] = mapped_column(String(200))
    stage: Mapped[str] = mapped_column(String(16), default="convened")
    language: Mapped[str] = mapped_column(String(12))
    time_zone: Mapped[str] = mapped_column(String(64))
    convened_at: Mapped[At]
    opens_at: Mapped[At]
    profile: Mapped[str] = mapped_column(String(40))
    profile_hash: Mapped[Hash]
    seats_hash: Mapped[Hash]
    seats: Mapped[int] = mapped_column(Integer)


class Item(Base):
    """One point of business on the agenda."""

    __tablename__ = "items"
    __table_args__ = (UniqueConstraint("plenary_id", "position", name="one_item_per_place"),)

    id: Mapped[Id]
    plenary_id: Mapped[str] = refers_to("plenary_sessions.id", index=True)
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(200))
    motion_id: Mapped[str | None] = refers_to("motions.id", nullable=True)


class Sitting(Base):
    """One continuous live meeting of a session."""

    __tablename__ = "sittings"
    __table_args__ = (
        UniqueConstraint("plenary_id", "number", name="sitting_numbers_are_unique"),
        # Two open sittings of one session would make two chairs.
        Index("one_open_sitting_per_session", "plenary_id", unique=True,
              sqlite_where=text("state IN ('open', 'suspended')"),
              postgresql_where=text("state IN ('open', 'suspended')")),
    )  # fmt: skip

    id: Mapped[Id]
    plenary_id: Mapped[str] = refers_to("plenary_sessions.id", index=True)
    number: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(16), default="scheduled")
    starts_at: Mapped[At]
    opened_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    adjourned_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    chair_id: Mapped[str | None] = refers_to("accounts.id", nullable=True)
    item_id: Mapped[str | None] = refers_to("items.id", nullable=True)

    plenary: Mapped[PlenarySession] = relationship()


class Presence(Base):
    """Whether a seat is present at a sitting, by roll call or check-in. Not in the record seat by seat."""

    __tablename__ = "presences"

    sitting_id: Mapped[str] = refers_to("sittings.id", primary_key=True)
    seat_id: Mapped[str] = refers_to("seats.id", primary_key=True)
    present: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[At]


class Turn(Base):
    """One speech: asked for, given, ended."""

    __tablename__ = "turns"
    __table_args__ = (
        Index("one_speaker_at_a_time", "sitting_id", unique=True, sqlite_where=text("state = 'speaking'"),
              postgresql_where=text("state = 'speaking'")),
        Index("one_waiting_turn_per_seat", "item_id", "seat_id", unique=True,
              sqlite_where=text("state IN ('waiting', 'speaking')"),
              postgresql_where=text("state IN ('waiting', 'speaking')")),
    )  # fmt: skip

    id: Mapped[Id]
    sitting_id: Mapped[str] = refers_to("sittings.id", index=True)
    item_id: Mapped[str] = refers_to("items.id", index=True)
    seat_id: Mapped[str] = refers_to("seats.id")
    side: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    asked_at: Mapped[At]
    began_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    ended_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    seconds: Mapped[int | None] = mapped_column(Integer, nullable=True)
