"""Rules and outcomes in words: what a majority asks for, and the numbers that decided a vote.

A sentence is a gettext message with its facts, which may be sentences themselves; it is put together in the
reader's language at the edge. Numbers stand after a colon, so that no language has to inflect for them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

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
from parliament.rules.quorum import Base, Quorum, QuorumCheck
from parliament.rules.refusals import N_
from parliament.rules.shares import HALF, Share
from parliament.rules.stages import Outcome
from parliament.rules.steps import GroupSteps, Step
from parliament.rules.tally import Decision, DecisionWithoutVote


@dataclass(frozen=True)
class Sentence:
    """A message template with the facts that fill it. Facts keep their order, so that equal sentences are equal."""

    template: str
    facts: tuple[tuple[str, "int | str | Sentence"], ...] = ()

    def say(self, translate: Callable[[str], str] = lambda message: message) -> str:
        """The sentence in the reader's language."""
        facts = {name: fact.say(translate) if isinstance(fact, Sentence) else fact for name, fact in self.facts}
        return translate(self.template).format(**facts)


def sentence(template: str, **facts: "int | str | Sentence") -> Sentence:
    return Sentence(template, tuple(facts.items()))


FRACTIONS: dict[Fraction, str] = {
    HALF: N_("half"),
    Fraction(1, 3): N_("one third"),
    Fraction(2, 3): N_("two thirds"),
    Fraction(1, 4): N_("one quarter"),
    Fraction(3, 4): N_("three quarters"),
    Fraction(3, 5): N_("three fifths"),
    Fraction(4, 5): N_("four fifths"),
    Fraction(1): N_("the whole"),
}

WHOLES: dict[Base, str] = {
    Base.MEMBERS: N_("all seats of the house"),
    Base.ACCREDITED: N_("the accredited seats"),
    Base.PRESENT: N_("the seats present, counting those that cast a ballot"),
    Base.ROLL: N_("the seats on the roll of the vote"),
}

# What a share of all seats, or of those present, is taken of: by what a vote counts as, and within a group or not.
MEMBERS: dict[tuple[Measure | None, bool], str] = {
    (None, True): N_("all seats of the group"),
    (Measure.POPULATION, False): N_("people of all seats of the house"),
    (Measure.POPULATION, True): N_("people of all seats of the group"),
}
PRESENT: dict[tuple[Measure | None, bool], str] = {
    (None, True): N_("seats of the group present"),
    (Measure.POPULATION, False): N_("people of the seats present"),
    (Measure.POPULATION, True): N_("people of the seats of the group present"),
}

OUTCOMES: dict[Outcome, str] = {
    Outcome.ADOPTED: N_("Adopted."),
    Outcome.REJECTED: N_("Rejected."),
    Outcome.INQUORATE: N_("Nothing was decided: there was no quorum."),
    Outcome.TIED: N_("Not decided yet: the votes are equal."),
    Outcome.OBJECTED: N_("Not adopted without a vote: there were objections."),
    Outcome.ELECTED: N_("Elected."),
    Outcome.UNDECIDED: N_("Nobody is elected yet."),
}

# What is said beside an outcome that the tie rule made. The rule itself is in words in `rules/rule_sentences.py`.
TIED: dict[Tie, str] = {
    Tie.REJECTED: N_("Equal votes: rejected."),
    Tie.ADOPTED: N_("Equal votes: adopted."),
    Tie.CASTING_VOTE: N_("Equal votes: the chair has a casting vote."),
    Tie.SECOND_ROUND: N_("Equal votes: the question is put a second time."),
}

CONTINENTS: dict[str, str] = {
    "AF": N_("Africa"),
    "AN": N_("Antarctica"),
    "AS": N_("Asia"),
    "EU": N_("Europe"),
    "NA": N_("North America"),
    "OC": N_("Oceania"),
    "SA": N_("South America"),
}


def fraction_in_words(fraction: Fraction) -> Sentence:
    """Common fractions by their names, others as numbers."""
    if fraction in FRACTIONS:
        return Sentence(FRACTIONS[fraction])
    return sentence(N_("{over}/{under}"), over=fraction.numerator, under=fraction.denominator)


