"""Motions with their text versions, sponsors and amendments; certifications and declarations."""

from datetime import datetime

from sqlalchemy import JSON, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from parliament.store.tables.columns import At, Base, Hash, Id, Instant, refers_to


class Motion(Base):
    """A proposal to be decided. Stage, outcome and visibility are separate columns."""

    __tablename__ = "motions"
    __table_args__ = (UniqueConstraint("plenary_id", "number", name="motion_numbers_are_unique"),)

    id: Mapped[Id]
    plenary_id: Mapped[str] = refers_to("plenary_sessions.id", index=True)
    seat_id: Mapped[str] = refers_to("seats.id", index=True)
    number: Mapped[int | None] = mapped_column(Integer, nullable=True)
    title: Mapped[str] = mapped_column(String(200))
    stage: Mapped[str] = mapped_column(String(16), default="draft")
    visibility: Mapped[str] = mapped_column(String(8), default="seat")
    outcome: Mapped[str | None] = mapped_column(String(16), nullable=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    text_hash: Mapped[Hash]
    adopted_hash: Mapped[str | None] = mapped_column(String(64), nullable=True)
    drafted_at: Mapped[At]
    submitted_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    published_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)


class TextVersion(Base):
    """An immutable version of a motion's text; its canonical bytes are an annex."""

    __tablename__ = "text_versions"
    __table_args__ = (UniqueConstraint("motion_id", "number", name="versions_are_numbered"),)

    id: Mapped[Id]
    motion_id: Mapped[str] = refers_to("motions.id", index=True)
    number: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(16))
    sha256: Mapped[Hash]
    by_account_id: Mapped[str] = mapped_column(String(40))
    at: Mapped[At]


class Sponsorship(Base):
    """A seat's support, bound to the version it has seen; `instruction` is the mayor's, if the cabinet signed."""

    __tablename__ = "sponsorships"

    motion_id: Mapped[str] = refers_to("motions.id", primary_key=True)
    seat_id: Mapped[str] = refers_to("seats.id", primary_key=True)
    text_hash: Mapped[Hash]
    instruction: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[At]


class Amendment(Base):
    """Operations on the paragraphs of one base version. Its fate is never stored: it follows from what is decided.

    Those of a sub-amendment are on the words its parent brings; a compromise `replaces` amendments, named by their ids.
    """

    __tablename__ = "amendments"
    __table_args__ = (UniqueConstraint("motion_id", "number", name="amendment_numbers_are_unique"),)

    id: Mapped[Id]
    motion_id: Mapped[str] = refers_to("motions.id", index=True)
    seat_id: Mapped[str] = refers_to("seats.id", index=True)
    number: Mapped[int] = mapped_column(Integer)
    base_hash: Mapped[Hash]
    operations_hash: Mapped[Hash]
    justification: Mapped[str] = mapped_column(Text, default="")
    parent_id: Mapped[str | None] = refers_to("amendments.id", nullable=True, index=True)
    replaces: Mapped[list[str]] = mapped_column(JSON, default=list)
    submitted_at: Mapped[At]
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)

    motion: Mapped[Motion] = relationship()


class AmendmentDecision(Base):
    """What became of an amendment without a vote; `after_vote` is the number of the motion's last vote before it."""

    __tablename__ = "amendment_decisions"
    __table_args__ = (UniqueConstraint("motion_id", "number", name="amendment_decisions_are_numbered"),)

    id: Mapped[Id]
    motion_id: Mapped[str] = refers_to("motions.id", index=True)
    amendment_id: Mapped[str] = refers_to("amendments.id", index=True)
    number: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text, default="")
    after_vote: Mapped[int] = mapped_column(Integer)
    at: Mapped[At]


class AmendmentOrder(Base):
    """The order of voting, as proposed and as the chair confirmed it."""

    __tablename__ = "amendment_orders"

    motion_id: Mapped[str] = refers_to("motions.id", primary_key=True)
    proposed: Mapped[list[int]] = mapped_column(JSON)
    confirmed: Mapped[list[int]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[At]


class Certification(Base):
    """One person's word that this is the exact text that was adopted."""

    __tablename__ = "certifications"

    motion_id: Mapped[str] = refers_to("motions.id", primary_key=True)
    office: Mapped[str] = mapped_column(String(16), primary_key=True)
    account_id: Mapped[str] = refers_to("accounts.id")
    text_hash: Mapped[Hash]
    at: Mapped[At]


class Declaration(Base):
    """What was decided, published; its document is an annex built from the record."""

    __tablename__ = "declarations"

    id: Mapped[Id]
    plenary_id: Mapped[str] = refers_to("plenary_sessions.id", index=True)
    motion_id: Mapped[str] = refers_to("motions.id", unique=True)
    number: Mapped[int] = mapped_column(Integer)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    text_hash: Mapped[Hash]
    document_hash: Mapped[Hash]
    published_at: Mapped[At]
