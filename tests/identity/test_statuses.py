"""The one table from refusals to HTTP statuses."""

import pytest

from parliament.identity.statuses import STATUSES, status_of
from parliament.rules.refusals import MESSAGES, Code


def test_every_refusal_has_a_status_and_a_sentence():
    assert set(STATUSES) == set(Code) == set(MESSAGES)


def test_every_status_is_one_of_those_the_api_documents():
    assert {status_of(code) for code in Code} == {401, 403, 404, 409, 410, 422, 429, 503}


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (Code.NOT_SIGNED_IN, 401),
        (Code.NOT_ALLOWED, 403),
        (Code.STALE_FORM, 403),
        (Code.NOT_FOUND, 404),
        (Code.VOTE_CLOSED, 409),
        (Code.INVITATION_SPENT, 410),
        (Code.KEY_REUSED, 422),
        (Code.WEAK_PASSWORD, 422),
        (Code.TOO_MANY_ATTEMPTS, 429),
    ],
)
def test_status_says_whether_it_is_about_who_what_or_when(code, status):
    assert status_of(code) == status
