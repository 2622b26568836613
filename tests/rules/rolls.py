"""Rolls, ballots and majorities of every kind, for the properties of counting."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st

from parliament.rules.counting import Counted, RollRow, count_roll
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
    PlusFloor,
    Qualified,
    Simple,
    Tie,
    Weighted,
)
from parliament.rules.quorum import Quorum
from parliament.rules.shares import Share
from parliament.rules.tally import Decision, decide

COUNTRIES = {"KEN": "AF", "NGA": "AF", "IND": "AS", "FRA": "EU", "PER": "SA"}


@st.composite
def shares(draw: st.DrawFn) -> Share:
    under = draw(st.integers(1, 12))
    fraction = Fraction(draw(st.integers(1, under)), under)
    return Share(fraction, strict=draw(st.booleans()) and fraction < 1)


@st.composite
def qualified(draw: st.DrawFn) -> Qualified:
    under = draw(st.integers(1, 12))
    return Qualified(Fraction(draw(st.integers(under // 2 + 1, under)), under))


VOTES_CAST: st.SearchStrategy[Majority] = st.one_of(st.just(Simple()), qualified())
PLAIN: st.SearchStrategy[Majority] = st.one_of(
    VOTES_CAST,
    st.just(OverAbstentions()),
    st.builds(OfMembers, shares()),
    st.builds(OfPresent, shares()),
    st.builds(Absolute, st.integers(1, 12)),
)


def nested(plain: st.SearchStrategy[Majority], *, floors: bool = True) -> st.SearchStrategy[Majority]:
    """Majorities of majorities, to any depth; groups of one kind never within groups of the same kind."""

    def level(depth: int, groupings: tuple[Grouping, ...]) -> st.SearchStrategy[Majority]:
        if depth == 0:
            return plain
        inner = level(depth - 1, groupings)
        kinds = [
            plain,
            st.builds(AllOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
            st.builds(Weighted, st.just(Measure.POPULATION), inner),
            *(
                st.builds(
                    PerGroup,
                    st.just(by),
                    st.one_of(st.integers(1, 5), shares()),
                    level(depth - 1, tuple(other for other in groupings if other is not by)),
                )
                for by in groupings
            ),
        ]
        if floors:
            kinds.append(st.builds(PlusFloor, inner, st.builds(Floor, shares())))
        return st.one_of(kinds)

    return level(3, tuple(Grouping))


MAJORITIES = nested(PLAIN)
VOTES_CAST_MAJORITIES = nested(VOTES_CAST, floors=False)


@dataclass(frozen=True)
class Held:
    """A vote as it was held: the frozen roll, who was there, who cast what, and the seats that had no part in it."""

    roll: tuple[RollRow, ...]
    ballots: Mapping[str, str]
    present: frozenset[str]
    off_roll: tuple[RollRow, ...] = ()

    def counted(self, **changed: str) -> Counted:
        """The count, with some ballots other than they were."""
        return count_roll(self.roll, {**self.ballots, **changed}, self.present, self.off_roll)

    @property
    def members(self) -> int:
        return sum(row.weight for row in (*self.roll, *self.off_roll))

    def decided(self, majority: Majority, tie: Tie = Tie.REJECTED, number: int = 1, **changed: str) -> Decision:
        counted = self.counted(**changed)
        members, accredited = self.members, counted.seats.roll
        return decide(counted, majority, Quorum(0), members=members, accredited=accredited, tie=tie, round=number)


@st.composite
def rows(draw: st.DrawFn, number: int) -> RollRow:
    country = draw(st.sampled_from(sorted(COUNTRIES)))
    population = draw(st.sampled_from([0, 1, 2, 3, 900_000]))
    return RollRow(f"s{number}", population, COUNTRIES[country], country, draw(st.sampled_from([1, 1, 1, 2])))


@st.composite
def held(draw: st.DrawFn) -> Held:
    drawn = [draw(rows(number)) for number in range(draw(st.integers(1, 8)))]
    on = draw(st.integers(1, len(drawn)))
    roll = drawn[:on]
    choices = {row.seat: draw(st.sampled_from(["yes", "yes", "no", "no", "abstain", "", "here"])) for row in roll}
    return Held(
        tuple(roll),
        {seat: choice for seat, choice in choices.items() if choice not in ("", "here")},
        frozenset(seat for seat, choice in choices.items() if choice == "here"),
        tuple(drawn[on:]),
    )
