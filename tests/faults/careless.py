"""The real server with one of its safeties taken away: `python -m tests.faults.careless SAFETY serve …`.

A check that a careless house passes too has shown nothing.
"""

import queue
import sys
import threading
import time
from typing import Any

from parliament.cli import main
from parliament.commands import ballots
from parliament.live.wire import Wires
from parliament.rules.powers import NOBODY

LATE = 60.0  # seconds between the answer and the commit: the kill comes before


def answer_before_the_commit() -> None:
    """Ballots are acknowledged once they are in the transaction, and committed some time afterwards."""

    def together(box: Any, vote_id: str, papers: list[ballots.Paper]) -> list[Any]:
        told: queue.Queue[list[Any]] = queue.Queue()

        def commit_late() -> None:
            with box._house.transaction(by=NOBODY) as tx:
                told.put(ballots.cast_together(tx, vote_id, papers))
                time.sleep(LATE)

        threading.Thread(target=commit_late, daemon=True).start()
        return told.get()

    ballots.BallotBox._together = together  # type: ignore[method-assign]


def let_everybody_in() -> None:
    """Whoever wants to follow may, until no thread is left."""

    def add(wires: Any, wire: Any) -> bool:
        wires._open[wire.sid] = wire
        return True

    Wires.add = add  # type: ignore[method-assign]


if __name__ == "__main__":
    {each.__name__: each for each in (answer_before_the_commit, let_everybody_in)}[sys.argv.pop(1)]()
    main()
