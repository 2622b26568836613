"""A requirement in one line: majority, quorum, tie, written and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.rules.majority import Tie, parse_majority
from parliament.rules.quorum import parse_quorum
from parliament.rules.refusals import Code, Refused
from parliament.rules.requirement import Requirement, parse_requirement

majorities = st.sampled_from(
    [
        "simple",
        "qualified 2/3",
        "of_members 1/2",
        "absolute 33",
        "all_of [simple, of_members 1/3]",
        "simple plus_floor 1/3",
    ]
).map(parse_majority)
quorums = st.sampled_from(["none", "67", "more_than 1/2 of members", "at_least 1/3 of roll"]).map(parse_quorum)
requirements = st.builds(Requirement, majorities, quorums, st.sampled_from([Tie.REJECTED, Tie.ADOPTED]))


@given(requirements)
def test_what_is_written_is_read_again(requirement: Requirement) -> None:
    assert parse_requirement(str(requirement), Requirement()) == requirement


@given(requirements)
def test_what_is_left_out_is_taken_from_the_other(other: Requirement) -> None:
    assert parse_requirement("absolute 5", other) == Requirement(parse_majority("absolute 5"), other.quorum, other.tie)
    assert parse_requirement("quorum 9", other) == Requirement(other.majority, parse_quorum("9"), other.tie)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ";",
        "simple;",
        "simple; of_members 1/2",
        "quorum 5; quorum 6",
        "tie casting_vote",
        "quorum",
        "x",
        "simple; x",
    ],
)
def test_what_cannot_be_read_is_refused_by_its_key(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_requirement(text, Requirement(), "here")
    assert (caught.value.code, caught.value.facts["key"]) == (Code.BAD_PROFILE, "here")


@pytest.mark.parametrize(
    ("text", "groups", "population"),
    [
        ("of_members 1/2", False, False),
        ("per_group continent 3 [simple]", True, False),
        ("all_of [simple, weighted population [simple]]", True, True),
    ],
)
def test_it_is_known_what_counts_alone_cannot_answer(text: str, groups: bool, population: bool) -> None:
    found = parse_requirement(text, Requirement())
    assert (found.needs_groups, found.needs_population) == (groups, population)
