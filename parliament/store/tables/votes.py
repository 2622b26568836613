"""Votes, their frozen rolls, and the ballots."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Index, Integer, PrimaryKeyConstraint, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Hash, Id, Instant, refers_to

CHOICES = "choice IN ('yes', 'no', 'abstain')"


class Vote(Base):
    """One act of deciding one question."""

    __tablename__ = "votes"
    __table_args__ = (
        UniqueConstraint("plenary_id", "number", name="vote_numbers_are_unique"),
        CheckConstraint("(state = 'closed') = (outcome IS NOT NULL)", name="closed_votes_have_an_outcome"),
        Index("one_open_vote_per_sitting", "sitting_id", unique=True, sqlite_where=text("state = 'open'"),
              postgresql_where=text("state = 'open'")),
    )  # fmt: skip

    id: Mapped[Id]
    plenary_id: Mapped[str] = refers_to("plenary_sessions.id", index=True)
    sitting_id: Mapped[str] = refers_to("sittings.id", index=True)
    item_id: Mapped[str] = refers_to("items.id")
    motion_id: Mapped[str] = refers_to("motions.id", index=True)
    amendment_id: Mapped[str | None] = refers_to("amendments.id", nullable=True, index=True)
    number: Mapped[int] = mapped_column(Integer)
    window: Mapped[bool] = mapped_column(Boolean, default=False)
    state: Mapped[str] = mapped_column(String(16), default="open")
    text_hash: Mapped[Hash]
    roll_hash: Mapped[Hash]
    roll: Mapped[int] = mapped_column(Integer)
    present: Mapped[int] = mapped_column(Integer)
    opened_at: Mapped[At]
    closes_at: Mapped[At]
    closed_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    yes: Mapped[int | None] = mapped_column(Integer, nullable=True)
    no: Mapped[int | None] = mapped_column(Integer, nullable=True)
    abstain: Mapped[int | None] = mapped_column(Integer, nullable=True)
    not_voting: Mapped[int | None] = mapped_column(Integer, nullable=True)
    absent: Mapped[int | None] = mapped_column(Integer, nullable=True)
    outcome: Mapped[str | None] = mapped_column(String(16), nullable=True)
    roll_call_hash: Mapped[str | None] = mapped_column(String(64), nullable=True)


class VoteStop(Base):
    """Casting has stopped: committed before the close, so that the close need not wait for newcomers."""

    __tablename__ = "vote_stops"

    vote_id: Mapped[str] = refers_to("votes.id", primary_key=True)
    at: Mapped[At]


class RollSeat(Base):
    """A seat entitled in this vote, with the mandate that holds its voice. Frozen at opening."""

    __tablename__ = "roll_seats"
    __table_args__ = (PrimaryKeyConstraint("vote_id", "seat_id", name="one_place_on_the_roll"),)

    vote_id: Mapped[str] = refers_to("votes.id")
    seat_id: Mapped[str] = refers_to("seats.id")
    mandate_id: Mapped[str] = refers_to("mandates.id")
    weight: Mapped[int] = mapped_column(Integer, default=1)


class Ballot(Base):
    """One seat's paper in one vote; the last bolt against a second one is its primary key."""

    __tablename__ = "ballots"
    __table_args__ = (
        PrimaryKeyConstraint("vote_id", "seat_id", name="one_ballot_per_seat"),
        CheckConstraint(CHOICES, name="known_choice"),
    )

    vote_id: Mapped[str] = refers_to("votes.id")
    seat_id: Mapped[str] = refers_to("seats.id")
    choice: Mapped[str] = mapped_column(String(8))
    revision: Mapped[int] = mapped_column(Integer, default=1)
    account_id: Mapped[str] = mapped_column(String(40))
    cast_at: Mapped[At]


class BallotRevision(Base):
    """A paper that its seat replaced before the close, where the rules allow that."""

    __tablename__ = "ballot_revisions"

    vote_id: Mapped[str] = refers_to("votes.id", primary_key=True)
    seat_id: Mapped[str] = refers_to("seats.id", primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True)
    choice: Mapped[str] = mapped_column(String(8))
    account_id: Mapped[str] = mapped_column(String(40))
    cast_at: Mapped[At]
