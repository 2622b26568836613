"""When a sitting opens, is interrupted, and a session closes."""

from datetime import UTC, datetime, timedelta

import pytest

from parliament.rules.refusals import Code
from parliament.rules.sittings import (
    check_closing_session,
    check_interruption,
    check_open,
    check_presiding,
    obstacles_to_opening_sitting,
)
from tests.rules.refusing import codes, refusal

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
OPENING = {
    "state": "scheduled",
    "stage": "convened",
    "now": NOON,
    "opens_at": NOON,
    "other_open": False,
    "present": 2,
    "needed": 2,
}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"stage": "running"}, []),
        ({"stage": "closed"}, [Code.WRONG_STAGE]),
        ({"state": "adjourned"}, [Code.WRONG_STAGE]),
        ({"other_open": True}, [Code.SITTING_ALREADY_OPEN]),
        ({"now": NOON - timedelta(milliseconds=1)}, [Code.TOO_EARLY]),
        ({"present": 1, "other_open": True}, [Code.SITTING_ALREADY_OPEN, Code.NO_QUORUM]),
    ],
)
def test_obstacles_to_opening_a_sitting(changes, found):
    assert codes(obstacles_to_opening_sitting(**(OPENING | changes))) == found


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (("open", False, False, False), None),
        (("suspended", False, False, False), None),
        (("scheduled", False, False, False), Code.WRONG_STAGE),
        (("adjourned", False, False, False), Code.WRONG_STAGE),
        (("open", True, True, False), Code.VOTE_OPEN),
        (("open", False, True, False), Code.FLOOR_TAKEN),
        (("open", False, False, True), Code.TIE_PENDING),
    ],
)
def test_when_a_sitting_may_be_interrupted(facts, code):
    state, vote, speaks, tie = facts
    said = {"state": state, "live_vote_open": vote, "someone_speaks": speaks, "tie_pending": tie}
    assert refusal(check_interruption, **said) == code


@pytest.mark.parametrize(("chair", "code"), [("a", None), ("b", Code.NOT_PRESIDING), (None, Code.NOT_PRESIDING)])
def test_holding_the_office_is_not_presiding(chair, code):
    assert refusal(check_presiding, chair=chair, account="a") == code


@pytest.mark.parametrize("state", ["scheduled", "suspended", "adjourned"])
def test_sitting_that_is_not_open(state):
    assert refusal(check_open, state) == Code.SITTING_NOT_OPEN
    assert refusal(check_open, "open") is None


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (("convened", 0, 0), None),
        (("running", 0, 0), None),
        (("closed", 0, 0), Code.WRONG_STAGE),
        (("running", 1, 0), Code.OPEN_BUSINESS),
        (("running", 0, 1), Code.OPEN_BUSINESS),
    ],
)
def test_when_a_session_may_be_closed(facts, code):
    stage, sittings, votes = facts
    assert refusal(check_closing_session, stage=stage, open_sittings=sittings, open_votes=votes) == code
