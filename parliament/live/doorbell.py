"""News between processes: "log X is at seq N", "login L is over", "so many have voted". Never content.

A bell that nobody hears costs a second, never an entry: every relay also looks at the size of the logs it serves.
"""

import socket
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from typing import Any

import socketio
import structlog

from parliament.live.fanout import FanOut

logger = structlog.get_logger("parliament.live")

News = dict[str, Any]

PATIENCE = 1.0  # seconds to wait for a Redis that says nothing, and before asking again for one that is gone
LISTEN = 5.0  # seconds of one look for news; how long does not matter, because news ends it
# A Redis whose machine is gone closes no connection; the kernel finds out by asking.
KEEP_ALIVE = {"TCP_KEEPIDLE": 5, "TCP_KEEPINTVL": 2, "TCP_KEEPCNT": 3}


def _nobody_listens(_news: News) -> None:
    """What hears before the gallery is furnished."""


class BellManager(socketio.RedisManager, FanOut):
    """Flask-SocketIO's Redis manager, which also carries our own news on its channel, as JSON.

    What it does not do itself it leaves to `FanOut`, which stands before the library's own manager.
    """

    heard: Callable[[News], None] = staticmethod(_nobody_listens)

    def __init__(self, url: str, *, channel: str) -> None:
        from redis.backoff import NoBackoff  # here, because who serves alone has no Redis
        from redis.retry import Retry

        asked = {getattr(socket, name): value for name, value in KEEP_ALIVE.items() if hasattr(socket, name)}
        options = {
            "socket_timeout": PATIENCE,
            "socket_connect_timeout": PATIENCE,
            "socket_keepalive": True,
            "socket_keepalive_options": asked,
            "retry": Retry(NoBackoff(), 0),
        }
        super().__init__(url, channel=channel, redis_options=options)

    def tell(self, news: News) -> None:
        """Publish; the library logs a dead Redis and returns."""
        self._publish({"method": "news", "host_id": self.host_id, "news": news})

    def _listen(self) -> Iterator[bytes]:
        """What a manager implements to receive. Ours is taken out, the library's passes on."""
        for message in super()._listen():
            if not self._is_ours(message):
                yield message

    def _redis_listen_with_retries(self) -> Iterator[Any]:
        """In place of the library's, which after a while looks only once a minute whether Redis is back."""
        while True:
            try:
                self._redis_connect()
                self.pubsub.subscribe(self.channel)
                while True:
                    message = self.pubsub.get_message(timeout=LISTEN)
                    if message is not None:
                        yield message
            except Exception as trouble:  # noqa: BLE001 -- whatever it was, the next look tries again
                logger.warning("no news from the other processes", trouble=type(trouble).__name__)
                time.sleep(PATIENCE)

    def _is_ours(self, message: bytes) -> bool:
        try:
            value = self.json.loads(message)
            if not isinstance(value, dict) or value.get("method") != "news":
                return False
            if value.get("host_id") != self.host_id:
                self.heard(value["news"])
        except Exception:
            # A message we cannot read must not end the thread that listens for the next.
            logger.exception("news from another process was not understood")
        return True


class Doorbell:
    """Rings without making anybody wait: a thread of its own publishes, and only the latest news of each kind."""

    def __init__(self, manager: BellManager | None) -> None:
        self._manager = manager
        self._waiting: dict[Hashable, News] = {}
        self._change = threading.Condition()
        self._thread: threading.Thread | None = None

    def ring(self, key: Hashable, news: News) -> None:
        """Tell the other processes, soon. News with the same key replaces what was not yet told."""
        if self._manager is None:
            return
        with self._change:
            self._waiting[key] = news
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="live-doorbell", daemon=True)
                self._thread.start()
            self._change.notify()

    def _run(self) -> None:
        assert self._manager is not None
        while True:
            with self._change:
                self._change.wait_for(lambda: bool(self._waiting))
                waiting, self._waiting = self._waiting, {}
            for news in waiting.values():
                try:
                    self._manager.tell(news)
                except Exception:
                    logger.exception("the doorbell could not be rung")
