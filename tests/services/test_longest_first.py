"""What takes longest begins first, and every file named for it exists."""

from pathlib import Path

import pytest

from tests.services.longest_first import LONGEST, TESTS, place, pytest_collection_modifyitems


def test_every_name_is_a_file_or_a_folder_of_tests():
    assert [name for name in LONGEST if not (TESTS / name).exists()] == []


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("browser/test_every_page.py", "api/test_fuzz.py"),
        ("api/test_fuzz.py", "browser/test_chair.py"),
        ("faults/test_kill_while_voting.py", "faults/test_close_race.py"),
        ("live/test_page.py", "api/test_once.py"),
    ],
)
def test_long_files_stand_before_shorter_ones(earlier: str, later: str):
    assert place(TESTS / earlier) < place(TESTS / later)


def test_the_order_within_a_place_stays_as_it_was_drawn():
    class Drawn:
        def __init__(self, name: str) -> None:
            self.name, self.path = name, TESTS / Path(name).with_suffix(".py")

    drawn = [Drawn("rules/b"), Drawn("api/test_fuzz"), Drawn("rules/a"), Drawn("browser/test_every_page")]
    pytest_collection_modifyitems(drawn)  # type: ignore[arg-type]
    assert [each.name for each in drawn] == ["browser/test_every_page", "api/test_fuzz", "rules/b", "rules/a"]