def share_in_words(share: Share) -> Sentence:
    words = N_("more than {fraction}") if share.strict else N_("at least {fraction}")
    return sentence(words, fraction=fraction_in_words(share.of_whole))


def quorum_in_words(quorum: Quorum) -> Sentence:
    if isinstance(quorum.threshold, Share):
        words = N_("{share} of {whole}")
        return sentence(words, share=share_in_words(quorum.threshold), whole=Sentence(WHOLES[quorum.base]))
    if quorum.threshold == 0:
        return sentence(N_("no quorum is asked for"))
    return sentence(N_("seats present, at least: {number}"), number=quorum.threshold)


def majority_in_words(majority: Majority, *, in_group: bool = False) -> Sentence:
    """The rule itself, before anybody votes. Within a group, the whole is the group."""
    match majority:
        case AllOf(parts):
            first, *others = (majority_in_words(part, in_group=in_group) for part in parts)
            for other in others:
                first = sentence(N_("{first}; and also {other}"), first=first, other=other)
            return first
        case PlusFloor(inner, floor):
            words = N_("{first}; and also {other}")
            first = majority_in_words(inner, in_group=in_group)
            return sentence(words, first=first, other=_plain_in_words(floor, in_group=in_group))
        case Weighted(Measure.POPULATION, inner):
            words = N_("by population, where every vote counts as the people of its city ({rule})")
            return sentence(words, rule=majority_in_words(inner, in_group=in_group))
        case PerGroup():
            return _per_group_in_words(majority)
        case _:
            return _plain_in_words(majority, in_group=in_group)


def _per_group_in_words(majority: PerGroup) -> Sentence:
    rule, threshold = majority_in_words(majority.majority, in_group=True), majority.threshold
    by_country = majority.grouping is Grouping.COUNTRY
    if isinstance(threshold, Share):
        words = N_("{share} of the continents on the roll, each with a majority of its own ({rule})")
        if by_country:
            words = N_("{share} of the countries on the roll, each with a majority of its own ({rule})")
        return sentence(words, share=share_in_words(threshold), rule=rule)
    words = N_("continents with a majority of their own, at least: {number} ({rule})")
    if by_country:
        words = N_("countries with a majority of their own, at least: {number} ({rule})")
    return sentence(words, number=threshold, rule=rule)


def _plain_in_words(rule: Plain, *, in_group: bool) -> Sentence:
    match rule:
        case Simple():
            return sentence(N_("more votes in favour than against"))
        case Qualified(part):
            return sentence(N_("at least {fraction} of the votes cast in favour"), fraction=fraction_in_words(part))
        case OfMembers(share) | Floor(share):
            words = N_("{share} of all seats of the house in favour")
            if in_group:
                words = N_("{share} of all seats of the group in favour")
            return sentence(words, share=share_in_words(share))
        case OfPresent(share):
            return sentence(N_("{share} of the seats present in favour"), share=share_in_words(share))
        case OverAbstentions():
            return sentence(N_("more votes in favour than against and abstaining together"))
        case Absolute(votes):
            return sentence(N_("votes in favour, at least: {number}"), number=votes)


def explain(decision: Decision | DecisionWithoutVote) -> list[Sentence]:
    """The worked explanation beside an outcome: the quorum, every step of the majority, then what follows.

    A step that counts groups is followed by the groups. Without a vote there are only the objections.
    """
    if isinstance(decision, DecisionWithoutVote):
        words = N_("Objections: {has}. Objections that prevent an adoption without a vote: {need}.")
        return [sentence(words, has=decision.objections, need=decision.limit), Sentence(OUTCOMES[decision.outcome])]
    steps = [said for step in decision.steps for said in (explain_step(step), *map(explain_group, step.groups))]
    tied = [] if decision.tied is None else [Sentence(TIED[decision.tied])]
    return [explain_quorum(decision.quorum), *steps, *tied, Sentence(OUTCOMES[decision.outcome])]


