"""`profile`: list, show, check, add."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.varied import written


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ours.toml"
    path.write_text(written({"notice_hours": 5, "urgent.notice_minutes": 0}), encoding="utf-8")
    return path


def test_a_file_is_checked_without_a_parliament_and_read_in_sentences(run: Run, file: Path) -> None:
    outcome = run("profile", "check", file)
    assert outcome.exit_code == 0
    assert outcome.output.startswith("ours, version 1\n")
    assert "Notice before a session opens, at least: 5 h.  [notice_hours; house rule]" in outcome.output


def test_a_mistake_is_named_with_key_and_line_and_nothing_is_adopted(founded: Run, file: Path) -> None:
    file.write_text(file.read_text().replace('"qualified 2/3"', '"most"', 1), encoding="utf-8")
    for command in ("check", "add"):
        outcome = founded("profile", command, file)
        assert outcome.exit_code == 2
        assert "urgent.majority: line 6: " in outcome.output
    assert "ours" not in founded("profile", "list").output


def test_a_file_is_adopted_and_shown_as_it_was_written(founded: Run, file: Path) -> None:
    assert founded("profile", "add", file).output == "Adopted ours, version 1.\n"
    listed = founded("profile", "list").output.splitlines()
    assert listed[0] == "global_mayors\tversion 1\tshipped"
    assert listed[-1] == "ours\tversion 1\tadopted here"
    assert founded("profile", "show", "ours", "--toml").output == file.read_text()
    assert "at least: 5 h." in founded("profile", "show", "ours").output
    again = founded("profile", "add", file)
    assert (again.exit_code, "higher number" in again.output) == (2, True)


def test_rules_nobody_knows_are_not_shown(founded: Run) -> None:
    assert founded("profile", "show", "theirs").exit_code == 2
