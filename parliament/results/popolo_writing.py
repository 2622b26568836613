"""Popolo JSON out: sessions of the past, and this house's own, as organisations, people, memberships, motions and votes."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from parliament.record.entries import Json
from parliament.results.popolo_fields import span
from parliament.rules.past import OPTIONS, PastSession, PastVote, Roster
from parliament.rules.past_outcomes import recount


class Writer:
    """One document while it is written. Ids that two sessions use for different things are told apart by the slug."""

    def __init__(self) -> None:
        self.organizations: dict[str, Json] = {}
        self.persons: dict[str, Json] = {}
        self.periods: dict[str, Json] = {}
        self.motions: dict[str, Json] = {}
        self.events: dict[str, Json] = {}
        self.memberships: dict[tuple[Any, ...], Json] = {}

    def add(self, slug: str, past: PastSession) -> None:
        """Write one session; `slug` is the name by which this house knows it."""
        organization, period = self._organization(past), self._period(slug, past)
        people = [self._person(slug, person, name) for person, name in past.persons]
        for each in past.memberships:
            person = None if each.person is None else people[each.person]
            said = {"person_id": person, "organization_id": organization, "role": each.role}
            dates = {"start_date": as_schema_wants(each.since), "end_date": as_schema_wants(each.until)}
            made = {name: value for name, value in (said | dates).items() if value is not None}
            self.memberships[tuple(sorted(made.items()))] = made
        for vote in past.votes:
            motion = self._motion(slug, organization, vote)
            event = {
                "id": free(slug, vote.id, self.events),
                "organization_id": organization,
                "legislative_session_id": period,
                "motion_id": motion,
                "start_date": vote.date,
                "result": vote.published,
                "seats": vote.members,
            }
            self.events[str(event["id"])] = event | counts_and_votes(past, vote, people)

    def document(self) -> Json:
        """The whole document. Collections that are empty stand in it too: nothing refers to what is not there."""
        return {
            "organizations": list(self.organizations.values()),
            "persons": list(self.persons.values()),
            "memberships": list(self.memberships.values()),
            "events": list(self.periods.values()),
            "motions": list(self.motions.values()),
            "vote_events": list(self.events.values()),
        }

    def _organization(self, past: PastSession) -> str | None:
        if past.organization is not None:
            made = {"id": past.organization, "name": past.organization_name}
            self.organizations.setdefault(past.organization, made)
        return past.organization

    def _person(self, slug: str, person: str, name: str) -> str:
        made = {"id": person, "name": name} if name else {"id": person}
        if self.persons.get(person, made) != made:
            made |= {"id": f"{slug}/{person}"}
        self.persons.setdefault(made["id"], made)
        return made["id"]

    def _period(self, slug: str, past: PastSession) -> str | None:
        if past.period is None:
            return None
        name = past.title.removeprefix(f"{past.organization_name}, ")
        made = {"id": past.period, "name": name, "classification": "legislative session"}
        if self.periods.get(past.period, made) != made:
            made |= {"id": f"{slug}/{past.period}"}
        self.periods.setdefault(made["id"], made)
        return made["id"]

    def _motion(self, slug: str, organization: str | None, vote: PastVote) -> str:
        made = {"organization_id": organization, "text": vote.text or vote.title, "requirement": vote.rule}
        wanted = vote.motion or vote.id
        known = self.motions.get(wanted)
        if known is None or known != made | {"id": wanted}:
            wanted = free(slug, wanted, self.motions)
            self.motions[wanted] = {"id": wanted, **made}
        return wanted


def free(slug: str, wanted: str, taken: dict[str, Json]) -> str:
    """The id itself, or where it is taken one that says whose it is."""
    if wanted not in taken:
        return wanted
    others = (f"{slug}/{wanted}" + (f"/{number}" if number > 1 else "") for number in range(1, len(taken) + 2))
    return next(each for each in others if each not in taken)


def counts_and_votes(past: PastSession, vote: PastVote, people: list[str]) -> Json:
    """The published counts, else those of the votes; the votes, if somebody is named."""
    if vote.roster is None:
        counts = dict(vote.counts or ())
        return {"counts": written(counts)} if vote.counts is not None else {}
    roster = past.rosters[vote.roster]
    counts = dict(vote.counts or recount(past, vote).sums)
    return {"counts": written(counts), "votes": list(ballots(roster, vote.choices, people))}


def written(counts: dict[str, int]) -> list[Json]:
    return [{"option": OPTIONS[letter], "value": counts[letter]} for letter in OPTIONS if letter in counts]


def ballots(roster: Roster, choices: str, people: list[str]) -> Iterable[Json]:
    nothing: tuple[None, ...] = (None,) * len(roster.voters)
    more = zip(roster.groups or nothing, roster.weights or nothing, roster.roles or nothing, strict=True)
    for voter, letter, (group, weight, role) in zip(roster.voters, choices, more, strict=True):
        made: Json = {"voter_id": people[voter], "option": OPTIONS[letter]}
        beside = {"group_id": group, "weight": None if weight == 1 else weight, "role": role}
        yield made | {name: value for name, value in beside.items() if value is not None}


def as_schema_wants(date: str | None) -> str | None:
    """A date of a membership as Popolo's schema has it: to the day as it was written, to the second in UTC."""
    found = span(date or "")
    if date is None or found is None:
        return None
    return date if len(date) <= len("2026-11-22") else found[0].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
