"""Elections of persons, their candidates, and the rounds as they were counted."""

from sqlalchemy import JSON, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Hash, Id, refers_to


class Election(Base):
    """Filling so many seats by one method. `round` is the one that comes next, or the last one once it is decided."""

    __tablename__ = "elections"

    id: Mapped[Id]
    plenary_id: Mapped[str] = refers_to("plenary_sessions.id", index=True)
    item_id: Mapped[str] = refers_to("items.id", index=True)
    title: Mapped[str] = mapped_column(String(200))
    method: Mapped[str] = mapped_column(String(16))
    seats: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(20), default="nominations_open")
    round: Mapped[int] = mapped_column(Integer, default=1)
    opened_at: Mapped[At]
    reason: Mapped[str] = mapped_column(String(500), default="")


class Candidate(Base):
    """Somebody put forward by a seat. Whether a name is in order for the post is for the house to say, not for us."""

    __tablename__ = "candidates"
    __table_args__ = (UniqueConstraint("election_id", "number", name="candidate_numbers_are_unique"),)

    id: Mapped[Id]
    election_id: Mapped[str] = refers_to("elections.id", index=True)
    number: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(200))
    seat_id: Mapped[str | None] = refers_to("seats.id", nullable=True)
    nominated_by: Mapped[str] = refers_to("seats.id")
    state: Mapped[str] = mapped_column(String(16), default="standing")
    settled_round: Mapped[int | None] = mapped_column(Integer, nullable=True)
    nominated_at: Mapped[At]


class ElectionRound(Base):
    """How a vote on an election came out; the annex holds the count."""

    __tablename__ = "election_rounds"

    vote_id: Mapped[str] = refers_to("votes.id", primary_key=True)
    election_id: Mapped[str] = refers_to("elections.id", index=True)
    round: Mapped[int] = mapped_column(Integer)
    elected: Mapped[list[str]] = mapped_column(JSON)
    standing: Mapped[list[str]] = mapped_column(JSON)
    count_hash: Mapped[Hash]
    counted_at: Mapped[At]
