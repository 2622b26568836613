"""When amendments are taken, withdrawn and ordered."""

import pytest

from parliament.rules.amendments import check_amending, check_ordering, check_withdrawing
from parliament.rules.refusals import Code
from parliament.rules.stages import Stage
from tests.rules.refusing import refusal

ORDERING = {"stage": "under_debate", "any_decided": False, "pending": [1], "changed": False, "reason": ""}
WITHDRAWING = {"seat": "a", "by": "a", "number": 1, "fate": "pending", "being_voted": False}


@pytest.mark.parametrize("stage", list(Stage))
def test_amendments_are_taken_from_publication_to_the_order_of_voting(stage):
    open_stages = {Stage.PUBLISHED, Stage.SCHEDULED, Stage.UNDER_DEBATE}
    expected = None if stage in open_stages else Code.AMENDMENTS_CLOSED
    facts = {"stage": stage, "base_hash": "x", "seen_hash": "x"}
    assert refusal(check_amending, order_confirmed=False, **facts) == expected
    assert refusal(check_amending, order_confirmed=True, **facts) == Code.AMENDMENTS_CLOSED


def test_amendment_to_other_words_is_stale():
    facts = {"stage": "published", "order_confirmed": False, "base_hash": "x", "seen_hash": "y"}
    assert refusal(check_amending, **facts) == Code.STALE_TEXT


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"by": "b"}, Code.NOT_YOUR_SEAT),
        ({"by": None}, Code.NOT_YOUR_SEAT),
        ({"being_voted": True}, Code.VOTE_OPEN),
        ({"fate": "lapsed"}, Code.AMENDMENT_SETTLED),
        ({"fate": "adopted"}, Code.AMENDMENT_SETTLED),
    ],
)
def test_withdrawing(changes, code):
    assert refusal(check_withdrawing, **(WITHDRAWING | changes)) == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"stage": "scheduled"}, Code.NOT_CURRENT_ITEM),
        ({"any_decided": True}, Code.AMENDMENTS_CLOSED),
        ({"pending": []}, Code.AMENDMENTS_CLOSED),
        ({"changed": True}, Code.REASON_NEEDED),
        ({"changed": True, "reason": "Simpler first."}, None),
    ],
)
def test_ordering(changes, code):
    assert refusal(check_ordering, **(ORDERING | changes)) == code
