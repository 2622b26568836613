"""Who may ask for the floor, and who has it."""

import pytest

from parliament.rules.floor import check_asking, check_ending, check_giving
from parliament.rules.refusals import Code
from tests.rules.refusing import refusal

GIVING = {"state": "waiting", "is_current_item": True, "someone_speaks": False, "vote_open": False}


@pytest.mark.parametrize(
    ("current", "listed", "code"),
    [(True, False, None), (False, False, Code.NOT_CURRENT_ITEM), (True, True, Code.ALREADY_LISTED)],
)
def test_asking(current, listed, code):
    assert refusal(check_asking, is_current_item=current, is_listed=listed) == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"state": "done"}, Code.NOT_LISTED),
        ({"state": "withdrawn"}, Code.NOT_LISTED),
        ({"state": "speaking", "someone_speaks": True}, Code.NOT_LISTED),
        ({"is_current_item": False}, Code.NOT_CURRENT_ITEM),
        ({"someone_speaks": True}, Code.FLOOR_TAKEN),
        ({"vote_open": True}, Code.VOTE_OPEN),
    ],
)
def test_giving(changes, code):
    assert refusal(check_giving, **(GIVING | changes)) == code


@pytest.mark.parametrize("state", ["waiting", "done", "withdrawn"])
def test_ending_what_was_not_begun(state):
    assert refusal(check_ending, state) == Code.FLOOR_FREE
    assert refusal(check_ending, "speaking") is None
