"""Several processes count tries together, in Redis (S8)."""

import socket
import time

from parliament.identity.attempts import LONGEST_WAIT, PAIR, Attempts
from parliament.identity.counters import PATIENCE
from parliament.rules.refusals import Code
from tests.identity.test_sign_in import guess
from tests.services.redis import redis_server, redis_url, server

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


def test_fault_t11_while_redis_is_away_each_process_counts_by_itself_and_sign_in_stays_open():
    with server() as url:
        counted = Attempts(url)
        assert guess(counted, "amara", "192.0.2.1") is None
    for _ in range(PAIR[0].amount):
        assert guess(counted, "amara", "192.0.2.1") is None
    refused = guess(counted, "amara", "192.0.2.1")
    assert refused is not None
    assert refused.code == Code.TOO_MANY_ATTEMPTS


def test_fault_t11_a_redis_that_says_nothing_holds_sign_in_up_for_a_second_and_not_again():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        counted = Attempts(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        began = time.monotonic()
        assert guess(counted, "amara", "192.0.2.1") is None
        assert time.monotonic() - began < 3 * PATIENCE
        began = time.monotonic()
        assert guess(counted, "amara", "192.0.2.1") is None
        assert time.monotonic() - began < PATIENCE
