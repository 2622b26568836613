"""The count: from ballots on a frozen roll to a tally, in seats, in population, and group by group."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property

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

    Made by `count_roll`. What few rules look at is counted when it is looked at: groups hold the groups of the other
    kind, never of their own.
    """

    rows: tuple[RollRow, ...]
    ballots: Mapping[str, str] = field(hash=False)
    here: frozenset[str]
    rows_off_roll: tuple[RollRow, ...]
    groupings: tuple[Grouping, ...] = tuple(Grouping)

    @cached_property
    def seats(self) -> Tally:
        return self._tally({row.seat: row.weight for row in self.rows})

    @cached_property
    def weighted(self) -> Mapping[Measure, Tally]:
        return {Measure.POPULATION: self._tally({row.seat: row.population for row in self.rows})}

    @cached_property
    def off_roll(self) -> Mapping[str, int]:
        """What the seats of the house that are not on this roll amount to."""
        return {
            "seats": sum(row.weight for row in self.rows_off_roll),
            Measure.POPULATION: sum(row.population for row in self.rows_off_roll),
        }

    @cached_property
    def groups(self) -> Mapping[Grouping, Mapping[str, "Counted"]]:
        return {by: self.grouped(by) for by in self.groupings}

    def _tally(self, weights: Mapping[str, int]) -> Tally:
        return count(
            {seat: self.ballots[seat] for seat in weights if seat in self.ballots}, weights, self.here, weights
        )

    def grouped(self, by: Grouping) -> dict[str, "Counted"]:
        """The groups of one kind by their names."""
        inside, outside = _by_group(self.rows, by), _by_group(self.rows_off_roll, by)
        others = tuple(other for other in self.groupings if other is not by)
        return {
            name: Counted(tuple(rows), self.ballots, self.here, tuple(outside.get(name, ())), others)
            for name, rows in sorted(inside.items())
        }


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
    return Counted(tuple(roll), dict(ballots), frozenset(present), tuple(off_roll))


def _by_group(rows: Sequence[RollRow], by: Grouping) -> dict[str, list[RollRow]]:
    groups: dict[str, list[RollRow]] = {}
    for row in rows:
        groups.setdefault(group_of(row, by), []).append(row)
    return groups


def group_of(row: RollRow, by: Grouping) -> str:
    return row.continent if by is Grouping.CONTINENT else row.country


def facts_of(
    counted: Tally | Counted, members: int | None = None, groupings: Collection[Grouping] = tuple(Grouping)
) -> Facts:
    """The numbers a majority looks at. `members` are the seats of the house; without them, what the count knows of.

    Only groups of these `groupings` are counted: a house has hundreds of groups, and most rules ask for none.
    """
    if isinstance(counted, Tally):
        return _facts(counted, counted.roll if members is None else members)
    seats, off_roll = counted.seats, counted.off_roll
    wanted = [by for by in counted.groupings if by in groupings]
    return replace(
        _facts(seats, seats.roll + off_roll["seats"] if members is None else members),
        weighted={by: _facts(tally, tally.roll + off_roll[by]) for by, tally in counted.weighted.items()},
        groups={
            by: {name: facts_of(inside, None, wanted) for name, inside in counted.grouped(by).items()} for by in wanted
        },
    )


def _facts(tally: Tally, members: int) -> Facts:
    return Facts(tally.yes, tally.no, tally.abstain, tally.present, members)
