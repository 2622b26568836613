"""Many mayors acting in their own time: check-ins and ballots that trickle in from a few threads."""

import heapq
import itertools
import threading
import time
from collections.abc import Callable, Hashable, Iterable

import structlog

from parliament.demo.client import Denied, Unreachable

logger = structlog.get_logger("parliament.demo")

THREADS = 4

Act = Callable[[], object]


class Crowd:
    """Acts planned for a moment, done by a few threads when it comes. A plan that is no longer wanted is dropped."""

    def __init__(self, threads: int = THREADS) -> None:
        self._due: list[tuple[float, int, Hashable, Act]] = []
        self._plans: set[Hashable] = set()
        self._numbers = itertools.count()
        self._changed = threading.Condition()
        for number in range(threads):
            threading.Thread(target=self._work, name=f"crowd-{number}", daemon=True).start()

    def knows(self, plan: Hashable) -> bool:
        """Whether this was planned already."""
        with self._changed:
            return plan in self._plans

    def plan(self, plan: Hashable, acts: Iterable[tuple[float, Act]]) -> None:
        """Plan acts, each so many seconds from now; planning the same thing again changes nothing."""
        now = time.monotonic()
        with self._changed:
            if plan in self._plans:
                return
            self._plans.add(plan)
            for delay, act in acts:
                heapq.heappush(self._due, (now + delay, next(self._numbers), plan, act))
            self._changed.notify_all()

    def keep_only(self, plans: set[Hashable]) -> None:
        """Drop what belongs to other plans: a vote that has closed, a sitting that is over."""
        with self._changed:
            if self._plans <= plans:
                return
            self._plans &= plans
            self._due = [each for each in self._due if each[2] in plans]
            heapq.heapify(self._due)

    def is_done(self, plan: Hashable) -> bool:
        """Whether everything planned for this was begun."""
        with self._changed:
            return plan in self._plans and not any(each[2] == plan for each in self._due)

    def _work(self) -> None:
        while True:
            act = self._next()
            try:
                act()
            except Denied as refusal:
                say = logger.warning if refusal.is_our_mistake else logger.debug
                say("a mayor was refused", code=refusal.code, status=refusal.status)
            except Unreachable as trouble:
                logger.warning("a mayor got no answer", trouble=str(trouble))

    def _next(self) -> Act:
        with self._changed:
            while True:
                wait = self._due[0][0] - time.monotonic() if self._due else None
                if wait is not None and wait <= 0:
                    return heapq.heappop(self._due)[3]
                self._changed.wait(wait)
