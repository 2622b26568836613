"""What takes longest begins first, what waits is spread, and every file named for it exists."""

from pathlib import Path

from tests.services.longest_first import COMPUTING, LONGEST, TESTS, WAITING, in_line, pytest_collection_modifyitems


def drawn(*names: str) -> list[Path]:
    return [TESTS / f"{name}.py" for name in names]


def test_every_name_is_a_file_or_a_folder_of_tests():
    assert [name for name in (*LONGEST, *WAITING, *COMPUTING) if not (TESTS / name).exists()] == []


def test_the_longest_files_stand_before_all_others_in_their_order():
    longest = [TESTS / name for name in LONGEST]
    assert in_line([*drawn("rules/a", "live/b"), *reversed(longest)])[: len(longest)] == longest


def test_files_that_wait_are_spread_among_those_that_compute_and_over_before_the_end():
    waiting = drawn("browser/a", "live/b", "faults/c")
    computing = drawn(*(f"pages/{number}" for number in range(8)))
    line = in_line([*computing, *waiting])
    assert [line.index(file) for file in waiting] == [1, 4, 7]
    assert [file for file in line if file in computing] == computing


def test_short_files_come_last():
    assert in_line(drawn("rules/a", "results/b", "commands/c")) == drawn("commands/c", "results/b", "rules/a")


def test_the_order_within_a_place_stays_as_it_was_drawn():
    class Drawn:
        def __init__(self, path: Path) -> None:
            self.path = path

    items = [Drawn(path) for path in drawn("rules/b", "api/test_fuzz", "rules/a", "browser/test_every_page")]
    pytest_collection_modifyitems(items)  # type: ignore[arg-type]
    in_order = drawn("browser/test_every_page", "api/test_fuzz", "rules/b", "rules/a")
    assert [each.path for each in items] == in_order
