"""Votes gathered into the sessions they belong to: one for each organisation and legislative session, or year."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from parliament.results.popolo_fields import Thing, span
from parliament.results.popolo_json import malformed
from parliament.results.popolo_rolls import read_counts, read_roll
from parliament.rules.past import Membership, PastSession, PastVote, Roster


@dataclass
class Known:
    """What a file says of people and organisations. `refers_to_…`: whether an id has to be among them."""

    persons: dict[str, str] = field(default_factory=dict)
    organizations: dict[str, str] = field(default_factory=dict)
    seats: dict[str, int] = field(default_factory=dict)
    memberships: dict[str | None, list[tuple[str | None, str | None, str | None, str | None]]] = field(
        default_factory=dict
    )
    lists_persons: bool = False
    lists_organizations: bool = False

    def check_organization(self, organization: str | None, place: str) -> None:
        if organization is not None and self.lists_organizations and organization not in self.organizations:
            raise malformed(place, "this organisation is not in the file’s organizations")

    def check_person(self, person: str, place: str) -> None:
        if self.lists_persons and person not in self.persons and person not in self.organizations:
            raise malformed(place, "this person is not in the file’s persons")


@dataclass(frozen=True)
class Ask:
    """A question that was put, as the file tells it; what stands in the votes themselves comes beside it."""

    id: str
    motion: str | None
    title: str
    text: str | None
    date: str | None
    rule: str
    assumed: bool
    published: str | None
    seats: int | None


class Gathering:
    """One past session while it is read: persons, memberships and rosters get their positions as they come."""

    def __init__(self, known: Known, organization: str | None, period: str | None, name: str) -> None:
        self.known, self.organization, self.period, self.name = known, organization, period, name
        self.positions: dict[str, int] = {}
        self.rosters: dict[Roster, int] = {}
        self.votes: list[PastVote] = []
        self.memberships = [
            Membership(None if person is None else self.position(person, ""), since, until, role)
            for person, since, until, role in known.memberships.get(organization, ())
        ]
        self._active: dict[str | None, tuple[frozenset[int], int]] = {}

    def position(self, person: str, place: str) -> int:
        """Where this person stands among the persons of the session. Refused: bad_popolo for somebody unknown."""
        at = self.positions.get(person)
        if at is None:
            self.known.check_person(person, place)
            at = self.positions[person] = len(self.positions)
        return at

    def add(self, ask: Ask, event: Thing, votes: Iterable[tuple[str, Any]]) -> None:
        """Read the votes and counts of an event, and keep it as a vote of this session."""
        roster, choices = read_roll(votes, event.text("id"), self.position)
        counts = read_counts(event)
        self.votes.append(
            PastVote(
                id=ask.id,
                motion=ask.motion,
                title=ask.title,
                text=ask.text,
                date=ask.date,
                rule=ask.rule,
                assumed=ask.assumed,
                published=ask.published,
                members=self._members(ask, roster, counts),
                counts=counts,
                roster=self.rosters.setdefault(roster, len(self.rosters)) if roster.voters else None,
                choices=choices,
            )
        )

    def _members(self, ask: Ask, roster: Roster, counts: tuple[tuple[str, int], ...] | None) -> int:
        """What a share of all members is a share of: see docs/formats.md for the order of these."""
        if ask.seats is not None:
            return ask.seats
        weights = dict(zip(roster.voters, roster.weights, strict=True)) if roster.weights else {}
        active, unheld = self._members_at(ask.date)
        if active or unheld:
            return sum(weights.get(person, 1) for person in active) + unheld
        if self.organization in self.known.seats:
            return self.known.seats[self.organization or ""]
        if roster.voters:
            return sum(roster.weights or ()) or len(roster.voters)
        return sum(number for _, number in counts or ())

    def _members_at(self, date: str | None) -> tuple[frozenset[int], int]:
        """Who was a member at this date, and how many places nobody held."""
        if date not in self._active:
            active = [each for each in self.memberships if is_active(each, date)]
            persons = frozenset(each.person for each in active if each.person is not None)
            self._active[date] = persons, sum(each.person is None for each in active)
        return self._active[date]

    def session_of_the_past(self) -> PastSession:
        name = self.known.organizations.get(self.organization or "", "") or self.organization or ""
        return PastSession(
            organization=self.organization,
            organization_name=name,
            period=self.period,
            title=", ".join(part for part in (name or "Past votes", self.name) if part),
            persons=tuple((person, self.known.persons.get(person, "")) for person in self.positions),
            memberships=tuple(self.memberships),
            rosters=tuple(self.rosters),
            votes=tuple(self.votes),
        )


def is_active(membership: Membership, date: str | None) -> bool:
    """Whether a tenure and a date overlap. Of a vote without a date only those without beginning and end are sure."""
    if date is None:
        return membership.since is None and membership.until is None
    at = span(date)
    since, until = span(membership.since or ""), span(membership.until or "")
    assert at is not None, "dates were checked when they were read"
    return (since is None or since[0] <= at[1]) and (until is None or until[1] >= at[0])
