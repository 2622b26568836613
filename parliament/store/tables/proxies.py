"""Proxies: one seat's voice in the hands of another, for a time."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Id, Instant, refers_to


class Proxy(Base):
    """The voice of the seat `giver`, which `holder` raises in its absence; on one item of the agenda, or on all."""

    __tablename__ = "proxies"

    id: Mapped[Id]
    plenary_id: Mapped[str] = refers_to("plenary_sessions.id", index=True)
    giver_id: Mapped[str] = refers_to("seats.id", index=True)
    holder_id: Mapped[str] = refers_to("seats.id", index=True)
    item_id: Mapped[str | None] = refers_to("items.id", nullable=True)
    given_at: Mapped[At]
    from_at: Mapped[At]
    until_at: Mapped[At]
    taken_back_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
