"""Two persons certify the adopted text before it is published."""

import pytest

from parliament.rules.declarations import check_certifying, check_publishing
from parliament.rules.refusals import Code
from tests.rules.refusing import refusal


@pytest.mark.parametrize(
    ("outcome", "done", "code"),
    [
        ("adopted", {}, None),
        ("adopted", {"secretariat": "b"}, None),
        ("adopted", {"secretariat": "a"}, Code.SAME_PERSON),
        ("adopted", {"chair": "b"}, Code.ALREADY_CERTIFIED),
        ("rejected", {}, Code.WRONG_STAGE),
        (None, {}, Code.WRONG_STAGE),
    ],
)
def test_certifying_as_the_chair(outcome, done, code):
    assert refusal(check_certifying, outcome=outcome, office="chair", account="a", done=done) == code


@pytest.mark.parametrize(
    ("done", "published", "code"),
    [
        ({"chair": "a", "secretariat": "b"}, False, None),
        ({"chair": "a", "secretariat": "b"}, True, Code.WRONG_STAGE),
        ({"chair": "a"}, False, Code.NOT_CERTIFIED),
        ({"secretariat": "b"}, False, Code.NOT_CERTIFIED),
        ({}, False, Code.NOT_CERTIFIED),
    ],
)
def test_publishing(done, published, code):
    assert refusal(check_publishing, done=done, published=published) == code
