"""Majorities: the kinds there are and how they are written. What each of them needs is worked out in `rules/steps.py`.

The written forms are documented at `parse_majority`; `str()` of a majority is its written form again.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from parliament.rules.refusals import Code, Refused
from parliament.rules.shares import HALF, Share, parse_share

LONGEST = 400  # characters of a written rule; bounds the nesting too
MOST_VOTES = 100_000
MOST_PEOPLE = 10_000_000_000  # where votes count as population
MOST_GROUPS = 1000


class Tie(StrEnum):
    """What equal votes for and against do under `simple`; `decide` says exactly what a tie is."""

    REJECTED = "rejected"  # PACE rule 41; European Parliament for a whole text
    ADOPTED = "adopted"  # European Parliament rule 179a, for a part of a text put separately
    CASTING_VOTE = "casting_vote"  # house rule: nothing is decided until the chair has given the casting vote
    SECOND_ROUND = "second_round"  # house rule: the question is put once more; equal again, it is rejected


class Measure(StrEnum):
    """What a vote may count as, other than one seat."""

    POPULATION = "population"


class Grouping(StrEnum):
    """What the seats of a roll may be grouped by."""

    CONTINENT = "continent"
    COUNTRY = "country"


@dataclass(frozen=True)
class Simple:
    """More votes for than against; abstentions count for neither (UN: abstainers are not voting)."""

    def __str__(self) -> str:
        return "simple"


@dataclass(frozen=True)
class Qualified:
    """At least this part of the votes cast, which are yes and no only (PACE rule 40; Congress charter, article 13)."""

    part: Fraction

    def __str__(self) -> str:
        return f"qualified {self.part.numerator}/{self.part.denominator}"


@dataclass(frozen=True)
class OfMembers:
    """A share of all seats of the house, present or not."""

    share: Share

    def __str__(self) -> str:
        return f"of_members {self.share}"


@dataclass(frozen=True)
class OfPresent:
    """A share of the seats present at the vote, so that an abstention works like a no."""

    share: Share

    def __str__(self) -> str:
        return f"of_present {self.share}"


@dataclass(frozen=True)
class OverAbstentions:
    """More votes for than against and abstaining together."""

    def __str__(self) -> str:
        return "over_abstentions"


@dataclass(frozen=True)
class Absolute:
    """A fixed number of votes in favour, whatever the others did."""

    votes: int

    def __str__(self) -> str:
        return f"absolute {self.votes}"


@dataclass(frozen=True)
class Floor:
    """In favour, at least this share of all seats, beside another majority (PACE rule 41: a third of the members)."""

    share: Share

    def __str__(self) -> str:
        return f"plus_floor {self.share}"


@dataclass(frozen=True)
class PlusFloor:
    """A majority that counts only if the floor is reached as well."""

    majority: "Majority"
    floor: Floor

    def __str__(self) -> str:
        return f"{self.majority} {self.floor}"


@dataclass(frozen=True)
class AllOf:
    """Every one of several majorities at once."""

    parts: tuple["Majority", ...]

    def __str__(self) -> str:
        return f"all_of [{', '.join(map(str, self.parts))}]"


@dataclass(frozen=True)
class Weighted:
    """A majority in which a vote counts as the population of its seat (house rule; with `all_of`, a double one)."""

    measure: Measure
    majority: "Majority"

    def __str__(self) -> str:
        return f"weighted {self.measure} [{self.majority}]"


@dataclass(frozen=True)
class PerGroup:
    """A majority counted within each group alone, reached in so many groups, or in a share of those on the roll.

    House rule.
    """

    grouping: Grouping
    threshold: int | Share
    majority: "Majority"

    def __str__(self) -> str:
        return f"per_group {self.grouping} {self.threshold} [{self.majority}]"


Plain = Simple | Qualified | OfMembers | OfPresent | OverAbstentions | Absolute | Floor
Majority = (
    Simple | Qualified | OfMembers | OfPresent | OverAbstentions | Absolute | PlusFloor | AllOf | Weighted | PerGroup
)


def needs_ballots(majority: Majority) -> bool:
    """Whether it has to be known which seat cast which ballot, so that a show of hands cannot answer it."""
    match majority:
        case Weighted() | PerGroup():
            return True
        case AllOf(parts):
            return any(map(needs_ballots, parts))
        case PlusFloor(inner, _):
            return needs_ballots(inner)
    return False


def groupings_of(majority: Majority) -> frozenset[Grouping]:
    """The kinds of groups a majority looks at."""
    match majority:
        case PerGroup(grouping, _, inner):
            return groupings_of(inner) | {grouping}
        case Weighted(_, inner) | PlusFloor(inner, _):
            return groupings_of(inner)
        case AllOf(parts):
            return frozenset[Grouping]().union(*map(groupings_of, parts))
    return frozenset()


def parse_majority(text: str, key: str = "majority") -> Majority:
    """Read a written majority, or refuse, naming the key it stands under.

    `simple` · `qualified 2/3` · `of_members 1/2` · `of_present at_least 3/5` · `over_abstentions` · `absolute 33`
    · `all_of [simple, of_members 1/3]` · `weighted population [simple]` · `per_group continent 3 [simple]`
    · `per_group country at_least 2/3 [simple]` · any of them followed by `plus_floor 1/3`. In brackets stands any
    majority again, except that within the groups of one kind there are no groups of the same kind.
    """
    try:
        if len(text) > LONGEST:
            raise ValueError(f"a majority takes at most {LONGEST} characters")
        return _Reader(text).whole()
    except ValueError as problem:
        raise Refused(Code.BAD_PROFILE, key=key, problem=str(problem)) from None


Kind = TypeVar("Kind", Measure, Grouping)


class _Reader:
    """Reads a written majority from left to right; raises ValueError with the problem."""

    WORD = re.compile(r"\s*([a-z_]+|[0-9]+/[0-9]+|[0-9]+|[\[\],])", re.ASCII)

    def __init__(self, text: str) -> None:
        self.text, self.at = text.rstrip(), 0
        self.most = MOST_VOTES  # what `absolute` may ask for where we are
        self.groupings: tuple[Grouping, ...] = ()  # the groups we are inside of

    def whole(self) -> Majority:
        majority = self.majority()
        if self.at < len(self.text):
            raise ValueError(f"“{self.text[self.at :].strip()}” follows a majority that is complete")
        return majority

    def majority(self) -> Majority:
        majority = self.kind()
        while self.peek() == "plus_floor":
            self.take()
            majority = PlusFloor(majority, Floor(self.share()))
        return majority

    def kind(self) -> Majority:
        match word := self.take():
            case "simple":
                return Simple()
            case "over_abstentions":
                return OverAbstentions()
            case "qualified":
                return self.qualified()
            case "of_members":
                return OfMembers(self.share())
            case "of_present":
                return OfPresent(self.share())
            case "absolute":
                return self.absolute()
            case "all_of":
                return AllOf(tuple(self.parts()))
            case "weighted":
                return self.weighted()
            case "per_group":
                return self.per_group()
        raise ValueError(f"“{word}” is not a kind of majority")

    def qualified(self) -> Qualified:
        share = parse_share(self.take())  # never strict above a half, so the fraction says it all
        if share.of_whole <= HALF:
            # At exactly half, "at least" would adopt on equal votes; whoever means a majority writes `simple`.
            raise ValueError(f"qualified {share} is no more than half of the votes cast; write simple")
        return Qualified(share.of_whole)

    def absolute(self) -> Absolute:
        word = self.take()
        if not (word.isdigit() and 0 < int(word) <= self.most):
            raise ValueError(f"“{word}” is not a number of votes from 1 to {self.most}")
        return Absolute(int(word))

    def weighted(self) -> Weighted:
        measure = self.one_of(Measure)
        outside, self.most = self.most, MOST_PEOPLE
        inner = self.bracketed()
        self.most = outside
        return Weighted(measure, inner)

    def per_group(self) -> PerGroup:
        grouping = self.one_of(Grouping)
        if grouping in self.groupings:
            raise ValueError(f"within one {grouping} there is only one {grouping}")
        threshold = self.groups_needed()
        outside, self.groupings = self.groupings, (*self.groupings, grouping)
        inner = self.bracketed()
        self.groupings = outside
        return PerGroup(grouping, threshold, inner)

    def groups_needed(self) -> int | Share:
        if not self.peek().isdigit():
            return self.share()
        if not 0 < (number := int(self.take())) <= MOST_GROUPS:
            raise ValueError(f"“{number}” is not a number of groups from 1 to {MOST_GROUPS}")
        return number

    def one_of(self, kinds: type[Kind]) -> Kind:
        if (word := self.take()) not in list(kinds):
            raise ValueError(f"“{word}” is not offered; write {' or '.join(kinds)}")
        return kinds(word)

    def bracketed(self) -> Majority:
        self.expect("[")
        inner = self.majority()
        self.expect("]")
        return inner

    def parts(self) -> list[Majority]:
        self.expect("[")
        parts = [self.majority()]
        while self.peek() == ",":
            self.take()
            parts.append(self.majority())
        self.expect("]")
        return parts

    def share(self) -> Share:
        word = self.take()
        return parse_share(f"{word} {self.take()}" if word in ("more_than", "at_least") else word)

    def expect(self, word: str) -> None:
        if (found := self.take()) != word:
            raise ValueError(f"“{word}” is expected where “{found}” stands")

    def peek(self) -> str:
        found = self.WORD.match(self.text, self.at)
        return found[1] if found else ""

    def take(self) -> str:
        found = self.WORD.match(self.text, self.at)
        if not found:
            raise ValueError(f"something is missing or cannot be read after “{self.text[: self.at].strip()}”")
        self.at = found.end()
        return found[1]
