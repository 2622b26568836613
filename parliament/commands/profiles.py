"""Opening the rules of procedure the house ships; `rules.profile` reads and judges them."""

from importlib.resources import files

from parliament.rules.profile import Profile, parse_profile
from parliament.rules.refusals import Code, Refused

SHELF = files("parliament.rules") / "profiles"


def shipped_profiles() -> list[str]:
    """The names of the rules of procedure that can be chosen."""
    return sorted(entry.name.removesuffix(".toml") for entry in SHELF.iterdir() if entry.name.endswith(".toml"))


def shipped_profile(name: str) -> Profile:
    """One of them, read. Refused: unknown_profile, bad_profile."""
    if name not in shipped_profiles():
        raise Refused(Code.UNKNOWN_PROFILE, field="profile", profile=name)
    return parse_profile((SHELF / f"{name}.toml").read_text(encoding="utf-8"), name)
