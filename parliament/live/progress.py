"""What is not in the record: how many have voted so far, how many are connected. Four times a second at most."""

import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog

from parliament.live import limits
from parliament.live.doorbell import Doorbell, News
from parliament.live.rooms import Followers, Room

logger = structlog.get_logger("parliament.live")

REPORT = 5.0  # seconds between two reports of a process about who is connected to it
STALE = 15.0  # seconds after which a process that no longer reports counts as gone


class Progress:
    """Collects, and tells the latest of each vote; what was overtaken is never sent."""

    def __init__(
        self,
        followers: Followers,
        bell: Doorbell,
        seq: Callable[[str], int],
        emit: Callable[[str, dict[str, Any], list[Room]], None],
    ) -> None:
        self._followers, self._bell, self._seq, self._emit = followers, bell, seq, emit
        self._process = uuid.uuid4().hex
        self._change = threading.Condition()
        self._waiting: dict[str, dict[str, dict[str, Any]]] = {}  # log → what it is about → message
        self._most: dict[tuple[str, str], int] = {}  # the highest count heard of each vote
        self._elsewhere: dict[str, dict[str, tuple[int, float]]] = {}  # log → process → connected, heard at
        self._thread: threading.Thread | None = None

    def ballot_cast(self, log: str, vote: str, voted: int, of: int) -> None:
        """A ballot was counted in this process."""
        self._note(log, vote, {"vote": vote, "voted": voted, "of": of})
        self._bell.ring(("ballot", log, vote), {"log": log, "vote": vote, "voted": voted, "of": of})

    def presence_changed(self, log: str) -> None:
        """Somebody came or went in this process."""
        self._note(log, "presence", {})
        news = {"log": log, "process": self._process, "connected": self._followers.connected(log)}
        self._bell.ring(("presence", log), news)

    def heard(self, news: News) -> None:
        """Another process tells of a ballot, or of its own presence count."""
        if "vote" in news:
            self._note(news["log"], news["vote"], {key: news[key] for key in ("vote", "voted", "of")})
        else:
            with self._change:
                here = self._elsewhere.setdefault(news["log"], {})
                before = here.get(news["process"], (0, 0.0))[0]
                here[news["process"]] = (news["connected"], time.monotonic())
            if before != news["connected"]:
                self._note(news["log"], "presence", {})

    def report(self) -> None:
        """Say again who is here, because a process that was not listening, or is new, has to learn it."""
        for log in self._followers.logs():
            news = {"log": log, "process": self._process, "connected": self._followers.connected(log)}
            self._bell.ring(("presence", log), news)

    def connected(self, log: str) -> int:
        """Sockets that follow this log, in all processes that have reported lately."""
        now = time.monotonic()
        with self._change:
            others = sum(count for count, at in self._elsewhere.get(log, {}).values() if now - at < STALE)
        return self._followers.connected(log) + others

    def _note(self, log: str, about: str, message: dict[str, Any]) -> None:
        with self._change:
            # Two processes may tell of the same vote out of order. A ballot is never taken back, so more is later.
            if message.get("voted", 0) < self._most.get((log, about), 0):
                return
            self._most[log, about] = message.get("voted", 0)
            self._waiting.setdefault(log, {})[about] = message
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="live-progress", daemon=True)
                self._thread.start()
            self._change.notify()

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: bool(self._waiting))
                batch = [(log, *self._next(log)) for log in list(self._waiting)]
            for log, about, message in batch:
                try:
                    self._send(log, about, message)
                except Exception:
                    logger.exception("progress was not sent", log=log)
            time.sleep(limits.PROGRESS_PAUSE)  # this pause is the limit: one message for each log, then a rest

    def _next(self, log: str) -> tuple[str, dict[str, Any]]:
        waiting = self._waiting[log]
        about = next(iter(waiting))
        message = waiting.pop(about)
        if not waiting:
            del self._waiting[log]
        return about, message

    def _send(self, log: str, about: str, message: dict[str, Any]) -> None:
        rooms = self._followers.rooms(log)
        seq = {"log": log, "seq": self._seq(log)}
        if about == "presence":
            self._emit("presence", {**seq, "connected": self.connected(log)}, rooms)
        else:
            self._emit("progress", {**seq, **message}, rooms)
