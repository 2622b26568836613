"""What a majority needs of a count, step by step, as exact whole numbers.

Every plain rule answers one question: given the rest of the tally, what is the smallest number of votes in favour that
carries? So `passed` is always `has >= need`, and a reader can check it with the numbers beside the outcome.
No step is ever reached by zero votes in favour.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from parliament.rules.majority import (
    Absolute,
    AllOf,
    Floor,
    Grouping,
    Majority,
    Measure,
    OfMembers,
    OfPresent,
    OverAbstentions,
    PerGroup,
    Plain,
    PlusFloor,
    Qualified,
    Simple,
    Tie,
    Weighted,
)
from parliament.rules.shares import Share


@dataclass(frozen=True)
class Facts:
    """The numbers a majority looks at: the three choices, the seats present at the vote and those of the house.

    Where the ballots are known, the same numbers stand here once more for every measure, and for every group.
    """

    yes: int
    no: int
    abstain: int
    present: int
    members: int
    weighted: Mapping[Measure, "Facts"] = field(default_factory=dict, hash=False)
    groups: Mapping[Grouping, Mapping[str, "Facts"]] = field(default_factory=dict, hash=False)

    @property
    def cast(self) -> int:
        """Votes cast are yes and no; an abstention is a ballot but not a vote cast."""
        return self.yes + self.no


@dataclass(frozen=True)
class Step:
    """One rule held against the facts: `base` is what the need was taken of.

    `measure` is what a vote counts as, None for one seat one vote. The step of a `per_group` counts groups: `has` is
    how many reached their majority, `base` how many there are, and `groups` shows each of them.
    """

    rule: Plain | PerGroup
    need: int
    has: int
    base: int
    measure: Measure | None = None
    groups: tuple["GroupSteps", ...] = ()

    @property
    def passed(self) -> bool:
        return self.has >= self.need

    @property
    def is_tied(self) -> bool:
        """Votes were cast, and as many for as against, where the rule is to have more."""
        return isinstance(self.rule, Simple) and self.has == self.base > 0


@dataclass(frozen=True)
class GroupSteps:
    """A majority held against one group, counted alone."""

    name: str
    steps: tuple[Step, ...]

    @property
    def passed(self) -> bool:
        return all(step.passed for step in self.steps)


def steps_of(
    majority: Majority, facts: Facts, tie: Tie = Tie.REJECTED, measure: Measure | None = None
) -> tuple[Step, ...]:
    """Every rule inside a majority; the majority is reached if and only if all the steps pass.

    Raises ValueError where it asks for groups or weights that the facts do not have (a show of hands).
    """
    match majority:
        case AllOf(parts):
            return tuple(step for part in parts for step in steps_of(part, facts, tie, measure))
        case PlusFloor(inner, floor):
            return (*steps_of(inner, facts, tie, measure), _step(floor, facts, tie, measure))
        case Weighted(counting_as, inner):
            return steps_of(inner, facts, tie, counting_as)
        case PerGroup():
            return (_groups_step(majority, facts, measure),)
        case _:
            return (_step(majority, facts, tie, measure),)


def _step(rule: Plain, facts: Facts, tie: Tie, measure: Measure | None) -> Step:
    if measure is not None:
        if measure not in facts.weighted:
            raise ValueError(f"this count does not say what {measure} the votes stand for")
        facts = facts.weighted[measure]
    base, need = _base_and_need(rule, facts, tie)
    # No votes, no adoption: even a rule that equal numbers satisfy asks for one vote in favour.
    return Step(rule, max(1, need), facts.yes, base, measure)


def _groups_step(rule: PerGroup, facts: Facts, measure: Measure | None) -> Step:
    """Hold the inner majority against each group alone.

    The tie rule is about the whole house: a group whose votes are equal has not reached a majority (house rule).
    """
    if rule.grouping not in facts.groups:
        raise ValueError(f"this count does not say which {rule.grouping} the votes come from")
    groups = tuple(
        GroupSteps(name, steps_of(rule.majority, inside, Tie.REJECTED, measure))
        for name, inside in sorted(facts.groups[rule.grouping].items())
    )
    threshold = rule.threshold
    need = threshold.needed(len(groups)) if isinstance(threshold, Share) else threshold
    return Step(rule, max(1, need), sum(group.passed for group in groups), len(groups), measure, groups)


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
