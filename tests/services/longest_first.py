"""The files of tests that take longest begin first, and those that wait for others are mixed with those that compute.

Which files these are is known from the durations of past runs. The first are begun first, so that no worker is left
with one of them when all others are done. After them, files that mostly wait for a browser, a server or a clock would
leave processors idle if all workers had one at once: they are spread among the others, and over before the end. Within
a file, and among files of one kind, the order stays as it was drawn. xdist would begin with the files of the most
tests: `--no-loadscope-reorder` tells it to keep the order of collection.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
LONGEST = (
    "browser/test_every_page.py",
    "faults/test_kill_while_voting.py",
    "api/test_fuzz.py",
    "demo/test_simulation.py",
    "browser/test_drafting_table.py",
    "browser/test_declaration_life.py",
    "browser/test_two_workers.py",
    "faults/test_several_processes.py",
)
WAITING = ("browser", "live", "faults", "evidence")
COMPUTING = ("demo", "commands", "pages", "api", "store", "results")
# The part of the computing files among which the waiting ones are spread.
SPREAD = 0.75


def place(path: Path, names: tuple[str, ...], tests: Path = TESTS) -> int:
    """The first of these names that the file is, or lies in; behind all of them if there is none."""
    named = (at for at, name in enumerate(names) if path.is_relative_to(tests / name))
    return next(named, len(names))


def in_line(drawn: Iterable[Path]) -> list[Path]:
    """The files in the order in which they begin, each once."""
    files = list(dict.fromkeys(drawn))
    first = sorted(
        (file for file in files if place(file, LONGEST) < len(LONGEST)), key=lambda file: place(file, LONGEST)
    )
    rest = [file for file in files if file not in first]
    waiting = [file for file in rest if place(file, WAITING) < len(WAITING)]
    computing = sorted((file for file in rest if file not in waiting), key=lambda file: place(file, COMPUTING))
    shares = {file: SPREAD * at / len(waiting) for at, file in enumerate(waiting)}
    shares |= {file: at / len(computing) for at, file in enumerate(computing)}
    return first + sorted(rest, key=shares.__getitem__)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort by file alone, after the order was drawn."""
    places = {file: at for at, file in enumerate(in_line(item.path for item in items))}
    items.sort(key=lambda item: places[item.path])
