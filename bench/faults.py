"""The fault tests in their long form: `python -m bench.faults [--minutes 10] [--seed N]`.

What `tests/faults` tries for seconds with fixed seeds is tried here again and again with fresh ones, until the time is
over: the close race (T1), double submits (T2), lost answers (T3), and PostgreSQL killed whole (T7). Each round says its
seed, so that it can be played again; the report is one line of JSON a kind. The status is 1 if anything was lost,
doubled, made up or answered in two ways, or if a negative control was not found out.
"""

import argparse
import itertools
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import Chamber, Shelf
from tests.faults import test_close_race, test_kill_postgres, test_sent_again
from tests.faults.clusters import DURABLE, HASTY, killable
from tests.faults.ways import WAYS
from tests.services import postgres

# Given the seed of the round; returns what was wrong in it.
Round = Callable[[int], list[str]]


@dataclass
class Report:
    """What came of one kind of fault."""

    kind: str
    rounds: int = 0
    seconds: float = 0
    first_seed: int | None = None
    last_seed: int | None = None
    faults: list[str] = field(default_factory=list)

    def note(self, seed: int, seconds: float, found: list[str]) -> None:
        self.rounds, self.seconds = self.rounds + 1, round(self.seconds + seconds, 1)
        self.first_seed = seed if self.first_seed is None else self.first_seed
        self.last_seed = seed
        self.faults += [f"seed {seed}: {each}" for each in found]


@contextmanager
def ticking(shelf: Shelf, database: str) -> Iterator[Chamber]:
    """A copy of the chamber with the vote open, and a clock that goes on by a millisecond a look."""
    with shelf.copy(database, "voting") as chamber:
        looks = itertools.count()
        chamber.house._clock = lambda: chamber.at + timedelta(milliseconds=next(looks))
        yield chamber


def kinds(shelf: Shelf) -> dict[str, Round]:
    """Every fault on both databases."""

    def race(database: str, way: str) -> Round:
        def play(seed: int) -> list[str]:
            with shelf.copy(database, "voting") as chamber:
                wait = random.Random(seed).uniform(0, 0.3)
                return test_close_race.play(chamber, WAYS[way](chamber.house), wait=wait)

        return play

    def double(database: str) -> Round:
        def play(seed: int) -> list[str]:
            with ticking(shelf, database) as chamber:
                return test_sent_again.cast_from_everywhere(chamber, seed).faults

        return play

    def lost(database: str) -> Round:
        def play(seed: int) -> list[str]:
            with ticking(shelf, database) as chamber:
                found, different = test_sent_again.cast_on_a_bad_line(chamber, seed)
                return found.faults + [f"{different} receipts differed"] * bool(different)

        return play

    found: dict[str, Round] = {}
    for database in ("sqlite", "postgresql"):
        found |= {f"T1 close race, {way}, {database}": race(database, way) for way in WAYS}
        found |= {f"T2 double submit, {database}": double(database), f"T3 lost answer, {database}": lost(database)}
    return found | {"T7 kill PostgreSQL": kill_postgres}


def kill_postgres(seed: int) -> list[str]:
    """Killed once as it is to be run, and once in a hurry, when it has to lose; how many ballots come before is drawn."""
    chance = random.Random(seed)
    with killable() as cluster, pytest.MonkeyPatch.context() as patch:
        patch.setattr(test_kill_postgres, "ACKNOWLEDGED", chance.randrange(20, 400))
        cluster.start(DURABLE)
        chamber = test_kill_postgres.voting_in(cluster)
        history = test_kill_postgres.cast_while_it_is_killed(chamber, cluster)
        cluster.start(HASTY)
        found = test_kill_postgres.verdict(chamber, history).faults
        hasty = test_kill_postgres.cast_while_it_is_killed(chamber, cluster)
        cluster.start(DURABLE)
        if not test_kill_postgres.verdict(chamber, hasty).lost:
            found.append("the negative control lost nothing")
        chamber.house.database.engine.dispose()
    return found


def run(minutes: float, seed: int) -> list[Report]:
    """Each kind in turn until the time is over, and once at least."""
    until, seeds = time.monotonic() + minutes * 60, itertools.count(seed)
    with tempfile.TemporaryDirectory(prefix="parliament-faults-") as folder, postgres.cluster() as cluster:
        rounds = kinds(Shelf(Path(folder), lambda: cluster))
        reports = {kind: Report(kind) for kind in rounds}
        while True:
            for kind, play in rounds.items():
                number, began = next(seeds), time.monotonic()
                found = play(number)
                reports[kind].note(number, time.monotonic() - began, found)
                if time.monotonic() > until and all(report.rounds for report in reports.values()):
                    return list(reports.values())


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--seed", type=int, default=int.from_bytes(random.randbytes(3), "big"))
    wanted = asked.parse_args()
    print(f"seed {wanted.seed}", file=sys.stderr)
    reports = run(wanted.minutes, wanted.seed)
    for report in reports:
        print(json.dumps(asdict(report), ensure_ascii=False))
    return 1 if any(report.faults for report in reports) else 0


if __name__ == "__main__":
    sys.exit(main())
