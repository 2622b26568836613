"""Majorities: how many votes in favour a question needs, as exact whole numbers.

Every kind answers one question: given the rest of the tally, what is the smallest number of votes in favour that
carries? So `passed` is always `has >= need`, and a reader can check it with the numbers beside the outcome.
No kind is ever reached by zero votes in favour. The written forms are documented at `parse_majority`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from parliament.rules.refusals import Code, Refused
from parliament.rules.shares import HALF, Share, parse_share

LONGEST = 400  # characters of a written rule; bounds the nesting too
MOST_VOTES = 100_000


class Tie(StrEnum):
    """What equal votes for and against do under `simple`. A casting vote or a second round is not offered yet."""

    REJECTED = "rejected"  # PACE rule 41; European Parliament for a whole text
    ADOPTED = "adopted"  # European Parliament rule 179a, for a part of a text put separately


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


Plain = Simple | Qualified | OfMembers | OfPresent | OverAbstentions | Absolute | Floor
Majority = Simple | Qualified | OfMembers | OfPresent | OverAbstentions | Absolute | PlusFloor | AllOf


@dataclass(frozen=True)
class Facts:
    """The numbers a majority looks at: the three choices, the seats present at the vote and those of the house."""

    yes: int
    no: int
    abstain: int
    present: int
    members: int

    @property
    def cast(self) -> int:
        """Votes cast are yes and no; an abstention is a ballot but not a vote cast."""
        return self.yes + self.no


@dataclass(frozen=True)
class Step:
    """One plain rule held against the facts: `base` is what the need was taken of."""

    rule: Plain
    need: int
    has: int
    base: int

    @property
    def passed(self) -> bool:
        return self.has >= self.need


def steps_of(majority: Majority, facts: Facts, tie: Tie = Tie.REJECTED) -> tuple[Step, ...]:
    """Every plain rule inside a majority; the majority is reached if and only if all the steps pass."""
    if isinstance(majority, AllOf):
        return tuple(step for part in majority.parts for step in steps_of(part, facts, tie))
    if isinstance(majority, PlusFloor):
        return (*steps_of(majority.majority, facts, tie), _step(majority.floor, facts, tie))
    return (_step(majority, facts, tie),)


def _step(rule: Plain, facts: Facts, tie: Tie) -> Step:
    base, need = _base_and_need(rule, facts, tie)
    # No votes, no adoption: even a rule that equal numbers satisfy asks for one vote in favour.
    return Step(rule, max(1, need), facts.yes, base)


def _base_and_need(rule: Plain, facts: Facts, tie: Tie) -> tuple[int, int]:
    match rule:
        case Simple():
            return facts.no, facts.no if tie is Tie.ADOPTED else facts.no + 1
        case Qualified(part):
            return facts.cast, -int(-part * facts.cast // 1)
        case OfMembers(share) | Floor(share):
            return facts.members, share.needed(facts.members)
        case OfPresent(share):
            return facts.present, share.needed(facts.present)
        case OverAbstentions():
            return facts.no + facts.abstain, facts.no + facts.abstain + 1
        case Absolute(votes):
            return votes, votes


def parse_majority(text: str, key: str = "majority") -> Majority:
    """Read a written majority, or refuse, naming the key it stands under.

    `simple` · `qualified 2/3` · `of_members 1/2` · `of_present at_least 3/5` · `over_abstentions` · `absolute 33`
    · `all_of [simple, of_members 1/3]` · any of them followed by `plus_floor 1/3`.
    """
    try:
        if len(text) > LONGEST:
            raise ValueError(f"a majority takes at most {LONGEST} characters")
        return _Reader(text).whole()
    except ValueError as problem:
        raise Refused(Code.BAD_PROFILE, key=key, problem=str(problem)) from None


class _Reader:
    """Reads a written majority from left to right; raises ValueError with the problem."""

    WORD = re.compile(r"\s*([a-z_]+|[0-9]+/[0-9]+|[0-9]+|[\[\],])", re.ASCII)

    def __init__(self, text: str) -> None:
        self.text, self.at = text.rstrip(), 0

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
        raise ValueError(f"“{word}” is not a kind of majority")

    def qualified(self) -> Qualified:
        share = parse_share(self.take())  # never strict above a half, so the fraction says it all
        if share.of_whole <= HALF:
            # At exactly half, "at least" would adopt on equal votes; whoever means a majority writes `simple`.
            raise ValueError(f"qualified {share} is no more than half of the votes cast; write simple")
        return Qualified(share.of_whole)

    def absolute(self) -> Absolute:
        word = self.take()
        if not (word.isdigit() and len(word) <= 6 and 0 < int(word) <= MOST_VOTES):
            raise ValueError(f"“{word}” is not a number of votes from 1 to {MOST_VOTES}")
        return Absolute(int(word))

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
