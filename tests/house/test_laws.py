"""The laws that `make lint` checks do bite: each is broken here on purpose, in a small house of its own.

That the real house keeps them is what `make lint` itself says, before any test runs.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(sys.executable).parent
ROOMS = [
    "api",
    "pages",
    "live",
    "post",
    "demo",
    "identity",
    "schemas",
    "commands",
    "store",
    "results",
    "documents",
    "record",
    "rules",
    "texts",
]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house with every room, empty, under the laws of the real one."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    parliament = tmp_path / "parliament"
    for room in ("", *ROOMS):
        (parliament / room).mkdir()
        (parliament / room / "__init__.py").write_text("")
    for module in ("app", "cli", "serving", "config", "store/tables", "store/queries"):
        (parliament / f"{module}.py").write_text("")
    return tmp_path


def import_law(house: Path) -> subprocess.CompletedProcess[str]:
    command = [PROGRAMS / "lint-imports", "--no-logo", "--no-cache"]
    environment = {"PYTHONPATH": str(house), "PATH": str(PROGRAMS), "COLUMNS": "200"}
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)


def ruff(content: str, name: str) -> list[str]:
    """The rules that a file of this name with this content breaks."""
    command = [PROGRAMS / "ruff", "check", "--output-format=concise", "--no-cache", f"--stdin-filename={name}", "-"]
    outcome = subprocess.run(command, cwd=ROOT, input=content, capture_output=True, text=True, check=False)
    return [line.split()[1] for line in outcome.stdout.splitlines() if line.startswith(name)]


def test_a_house_that_uses_only_storeys_below_is_in_order(house: Path) -> None:
    (house / "parliament/cli.py").write_text("import parliament.app\nimport parliament.config\n")
    (house / "parliament/app.py").write_text("import flask\nimport parliament.pages\nimport parliament.config\n")
    (house / "parliament/pages/motions.py").write_text("import parliament.commands\nimport parliament.store.queries\n")
    (house / "parliament/store/queries.py").write_text("import sqlalchemy\nimport parliament.store.tables\n")
    outcome = import_law(house)
    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.parametrize(
    ("room", "imported", "contract"),
    [
        ("rules", "parliament.record", "A storey uses those below it"),
        ("results", "parliament.store", "A storey uses those below it"),
        ("documents", "parliament.results", "A storey uses those below it"),
        ("pages", "parliament.api", "A storey uses those below it"),
        ("schemas", "parliament.identity", "A storey uses those below it"),
        ("app", "parliament.cli", "A storey uses those below it"),
        ("texts", "flask", "The pure storeys"),
        ("record", "sqlalchemy", "The pure storeys"),
        ("results", "marshmallow", "The pure storeys"),
        ("api", "sqlalchemy", "What faces the world"),
        ("live", "parliament.store.tables", "What faces the world"),
        ("commands", "parliament.config", "Settings are read once"),
    ],
)
def test_an_import_against_the_law_is_found(house: Path, room: str, imported: str, contract: str) -> None:
    parliament = house / "parliament"
    module = parliament / room / "wrong.py" if (parliament / room).is_dir() else parliament / f"{room}.py"
    module.write_text(f"import {imported}\n")
    outcome = import_law(house)
    broken = [line for line in outcome.stdout.splitlines() if line.endswith("BROKEN")]
    assert outcome.returncode == 1
    assert len(broken) == 1
    assert broken[0].startswith(contract)


def test_a_room_that_has_no_place_in_the_order_is_found(house: Path) -> None:
    (house / "parliament/annexe.py").write_text("")
    outcome = import_law(house)
    assert outcome.returncode == 1
    assert "parliament.annexe" in outcome.stdout


@pytest.mark.parametrize(
    "line",
    [
        "from flask import session as cookie",
        "import flask; cookie = flask.session",
        "from datetime import UTC, datetime; now = datetime.now(UTC)",
        "import time; now = time.time()",
    ],
)
def test_a_second_clock_and_a_second_keeper_of_the_cookie_are_found(line: str) -> None:
    content = f'"""A command."""\n\n{line}\n'
    assert "TID251" in ruff(content, "parliament/commands/wrong.py")


def test_the_one_clock_and_the_keeper_of_the_cookie_are_allowed() -> None:
    clock = '"""The clock."""\n\nfrom datetime import UTC, datetime\n\nnow = datetime.now(UTC)\n'
    keeper = '"""The keeper."""\n\nfrom flask import session as cookie\n\ncookie.clear()\n'
    assert ruff(clock, "parliament/store/database.py") == []
    assert ruff(keeper, "parliament/identity/cookies.py") == []
