"""Rules of procedure that the secretariat wrote; what the house ships is no row."""

from sqlalchemy import Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parliament.store.tables.columns import At, Base, Hash, Id


class AdoptedProfile(Base):
    """One version of a profile: its text as it was written, and the annex a session convened with it will cite."""

    __tablename__ = "profiles"
    __table_args__ = (UniqueConstraint("name", "version", name="one_profile_per_version"),)

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(40), index=True)
    version: Mapped[int] = mapped_column(Integer)
    text_hash: Mapped[Hash]
    profile_hash: Mapped[Hash]
    adopted_at: Mapped[At]
