"""A shell in which a parliament of a few cities can be founded."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from parliament.cli import main
from parliament.demo.founding import city_rows, with_mayors

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command of ours on a database of the test's own."""
    for name in ("DATABASE_URL", "REDIS_URL", "PARLIAMENT_BASE_URL", "PARLIAMENT_ORIGINS", "PARLIAMENT_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PARLIAMENT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PARLIAMENT_ORIGIN", "parliament.example")

    def invoke(*arguments: object, **options: object) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], **options)

    return invoke


@pytest.fixture
def founded(run: Run) -> Run:
    """The same shell, after `init`."""
    outcome = run("init", "--login", "ada@example.org", "--name", "Ada Lovelace")
    assert outcome.exit_code == 0, outcome.output
    return run


@pytest.fixture
def cities(tmp_path: Path) -> Path:
    """Five cities with their mayors."""
    path = tmp_path / "cities.csv"
    path.write_text(with_mayors(city_rows()[:5], visiting=0), encoding="utf-8")
    return path


@pytest.fixture
def bad_cities(cities: Path) -> Path:
    """The same with two bad rows: the second has no population, the fourth no known zone."""
    with cities.open(encoding="utf-8", newline="") as read:
        rows = list(csv.DictReader(read))
    rows[1]["population"], rows[3]["timezone"] = "many", "Mars/Olympus"
    with cities.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return cities
