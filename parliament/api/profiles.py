"""Rules of procedure: what a session can be convened with, and those a secretariat writes itself."""

from parliament.api.room import Room, check_holds
from parliament.commands import profiles
from parliament.identity.acting import reading
from parliament.rules.powers import Power
from parliament.rules.profile import Profile
from parliament.schemas import profiles as shapes
from parliament.store.views.sessions import rules_rows

room = Room("profiles", "Rules of procedure as data; a session keeps those it was convened with.")


def named(profile: Profile) -> dict:
    return {"name": profile.name, "version": profile.version, "language": profile.language}


@room.reads("/profiles", shapes.ProfileList)
def show_profiles() -> dict:
    """Those the house ships and those it adopted, each in its newest version."""
    with reading() as db:
        read = [profiles.profile_named(db, name) for name in profiles.profiles_offered(db)]
    shipped = profiles.shipped_profiles()
    return {"profiles": [named(profile) | {"shipped": profile.name in shipped} for profile in read]}


@room.reads("/profiles/<profile:name>", shapes.ProfileWhole)
def show_profile(name: str) -> dict:
    """One of them as sentences with their sources, and as it is written."""
    with reading() as db:
        profiles.check_offered(db, name)
        profile, text = profiles.profile_named(db, name), profiles.text_of_profile(db, name)
    known = named(profile) | {"shipped": name in profiles.shipped_profiles()}
    return known | {"rules": rules_rows(profile), "text": text}


@room.asks("/profiles/preview", shapes.ProfileText, shapes.ProfilePreview, check_holds(Power.MANAGE_PROFILES))
def preview_profile(text: str) -> dict:
    """What a text would say as rules of procedure, or the key and the line that cannot stand. Nothing is kept."""
    with reading() as db:
        profile = profiles.check_profile(db, text)
    return named(profile) | {"rules": rules_rows(profile)}


room.acts(
    "/profiles",
    profiles.adopt_profile,
    takes=shapes.ProfileText,
    answers=shapes.ProfileAdopted,
    status=201,
    at="/api/profiles/{profile}",
)
