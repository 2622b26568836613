"""When a vote may be opened, a ballot counts, and a vote closes."""

from datetime import UTC, datetime, timedelta

import pytest

from parliament.rules.refusals import Code
from parliament.rules.votes import check_casting, check_changing, check_closing, obstacles_to_opening_vote
from tests.rules.refusing import codes, refusal

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MOMENT = timedelta(milliseconds=1)
WHOLE_TEXT = {
    "sitting": "open",
    "stage": "under_debate",
    "is_current_item": True,
    "vote_open": False,
    "someone_speaks": False,
    "present": 4,
    "needed": 4,
    "amendment": None,
    "open_in_order": [],
    "order_confirmed": False,
}
AMENDMENT = WHOLE_TEXT | {"amendment": 2, "open_in_order": [2, 1], "order_confirmed": True}
CASTING = {"state": "open", "stopped": False, "at": NOON - MOMENT, "closes_at": NOON, "on_roll": True}
CLOSING = {
    "state": "open",
    "at": NOON - MOMENT,
    "closes_at": NOON,
    "window": False,
    "by_clock": False,
    "all_voted": False,
}


@pytest.mark.parametrize(
    ("facts", "changes", "found"),
    [
        (WHOLE_TEXT, {}, []),
        (AMENDMENT, {}, []),
        (WHOLE_TEXT, {"sitting": "suspended"}, [Code.SITTING_NOT_OPEN]),
        (WHOLE_TEXT, {"is_current_item": False, "stage": "scheduled"}, [Code.NOT_CURRENT_ITEM]),
        (WHOLE_TEXT, {"stage": "decided"}, [Code.WRONG_STAGE]),
        (WHOLE_TEXT, {"vote_open": True, "someone_speaks": True}, [Code.VOTE_OPEN, Code.FLOOR_TAKEN]),
        (WHOLE_TEXT, {"open_in_order": [1]}, [Code.AMENDMENTS_PENDING]),
        (WHOLE_TEXT, {"present": 3}, [Code.NO_QUORUM]),
        (AMENDMENT, {"order_confirmed": False}, [Code.ORDER_NOT_CONFIRMED]),
        (AMENDMENT, {"amendment": 1}, [Code.NOT_NEXT_IN_ORDER]),
        (AMENDMENT, {"open_in_order": []}, [Code.NOT_NEXT_IN_ORDER]),
        (AMENDMENT, {"fate": "lapsed"}, [Code.AMENDMENT_SETTLED]),
    ],
)
def test_obstacles_to_opening_a_vote(facts, changes, found):
    assert codes(obstacles_to_opening_vote(**(facts | changes))) == found


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"at": NOON}, Code.VOTE_CLOSED),
        ({"at": NOON + MOMENT}, Code.VOTE_CLOSED),
        ({"state": "closed"}, Code.VOTE_CLOSED),
        ({"stopped": True}, Code.VOTE_CLOSED),
        ({"on_roll": False}, Code.NOT_ON_ROLL),
    ],
)
def test_whether_a_ballot_counts(changes, code):
    assert refusal(check_casting, **(CASTING | changes)) == code


def test_whether_a_choice_may_be_changed():
    assert refusal(check_changing, may_change=True, recorded="yes") is None
    assert refusal(check_changing, may_change=False, recorded="yes") == Code.ALREADY_VOTED


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"state": "closed"}, Code.VOTE_CLOSED),
        ({"window": True}, Code.WINDOW_RUNS),
        ({"window": True, "all_voted": True}, None),
        ({"window": True, "at": NOON}, None),
        ({"by_clock": True}, Code.WINDOW_RUNS),
        ({"by_clock": True, "at": NOON}, None),
        ({"by_clock": True, "window": True, "at": NOON}, None),
    ],
)
def test_who_may_close_a_vote_and_when(changes, code):
    assert refusal(check_closing, **(CLOSING | changes)) == code
