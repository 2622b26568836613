"""The floor: turns of speakers, points of order, procedural motions, and motions to decide anew."""

from datetime import datetime

from sqlalchemy import Boolean, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Id, Instant, refers_to

HOLDS_A_PLACE = "state IN ('asked', 'waiting', 'speaking', 'interrupted')"
UNSETTLED = "state IN ('raised', 'appealed')"


class Turn(Base):
    """One speech: asked for, given, ended. Whoever speaks for no seat was invited, and has a name and an office.

    `ends_at` moves when a point of order stops the countdown (`stopped_at`) and it goes on later.
    """

    __tablename__ = "turns"
    __table_args__ = (
        Index("one_speaker_at_a_time", "sitting_id", unique=True, sqlite_where=text("state = 'speaking'"),
              postgresql_where=text("state = 'speaking'")),
        Index("one_waiting_turn_per_seat", "item_id", "seat_id", "kind", unique=True,
              sqlite_where=text(HOLDS_A_PLACE), postgresql_where=text(HOLDS_A_PLACE)),
    )  # fmt: skip

    id: Mapped[Id]
    sitting_id: Mapped[str] = refers_to("sittings.id", index=True)
    item_id: Mapped[str | None] = refers_to("items.id", nullable=True, index=True)
    kind: Mapped[str] = mapped_column(String(16), default="speech")
    procedural_id: Mapped[str | None] = refers_to("procedural_motions.id", nullable=True, index=True)
    seat_id: Mapped[str | None] = refers_to("seats.id", nullable=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    office: Mapped[str] = mapped_column(String(16), default="member")
    side: Mapped[str] = mapped_column(String(16))
    about: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    place: Mapped[int] = mapped_column(Integer)
    asked_at: Mapped[At]
    began_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    ended_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    seconds: Mapped[int | None] = mapped_column(Integer, nullable=True)
    ends_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    stopped_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)


class PointOfOrder(Base):
    """A point of order, the chair's ruling on it, and the appeal against the ruling.

    `turn_id` is the speech it interrupted, `ruled_seq` the entry of the ruling: an appeal is in time as long as
    nothing has gone on after that.
    """

    __tablename__ = "points_of_order"
    __table_args__ = (
        Index("one_point_at_a_time", "sitting_id", unique=True, sqlite_where=text(UNSETTLED),
              postgresql_where=text(UNSETTLED)),
    )  # fmt: skip

    id: Mapped[Id]
    plenary_id: Mapped[str] = refers_to("plenary_sessions.id", index=True)
    sitting_id: Mapped[str] = refers_to("sittings.id", index=True)
    item_id: Mapped[str | None] = refers_to("items.id", nullable=True)
    turn_id: Mapped[str | None] = refers_to("turns.id", nullable=True)
    seat_id: Mapped[str] = refers_to("seats.id")
    about: Mapped[str] = mapped_column(Text)
    on_conduct: Mapped[bool] = mapped_column(Boolean)
    seconds: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(16), default="raised")
    raised_at: Mapped[At]
    ruling: Mapped[str | None] = mapped_column(String(16), nullable=True)
    words: Mapped[str] = mapped_column(Text, default="")
    ruled_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    ruled_seq: Mapped[int | None] = mapped_column(Integer, nullable=True)
    appellant_id: Mapped[str | None] = refers_to("seats.id", nullable=True)
    appealed_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    stands: Mapped[bool | None] = mapped_column(Boolean, nullable=True)
    settled_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)


class ProceduralMotion(Base):
    """A motion about the business itself; adopted, it has its effect at once. `target` is what it names."""

    __tablename__ = "procedural_motions"

    id: Mapped[Id]
    plenary_id: Mapped[str] = refers_to("plenary_sessions.id", index=True)
    sitting_id: Mapped[str] = refers_to("sittings.id", index=True)
    item_id: Mapped[str | None] = refers_to("items.id", nullable=True, index=True)
    seat_id: Mapped[str] = refers_to("seats.id")
    kind: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text, default="")
    target: Mapped[str | None] = mapped_column(String(40), nullable=True)
    state: Mapped[str] = mapped_column(String(16), default="pending")
    moved_at: Mapped[At]
    decided_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)


class Reconsideration(Base):
    """A motion that the house decide anew what it has decided."""

    __tablename__ = "reconsiderations"

    id: Mapped[Id]
    plenary_id: Mapped[str] = refers_to("plenary_sessions.id", index=True)
    motion_id: Mapped[str] = refers_to("motions.id", index=True)
    seat_id: Mapped[str] = refers_to("seats.id")
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16), default="pending")
    moved_at: Mapped[At]
    decided_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
