"""What came of a declaration: addressees with dispatches and replies, commitments with reports and reviews."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Id, Instant, refers_to


class Addressee(Base):
    """Whom a declaration calls upon. It may be removed, and is never deleted."""

    __tablename__ = "addressees"

    id: Mapped[Id]
    declaration_id: Mapped[str] = refers_to("declarations.id", index=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    named_at: Mapped[At]
    removed_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    reason: Mapped[str] = mapped_column(Text, default="")


class Dispatch(Base):
    """One sending of the declaration to an addressee."""

    __tablename__ = "dispatches"

    id: Mapped[Id]
    addressee_id: Mapped[str] = refers_to("addressees.id", index=True)
    how: Mapped[str] = mapped_column(String(20))
    sent_on: Mapped[str] = mapped_column(String(10))
    answer_by: Mapped[str | None] = mapped_column(String(10), nullable=True)
    note: Mapped[str] = mapped_column(Text, default="")
    receipt_hash: Mapped[str | None] = mapped_column(String(64), nullable=True)
    entered_at: Mapped[At]


class AddresseeReply(Base):
    """What an addressee answered, or that it did not."""

    __tablename__ = "addressee_replies"

    id: Mapped[Id]
    addressee_id: Mapped[str] = refers_to("addressees.id", index=True)
    received_on: Mapped[str] = mapped_column(String(10))
    position: Mapped[str] = mapped_column(String(20))
    summary: Mapped[str] = mapped_column(Text)
    file_hash: Mapped[str | None] = mapped_column(String(64), nullable=True)
    next_step: Mapped[str] = mapped_column(Text, default="")
    next_step_on: Mapped[str | None] = mapped_column(String(10), nullable=True)
    entered_at: Mapped[At]


class Commitment(Base):
    """What a city promised under a declaration; `next_review_on` is the day that was named last."""

    __tablename__ = "commitments"

    id: Mapped[Id]
    declaration_id: Mapped[str] = refers_to("declarations.id", index=True)
    seat_id: Mapped[str] = refers_to("seats.id", index=True)
    measure: Mapped[str] = mapped_column(String(200))
    unit: Mapped[str] = mapped_column(String(60))
    baseline: Mapped[str | None] = mapped_column(String(30), nullable=True)
    target: Mapped[str] = mapped_column(String(30))
    due_on: Mapped[str] = mapped_column(String(10))
    next_review_on: Mapped[str] = mapped_column(String(10))
    instruction: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[At]
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    reason: Mapped[str] = mapped_column(Text, default="")


class CommitmentReport(Base):
    """How far a city says it has come."""

    __tablename__ = "commitment_reports"

    id: Mapped[Id]
    commitment_id: Mapped[str] = refers_to("commitments.id", index=True)
    status: Mapped[str] = mapped_column(String(20))
    figure: Mapped[str | None] = mapped_column(String(30), nullable=True)
    reported_on: Mapped[str] = mapped_column(String(10))
    evidence: Mapped[str | None] = mapped_column(String(500), nullable=True)
    note: Mapped[str] = mapped_column(Text, default="")
    next_review_on: Mapped[str | None] = mapped_column(String(10), nullable=True)
    instruction: Mapped[str] = mapped_column(Text, default="")
    entered_at: Mapped[At]


class CommitmentReview(Base):
    """What the secretariat found of one report."""

    __tablename__ = "commitment_reviews"

    id: Mapped[Id]
    commitment_id: Mapped[str] = refers_to("commitments.id", index=True)
    report_id: Mapped[str] = refers_to("commitment_reports.id", unique=True)
    finding: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text, default="")
    next_review_on: Mapped[str | None] = mapped_column(String(10), nullable=True)
    entered_at: Mapped[At]
