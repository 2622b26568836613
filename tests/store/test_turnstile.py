"""The queue before SQLite's one writer is a queue."""

import threading
import time

import pytest

from parliament.store.turnstile import Turnstile


def test_whoever_asks_first_goes_first():
    turnstile, order = Turnstile(10), []

    def pass_through(number: int) -> None:
        with turnstile:
            order.append(number)

    threads = [threading.Thread(target=pass_through, args=(number,)) for number in range(5)]
    with turnstile:
        for number, thread in enumerate(threads, start=1):
            thread.start()
            while len(turnstile._waiting) < number:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4]


def test_whoever_gives_up_leaves_the_queue_to_the_others():
    turnstile = Turnstile(0.01)
    with turnstile:
        with pytest.raises(TimeoutError, match="nobody else could write"):
            turnstile.__enter__()
        assert len(turnstile._waiting) == 0
    with turnstile:
        pass


def test_turn_is_handed_on_after_an_error():
    turnstile = Turnstile(0.01)
    with pytest.raises(ZeroDivisionError), turnstile:
        raise ZeroDivisionError
    with turnstile:
        pass
