"""Sessions of the past as plain values: who voted how on what, under which rule, and what was published.

Choices are one letter each and rosters are shared between votes, so that 800,000 ballots stay small.
"""

from dataclasses import dataclass

# The options of Popolo, each with its letter. `present` is the answer of one who declines to take a side, and so an
# abstention; a `paired` member stays away by agreement, and so is absent (house rules).
LETTERS = {
    "yes": "y",
    "no": "n",
    "abstain": "a",
    "not voting": "v",
    "not_voting": "v",
    "absent": "x",
    "present": "r",
    "paired": "p",
}
OPTIONS = {"y": "yes", "n": "no", "a": "abstain", "v": "not voting", "x": "absent", "r": "present", "p": "paired"}
COUNTED_AS = {
    "y": "yes",
    "n": "no",
    "a": "abstain",
    "r": "abstain",
    "v": "not_voting",
    "x": "absent",
    "p": "absent",
}


@dataclass(frozen=True)
class Membership:
    """A tenure in the organisation; `person` is a position in the session's persons, None for a place nobody held."""

    person: int | None
    since: str | None
    until: str | None
    role: str | None


@dataclass(frozen=True)
class Roster:
    """Who is named in a roll call, by position in the session's persons, with what goes with each of them."""

    voters: tuple[int, ...]
    groups: tuple[str | None, ...] | None = None
    weights: tuple[int, ...] | None = None
    roles: tuple[str | None, ...] | None = None


@dataclass(frozen=True)
class PastVote:
    """One vote. `choices` has one letter for each voter of its roster; `counts` are as published, by letter."""

    id: str
    motion: str | None
    title: str
    text: str | None
    date: str | None
    rule: str
    assumed: bool  # neither the file nor whoever imported it named a rule
    published: str | None
    members: int
    counts: tuple[tuple[str, int], ...] | None
    roster: int | None
    choices: str


@dataclass(frozen=True)
class PastSession:
    """The votes of one organisation in one legislative session, or in one calendar year where none is named."""

    organization: str | None
    organization_name: str
    period: str | None  # the id of the legislative session, or the year
    title: str
    persons: tuple[tuple[str, str], ...]
    memberships: tuple[Membership, ...]
    rosters: tuple[Roster, ...]
    votes: tuple[PastVote, ...]
