"""Amendments accepted without a vote, checked again from the record: every sponsor accepted, and nobody objected."""

from datetime import timedelta

from parliament.record.canonical import parse_timestamp
from parliament.record.entries import Entry, Json
from parliament.results.matter import Matter, NotInRecord
from parliament.rules.profile import Profile
from parliament.rules.stages import DecisionKind


def accepted(matter: Matter, profile: Profile) -> dict[str, Json]:
    """For each amendment that was accepted, who accepted it and until when seats could object.

    Raises `NotInRecord` where a sponsor's word is missing, a seat objected, or the time was not over.
    """
    decided = [e for e in matter.decided_without_vote if e.body["decision_kind"] == DecisionKind.ACCEPTED]
    return {entry.body["amendment"]: _accepted(matter, profile, entry) for entry in decided}


def _accepted(matter: Matter, profile: Profile, decided: Entry) -> Json:
    amendment, number = decided.body["amendment"], decided.body["number"]
    given = [e for e in matter.acceptances if e.body["amendment"] == amendment and e.seq < decided.seq]
    seats = [entry.body["seat"] for entry in given]
    if sorted(seats) != sorted(matter.published.body["sponsors"]):
        raise NotInRecord(f"decision {number}: not every sponsor, each once, accepted what was declared accepted")
    if any(e.body["amendment"] == amendment and e.seq < decided.seq for e in matter.objections):
        raise NotInRecord(f"decision {number}: a seat objected to what was declared accepted")
    last, minutes = given[-1], profile.amendments.acceptance_minutes
    until = parse_timestamp(last.at) + timedelta(minutes=minutes)
    stated = last.body["objections_until_at"]
    if not minutes or stated is None or parse_timestamp(stated) != until or parse_timestamp(decided.at) < until:
        raise NotInRecord(f"decision {number}: seats did not have the {minutes} minutes to object that the rules give")
    return {
        "by": [{"seat": entry.body["seat"], "at": entry.at, "entry": entry.seq} for entry in given],
        "objections_until_at": stated,
        "at": decided.at,
        "entry": decided.seq,
    }
