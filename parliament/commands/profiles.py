"""Rules of procedure on two shelves: those the house ships, and those its secretariat wrote.

`rules.profile` reads and judges them. A session keeps the ones it was convened with; a later version changes nothing
in it.
"""

import json
from importlib.resources import files

from sqlalchemy.orm import Session as Db

from parliament.commands.house import Answer, Tx, requires
from parliament.record.canonical import canonical
from parliament.record.entries import INSTITUTION, ProfileAdopted
from parliament.rules.powers import Power
from parliament.rules.profile import Profile, parse_profile, profile_from_json, read_profile
from parliament.rules.refusals import Code, Refused
from parliament.store.queries.profiles import latest_version, latest_versions
from parliament.store.record import annex
from parliament.store.tables import AdoptedProfile

SHELF = files("parliament.rules") / "profiles"
DEFAULT = "global_mayors"


def shipped_profiles() -> list[str]:
    """The names of the rules of procedure that the house ships, the default first, the one for the demonstration last."""
    names = [entry.name.removesuffix(".toml") for entry in SHELF.iterdir() if entry.name.endswith(".toml")]
    return sorted(names, key=lambda name: (name != DEFAULT, name == "demonstration", name))


def shipped_text(name: str) -> str:
    """The file of a shipped profile, to read or to start from. Refused: unknown_profile."""
    if name not in shipped_profiles():
        raise Refused(Code.UNKNOWN_PROFILE, field="profile", profile=name)
    return (SHELF / f"{name}.toml").read_text(encoding="utf-8")


def shipped_profile(name: str) -> Profile:
    """One of them, read. Refused: unknown_profile, bad_profile."""
    return parse_profile(shipped_text(name), name)


def profiles_offered(db: Db) -> list[str]:
    """The names of all rules of procedure a session can be convened with."""
    return [*shipped_profiles(), *(row.name for row in latest_versions(db))]


def check_offered(db: Db, name: str) -> None:
    """An address names rules there are. Refused: not_found."""
    if name not in profiles_offered(db):
        raise Refused(Code.NOT_FOUND)


def profile_named(db: Db, name: str) -> Profile:
    """The newest version of a profile, from either shelf. Refused: unknown_profile."""
    adopted = latest_version(db, name)
    if adopted is None:
        return shipped_profile(name)
    return profile_from_json(json.loads(annex(db, adopted.profile_hash)))


def text_of_profile(db: Db, name: str) -> str:
    """The newest version as it was written. Refused: unknown_profile."""
    adopted = latest_version(db, name)
    return annex(db, adopted.text_hash).decode() if adopted else shipped_text(name)


def check_profile(db: Db, text: str) -> Profile:
    """Rules of procedure that could be adopted now, read. Refused as `adopt_profile`."""
    try:
        profile = read_profile(text)
    except Refused as refusal:
        refusal.field = "text"
        raise
    if profile.name in shipped_profiles():
        raise Refused(Code.ALREADY_EXISTS, field="text", what=profile.name)
    latest = latest_version(db, profile.name)
    if latest is not None and profile.version <= latest.version:
        raise Refused(Code.VERSION_TOO_LOW, field="text", profile=profile.name, version=latest.version)
    return profile


@requires(Power.MANAGE_PROFILES)
def adopt_profile(tx: Tx, *, text: str) -> Answer:
    """Adopt rules of procedure written as TOML; sessions convened from now on may be held under them.

    Refused: bad_profile (names key and line), text_too_long, text_controls, already_exists (the house ships one of
    this name), version_too_low.
    """
    tx.hold(INSTITUTION)
    text = text.replace("\r\n", "\n")
    profile = check_profile(tx.db, text)
    row = AdoptedProfile(
        id=tx.new_id("profile"),
        name=profile.name,
        version=profile.version,
        text_hash=tx.annex(text.encode(), "text/plain"),
        profile_hash=tx.annex(canonical(profile.to_json())),
        adopted_at=tx.now,
    )
    tx.db.add(row)
    tx.record(
        ProfileAdopted(
            profile=row.id,
            name=row.name,
            version=row.version,
            text_hash=row.text_hash,
            profile_hash=row.profile_hash,
        )
    )
    return {"profile": row.name, "version": row.version}
