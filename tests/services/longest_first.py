"""The files of tests that take longest begin first, so that no worker is left with one of them when all others are done.

Which files these are is known from the durations of past runs; within a file and among the others the order stays as
it was drawn. xdist would begin with the files of the most tests, and so end with the few that wait for killed servers:
`--no-loadscope-reorder` tells it to keep the order of collection.
"""

from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
LONGEST = (
    "browser/test_every_page.py",
    "faults/test_kill_while_voting.py",
    "api/test_fuzz.py",
    "demo/test_simulation.py",
    "browser/test_drafting_table.py",
    "browser",
    "live",
    "faults",
    "demo",
    "commands",
    "pages",
    "api",
    "store",
    "results",
)


def place(path: Path, tests: Path = TESTS) -> int:
    """Where a file stands in line: at the first of these that it is, or lies in."""
    named = (at for at, name in enumerate(LONGEST) if path.is_relative_to(tests / name))
    return next(named, len(LONGEST))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort by file alone, after the order was drawn; equal places keep what was drawn."""
    items.sort(key=lambda item: place(item.path))
