"""The count over the roll in seats, in population and group by group, and the papers of elections."""

from collections.abc import Mapping

import pytest
from hypothesis import given

from parliament.rules.counting import Counted, RollRow, Tally, count, count_roll, tally_from_json
from parliament.rules.majority import Grouping, Measure, Simple
from parliament.rules.quorum import parse_quorum
from parliament.rules.refusals import Code, Refused
from parliament.rules.tally import decide
from tests.rules.rolls import Held, held

ROLL = (
    RollRow("lagos", 15, "AF", "NGA"),
    RollRow("kano", 4, "AF", "NGA", weight=2),
    RollRow("paris", 2, "EU", "FRA"),
    RollRow("suva", 0, "OC", "FJI"),
)


def added(tallies: Mapping[str, Counted]) -> Tally:
    """The tallies of groups put together."""
    names = Tally().to_json()
    return Tally(**{name: sum(group.seats.to_json()[name] for group in tallies.values()) for name in names})


def test_every_seat_is_counted_in_seats_and_in_people() -> None:
    counted = count_roll(ROLL, {"lagos": "no", "kano": "yes", "suva": "yes"}, {"paris"})
    assert counted.seats == Tally(yes=3, no=1, not_voting=1)
    assert counted.weighted == {Measure.POPULATION: Tally(yes=4, no=15, not_voting=2)}


def test_groups_are_those_of_the_roll_each_counted_alone() -> None:
    counted = count_roll(ROLL, {"lagos": "no", "kano": "yes", "suva": "abstain"}, (), [RollRow("lima", 9, "SA", "PER")])
    continents = counted.groups[Grouping.CONTINENT]
    assert {name: group.seats for name, group in continents.items()} == {
        "AF": Tally(yes=2, no=1),
        "EU": Tally(absent=1),
        "OC": Tally(abstain=1),
    }
    assert continents["AF"].weighted == {"population": Tally(yes=4, no=15)}
    assert set(counted.groups["country"]) == {"NGA", "FRA", "FJI"}


def test_groups_hold_the_groups_of_the_other_kind() -> None:
    counted = count_roll(ROLL, {}, ())
    assert set(counted.groups["continent"]["AF"].groups) == {"country"}
    assert set(counted.groups["continent"]["AF"].groups["country"]) == {"NGA"}
    assert counted.groups["continent"]["AF"].groups["country"]["NGA"].groups == {}


def test_seats_off_the_roll_are_added_up_by_group() -> None:
    counted = count_roll(ROLL[:3], {}, (), [RollRow("nairobi", 5, "AF", "KEN"), RollRow("lima", 9, "SA", "PER", 3)])
    assert counted.off_roll == {"seats": 4, "population": 14}
    assert counted.groups["continent"]["AF"].off_roll == {"seats": 1, "population": 5}
    assert counted.groups["continent"]["EU"].off_roll == {"seats": 0, "population": 0}


def test_a_ballot_from_outside_the_roll_is_refused_though_the_seat_is_one_of_the_house() -> None:
    with pytest.raises(Refused) as refused:
        count_roll(ROLL[:3], {"suva": "yes"}, (), ROLL[3:])
    assert refused.value.code is Code.NOT_ON_ROLL


def test_an_empty_roll_has_no_groups_and_decides_nothing() -> None:
    counted = count_roll((), {}, ())
    assert counted.groups == {"continent": {}, "country": {}}
    assert counted.seats == Tally()


@given(held())
def test_the_groups_together_are_the_whole(vote: Held) -> None:
    counted = vote.counted()
    for groups in counted.groups.values():
        assert added(groups) == counted.seats
        for group in groups.values():
            for inner in group.groups.values():
                assert added(inner) == group.seats


@given(held())
def test_the_count_by_roll_is_the_count_by_ballots(vote: Held) -> None:
    seats = [row.seat for row in vote.roll]
    for measured, of in ((vote.counted().seats, "weight"), (vote.counted().weighted[Measure.POPULATION], "population")):
        weights = {row.seat: getattr(row, of) for row in vote.roll}
        assert measured == count(vote.ballots, seats, vote.present, weights)


def test_a_paper_is_a_ballot_but_no_vote_cast() -> None:
    tally = count({"a": "paper", "b": "abstain"}, ["a", "b", "c", "d"], present=["c"])
    assert tally == Tally(papers=1, abstain=1, not_voting=1, absent=1)
    assert (tally.cast, tally.voted, tally.present, tally.roll) == (0, 2, 3, 4)


def test_papers_make_the_quorum_of_an_election() -> None:
    check = decide(
        Tally(papers=6), Simple(), parse_quorum("more_than 1/2 of members"), members=10, accredited=10
    ).quorum
    assert (check.is_met, check.has) == (True, 6)


def test_entries_written_before_elections_have_no_papers() -> None:
    written = {"yes": 3, "no": 2, "abstain": 1, "not_voting": 0, "absent": 4}
    assert tally_from_json(written) == Tally(3, 2, 1, 0, 4)
    assert Tally(3, 2, 1, 0, 4).to_json() == written | {"papers": 0}
    with pytest.raises(KeyError):
        tally_from_json({"yes": 3})
