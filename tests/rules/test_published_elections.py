"""Twenty ranked votes of the Debian project with their published beat matrix and winner, counted again.

Debian drops an option that misses its quorum, or the majority it needs over the default option, before anybody is
compared; our elections have neither, so the drops are taken from the published result. Debian resolves circles by
dropping the weakest defeats within the Schwartz set, which comes out as Schulze's method does.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from parliament.rules.ranking import Levels, pairwise, ranking

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "votes"
pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not DATA.is_dir(), reason="the published votes are not beside this checkout"),
]


def cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / "debian_ranked.jsonl").read_text(encoding="utf-8").splitlines()]


def options(case: dict[str, Any]) -> list[str]:
    return [str(place) for place in range(1, len(case["options"]) + 1)]


def paper(ballot: str) -> Levels:
    """Character i is the rank of option i, the lowest the best; a dash leaves the option below all ranked ones."""
    ranks = sorted({rank for rank in ballot if rank != "-"})
    return [[str(place) for place, mine in enumerate(ballot, start=1) if mine == rank] for rank in ranks]


def test_all_twenty_are_here() -> None:
    assert len(cases()) == 20


@pytest.mark.parametrize("case", cases() if DATA.is_dir() else [], ids=lambda case: case["id"])
def test_the_matrix_is_the_published_one(case: dict[str, Any]) -> None:
    ballots = [paper(ballot) for ballot in case["ballots"]]
    assert [list(row) for row in pairwise(ballots, options(case))] == case["matrix"]


@pytest.mark.parametrize("case", cases() if DATA.is_dir() else [], ids=lambda case: case["id"])
def test_the_winner_is_the_published_one(case: dict[str, Any]) -> None:
    dropped = {str(option) for option, _ in case["majority_drop"]}
    assert all("Reached quorum" in line for line in case["quorum_lines"])
    stand = [option for option in options(case) if option not in dropped]
    first = ranking([paper(ballot) for ballot in case["ballots"]], stand)[0]
    assert sorted(first) == sorted(str(option) for option in case["winner"])
