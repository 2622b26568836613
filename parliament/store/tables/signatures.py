"""What happens to a declaration after its publication: signatures, endorsements, later versions, its withdrawal."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Hash, Id, Instant, refers_to


class Signing(Base):
    """A time during which a declaration is open for signature; with no `closes_at`, until somebody closes it."""

    __tablename__ = "signings"
    __table_args__ = (
        Index("one_open_signing_per_declaration", "declaration_id", unique=True,
              sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL")),
    )  # fmt: skip

    id: Mapped[Id]
    declaration_id: Mapped[str] = refers_to("declarations.id", index=True)
    version: Mapped[int] = mapped_column(Integer)
    document_hash: Mapped[Hash]
    closes_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    council_needed: Mapped[bool] = mapped_column(Boolean)
    opened_at: Mapped[At]
    closed_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    reason: Mapped[str] = mapped_column(Text, default="")


class Signature(Base):
    """A city's signature under one version of a declaration. `city_key` says which city, member or not."""

    __tablename__ = "signatures"
    __table_args__ = (
        Index("one_signature_per_city", "declaration_id", "city_key", unique=True,
              sqlite_where=text("withdrawn_at IS NULL"), postgresql_where=text("withdrawn_at IS NULL")),
        UniqueConstraint("invitation", name="an_invitation_signs_once"),
        CheckConstraint("(seat_id IS NULL) = (invitation IS NOT NULL)", name="a_member_or_invited"),
    )  # fmt: skip

    id: Mapped[Id]
    signing: Mapped[str] = refers_to("signings.id")
    declaration_id: Mapped[str] = refers_to("declarations.id", index=True)
    version: Mapped[int] = mapped_column(Integer)
    document_hash: Mapped[Hash]
    seat_id: Mapped[str | None] = refers_to("seats.id", nullable=True, index=True)
    mandate: Mapped[str | None] = mapped_column(String(40), nullable=True)
    invitation: Mapped[str | None] = mapped_column(String(40), nullable=True)
    city_key: Mapped[str] = mapped_column(String(240))
    city: Mapped[str] = mapped_column(String(200))
    other_name: Mapped[str] = mapped_column(String(200), default="")
    country: Mapped[str] = mapped_column(String(3))
    country_name: Mapped[str] = mapped_column(String(120))
    continent: Mapped[str] = mapped_column(String(2))
    population: Mapped[int] = mapped_column(Integer)
    cities: Mapped[int] = mapped_column(Integer)
    latitude: Mapped[str] = mapped_column(String(20), default="")
    longitude: Mapped[str] = mapped_column(String(20), default="")
    name: Mapped[str] = mapped_column(String(200))
    function: Mapped[str] = mapped_column(String(200))
    council_date: Mapped[str | None] = mapped_column(String(10), nullable=True)
    council_reference: Mapped[str] = mapped_column(Text, default="")
    reservation: Mapped[str] = mapped_column(Text, default="")
    signed_at: Mapped[At]
    at: Mapped[At]
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")


class SigningInvitation(Base):
    """A link for a city that is no member to sign with. Not in the record, with the address it was sent to.

    What its mayor filled in waits in `offered` until the secretariat has checked it; a signature of its own then.
    """

    __tablename__ = "signing_invitations"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    declaration_id: Mapped[str] = refers_to("declarations.id", index=True)
    city: Mapped[str] = mapped_column(String(200))
    other_name: Mapped[str] = mapped_column(String(200), default="")
    country: Mapped[str] = mapped_column(String(3))
    country_name: Mapped[str] = mapped_column(String(120))
    continent: Mapped[str] = mapped_column(String(2))
    population: Mapped[int] = mapped_column(Integer)
    latitude: Mapped[str] = mapped_column(String(20), default="")
    longitude: Mapped[str] = mapped_column(String(20), default="")
    contact: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(16), default="sent")
    name: Mapped[str] = mapped_column(String(200), default="")
    function: Mapped[str] = mapped_column(String(200), default="")
    council_date: Mapped[str | None] = mapped_column(String(10), nullable=True)
    council_reference: Mapped[str] = mapped_column(Text, default="")
    reservation: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int | None] = mapped_column(Integer, nullable=True)
    document_hash: Mapped[str | None] = mapped_column(String(64), nullable=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[At]
    expires_at: Mapped[At]
    offered_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    settled_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)


class Endorsement(Base):
    """A partner network's word for a declaration, in its own words; it is no signature."""

    __tablename__ = "endorsements"
    __table_args__ = (
        Index("one_endorsement_per_network", "declaration_id", "network_key", unique=True,
              sqlite_where=text("withdrawn_at IS NULL"), postgresql_where=text("withdrawn_at IS NULL")),
    )  # fmt: skip

    id: Mapped[Id]
    declaration_id: Mapped[str] = refers_to("declarations.id", index=True)
    version: Mapped[int] = mapped_column(Integer)
    document_hash: Mapped[Hash]
    network: Mapped[str] = mapped_column(String(200))
    network_key: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    function: Mapped[str] = mapped_column(String(200))
    statement: Mapped[str] = mapped_column(Text)
    at: Mapped[At]
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")
