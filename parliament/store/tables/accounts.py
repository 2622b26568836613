"""Logins and what they may do: accounts, offices, invitations, signed-in sessions, tokens, repeated commands."""

from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from parliament.store.tables.columns import At, Base, Id, Instant, refers_to


class Account(Base):
    """A login of one person. Nobody shares one."""

    __tablename__ = "accounts"

    id: Mapped[Id]
    login: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str | None] = mapped_column(String(200), nullable=True)
    member_id: Mapped[str | None] = refers_to("members.id", nullable=True, index=True)
    state: Mapped[str] = mapped_column(String(16), default="active")
    created_at: Mapped[At]

    offices: Mapped[list["OfficeHeld"]] = relationship(back_populates="account")


class OfficeHeld(Base):
    """An office held by an account; a cabinet's is bound to a seat."""

    __tablename__ = "offices_held"

    id: Mapped[Id]
    account_id: Mapped[str] = refers_to("accounts.id", index=True)
    office: Mapped[str] = mapped_column(String(16))
    seat_id: Mapped[str | None] = refers_to("seats.id", nullable=True)
    from_at: Mapped[At]
    until_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)

    account: Mapped[Account] = relationship(back_populates="offices")


class Invitation(Base):
    """A link that lets its bearer set the password of one account, once."""

    __tablename__ = "invitations"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[str] = refers_to("accounts.id", index=True)
    created_at: Mapped[At]
    expires_at: Mapped[At]
    used_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)


class Login(Base):
    """A signed-in browser, kept on the server so that it can be ended there."""

    __tablename__ = "logins"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[str] = refers_to("accounts.id", index=True)
    agent: Mapped[str] = mapped_column(String(200), default="")
    began_at: Mapped[At]
    seen_at: Mapped[At]
    ended_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)


class Token(Base):
    """A bearer token for programs that act through the API."""

    __tablename__ = "tokens"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[str] = refers_to("accounts.id", index=True)
    label: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[At]
    ended_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)


class Repeat(Base):
    """The answer to a command that carried a key, so that sending it again is safe."""

    __tablename__ = "repeats"

    account_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    answer: Mapped[dict] = mapped_column(JSON)
    at: Mapped[At]
