"""The simulated chair does not leave what a visitor brought before the house lying."""

from typing import Any

import pytest

from parliament.demo.chairs import RULING, is_held_up, vote_next

QUIET: dict[str, Any] = {"point": None, "asking": [], "procedural": [], "speaker": None}


@pytest.mark.parametrize(
    ("changes", "held_up"),
    [
        ({}, False),
        ({"point": {"state": "raised"}}, True),
        ({"point": {"state": "appealed"}}, True),
        ({"point": {"state": "ruled"}}, False),
        ({"asking": [{"id": "turn-1"}]}, True),
        ({"procedural": [{"id": "procedural-1"}]}, True),
        ({"procedural": [{"id": "procedural-1"}], "speaker": {"id": "turn-1"}}, False),
    ],
)
def test_what_goes_first_holds_up_the_rest(changes: dict[str, Any], held_up: bool) -> None:
    assert is_held_up(QUIET | changes) is held_up


@pytest.mark.parametrize(
    ("confirmed", "fate", "act"),
    [
        (None, "pending", ("/api/motions/m/order", {})),
        ([1], "pending", ("/api/motions/m/votes", {"amendment": "a"})),
        ([1], "partial", ("/api/amendments/a/ruling", {"keep": True, "reason": RULING})),
    ],
)
def test_a_clash_in_part_is_ruled_on_before_the_vote(confirmed: list[int] | None, fate: str, act: object) -> None:
    order = {"pending": [1], "confirmed": confirmed}
    motion = {"id": "m", "order": order, "amendments": [{"id": "a", "number": 1, "fate": fate}]}
    assert vote_next(motion) == act
