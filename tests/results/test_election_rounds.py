"""A round is counted again from its papers; whatever the record adds or leaves out is found."""

from copy import deepcopy

import pytest

from parliament.record.entries import Json
from parliament.results.election_rounds import problems_in_round
from parliament.rules.elections import Contest, Method, count_round
from parliament.rules.stages import ElectionTie

SEED = "a" * 64
PAPERS = {"seat-1": ["ana"], "seat-2": ["bo"], "seat-3": []}


@pytest.fixture
def told() -> list[Json]:
    """A round decided by lot: the entry, the contest, the roll call and the count, as the record holds them."""
    contest = Contest(Method.APPROVAL, 1, ("ana", "bo"), tie=ElectionTie.LOT)
    count = count_round(contest, PAPERS, SEED)
    rows = [{"seat": seat, "choice": "paper", "marks": marks} for seat, marks in PAPERS.items()]
    silent = {"seat": "seat-4", "choice": "absent"}
    said = {"election": "e-1", "round": 1, "elected": list(count.elected), "standing": list(count.standing)}
    frozen = contest.to_json() | {"election": "e-1", "title": "?", "names": []}
    return [said, frozen, {"roll_call": [*rows, silent]}, {"contest": contest.to_json(), "count": count.to_json()}]


def test_a_round_told_as_it_was_has_no_problem(told: list[Json]) -> None:
    assert problems_in_round(*told, SEED) == []


def test_lots_drawn_with_another_seed_are_found(told: list[Json]) -> None:
    assert "election e-1, round 1: the papers give another count" in problems_in_round(*told, "b" * 64)


def test_an_exchanged_paper_is_found(told: list[Json]) -> None:
    told[2]["roll_call"][2]["marks"] = ["bo"] if told[0]["elected"] == ["ana"] else ["ana"]
    assert problems_in_round(*told, SEED) == [
        "election e-1, round 1: the papers give another count",
        "election e-1, round 1: by the papers others are elected, or go on",
    ]


def test_somebody_else_declared_elected_is_found(told: list[Json]) -> None:
    told[0]["elected"] = ["bo"] if told[0]["elected"] == ["ana"] else ["ana"]
    assert problems_in_round(*told, SEED) == ["election e-1, round 1: by the papers others are elected, or go on"]


def test_a_paper_for_somebody_who_did_not_stand_is_found(told: list[Json]) -> None:
    told[2]["roll_call"][0]["marks"] = ["cleo"]
    assert problems_in_round(*told, SEED) == ["election e-1, round 1: a paper is not in order (unknown_candidate)"]


@pytest.mark.parametrize(("name", "value"), [("election", "e-2"), ("round", 2)])
def test_a_vote_on_another_round_is_found(told: list[Json], name: str, value: object) -> None:
    other = deepcopy(told)
    other[1][name] = value
    assert problems_in_round(*other, SEED) == ["election e-1, round 1: the vote was opened on another round"]


def test_other_rules_than_those_of_the_opening_are_found(told: list[Json]) -> None:
    told[1]["tie"] = "next_round"
    assert problems_in_round(*told, SEED) == [
        "election e-1, round 1: it was counted under other rules than it was opened under"
    ]
