"""`init` and `import`: a parliament founded once, its cities taken in whole or not at all."""

import re
from pathlib import Path

import pytest

from parliament.commands.house import House
from parliament.config import read_settings
from parliament.identity.invitations import accept_invitation
from parliament.store.database import Database
from tests.cli.conftest import Run


def seats_in_the_house(run: Run) -> int:
    """How many seats the exported record registers."""
    with_seats = Path("record.jsonl")
    assert run("export", "record", with_seats).exit_code == 0
    return with_seats.read_text(encoding="utf-8").count('"kind":"seat.registered"')


@pytest.fixture(autouse=True)
def _somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_link_that_init_prints_lets_the_first_secretary_in(run: Run) -> None:
    outcome = run("init", "--login", "Ada@example.org", "--name", "Ada Lovelace")
    assert "parliament.example+" in outcome.output
    link = re.search(r"http://127\.0\.0\.1:8000/invitations/(\S+)", outcome.output)
    assert link
    database = Database(read_settings().database_url)
    accept_invitation(House(database), link[1], "a quiet river at dusk")
    database.engine.dispose()
    assert "ada@example.org\tAda Lovelace\tsecretariat\tactive, has a password" in run("account", "list").output


def test_founding_twice_changes_nothing_and_says_so(founded: Run) -> None:
    before = founded("account", "list").output
    outcome = founded("init", "--login", "eve@example.org", "--name", "Eve")
    assert outcome.exit_code == 0
    assert "founded before" in outcome.output
    assert founded("account", "list").output == before


@pytest.mark.parametrize("command", [("account", "list"), ("verify",), ("serve",), ("export", "record", "r.zip")])
def test_before_init_every_command_says_to_begin_with_it(run: Run, command: tuple[str, ...]) -> None:
    outcome = run(*command)
    assert outcome.exit_code == 1
    assert "parliament init" in outcome.output
    assert not Path("home/parliament.db").exists()


def test_an_import_takes_in_every_city_with_its_mayor(founded: Run, cities: Path) -> None:
    preview = founded("import", "seats", cities, "--preview")
    assert (preview.exit_code, seats_in_the_house(founded)) == (0, 0)
    assert preview.output.startswith("5 cities of 5 countries")
    outcome = founded("import", "seats", cities)
    assert outcome.exit_code == 0
    assert "Imported 5 seats." in outcome.output
    assert seats_in_the_house(founded) == 5


def test_bad_rows_are_named_and_nothing_is_taken_in(founded: Run, bad_cities: Path) -> None:
    outcome = founded("import", "seats", bad_cities)
    assert outcome.exit_code == 2
    assert "row 2, population: is not a whole number above zero" in outcome.output
    assert "row 4, timezone: is not a time zone name" in outcome.output
    assert seats_in_the_house(founded) == 0


def test_a_preview_names_bad_rows_too(founded: Run, bad_cities: Path) -> None:
    outcome = founded("import", "seats", bad_cities, "--preview")
    assert outcome.exit_code == 2
    assert "row 2, population: is not a whole number above zero" in outcome.output


def test_rows_that_are_left_out_do_not_stand_in_the_way(founded: Run, bad_cities: Path) -> None:
    outcome = founded("import", "seats", bad_cities, "--leave-out", "2, 4")
    assert outcome.exit_code == 0
    assert seats_in_the_house(founded) == 3


@pytest.mark.parametrize("numbers", ["two", "0", "1;2", "-1", "²"])
def test_row_numbers_that_are_none_are_refused(founded: Run, cities: Path, numbers: str) -> None:
    assert founded("import", "seats", cities, "--leave-out", numbers).exit_code == 2
    assert seats_in_the_house(founded) == 0


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"name,iso3\nFreetown,SLE\n"])
def test_a_file_that_is_no_list_of_cities_is_refused(founded: Run, cities: Path, content: bytes) -> None:
    cities.write_bytes(content)
    outcome = founded("import", "seats", cities)
    assert outcome.exit_code == 2
    assert "Nothing was imported" in outcome.output
