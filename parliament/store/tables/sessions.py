"""Plenary sessions, their agenda and sittings, presence, and the floor."""

from datetime import datetime

from sqlalchemy import JSON, Boolean, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from parliament.store.tables.columns import At, Base, Hash, Id, Instant, refers_to


class PlenarySession(Base):
    """A period with its agenda, made of sittings; profile and seats are frozen at convening.

    `urgency` is how far the urgency of an urgent session is, `reason` why it is one; both are empty for any other.
    Rehearsals are numbered apart, so that they eat no number of a session.
    """

    __tablename__ = "plenary_sessions"
    __table_args__ = (UniqueConstraint("rehearsal", "number", name="session_numbers_are_unique"),)

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    number: Mapped[int] = mapped_column(Integer)
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
    urgency: Mapped[str | None] = mapped_column(String(16), nullable=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    rehearsal: Mapped[bool] = mapped_column(Boolean, default=False)
    agenda_adopted_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)


class Item(Base):
    """One point of business on the agenda; `position` counts through all of them, parts included."""

    __tablename__ = "items"
    __table_args__ = (UniqueConstraint("plenary_id", "position", name="one_item_per_place"),)

    id: Mapped[Id]
    plenary_id: Mapped[str] = refers_to("plenary_sessions.id", index=True)
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(200))
    motion_id: Mapped[str | None] = refers_to("motions.id", nullable=True)
    parent_id: Mapped[str | None] = refers_to("items.id", nullable=True)
    planned_minutes: Mapped[int | None] = mapped_column(Integer, nullable=True)
    called_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)


class AgendaChange(Base):
    """What is proposed to the house about its agenda: to adopt it, or to change it once it is adopted.

    `items` is the order that is proposed; `item_id` the item to be removed, or the one that came of an addition,
    which may be gone later: it is a name, and refers to nothing.
    """

    __tablename__ = "agenda_changes"

    id: Mapped[Id]
    plenary_id: Mapped[str] = refers_to("plenary_sessions.id", index=True)
    kind: Mapped[str] = mapped_column(String(16))
    items: Mapped[list[str]] = mapped_column(JSON)
    item_id: Mapped[str | None] = mapped_column(String(40), nullable=True)
    item_kind: Mapped[str | None] = mapped_column(String(16), nullable=True)
    title: Mapped[str] = mapped_column(String(200))
    motion_id: Mapped[str | None] = refers_to("motions.id", nullable=True)
    planned_minutes: Mapped[int | None] = mapped_column(Integer, nullable=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    seat_id: Mapped[str | None] = refers_to("seats.id", nullable=True)
    state: Mapped[str] = mapped_column(String(16), default="proposed")
    proposed_at: Mapped[At]
    decided_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)


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
