"""Sessions of the past: what other houses, or this one before it was here, decided, as it was taken in."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Hash, Id, refers_to

Sum = BigInteger  # of weights, which may be populations


class PastSession(Base):
    """A session that was over before it came here; `votes_hash` is the document with all its votes."""

    __tablename__ = "past_sessions"
    __table_args__ = (
        UniqueConstraint("slug", name="past_sessions_are_named_once"),
        UniqueConstraint("votes_hash", name="past_sessions_come_in_once"),
    )

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(Text)
    organization: Mapped[str] = mapped_column(Text)
    period: Mapped[str] = mapped_column(Text)
    source_sha256: Mapped[Hash]
    votes_hash: Mapped[Hash]
    imported_at: Mapped[At]


class PastVote(Base):
    """One vote of the past: the published result beside the one its votes give. The roll call is in the document."""

    __tablename__ = "past_votes"
    __table_args__ = (
        PrimaryKeyConstraint("past_session_id", "number", name="past_votes_are_numbered"),
        CheckConstraint("published IN ('pass', 'fail')", name="past_results_are_pass_or_fail"),
    )

    past_session_id: Mapped[str] = refers_to("past_sessions.id")
    number: Mapped[int] = mapped_column(Integer)
    source_id: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    date: Mapped[str | None] = mapped_column(String(40), nullable=True)
    rule: Mapped[str] = mapped_column(Text)
    published: Mapped[str | None] = mapped_column(String(4), nullable=True)
    outcome: Mapped[str | None] = mapped_column(String(16), nullable=True)
    disagrees: Mapped[bool] = mapped_column(Boolean)
    yes: Mapped[int] = mapped_column(Sum)
    no: Mapped[int] = mapped_column(Sum)
    abstain: Mapped[int] = mapped_column(Sum)
    not_voting: Mapped[int] = mapped_column(Sum)
    absent: Mapped[int] = mapped_column(Sum)
    members: Mapped[int] = mapped_column(Sum)
