"""From a count to an outcome, with the numbers that made it. The count itself is in `rules/counting.py`."""

from dataclasses import dataclass

from parliament.rules.counting import Counted, RollRow, Tally, count, count_roll, facts_of, tally_from_json
from parliament.rules.majority import Majority, Tie, groupings_of, needs_ballots
from parliament.rules.quorum import Attendance, Quorum, QuorumCheck, check_quorum
from parliament.rules.stages import Choice, Outcome
from parliament.rules.steps import Step, steps_of

__all__ = [
    "Choice",
    "Counted",
    "Decision",
    "DecisionWithoutVote",
    "Outcome",
    "RollRow",
    "Tally",
    "count",
    "count_roll",
    "decide",
    "decide_objections",
    "tally_from_json",
]


@dataclass(frozen=True)
class Decision:
    """An outcome with every step behind it, so that anyone can compute it again from the record alone.

    `tied` is the tie rule that made the outcome where the votes were equal, otherwise None.
    """

    outcome: Outcome
    quorum: QuorumCheck
    steps: tuple[Step, ...]
    tied: Tie | None = None

    @property
    def need(self) -> int:
        """What the deciding rule asked for: seats if the quorum failed, otherwise what its step counts."""
        return self._deciding.need

    @property
    def has(self) -> int:
        """What there was of it."""
        return self._deciding.has

    @property
    def _deciding(self) -> Step | QuorumCheck:
        """The step that failed, of several that with the highest need; if none failed, the hardest that passed."""
        failed = [step for step in self.steps if not step.passed]
        return max(failed or self.steps, key=lambda step: step.need, default=self.quorum)


def decide(
    counted: Tally | Counted,
    majority: Majority,
    quorum: Quorum,
    *,
    members: int,
    accredited: int,
    tie: Tie = Tie.REJECTED,
    round: int = 1,  # noqa: A002 -- the field's word
    represented: int = 0,
) -> Decision:
    """Quorum first, then the majority. Without a quorum nothing is decided and no majority is worked out.

    Roll and presence are taken from the count itself, so that they cannot disagree with the ballots. `represented` are
    the seats among those present that only a proxy speaks for, where the rules do not count them for the quorum.

    The question is adopted if and only if every step passes. It is tied if some step fails, and each that fails is a
    `simple` with as many votes for as against, at least one each; then the tie rule speaks. So a floor that is missed,
    a group short or 0 to 0 is rejected, whatever the tie rule.

    Raises ValueError for a majority that looks at groups or weights when only a tally is given (see `needs_ballots`).
    """
    tally = counted if isinstance(counted, Tally) else counted.seats
    check = check_quorum(quorum, Attendance(members, accredited, tally.present, tally.roll, tally.voted, represented))
    if not check.is_met:
        return Decision(Outcome.INQUORATE, check, ())
    looked_at = counted if needs_ballots(majority) else tally
    steps = steps_of(majority, facts_of(looked_at, members, groupings_of(majority)), tie)
    failed = [step for step in steps if not step.passed]
    if not failed:
        # Under this tie rule equal votes pass; then the rule is what made the outcome.
        return Decision(Outcome.ADOPTED, check, steps, tie if any(step.is_tied for step in steps) else None)
    if not all(step.is_tied for step in failed):
        return Decision(Outcome.REJECTED, check, steps)
    if tie is Tie.CASTING_VOTE or (tie is Tie.SECOND_ROUND and round == 1):
        return Decision(Outcome.TIED, check, steps, tie)
    # Under a second round, equal votes are rejected in the second.
    return Decision(Outcome.REJECTED, check, steps, Tie.REJECTED)


@dataclass(frozen=True)
class DecisionWithoutVote:
    """An outcome by silence or without objection: so many objections, and the number that prevents it."""

    outcome: Outcome
    objections: int
    limit: int


def decide_objections(objections: int, limit: int) -> DecisionWithoutVote:
    """By silence, or without objection: adopted if and only if there are fewer objections than the limit.

    "No votes, no adoption" is a rule of majorities: who asks for votes and gets none has no majority. Here nobody is
    asked to vote. Everyone was told what is proposed and by when to object, so silence is the answer that was asked
    for, and an objection is what would have to be counted (house rule; the limit is the profile's).
    """
    if objections < 0 or limit < 1:
        raise ValueError(f"{objections} objections and a limit of {limit} are no question that was put")
    return DecisionWithoutVote(Outcome.ADOPTED if objections < limit else Outcome.OBJECTED, objections, limit)
