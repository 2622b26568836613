"""Explanations of population, groups, ties and silence: the numbers that decided, said in the reader's language."""

import pytest

from parliament.rules.explain import CONTINENTS, TIED, explain, majority_in_words
from parliament.rules.majority import Tie, parse_majority
from parliament.rules.quorum import Quorum
from parliament.rules.seat_rows import CONTINENTS as CODES
from parliament.rules.tally import Tally, decide, decide_objections
from tests.rules.test_majority_nested import SMALL_FOR


def said(rule: str) -> list[str]:
    """Every line but the one on the quorum."""
    return [each.say() for each in explain(SMALL_FOR.decided(parse_majority(rule)))[1:]]


def test_a_double_majority_is_explained_in_seats_and_in_people() -> None:
    assert said("all_of [simple, weighted population [simple]]") == [
        "In favour: 4; against: 2. Needed in favour: 3.",
        "By population. In favour: 5248000; against: 17100000. Needed in favour: 17100001.",
        "Rejected.",
    ]


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("weighted population [of_members 1/2]", "people of all seats of the house: 26348000. Needed in favour: 13174001"),
        ("weighted population [of_present 1/2]", "people of the seats present: 26348000. Needed in favour: 13174001"),
        ("weighted population [simple plus_floor 1/2]", "people of all seats of the house: 26348000."),
        ("per_group continent 1 [of_members 1/2]", "Africa: not reached. In favour: 1; all seats of the group: 3."),
        ("per_group continent 1 [of_present 1/2]", "Europe: reached. In favour: 2; seats of the group present: 3."),
        (
            "per_group continent 1 [weighted population [of_members 1/2]]",
            "By population. In favour: 654000; people of all seats of the group: 2754000. Needed in favour: 1377001",
        ),
        ("weighted population [per_group continent 1 [of_present 1/2]]", "people of the seats of the group present: 2754000"),
    ],
)  # fmt: skip
def test_a_share_says_what_it_was_taken_of(rule: str, line: str) -> None:
    assert any(line in each for each in said(rule)), said(rule)


def test_continents_are_listed_with_their_numbers() -> None:
    assert said("per_group continent 2 [all_of [simple, of_members 1/2]]") == [
        "Continents that reach the majority: 2 of 3. Needed: 2 (more votes in favour than against; and also more than "
        "half of all seats of the group in favour).",
        "Africa: not reached. In favour: 1; against: 1. Needed in favour: 2. In favour: 1; all seats of the group: 3. "
        "Needed in favour: 2 (more than half).",
        "Europe: reached. In favour: 2; against: 1. Needed in favour: 2. In favour: 2; all seats of the group: 3. "
        "Needed in favour: 2 (more than half).",
        "Oceania: reached. In favour: 1; against: 0. Needed in favour: 1. In favour: 1; all seats of the group: 1. "
        "Needed in favour: 1 (more than half).",
        "Adopted.",
    ]


def test_countries_within_continents_are_told_beside_them() -> None:
    assert said("per_group continent 3 [per_group country 2/3 [simple]]") == [
        "Continents that reach the majority: 1 of 3. Needed: 3 (at least two thirds of the countries on the roll, each "
        "with a majority of its own (more votes in favour than against)).",
        "Africa: not reached. Countries that reach the majority: 1 of 2. Needed: 2 (more votes in favour than against). "
        "KEN: reached. In favour: 1; against: 0. Needed in favour: 1. "
        "NGA: not reached. In favour: 0; against: 1. Needed in favour: 2.",
        "Europe: not reached. Countries that reach the majority: 1 of 2. Needed: 2 (more votes in favour than against). "
        "CHE: reached. In favour: 1; against: 0. Needed in favour: 1. "
        "FRA: not reached. In favour: 1; against: 1. Needed in favour: 2.",
        "Oceania: reached. Countries that reach the majority: 1 of 1. Needed: 1 (more votes in favour than against). "
        "FJI: reached. In favour: 1; against: 0. Needed in favour: 1.",
        "Rejected.",
    ]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            "all_of [simple, weighted population [qualified 2/3]]",
            "more votes in favour than against; and also by population, where every vote counts as the people of its city "
            "(at least two thirds of the votes cast in favour)",
        ),
        (
            "per_group continent 3 [simple plus_floor 1/3]",
            "continents with a majority of their own, at least: 3 (more votes in favour than against; and also at least "
            "one third of all seats of the group in favour)",
        ),
        (
            "per_group country 10 [of_members 1/2]",
            "countries with a majority of their own, at least: 10 (more than half of all seats of the group in favour)",
        ),
        (
            "per_group continent 1/2 [simple]",
            "more than half of the continents on the roll, each with a majority of its own "
            "(more votes in favour than against)",
        ),
        (
            "per_group country at_least 2/3 [simple]",
            "at least two thirds of the countries on the roll, each with a majority of its own "
            "(more votes in favour than against)",
        ),
    ],
)
def test_nested_majorities_in_words(rule: str, words: str) -> None:
    assert majority_in_words(parse_majority(rule)).say() == words


@pytest.mark.parametrize(
    ("tie", "round", "lines"),
    [
        (Tie.REJECTED, 1, ["Equal votes: rejected.", "Rejected."]),
        (Tie.ADOPTED, 1, ["Equal votes: adopted.", "Adopted."]),
        (Tie.CASTING_VOTE, 1, ["Equal votes: the chair has a casting vote.", "Not decided yet: the votes are equal."]),
        (
            Tie.SECOND_ROUND,
            1,
            ["Equal votes: the question is put a second time.", "Not decided yet: the votes are equal."],
        ),
        (Tie.SECOND_ROUND, 2, ["Equal votes: rejected.", "Rejected."]),
    ],
)
def test_equal_votes_are_explained_by_the_rule_that_made_the_outcome(tie: Tie, round: int, lines: list[str]) -> None:  # noqa: A002
    tally, rule = Tally(yes=5, no=5), parse_majority("simple")
    decision = decide(tally, rule, Quorum(0), members=10, accredited=10, tie=tie, round=round)
    assert [each.say() for each in explain(decision)[2:]] == lines


@pytest.mark.parametrize(
    ("objections", "end"), [(2, "Adopted."), (3, "Not adopted without a vote: there were objections.")]
)
def test_silence_is_explained_by_the_objections(objections: int, end: str) -> None:
    lines = [each.say() for each in explain(decide_objections(objections, 3))]
    assert lines == [f"Objections: {objections}. Objections that prevent an adoption without a vote: 3.", end]


def test_every_tie_rule_and_every_continent_has_words() -> None:
    assert set(TIED) == set(Tie)
    assert set(CONTINENTS) == set(CODES)


def test_the_names_of_groups_are_translated() -> None:
    lines = explain(SMALL_FOR.decided(parse_majority("per_group continent 1 [simple]")))
    catalogue = {"Africa": "Afrique", "{group}: not reached. {steps}": "{group} : non. {steps}"}
    assert lines[2].say(lambda message: catalogue.get(message, message)).startswith("Afrique : non. ")
