"""The document that holds a session of the past, whole: from it tallies, outcomes and roll calls can be had again.

Its hash is in the entry that took the session in. Rosters are written once, choices one letter each.
"""

import json
from itertools import starmap
from typing import Any

from parliament.record.canonical import canonical
from parliament.rules.past import Membership, PastSession, PastVote, Roster

VERSION = 1
NOBODY = "-"  # the group of a voter who has none
VOTE = (
    "id",
    "motion",
    "title",
    "text",
    "date",
    "rule",
    "assumed",
    "published",
    "members",
    "counts",
    "roster",
    "choices",
)


def write_annex(past: PastSession) -> bytes:
    """The canonical bytes of a session of the past. Many whole numbers in a row stand in one text, with spaces."""
    groups = sorted({group for each in past.rosters for group in each.groups or () if group is not None})
    at = {group: str(position) for position, group in enumerate(groups)} | {None: NOBODY}
    return canonical(
        {
            "v": VERSION,
            "organization": past.organization,
            "organization_name": past.organization_name,
            "period": past.period,
            "title": past.title,
            "persons": past.persons,
            "memberships": [[each.person, each.since, each.until, each.role] for each in past.memberships],
            "groups": groups,
            "rosters": [_roster(each, at) for each in past.rosters],
            "votes": [{name: getattr(vote, name) for name in VOTE} for vote in past.votes],
        }
    )


def _roster(roster: Roster, at: dict[str | None, str]) -> list[Any]:
    return [
        " ".join(map(str, roster.voters)),
        None if roster.groups is None else " ".join(at[group] for group in roster.groups),
        None if roster.weights is None else " ".join(map(str, roster.weights)),
        roster.roles,
    ]


def read_annex(content: bytes) -> PastSession:
    """The session that `write_annex` wrote. What is damaged raises, because its hash says that it is not."""
    said = json.loads(content)
    if said["v"] != VERSION:
        raise ValueError(f"there is no version {said['v']} of this document")
    return PastSession(
        organization=said["organization"],
        organization_name=said["organization_name"],
        period=said["period"],
        title=said["title"],
        persons=tuple((person, name) for person, name in said["persons"]),
        memberships=tuple(starmap(Membership, said["memberships"])),
        rosters=tuple(_read_roster(each, said["groups"]) for each in said["rosters"]),
        votes=tuple(_vote(each) for each in said["votes"]),
    )


def _vote(said: dict[str, Any]) -> PastVote:
    counts = said.pop("counts")
    return PastVote(counts=None if counts is None else tuple((letter, number) for letter, number in counts), **said)


def _read_roster(said: list[Any], groups: list[str]) -> Roster:
    voters, of_groups, weights, roles = said
    named = dict(enumerate(groups))
    return Roster(
        tuple(map(int, voters.split())),
        None if of_groups is None else tuple(None if at == NOBODY else named[int(at)] for at in of_groups.split()),
        None if weights is None else tuple(map(int, weights.split())),
        None if roles is None else tuple(roles),
    )
