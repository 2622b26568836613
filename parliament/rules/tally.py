"""The count: from ballots on a frozen roll to a tally, and from a tally to an outcome with the numbers that made it."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

from parliament.rules.majority import Facts, Majority, Step, Tie, steps_of
from parliament.rules.quorum import Attendance, Quorum, QuorumCheck, check_quorum
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Choice, Outcome


@dataclass(frozen=True)
class Tally:
    """Counts over the roll. `not_voting` was present and cast nothing; `absent` never came.

    With weighted seats every number is a sum of weights, and so must be the members it is compared with.
    """

    yes: int = 0
    no: int = 0
    abstain: int = 0
    not_voting: int = 0
    absent: int = 0

    @property
    def cast(self) -> int:
        """Votes cast: yes and no (PACE rule 40)."""
        return self.yes + self.no

    @property
    def voted(self) -> int:
        """Ballots that came in, abstentions among them."""
        return self.yes + self.no + self.abstain

    @property
    def present(self) -> int:
        """Seats present at the vote: those on roll call or check-in, and every one that cast a ballot."""
        return self.voted + self.not_voting

    @property
    def roll(self) -> int:
        return self.present + self.absent

    def to_json(self) -> dict[str, int]:
        return asdict(self)


def tally_from_json(data: Mapping[str, int]) -> Tally:
    """A tally as an entry of the record holds it. Unknown or missing counts are a damaged entry, so they raise."""
    return Tally(
        yes=data["yes"],
        no=data["no"],
        abstain=data["abstain"],
        not_voting=data["not_voting"],
        absent=data["absent"],
    )


def count(
    ballots: Mapping[str, str],
    roll: Collection[str],
    present: Collection[str],
    weights: Mapping[str, int] | None = None,
) -> Tally:
    """Count one choice per seat over the frozen roll. A ballot from outside the roll is refused, never skipped.

    Seats present but not on the roll do not appear: they neither vote nor make this vote's quorum.
    """
    if not set(ballots) <= (entitled := set(roll)):
        raise Refused(Code.NOT_ON_ROLL)
    here = set(present)
    sums = dict.fromkeys(("yes", "no", "abstain", "not_voting", "absent"), 0)
    for seat in entitled:
        silent = "not_voting" if seat in here else "absent"
        kind = Choice(ballots[seat]).value if seat in ballots else silent
        sums[kind] += 1 if weights is None else weights[seat]
    return Tally(**sums)


@dataclass(frozen=True)
class Decision:
    """An outcome with every step behind it, so that anyone can compute it again from the record alone."""

    outcome: Outcome
    quorum: QuorumCheck
    steps: tuple[Step, ...]

    @property
    def need(self) -> int:
        """What the deciding rule asked for: seats if the quorum failed, otherwise votes in favour."""
        return max(step.need for step in self.steps) if self.steps else self.quorum.need

    @property
    def has(self) -> int:
        """What there was of it."""
        return self.steps[0].has if self.steps else self.quorum.has


def decide(
    tally: Tally, majority: Majority, quorum: Quorum, *, members: int, accredited: int, tie: Tie = Tie.REJECTED
) -> Decision:
    """Quorum first, then the majority. Without a quorum nothing is decided and no majority is worked out.

    Roll and presence are taken from the tally itself, so that they cannot disagree with the ballots.
    """
    attendance = Attendance(members, accredited, tally.present, tally.roll, tally.voted)
    check = check_quorum(quorum, attendance)
    if not check.is_met:
        return Decision(Outcome.INQUORATE, check, ())
    facts = Facts(tally.yes, tally.no, tally.abstain, tally.present, members)
    steps = steps_of(majority, facts, tie)
    outcome = Outcome.ADOPTED if all(step.passed for step in steps) else Outcome.REJECTED
    return Decision(outcome, check, steps)
