"""Questions about the rules of procedure that the secretariat wrote."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.store.tables import AdoptedProfile


def latest_version(db: Db, name: str) -> AdoptedProfile | None:
    """The highest version of the adopted profile with this name, if there is one."""
    versions = select(AdoptedProfile).where(AdoptedProfile.name == name).order_by(AdoptedProfile.version.desc())
    return db.scalars(versions.limit(1)).first()


def latest_versions(db: Db) -> list[AdoptedProfile]:
    """The highest version of every adopted profile, by name."""
    rows = db.scalars(select(AdoptedProfile).order_by(AdoptedProfile.name, AdoptedProfile.version))
    return list({row.name: row for row in rows}.values())
