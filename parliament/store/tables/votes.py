"""Votes, their frozen rolls, and the ballots."""

from datetime import datetime

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Hash, Id, Instant, refers_to

CHOICES = "choice IN ('yes', 'no', 'abstain', 'paper')"


class Vote(Base):
    """One act of deciding one question, with the rule it is decided by as it stood when the vote opened."""

    __tablename__ = "votes"
    __table_args__ = (
        UniqueConstraint("plenary_id", "number", name="vote_numbers_are_unique"),
        CheckConstraint("(state = 'open') = (outcome IS NULL)", name="votes_have_an_outcome_once_not_open"),
        # Windows run for hours; what is decided at this moment in the room is one question at a time.
        Index("one_live_vote_per_sitting", "sitting_id", unique=True,
              sqlite_where=text('state = \'open\' AND NOT "window"'),
              postgresql_where=text('state = \'open\' AND NOT "window"')),
    )  # fmt: skip

    id: Mapped[Id]
    plenary_id: Mapped[str] = refers_to("plenary_sessions.id", index=True)
    sitting_id: Mapped[str] = refers_to("sittings.id", index=True)
    item_id: Mapped[str | None] = refers_to("items.id", nullable=True)
    question: Mapped[str] = mapped_column(String(20), default="motion")
    about: Mapped[str | None] = mapped_column(String(40), nullable=True, index=True)
    wording: Mapped[str] = mapped_column(String(500), default="")
    motion_id: Mapped[str | None] = refers_to("motions.id", nullable=True, index=True)
    amendment_id: Mapped[str | None] = refers_to("amendments.id", nullable=True, index=True)
    part: Mapped[int | None] = mapped_column(Integer, nullable=True)
    parts: Mapped[int | None] = mapped_column(Integer, nullable=True)
    number: Mapped[int] = mapped_column(Integer)
    manner: Mapped[str] = mapped_column(String(20), default="roll_call")
    round: Mapped[int] = mapped_column(Integer, default=1)
    window: Mapped[bool] = mapped_column(Boolean, default=False)
    state: Mapped[str] = mapped_column(String(16), default="open")
    majority: Mapped[str] = mapped_column(String(400))
    tie: Mapped[str] = mapped_column(String(16))
    quorum: Mapped[str] = mapped_column(String(60))
    objections: Mapped[int] = mapped_column(Integer, default=1)
    members: Mapped[int] = mapped_column(Integer)
    accredited: Mapped[int] = mapped_column(Integer)
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
    papers: Mapped[int | None] = mapped_column(Integer, nullable=True)
    not_voting: Mapped[int | None] = mapped_column(Integer, nullable=True)
    absent: Mapped[int | None] = mapped_column(Integer, nullable=True)
    represented: Mapped[int | None] = mapped_column(Integer, nullable=True)
    outcome: Mapped[str | None] = mapped_column(String(16), nullable=True)
    casting: Mapped[str | None] = mapped_column(String(8), nullable=True)
    annulled_reason: Mapped[str] = mapped_column(String(500), default="")
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
    proxy_seat_id: Mapped[str | None] = refers_to("seats.id", nullable=True)


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
    marks: Mapped[list[str] | None] = mapped_column(JSON, nullable=True)
    via: Mapped[str] = mapped_column(String(12), default="own")
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
    marks: Mapped[list[str] | None] = mapped_column(JSON, nullable=True)
    via: Mapped[str] = mapped_column(String(12), default="own")
    account_id: Mapped[str] = mapped_column(String(40))
    cast_at: Mapped[At]


class VoteRequest(Base):
    """A seat asks that the quorum be checked, or that the names be called, at the next vote of the sitting."""

    __tablename__ = "vote_requests"

    id: Mapped[Id]
    sitting_id: Mapped[str] = refers_to("sittings.id", index=True)
    seat_id: Mapped[str] = refers_to("seats.id")
    asks_for: Mapped[str] = mapped_column(String(16))
    at: Mapped[At]
    vote_id: Mapped[str | None] = refers_to("votes.id", nullable=True)


class HandCount(Base):
    """What one of the two officers counted in a show of hands; the last count of each stands."""

    __tablename__ = "hand_counts"

    vote_id: Mapped[str] = refers_to("votes.id", primary_key=True)
    account_id: Mapped[str] = refers_to("accounts.id", primary_key=True)
    yes: Mapped[int] = mapped_column(Integer)
    no: Mapped[int] = mapped_column(Integer)
    abstain: Mapped[int] = mapped_column(Integer)
    at: Mapped[At]


class TelephoneBallot(Base):
    """A ballot given by telephone: written down by one officer, confirmed by another; then it is cast."""

    __tablename__ = "telephone_ballots"

    vote_id: Mapped[str] = refers_to("votes.id", primary_key=True)
    seat_id: Mapped[str] = refers_to("seats.id", primary_key=True)
    choice: Mapped[str] = mapped_column(String(8))
    identity_check: Mapped[str] = mapped_column(String(500))
    first_account_id: Mapped[str] = refers_to("accounts.id")
    first_at: Mapped[At]
    second_account_id: Mapped[str | None] = refers_to("accounts.id", nullable=True)
    second_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
