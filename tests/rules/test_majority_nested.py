"""Majorities counted in population and group by group: their examples, and what holds however they are nested."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parliament.rules.counting import RollRow
from parliament.rules.majority import LONGEST, AllOf, Majority, Measure, Tie, needs_ballots, parse_majority
from parliament.rules.refusals import Code, Refused
from parliament.rules.steps import Facts, Step, steps_of
from parliament.rules.tally import Outcome
from tests.rules.rolls import MAJORITIES, VOTES_CAST_MAJORITIES, Held, held

TIES = st.sampled_from(Tie)
# Two great cities and five small ones on three continents.
ROLL = (
    RollRow("lagos", 15_000_000, "AF", "NGA"),
    RollRow("kano", 4_000_000, "AF", "NGA"),
    RollRow("nairobi", 4_500_000, "AF", "KEN"),
    RollRow("paris", 2_100_000, "EU", "FRA"),
    RollRow("lyon", 520_000, "EU", "FRA"),
    RollRow("bern", 134_000, "EU", "CHE"),
    RollRow("suva", 94_000, "OC", "FJI"),
)
SMALL_FOR = Held(
    ROLL,
    {"lagos": "no", "kano": "abstain", "nairobi": "yes", "paris": "no", "lyon": "yes", "bern": "yes", "suva": "yes"},
    frozenset(),
)


def steps(text: str, vote: Held = SMALL_FOR) -> tuple[Step, ...]:
    return vote.decided(parse_majority(text)).steps


def numbers(text: str) -> list[tuple[int, int, int]]:
    return [(step.has, step.base, step.need) for step in steps(text)]


@pytest.mark.parametrize(
    ("text", "expected", "outcome"),
    [
        ("simple", [(4, 2, 3)], Outcome.ADOPTED),
        ("weighted population [simple]", [(5_248_000, 17_100_000, 17_100_001)], Outcome.REJECTED),
        (
            "all_of [simple, weighted population [simple]]",
            [(4, 2, 3), (5_248_000, 17_100_000, 17_100_001)],
            Outcome.REJECTED,
        ),
        ("weighted population [of_members 1/5]", [(5_248_000, 26_348_000, 5_269_600)], Outcome.REJECTED),
        ("weighted population [absolute 5000000]", [(5_248_000, 5_000_000, 5_000_000)], Outcome.ADOPTED),
        ("weighted population [simple] plus_floor 1/2", [(5_248_000, 17_100_000, 17_100_001), (4, 7, 4)], "rejected"),
        # Africa: 1 to 1. Europe: 2 to 1. Oceania: 1 to 0.
        ("per_group continent 2 [simple]", [(2, 3, 2)], Outcome.ADOPTED),
        ("per_group continent 3 [simple]", [(2, 3, 3)], Outcome.REJECTED),
        ("per_group continent 9 [simple]", [(2, 3, 9)], Outcome.REJECTED),
        ("per_group continent 2/3 [simple]", [(2, 3, 2)], Outcome.ADOPTED),
        ("per_group continent more_than 2/3 [simple]", [(2, 3, 3)], Outcome.REJECTED),
        # Kenya, Switzerland, Fiji in favour, Nigeria against, France 1 to 1.
        ("per_group country 1/2 [simple]", [(3, 5, 3)], Outcome.ADOPTED),
        ("per_group country 3/4 [simple]", [(3, 5, 4)], Outcome.REJECTED),
        # In population Europe's 654,000 do not outvote the 2.1 million of Paris, nor Nairobi Lagos.
        ("per_group continent 2 [weighted population [simple]]", [(1, 3, 2)], Outcome.REJECTED),
        ("weighted population [per_group continent 1 [simple]]", [(1, 3, 1)], Outcome.ADOPTED),
        ("per_group continent 2 [all_of [simple, of_members 1/2]]", [(2, 3, 2)], Outcome.ADOPTED),
        ("per_group continent 3 [of_members 1/3]", [(3, 3, 3)], Outcome.ADOPTED),
        ("all_of [simple, per_group continent 2 [simple]]", [(4, 2, 3), (2, 3, 2)], Outcome.ADOPTED),
        # Of Africa's two countries one passes, of Europe's two one, of Oceania's one one.
        ("per_group continent 3 [per_group country 1 [simple]]", [(3, 3, 3)], Outcome.ADOPTED),
        ("per_group continent 2 [per_group country 2/3 [simple]]", [(1, 3, 2)], Outcome.REJECTED),
    ],
)
def test_population_and_groups_are_counted_in_whole_numbers(
    text: str, expected: list[tuple[int, int, int]], outcome: Outcome
) -> None:
    assert numbers(text) == expected
    assert SMALL_FOR.decided(parse_majority(text)).outcome == outcome


def test_a_weighted_step_says_what_a_vote_counts_as() -> None:
    assert [step.measure for step in steps("all_of [simple, weighted population [simple]]")] == [
        None,
        Measure.POPULATION,
    ]


def test_the_step_of_groups_shows_every_group_with_its_own_steps() -> None:
    (step,) = steps("per_group continent 2 [simple]")
    shown = {group.name: (group.passed, [(each.has, each.need) for each in group.steps]) for group in step.groups}
    assert shown == {"AF": (False, [(1, 2)]), "EU": (True, [(2, 2)]), "OC": (True, [(1, 1)])}


def test_a_seat_off_the_roll_counts_among_the_members_of_its_group_but_makes_no_group() -> None:
    vote = Held(
        ROLL[3:5], {"paris": "yes"}, frozenset(), (ROLL[5], ROLL[6])
    )  # France alone votes; Bern and Suva are disputed
    (step,) = steps("per_group continent 1 [of_members 1/2]", vote)
    assert (step.base, step.has) == (1, 0)
    assert [(each.has, each.base, each.need) for each in step.groups[0].steps] == [(1, 3, 2)]
    (step,) = steps("weighted population [of_members 1/2]", vote)
    assert step.base == 2_100_000 + 520_000 + 134_000 + 94_000


def test_equal_votes_do_not_carry_a_group_whatever_the_tie_rule() -> None:
    majority = parse_majority("per_group continent 3 [simple]")
    assert {SMALL_FOR.decided(majority, tie).outcome for tie in Tie} == {Outcome.REJECTED}


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("simple", False),
        ("all_of [qualified 2/3, of_members 1/3] plus_floor 1/3", False),
        ("weighted population [simple]", True),
        ("all_of [simple, all_of [weighted population [simple], simple]]", True),
        ("per_group country 1 [simple] plus_floor 1/3", True),
    ],
)
def test_weights_and_groups_need_named_ballots(text: str, needed: bool) -> None:
    assert needs_ballots(parse_majority(text)) is needed


@pytest.mark.parametrize(
    ("text", "missing"), [("weighted population [simple]", "population"), ("per_group country 1 [simple]", "country")]
)
def test_a_count_without_ballots_cannot_answer_for_weights_or_groups(text: str, missing: str) -> None:
    with pytest.raises(ValueError, match=missing):
        steps_of(parse_majority(text), Facts(5, 1, 0, 6, 6))


@given(held(), MAJORITIES, TIES)
def test_adopted_exactly_when_every_step_passes(vote: Held, majority: Majority, tie: Tie) -> None:
    decision = vote.decided(majority, tie)
    assert (decision.outcome is Outcome.ADOPTED) == all(step.passed for step in decision.steps)
    assert (decision.has >= decision.need) == (decision.outcome is Outcome.ADOPTED)


@given(held(), MAJORITIES, TIES)
def test_zero_votes_in_favour_never_adopt(vote: Held, majority: Majority, tie: Tie) -> None:
    silenced = {seat: "abstain" for seat, choice in vote.ballots.items() if choice == "yes"}
    assert vote.decided(majority, tie, **silenced).outcome is not Outcome.ADOPTED


@given(held(), MAJORITIES, TIES)
def test_turning_a_no_into_a_yes_never_loses_an_adoption(vote: Held, majority: Majority, tie: Tie) -> None:
    adopted = vote.decided(majority, tie).outcome is Outcome.ADOPTED
    for seat, choice in vote.ballots.items():
        if choice == "no":
            assert adopted <= (vote.decided(majority, tie, **{seat: "yes"}).outcome is Outcome.ADOPTED)


@given(held(), VOTES_CAST_MAJORITIES, TIES)
def test_an_abstention_of_a_silent_seat_changes_no_step_of_a_votes_cast_majority(
    vote: Held, majority: Majority, tie: Tie
) -> None:
    before = vote.decided(majority, tie)
    for row in vote.roll:
        if row.seat not in vote.ballots:
            assert vote.decided(majority, tie, **{row.seat: "abstain"}).steps == before.steps


@given(held(), st.lists(MAJORITIES, min_size=1, max_size=3), TIES)
def test_all_of_has_the_steps_of_its_parts(vote: Held, parts: list[Majority], tie: Tie) -> None:
    together = vote.decided(AllOf(tuple(parts)), tie).steps
    assert together == tuple(step for part in parts for step in vote.decided(part, tie).steps)


@given(MAJORITIES)
def test_written_majority_reads_back_as_itself(majority: Majority) -> None:
    assume(len(str(majority)) <= LONGEST)
    assert parse_majority(str(majority)) == majority


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("weighted [simple]", "write population"),
        ("weighted area [simple]", "write population"),
        ("weighted population simple", "is expected"),
        ("weighted population [simple", "missing"),
        ("weighted population [simple, simple]", "is expected"),
        ("per_group region 3 [simple]", "write continent or country"),
        ("per_group continent [simple]", "not a share"),
        ("per_group continent 0 [simple]", "number of groups"),
        ("per_group continent 1001 [simple]", "number of groups"),
        ("per_group continent 4/3 [simple]", "between nothing and the whole"),
        ("per_group continent 3 simple", "is expected"),
        ("per_group continent 3 [per_group continent 2 [simple]]", "only one continent"),
        ("per_group country 1 [all_of [simple, weighted population [per_group country 1 [simple]]]]", "one country"),
        ("all_of [weighted population [simple], absolute 100001]", "from 1 to 100000"),
        ("weighted population [absolute 10000000001]", "from 1 to 10000000000"),
    ],
)
def test_unreadable_weights_and_groups_are_refused_with_the_problem(text: str, problem: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_majority(text, "majority.motion")
    assert refused.value.code is Code.BAD_PROFILE
    assert problem in str(refused.value.facts["problem"])


@given(MAJORITIES, TIES)
def test_a_roll_of_nobody_adopts_nothing(majority: Majority, tie: Tie) -> None:
    assert Held((), {}, frozenset()).decided(majority, tie).outcome is Outcome.REJECTED
