"""How much one listener may ask of the house, and for how long the house waits for it."""

import time
from collections.abc import Callable

MAX_MESSAGE = 65_536  # bytes of one message from a client
PING_INTERVAL, PING_TIMEOUT = 25, 20  # seconds
SEND_BUFFER = 65_536  # bytes the kernel keeps for one reader; it would grow to megabytes by itself
MAX_UNSENT, MAX_UNSENT_BYTES = 256, 1_048_576  # messages that wait for one slow reader, and their bytes
BURST, PER_SECOND = 20, 5.0  # frames from one client
SOCKETS_PER_LOGIN = 5
SOCKETS = 96  # in one process: every socket holds a thread, and ballots need theirs
SHARE_OF_ONE_ADDRESS = 2  # one address may hold one in so many: a delegation shares one, and must not take all
LOGS_PER_SOCKET = 8
CONNECT_DEADLINE = 5.0  # seconds from the first byte to having joined the gallery
FAREWELL = 2.0  # seconds a client has to answer a goodbye before its line is cut
REVIEW = 5.0  # seconds between looks at whether those who listen still may
CATCH_UP_LIMIT = 100  # entries answered over the socket; more are read over HTTP, where pages are cached
CROWD = 1_000  # newcomers whose logs are looked at in one question
POLL = 0.8  # seconds between looks at the size of the logs that are followed
PROGRESS_PAUSE = 0.25  # seconds between two ephemeral messages to one log


class TokenBucket:
    """Lets `burst` things happen at once and `per_second` in the long run."""

    def __init__(self, burst: int, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst, self._rate, self._clock = float(burst), per_second, clock
        self._tokens, self._at = float(burst), clock()

    def take(self) -> bool:
        """Whether one more may happen now."""
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
        self._at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
