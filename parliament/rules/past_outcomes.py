"""Past votes counted again: tally, outcome under the rule, and whatever the published result contradicts."""

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from parliament.rules.explain import Sentence, explain
from parliament.rules.past import COUNTED_AS, OPTIONS, PastSession, PastVote
from parliament.rules.refusals import N_
from parliament.rules.requirement import Requirement, parse_requirement
from parliament.rules.stages import Outcome
from parliament.rules.tally import Counted, Decision, RollRow, Tally, count_roll, decide

# What publishers write for the two results of Popolo, `pass` and `fail`; compared without regard to capitals.
RESULTS = {
    **dict.fromkeys(
        ("pass", "passed", "adopted", "agreed", "agreed to", "approved", "accepted", "carried"),
        "pass",
    ),
    **dict.fromkeys(
        (
            "fail",
            "failed",
            "rejected",
            "not adopted",
            "not agreed to",
            "not approved",
            "defeated",
            "lost",
            "negatived",
            "inquorate",
            "no quorum",
        ),
        "fail",
    ),
}
PASSES = {Outcome.ADOPTED: "pass", Outcome.REJECTED: "fail", Outcome.INQUORATE: "fail"}

NO_NUMBERS = N_("The source gives neither votes nor counts.")
NO_POPULATION = N_("The rule counts votes as population, which the source does not give.")
NO_GROUPS = N_("The rule counts group by group, and the source does not give the group of every voter.")


@dataclass(frozen=True)
class Disagreement:
    """Where the source contradicts what its own votes and rule give: `kind` is result or counts."""

    id: str
    kind: str
    published: Any
    computed: Any
    why: str

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "published": self.published,
            "computed": self.computed,
            "why": self.why,
        }


@dataclass(frozen=True)
class Recounted:
    """One past vote counted again; without a decision, `why_not` says what is lacking."""

    vote: PastVote
    tally: Tally
    decision: Decision | None
    why_not: str
    sums: dict[str, int] = field(default_factory=dict, hash=False)
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def published(self) -> str | None:
        return published(self.vote)

    @property
    def agrees(self) -> bool | None:
        """Whether the published result is the computed one; None where one of them is missing."""
        if self.decision is None or self.published is None:
            return None
        return self.published == PASSES[self.decision.outcome]

    @property
    def explanation(self) -> list[Sentence]:
        return explain(self.decision) if self.decision else [Sentence(self.why_not)]


def published(vote: PastVote) -> str | None:
    """The published result as pass or fail."""
    return RESULTS[vote.published.strip().casefold()] if vote.published is not None else None


@lru_cache(maxsize=4096)
def rule_of(text: str) -> Requirement:
    return parse_requirement(text, Requirement())


def recount(past: PastSession, vote: PastVote) -> Recounted:
    """Count one vote again."""
    sums = _sums(past, vote)
    tally = Tally(**_by_kind(sums))
    rule, counted = rule_of(vote.rule), _in_groups(past, vote)
    decision, why_not = None, _what_is_lacking(vote, rule, counted)
    if not why_not:
        numbers = {"members": vote.members, "accredited": vote.members}
        read = counted if counted and rule.needs_groups else tally
        decision = decide(read, rule.majority, rule.quorum, tie=rule.tie, **numbers)
    found = Recounted(vote, tally, decision, why_not, sums)
    return replace(found, disagreements=(*_about_result(found), *_about_counts(vote, sums)))


def _what_is_lacking(vote: PastVote, rule: Requirement, counted: Counted | None) -> str:
    if vote.roster is None and vote.counts is None:
        return NO_NUMBERS
    if rule.needs_population:
        return NO_POPULATION
    return NO_GROUPS if rule.needs_groups and counted is None else ""


def _in_groups(past: PastSession, vote: PastVote) -> Counted | None:
    """The votes group by group, where the rule asks for groups and every voter has one (house rule: as in `group_id`)."""
    roster = past.rosters[vote.roster] if vote.roster is not None else None
    if roster is None or roster.groups is None or not rule_of(vote.rule).needs_groups or None in roster.groups:
        return None
    weights = roster.weights or (1,) * len(roster.voters)
    rows = [
        RollRow(str(voter), 0, group or "", group or "", weight)
        for voter, group, weight in zip(roster.voters, roster.groups, weights, strict=True)
    ]
    kinds = {str(voter): COUNTED_AS[letter] for voter, letter in zip(roster.voters, vote.choices, strict=True)}
    ballots = {voter: kind for voter, kind in kinds.items() if kind in ("yes", "no", "abstain")}
    return count_roll(rows, ballots, [voter for voter, kind in kinds.items() if kind != "absent"])


def recount_all(past: PastSession) -> list[Recounted]:
    return [recount(past, vote) for vote in past.votes]


def _sums(past: PastSession, vote: PastVote) -> dict[str, int]:
    """How many, or with what weight together, chose each letter; from the votes, or from the counts without votes."""
    if vote.roster is None:
        return dict(vote.counts or ())
    weights = past.rosters[vote.roster].weights
    if weights is None:
        return dict(Counter(vote.choices))
    sums: Counter[str] = Counter()
    for letter, weight in zip(vote.choices, weights, strict=True):
        sums[letter] += weight
    return dict(sums)


def _by_kind(sums: dict[str, int]) -> dict[str, int]:
    kinds: Counter[str] = Counter()
    for letter, number in sums.items():
        kinds[COUNTED_AS[letter]] += number
    return dict(kinds)


def _about_result(counted: Recounted) -> list[Disagreement]:
    if counted.agrees is not False or counted.decision is None:
        return []
    outcome = counted.decision.outcome
    why = " ".join(each.say() for each in counted.explanation)
    said = f"{PASSES[outcome]} ({outcome})" if outcome is Outcome.INQUORATE else PASSES[outcome]
    rule = f"Rule: {counted.vote.rule}. {why}"
    return [Disagreement(counted.vote.id, "result", counted.vote.published, said, rule)]


def _about_counts(vote: PastVote, sums: dict[str, int]) -> list[Disagreement]:
    """The published counts against the votes, option by option; an option that is not counted is not compared."""
    if vote.roster is None or vote.counts is None:
        return []
    told = {OPTIONS[letter]: number for letter, number in vote.counts}
    found = {OPTIONS[letter]: sums.get(letter, 0) for letter, _ in vote.counts}
    differing = [option for option in told if told[option] != found[option]]
    if not differing:
        return []
    why = "; ".join(f"{option}: published {told[option]}, from the votes {found[option]}" for option in differing)
    return [Disagreement(vote.id, "counts", told, found, f"{why}.")]
