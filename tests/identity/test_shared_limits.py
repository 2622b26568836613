"""Several processes count tries together, in Redis (S8)."""

from parliament.identity.attempts import LONGEST_WAIT, PAIR, Attempts
from parliament.rules.refusals import Code
from tests.identity.test_sign_in import guess
from tests.services.redis import redis_server, redis_url

__all__ = ["redis_server", "redis_url"]


def test_sec_s8_tries_are_counted_across_processes_and_forgotten_with_the_right_password(redis_url):
    here, there = Attempts(redis_url), Attempts(redis_url)
    for _ in range(PAIR[0].amount):
        assert guess(here, "amara", "192.0.2.1") is None
    refused = guess(there, "amara", "192.0.2.1")
    assert refused is not None
    assert refused.code == Code.TOO_MANY_ATTEMPTS
    assert 1 <= refused.facts["seconds"] <= LONGEST_WAIT
    there.succeeded("amara", "192.0.2.1")
    assert guess(here, "amara", "192.0.2.1") is None
