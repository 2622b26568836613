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
    Majority,
    OfMembers,
    OfPresent,
    OverAbstentions,
    Plain,
    PlusFloor,
    Qualified,
    Simple,
    Step,
)
from parliament.rules.quorum import Base, Quorum, QuorumCheck
from parliament.rules.refusals import N_
from parliament.rules.shares import HALF, Share
from parliament.rules.stages import Outcome
from parliament.rules.tally import Decision


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

OUTCOMES: dict[Outcome, str] = {
    Outcome.ADOPTED: N_("Adopted."),
    Outcome.REJECTED: N_("Rejected."),
    Outcome.INQUORATE: N_("Nothing was decided: there was no quorum."),
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


def majority_in_words(majority: Majority) -> Sentence:
    """The rule itself, before anybody votes."""
    if isinstance(majority, AllOf):
        first, *others = (majority_in_words(part) for part in majority.parts)
        for other in others:
            first = sentence(N_("{first}; and also {other}"), first=first, other=other)
        return first
    if isinstance(majority, PlusFloor):
        first, other = majority_in_words(majority.majority), _plain_in_words(majority.floor)
        return sentence(N_("{first}; and also {other}"), first=first, other=other)
    return _plain_in_words(majority)


def _plain_in_words(rule: Plain) -> Sentence:
    match rule:
        case Simple():
            return sentence(N_("more votes in favour than against"))
        case Qualified(part):
            return sentence(N_("at least {fraction} of the votes cast in favour"), fraction=fraction_in_words(part))
        case OfMembers(share) | Floor(share):
            return sentence(N_("{share} of all seats of the house in favour"), share=share_in_words(share))
        case OfPresent(share):
            return sentence(N_("{share} of the seats present in favour"), share=share_in_words(share))
        case OverAbstentions():
            return sentence(N_("more votes in favour than against and abstaining together"))
        case Absolute(votes):
            return sentence(N_("votes in favour, at least: {number}"), number=votes)


def explain(decision: Decision) -> list[Sentence]:
    """The worked explanation beside an outcome: the quorum, every step of the majority, then what follows."""
    steps = [explain_step(step) for step in decision.steps]
    return [explain_quorum(decision.quorum), *steps, Sentence(OUTCOMES[decision.outcome])]


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


def explain_step(step: Step) -> Sentence:
    """One rule with its numbers."""
    facts = {"has": step.has, "need": step.need, "base": step.base}
    match step.rule:
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
