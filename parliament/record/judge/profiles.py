"""Rules of procedure that a parliament writes for itself."""

from parliament.record.entries import Entry, ProfileAdopted
from parliament.record.judge.registry import insist, replays, unused
from parliament.record.state import AdoptedProfile, State


@replays(ProfileAdopted)
def profile_adopted(state: State, entry: Entry, fact: ProfileAdopted) -> None:
    """Versions of one name only go up."""
    unused(state.profiles, fact.profile, "profile")
    versions = [each.version for each in state.profiles.values() if each.name == fact.name]
    latest = max(versions, default=0)
    insist(fact.version > latest, f"version {fact.version} of {fact.name} follows version {latest}")
    state.profiles[fact.profile] = AdoptedProfile(
        id=fact.profile,
        name=fact.name,
        version=fact.version,
        text_hash=fact.text_hash,
        profile_hash=fact.profile_hash,
        adopted_at=entry.at,
    )
