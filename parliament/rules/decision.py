"""How a question is decided: which majority and quorum a profile asks for, and what they make of a count.

The one place, for the command that closes a vote, the page that explains it and the verifier that works it out again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parliament.rules.majority import Majority, Tie, parse_majority
from parliament.rules.profile import Profile
from parliament.rules.quorum import Quorum, parse_quorum
from parliament.rules.stages import Choice, Manner, Outcome, ProceduralKind, Question, QuorumCheckWhen
from parliament.rules.tally import Counted, Decision, DecisionWithoutVote, Tally, decide, decide_objections

BY_OBJECTION = (Manner.SILENCE, Manner.WITHOUT_OBJECTION)
NO_QUORUM_ASKED = Quorum(0)


@dataclass(frozen=True)
class VoteRule:
    """The rule of one vote, frozen when it opened: how it is taken, what it needs, against which numbers.

    `objections` is the number that stops a question put by silence or without objection.
    """

    manner: Manner
    majority: Majority
    tie: Tie
    quorum: Quorum
    objections: int
    members: int
    accredited: int
    round: int = 1

    def to_json(self) -> dict[str, Any]:
        """As it stands in the entry that opens the vote."""
        return {
            "manner": str(self.manner),
            "majority": str(self.majority),
            "tie": str(self.tie),
            "quorum": str(self.quorum),
            "objections": self.objections,
            "members": self.members,
            "accredited": self.accredited,
            "round": self.round,
        }


def rule_from_json(data: Mapping[str, Any]) -> VoteRule:
    """The rule as an entry holds it. Refused: bad_profile where a written rule cannot be read."""
    return VoteRule(
        manner=Manner(data["manner"]),
        majority=parse_majority(data["majority"]),
        tie=Tie(data["tie"]),
        quorum=parse_quorum(data["quorum"]),
        objections=data["objections"],
        members=data["members"],
        accredited=data["accredited"],
        round=data["round"],
    )


def majority_for(profile: Profile, question: Question, kind: ProceduralKind | None = None) -> Majority:
    """The majority a question needs. A procedural motion may have one of its own; an election has none, and is counted.

    Urgency is decided by the rule on urgent sessions.
    """
    rules = profile.majority
    if question is Question.PROCEDURAL and kind is not None:
        return profile.procedural.majorities.get(kind, rules.procedural)
    return {
        Question.MOTION: rules.motion,
        Question.AMENDMENT: rules.amendment,
        Question.BLOC: rules.amendment,
        Question.PROCEDURAL: rules.procedural,
        Question.APPEAL: rules.appeal,
        Question.AGENDA: rules.agenda,
        Question.MINUTES: rules.minutes,
        Question.URGENCY: profile.urgent.majority,
        Question.RECONSIDERATION: rules.reconsideration,
        Question.ELECTION: rules.motion,
    }[question]


def tie_for(profile: Profile, part: int | None) -> Tie:
    """What equal votes do. A part of a divided amendment has a rule of its own (European Parliament, rule 179a)."""
    return profile.majority.tie if part is None else profile.amendments.tie_in_part


def quorum_for(profile: Profile, question: Question, *, requested: bool) -> Quorum:
    """The quorum a question needs: none, where it is checked only on request and too few seats have asked."""
    if profile.quorum.check == QuorumCheckWhen.ON_REQUEST and not requested:
        return NO_QUORUM_ASKED
    return profile.quorum.to_elect if question is Question.ELECTION else profile.quorum.to_decide


def decided(rule: VoteRule, counted: Tally | Counted, *, represented: int = 0) -> Decision | DecisionWithoutVote:
    """What the rule makes of a count. An election is not decided here but counted."""
    if rule.manner in BY_OBJECTION:
        seats = counted if isinstance(counted, Tally) else counted.seats
        return decide_objections(seats.no, rule.objections)
    return decide(
        counted,
        rule.majority,
        rule.quorum,
        members=rule.members,
        accredited=rule.accredited,
        tie=rule.tie,
        round=rule.round,
        represented=represented,
    )


def with_casting_vote(outcome: Outcome, casting: str | None) -> Outcome:
    """The outcome once the chair has decided between equal votes, if it was left to the chair."""
    if outcome is not Outcome.TIED or casting is None:
        return outcome
    return Outcome.ADOPTED if casting == Choice.YES else Outcome.REJECTED
