"""The simulated chair does not leave what a visitor brought before the house lying."""

from typing import Any

import pytest

from parliament.demo.chairs import is_held_up

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
