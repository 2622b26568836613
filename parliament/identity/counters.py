"""Counting tries in the Redis that all processes share, and each by itself while that cannot be reached.

A limit must never close the house: with Redis gone, sign-in goes on, and each process counts what it sees (T11).
"""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from limits import RateLimitItem, WindowStats
from limits.errors import StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

Found = TypeVar("Found")

PATIENCE = 1.0  # seconds to wait for a Redis that says nothing
AWAY = 5.0  # seconds before one that could not be reached is asked again


def without_waiting(storage: str) -> dict[str, Any]:
    """The options with which a request asks for a count: it has no time to ask twice."""
    if storage.startswith("memory"):
        return {}
    from redis.backoff import NoBackoff  # here, because who serves alone has no Redis
    from redis.retry import Retry

    return {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE, "retry": Retry(NoBackoff(), 0)}


class Counter:
    """A moving window for each key, in `memory://` or `redis://…`."""

    def __init__(self, storage: str) -> None:
        shared = storage_from_string(storage, wrap_exceptions=True, **without_waiting(storage))
        self._shared = MovingWindowRateLimiter(shared)
        self._own = MovingWindowRateLimiter(MemoryStorage())
        self._asked_again_at = 0.0

    def test(self, item: RateLimitItem, key: str) -> bool:
        """Whether one more would be within the limit."""
        return self._ask(lambda counted: counted.test(item, key))

    def hit(self, item: RateLimitItem, key: str) -> bool:
        """Count one more, if it is within the limit."""
        return self._ask(lambda counted: counted.hit(item, key))

    def clear(self, item: RateLimitItem, key: str) -> None:
        """Forget what was counted."""
        self._ask(lambda counted: counted.clear(item, key))

    def get_window_stats(self, item: RateLimitItem, key: str) -> WindowStats:
        """When one more will be within the limit."""
        return self._ask(lambda counted: counted.get_window_stats(item, key))

    def _ask(self, question: Callable[[MovingWindowRateLimiter], Found]) -> Found:
        if time.monotonic() >= self._asked_again_at:
            try:
                return question(self._shared)
            except StorageError:
                self._asked_again_at = time.monotonic() + AWAY
        return question(self._own)