def explain_quorum(check: QuorumCheck) -> Sentence:
    quorum = check.quorum
    if not isinstance(quorum.threshold, Share):
        if check.need == 0:
            return sentence(N_("Quorum: none is asked for. Seats present: {has}."), has=check.has)
        return sentence(N_("Quorum: seats present: {has}; needed: {need}."), has=check.has, need=check.need)
    words = N_("Quorum: seats present: {has}; needed: {need} ({rule}: {base}).")
    if quorum.base is Base.PRESENT:
        words = N_("Quorum: ballots cast: {has}; needed: {need} ({rule}: {base}).")
    return sentence(words, has=check.has, need=check.need, rule=quorum_in_words(quorum), base=check.base)


def explain_step(step: Step, *, in_group: bool = False) -> Sentence:
    """One rule with its numbers. The groups of a rule that counts groups are sentences of their own."""
    if isinstance(step.rule, PerGroup):
        return _explain_groups(step.rule, step)
    said = _explain_plain(step.rule, step)
    if (in_group or step.measure) and isinstance(step.rule, OfMembers | OfPresent | Floor):
        said = _explain_share(step.rule, step, in_group=in_group)
    if step.measure is Measure.POPULATION:
        return sentence(N_("By population. {step}"), step=said)
    return said


def _explain_groups(rule: PerGroup, step: Step) -> Sentence:
    words = N_("Continents that reach the majority: {has} of {base}. Needed: {need} ({rule}).")
    if rule.grouping is Grouping.COUNTRY:
        words = N_("Countries that reach the majority: {has} of {base}. Needed: {need} ({rule}).")
    return sentence(
        words, has=step.has, base=step.base, need=step.need, rule=majority_in_words(rule.majority, in_group=True)
    )


def explain_group(group: GroupSteps) -> Sentence:
    """A continent or country with its own numbers. Groups within it are told in the same sentence."""
    words = N_("{group}: reached. {steps}") if group.passed else N_("{group}: not reached. {steps}")
    name = Sentence(CONTINENTS[group.name]) if group.name in CONTINENTS else group.name
    said = [
        said for step in group.steps for said in (explain_step(step, in_group=True), *map(explain_group, step.groups))
    ]
    together = said[0]
    for other in said[1:]:
        together = sentence(N_("{first} {second}"), first=together, second=other)
    return sentence(words, group=name, steps=together)


def _explain_share(rule: OfMembers | OfPresent | Floor, step: Step, *, in_group: bool) -> Sentence:
    """A share of something else than the seats of the whole house: of its people, or of a group."""
    wholes = PRESENT if isinstance(rule, OfPresent) else MEMBERS
    return sentence(
        N_("In favour: {has}; {whole}: {base}. Needed in favour: {need} ({share})."),
        has=step.has,
        whole=Sentence(wholes[step.measure, in_group]),
        base=step.base,
        need=step.need,
        share=share_in_words(rule.share),
    )


def _explain_plain(rule: Plain, step: Step) -> Sentence:
    facts = {"has": step.has, "need": step.need, "base": step.base}
    match rule:
        case Simple():
            return sentence(N_("In favour: {has}; against: {base}. Needed in favour: {need}."), **facts)
        case OverAbstentions():
            words = N_("In favour: {has}; against and abstaining together: {base}. Needed in favour: {need}.")
            return sentence(words, **facts)
        case Absolute():
            return sentence(N_("In favour: {has}. Needed in favour: {need}."), has=step.has, need=step.need)
        case Qualified(part):
            words = N_("In favour: {has} of the votes cast: {base}. Needed in favour: {need} (at least {fraction}).")
            return sentence(words, fraction=fraction_in_words(part), **facts)
        case OfPresent(share):
            words = N_("In favour: {has}; seats present: {base}. Needed in favour: {need} ({share}).")
            return sentence(words, share=share_in_words(share), **facts)
        case OfMembers(share) | Floor(share):
            words = N_("In favour: {has}; seats of the house: {base}. Needed in favour: {need} ({share}).")
            return sentence(words, share=share_in_words(share), **facts)
