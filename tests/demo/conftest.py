"""A small demo parliament, founded once for the tests of a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from parliament.demo.founding import city_rows, found_demo
from parliament.demo.home import People
from parliament.store.database import Database
from parliament.store.migrate import upgrade
from tests.checked_house import CheckedHouse

SEATS, VISITING = 14, 4


@pytest.fixture
def founded(tmp_path: Path) -> Iterator[tuple[CheckedHouse, People]]:
    """A house of 14 cities, four of them for visitors, and who is who in it."""
    url = f"sqlite:///{tmp_path / 'parliament.db'}"
    upgrade(url)
    database = Database(url)
    house = CheckedHouse(database)
    yield house, found_demo(house, city_rows()[:SEATS], visiting=VISITING)
    database.engine.dispose()
