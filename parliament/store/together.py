"""What waits in one process is asked of the database together: one journey for all who ask at the same time.

Whoever comes while nobody asks goes at once, and alone; whoever comes meanwhile waits, and the first of them goes for
all who wait by then. Nobody is kept back for company, and whatever is answered was asked after one came. Works with
threads, and with gevent's once they are patched in.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

Given = TypeVar("Given")
Outcome = TypeVar("Outcome")


@dataclass(eq=False)
class _Waiting(Generic[Given, Outcome]):
    """Somebody who waits to be told how it went, or, without an outcome, that it is now theirs to ask."""

    given: Given
    outcome: Outcome | Exception | None = None
    called: bool = False
    _told: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self._told.acquire()

    def wait(self) -> None:
        self._told.acquire()

    def tell(self, outcome: Outcome | Exception | None) -> None:
        self.outcome = outcome
        self._told.release()


class Together(Generic[Given, Outcome]):
    """Lines of those who ask, one for each subject. `answer(subject, given)` gives an outcome for each, in their order.

    An outcome is never None; one that is an exception is for whoever asked to raise. What `answer` itself raises is
    everybody's outcome. At most `most` are answered at once.
    """

    def __init__(
        self, answer: Callable[[str, list[Given]], Sequence[Outcome | Exception]], most: int, unknown: str
    ) -> None:
        self._answer, self._most, self._unknown = answer, most, unknown
        self._guard = Lock()
        # Who waits in the order of coming. A subject is in here for as long as somebody asks about it.
        self._lines: dict[str, deque[_Waiting[Given, Outcome]]] = {}

    def ask(self, subject: str, given: Given) -> tuple[Outcome | Exception, bool]:
        """How it went, and whether it was we who asked, for us and all who waited."""
        mine: _Waiting[Given, Outcome] = _Waiting(given)
        with self._guard:
            line = self._lines.get(subject)
            if line is None:
                self._lines[subject] = deque([mine])
            else:
                line.append(mine)
        if line is not None:
            self._wait(subject, mine)
        if leads := mine.outcome is None:
            self._lead(subject)
        assert mine.outcome is not None, "whoever waited was told"
        return mine.outcome, leads

    def _wait(self, subject: str, mine: _Waiting[Given, Outcome]) -> None:
        try:
            mine.wait()
        except BaseException:  # our thread is being ended: those behind us must not wait for it for ever
            with self._guard:
                line = self._lines.get(subject, deque())
                leaves = mine in line
                if leaves:
                    line.remove(mine)
            if leaves and mine.called:
                self._call_next(subject)
            raise

    def _lead(self, subject: str) -> None:
        """Ask for the first in line, who are we and those behind us; then whoever is next does the same."""
        with self._guard:
            line = self._lines[subject]
            group = [line.popleft() for _ in range(min(self._most, len(line)))]
        # What they are told if our own thread is ended before we know.
        outcomes: Sequence[Outcome | Exception] = [RuntimeError(self._unknown)] * len(group)
        try:
            outcomes = self._answer(subject, [each.given for each in group])
        except Exception as error:  # noqa: BLE001 -- whatever it was, all of them have to be told
            outcomes = [error] * len(group)
        finally:
            self._call_next(subject)
            for each, outcome in zip(group, outcomes, strict=True):
                each.tell(outcome)

    def _call_next(self, subject: str) -> None:
        with self._guard:
            line = self._lines[subject]
            if line:
                line[0].called = True
                line[0].tell(None)
            else:
                del self._lines[subject]
