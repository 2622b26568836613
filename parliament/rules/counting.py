"""The count: from ballots on a frozen roll to a tally, in seats, in population, and group by group."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from parliament.rules.majority import Grouping, Measure
from parliament.rules.refusals import Code, Refused
from parliament.rules.steps import Facts


@dataclass(frozen=True)
class Tally:
    """Counts over the roll. `not_voting` was present and cast nothing; `absent` never came.

    `papers` are the valid papers of an election: ballots that say neither yes nor no, so never votes cast.
    With weighted seats every number is a sum of weights, and so must be the members it is compared with.
    """

    yes: int = 0
    no: int = 0
    abstain: int = 0
    not_voting: int = 0
    absent: int = 0
    papers: int = 0

    @property
    def cast(self) -> int:
        """Votes cast: yes and no (PACE rule 40)."""
        return self.yes + self.no

    @property
    def voted(self) -> int:
        """Ballots that came in, abstentions and papers among them."""
        return self.yes + self.no + self.abstain + self.papers

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
    """A tally as an entry of the record holds it. Unknown or missing counts are a damaged entry, so they raise.

    Only `papers` may be missing: entries were written before there were elections.
    """
    return Tally(
        yes=data["yes"],
        no=data["no"],
        abstain=data["abstain"],
        not_voting=data["not_voting"],
        absent=data["absent"],
        papers=data.get("papers", 0),
    )


# Under which count a ballot's choice goes.
COUNTS = {"yes": "yes", "no": "no", "abstain": "abstain", "paper": "papers"}


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
    sums = dict.fromkeys((*COUNTS.values(), "not_voting", "absent"), 0)
    for seat in entitled:
        silent = "not_voting" if seat in here else "absent"
        kind = COUNTS[ballots[seat]] if seat in ballots else silent
        sums[kind] += 1 if weights is None else weights[seat]
    return Tally(**sums)


@dataclass(frozen=True)
class RollRow:
    """A seat as frozen on the roll of a vote. A population that nobody knows is 0."""

    seat: str
    population: int
    continent: str
    country: str
    weight: int = 1


@dataclass(frozen=True)
class Counted:
    """A count in seats, in what else a vote may count as, and the same for every group with a seat on the roll.

    `off_roll` is what the seats of the house that are not on this roll amount to: {"seats": …, "population": …}.
    """

    seats: Tally
    weighted: Mapping[Measure, Tally] = field(hash=False)
    groups: Mapping[Grouping, Mapping[str, "Counted"]] = field(hash=False)
    off_roll: Mapping[str, int] = field(hash=False)


def count_roll(
    roll: Sequence[RollRow],
    ballots: Mapping[str, str],
    present: Collection[str],
    off_roll: Sequence[RollRow] = (),
) -> Counted:
    """Count one choice per seat over the frozen roll, as `count` does, in every measure and every group.

    `off_roll` are the seats that belong to the house but not to this roll (disputed, suspended): a majority of all
    seats counts them. A group of which no seat is on the roll is no group of this vote.
    Refused: not_on_roll.
    """
    if not set(ballots) <= {row.seat for row in roll}:
        raise Refused(Code.NOT_ON_ROLL)
    return _counted(roll, ballots, set(present), off_roll, tuple(Grouping))


def _counted(
    roll: Sequence[RollRow],
    ballots: Mapping[str, str],
    present: set[str],
    off_roll: Sequence[RollRow],
    groupings: tuple[Grouping, ...],
) -> Counted:
    """Groups are counted within groups as well, but never within groups of their own kind."""
    seats = [row.seat for row in roll]
    mine = {seat: ballots[seat] for seat in seats if seat in ballots}
    return Counted(
        seats=count(mine, seats, present, {row.seat: row.weight for row in roll}),
        weighted={Measure.POPULATION: count(mine, seats, present, {row.seat: row.population for row in roll})},
        groups={
            by: {
                name: _counted(
                    [row for row in roll if group_of(row, by) == name],
                    ballots,
                    present,
                    [row for row in off_roll if group_of(row, by) == name],
                    tuple(other for other in groupings if other is not by),
                )
                for name in sorted({group_of(row, by) for row in roll})
            }
            for by in groupings
        },
        off_roll={
            "seats": sum(row.weight for row in off_roll),
            Measure.POPULATION: sum(row.population for row in off_roll),
        },
    )


def group_of(row: RollRow, by: Grouping) -> str:
    return row.continent if by is Grouping.CONTINENT else row.country


def facts_of(counted: "Tally | Counted", members: int | None = None) -> Facts:
    """The numbers a majority looks at. `members` are the seats of the house; without them, what the count knows of."""
    if isinstance(counted, Tally):
        return _facts(counted, counted.roll if members is None else members)
    seats, off_roll = counted.seats, counted.off_roll
    plain = _facts(seats, seats.roll + off_roll["seats"] if members is None else members)
    return Facts(
        plain.yes,
        plain.no,
        plain.abstain,
        plain.present,
        plain.members,
        weighted={by: _facts(tally, tally.roll + off_roll[by]) for by, tally in counted.weighted.items()},
        groups={by: {name: facts_of(inside) for name, inside in named.items()} for by, named in counted.groups.items()},
    )


def _facts(tally: Tally, members: int) -> Facts:
    return Facts(tally.yes, tally.no, tally.abstain, tally.present, members)
