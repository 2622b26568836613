"""Later versions of a declaration, the words of two persons for each, and proposals to withdraw one."""

from datetime import datetime

from sqlalchemy import Index, Integer, PrimaryKeyConstraint, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Hash, Id, Instant, refers_to


class DeclarationVersion(Base):
    """A correction of a published declaration: splices on the text with `before_hash`, and its document once published."""

    __tablename__ = "declaration_versions"
    __table_args__ = (
        Index("one_version_in_preparation", "declaration_id", unique=True,
              sqlite_where=text("state = 'proposed'"), postgresql_where=text("state = 'proposed'")),
    )  # fmt: skip

    id: Mapped[Id]
    declaration_id: Mapped[str] = refers_to("declarations.id", index=True)
    number: Mapped[int] = mapped_column(Integer)
    correction: Mapped[int] = mapped_column(Integer)
    operations_hash: Mapped[Hash]
    supersedes: Mapped[Hash]
    before_hash: Mapped[Hash]
    after_hash: Mapped[Hash]
    notice: Mapped[str] = mapped_column(Text)
    account_id: Mapped[str] = refers_to("accounts.id")
    state: Mapped[str] = mapped_column(String(16), default="proposed")
    proposed_at: Mapped[At]
    settled_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    document_hash: Mapped[str | None] = mapped_column(String(64), nullable=True)
    reason: Mapped[str] = mapped_column(Text, default="")


class VersionCertification(Base):
    """One of the two persons certified the corrected text."""

    __tablename__ = "version_certifications"
    __table_args__ = (
        PrimaryKeyConstraint("version_id", "office", name="version_certifications_once_an_office"),
        UniqueConstraint("version_id", "account_id", name="version_certifications_by_two_persons"),
    )

    version_id: Mapped[str] = refers_to("declaration_versions.id")
    office: Mapped[str] = mapped_column(String(16))
    account_id: Mapped[str] = refers_to("accounts.id")
    text_hash: Mapped[Hash]
    at: Mapped[At]


class Withdrawal(Base):
    """A proposal of one officer to withdraw a declaration, or to let a later one supersede it; another decides."""

    __tablename__ = "withdrawals"
    __table_args__ = (
        Index("one_withdrawal_in_preparation", "declaration_id", unique=True,
              sqlite_where=text("state <> 'dropped'"), postgresql_where=text("state <> 'dropped'")),
    )  # fmt: skip

    id: Mapped[Id]
    declaration_id: Mapped[str] = refers_to("declarations.id", index=True)
    successor: Mapped[str | None] = refers_to("declarations.id", nullable=True)
    reason: Mapped[str] = mapped_column(Text)
    office: Mapped[str] = mapped_column(String(16))
    account_id: Mapped[str] = refers_to("accounts.id")
    state: Mapped[str] = mapped_column(String(16), default="proposed")
    proposed_at: Mapped[At]
    settled_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
