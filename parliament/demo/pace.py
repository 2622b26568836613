"""Time as the simulation lives it: seconds at speed 1, however fast it is told to run."""

import time
from collections import OrderedDict
from collections.abc import Hashable

REMEMBERED = 5000


class Pace:
    """Remembers since when something has been so, as seen from here. After a restart everything has just begun."""

    def __init__(self, speed: float = 1.0) -> None:
        if speed <= 0:
            raise ValueError("speed is above zero")
        self.speed = speed
        self._first: OrderedDict[Hashable, float] = OrderedDict()

    def since(self, *what: Hashable) -> float:
        """Seconds since this was first asked about; zero the first time."""
        now = time.monotonic()
        first = self._first.setdefault(what, now)
        self._first.move_to_end(what)
        while len(self._first) > REMEMBERED:
            self._first.popitem(last=False)
        return (now - first) * self.speed

    def again(self, *what: Hashable) -> None:
        """Count from now on."""
        self._first[what] = time.monotonic()

    def wall(self, seconds: float) -> float:
        """How long these seconds take on the wall."""
        return seconds / self.speed
