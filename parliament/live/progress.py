"""What is not in the record: how many have voted so far, how many are connected. Four times a second at most.

That is for all of them together; of one vote they are told less and less often, because in a sitting of two hours these numbers
would weigh more than everything that is decided in it. What is much in a house of its size is told at once.
"""

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

PRESENCE = "presence"
REPORT = 5.0  # seconds between two reports of a process about who is connected to it
STALE = 15.0  # seconds after which a process that no longer reports counts as gone
STEPS = 8  # of a roll: when so large a part more has voted it is told at once; in a small house that is every ballot
COUNTS = (2.0, 16.0)  # seconds from the first message about a vote to the next, and between two at the most
PRESENCES = (0.25, 240.0)  # the same for those who come and go
QUIET = 30.0  # seconds of silence after which the first messages are fast again
LATEST = 3  # votes of a log whose count is told to who comes back


class Pace:
    """When the next message about one thing may go: each pause is twice as long as the one before, unless much has happened."""

    def __init__(self, first: float, slowest: float) -> None:
        self._first, self._slowest = first, slowest
        self._from, self._pause, self._told = 0.0, first, 0

    def is_due(self, now: float, voted: int = 0, of: int = 0) -> bool:
        """Whether a message may go now; who asks must not ask again for the same one."""
        is_much = of > 0 and (voted >= of or voted - self._told >= max(1, of // STEPS))
        if now < self._from and not is_much:
            return False
        if now > self._from + QUIET:
            self._pause = self._first
        self._from, self._pause, self._told = now + self._pause, min(2 * self._pause, self._slowest), voted
        return True


class Progress:
    """Collects, and tells the latest of each vote; what was overtaken is never sent.

    `by_hand` starts no thread: whoever plays two hours in a minute asks what is `due`, and calls `send`.
    """

    def __init__(
        self,
        followers: Followers,
        bell: Doorbell,
        seq: Callable[[str], int],
        emit: Callable[[str, dict[str, Any], list[Room]], None],
        *,
        by_hand: bool = False,
    ) -> None:
        self._followers, self._bell, self._seq, self._emit = followers, bell, seq, emit
        self._process = uuid.uuid4().hex
        self._change = threading.Condition()
        self._waiting: dict[str, dict[str, dict[str, Any]]] = {}  # log → what it is about → message
        self._latest: dict[str, dict[str, dict[str, Any]]] = {}  # log → vote → the message with the highest count
        self._paces: dict[tuple[str, str], Pace] = {}
        self._elsewhere: dict[str, dict[str, tuple[int, float]]] = {}  # log → process → connected, heard at
        self._thread: threading.Thread | None = None
        self._by_hand = by_hand

    def ballot_cast(self, log: str, vote: str, voted: int, of: int) -> None:
        """A ballot was counted in this process."""
        self._note(log, vote, {"vote": vote, "voted": voted, "of": of})
        self._bell.ring(("ballot", log, vote), {"log": log, "vote": vote, "voted": voted, "of": of})

    def presence_changed(self, log: str) -> None:
        """Somebody came or went in this process."""
        self._note(log, PRESENCE, {})
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
                self._note(news["log"], PRESENCE, {})

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

    def latest(self, log: str) -> list[dict[str, Any]]:
        """The counts of the last votes of a log, for who comes back: ballots are no entries, and nothing else tells them."""
        with self._change:
            return list(self._latest.get(log, {}).values())

    def _note(self, log: str, about: str, message: dict[str, Any]) -> None:
        with self._change:
            if about != PRESENCE and not self._is_news(log, about, message):
                return
            self._waiting.setdefault(log, {})[about] = message
            if self._thread is None and not self._by_hand:
                self._thread = threading.Thread(target=self._run, name="live-progress", daemon=True)
                self._thread.start()
            self._change.notify()

    def _is_news(self, log: str, vote: str, message: dict[str, Any]) -> bool:
        """Two processes may tell of the same vote out of order. A ballot is never taken back, so more is later."""
        known = self._latest.setdefault(log, {})
        if message["voted"] < known.get(vote, message)["voted"]:
            return False
        known[vote] = message
        while len(known) > LATEST:
            old = next(iter(known))
            del known[old]
            self._paces.pop((log, old), None)
        return True

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: bool(self._waiting))
            for log, about, message in self.due(time.monotonic()):
                try:
                    self.send(log, about, message)
                except Exception:
                    logger.exception("progress was not sent", log=log)
            time.sleep(limits.PROGRESS_PAUSE)  # this pause is the limit: one message for each log, then a rest

    def due(self, now: float) -> list[tuple[str, str, dict[str, Any]]]:
        """Of each log the one message that may go now, taken out of what waits."""
        found = []
        with self._change:
            for log, waiting in list(self._waiting.items()):
                about = next((each for each in waiting if self._is_due(log, each, waiting[each], now)), None)
                if about is not None:
                    found.append((log, about, waiting.pop(about)))
                if not waiting:
                    del self._waiting[log]
        return found

    def _is_due(self, log: str, about: str, message: dict[str, Any], now: float) -> bool:
        pace = self._paces.setdefault((log, about), Pace(*(PRESENCES if about == PRESENCE else COUNTS)))
        return pace.is_due(now, message.get("voted", 0), message.get("of", 0))

    def send(self, log: str, about: str, message: dict[str, Any]) -> None:
        """To everybody in this process who follows the log."""
        rooms = self._followers.rooms(log)
        seq = {"log": log, "seq": self._seq(log)}
        if about == PRESENCE:
            programs = [room for room in rooms if room.form == "json"]  # no page shows how many listen
            self._emit("presence", {**seq, "connected": self.connected(log)}, programs)
        else:
            self._emit("progress", {**seq, **message}, rooms)
