"""The queue before SQLite's one writer: whoever comes first goes first.

SQLite itself lets writers knock again at intervals, and whoever happens to knock at the right moment gets in: when eight
threads cast without pause, the chair's close waited for 1 to 22 seconds, or gave up; in a queue it takes its turn, after
half a second on the same machine. Other processes still only knock.
"""

from collections import deque
from threading import Lock
from types import TracebackType


class Turnstile:
    """A lock that is handed on in the order of asking; a context manager."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._guard, self._waiting, self._is_taken = Lock(), deque[Lock](), False

    def __enter__(self) -> None:
        """Wait for our turn. Raises `TimeoutError` rather than wait for ever."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return
            turn = Lock()
            turn.acquire()
            self._waiting.append(turn)
        if turn.acquire(timeout=self._seconds):
            return
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                raise TimeoutError(f"nobody else could write for {self._seconds} seconds")
        # Our turn came in the very moment in which we gave up: it is ours.

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False
