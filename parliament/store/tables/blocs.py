"""Several amendments put at once, and one amendment put in parts; with what seats asked about either."""

from sqlalchemy import JSON, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Hash, Id, refers_to


class Bloc(Base):
    """Amendments that the chair proposes to put at once, by their numbers, and which of them were taken out."""

    __tablename__ = "blocs"
    __table_args__ = (UniqueConstraint("motion_id", "number", name="bloc_numbers_are_unique"),)

    id: Mapped[Id]
    plenary_id: Mapped[str] = refers_to("plenary_sessions.id", index=True)
    motion_id: Mapped[str] = refers_to("motions.id", index=True)
    number: Mapped[int] = mapped_column(Integer)
    amendments: Mapped[list[int]] = mapped_column(JSON)
    taken_out: Mapped[list[int]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(12), default="proposed")
    proposed_at: Mapped[At]

    @property
    def remaining(self) -> list[int]:
        """What is put: all but what was taken out."""
        return [number for number in self.amendments if number not in self.taken_out]


class TakingOut(Base):
    """A seat wants an amendment of a bloc to be put by itself."""

    __tablename__ = "takings_out"
    __table_args__ = (UniqueConstraint("bloc_id", "number", "seat_id", name="a_seat_takes_out_once"),)

    id: Mapped[Id]
    bloc_id: Mapped[str] = refers_to("blocs.id", index=True)
    number: Mapped[int] = mapped_column(Integer)
    seat_id: Mapped[str] = refers_to("seats.id")
    at: Mapped[At]


class DivisionRequest(Base):
    """A seat wants an amendment to be put in parts; with `procedural_id`, the house decided so on its motion."""

    __tablename__ = "division_requests"

    id: Mapped[Id]
    amendment_id: Mapped[str] = refers_to("amendments.id", index=True)
    seat_id: Mapped[str] = refers_to("seats.id")
    procedural_id: Mapped[str | None] = refers_to("procedural_motions.id", nullable=True)
    wish: Mapped[str] = mapped_column(String(1000), default="")
    at: Mapped[At]


class DivisionOrder(Base):
    """The parts in which an amendment is put, as operations. What became of each follows from the votes on them."""

    __tablename__ = "division_orders"

    amendment_id: Mapped[str] = refers_to("amendments.id", primary_key=True)
    parts_hash: Mapped[Hash]
    parts: Mapped[int] = mapped_column(Integer)
    at: Mapped[At]
