"""`import popolo` and `export popolo`: what they say, where they say it, and the exit status."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.results.popolo_file import DATA, cases, in_popolo, put, small, written


@pytest.fixture(autouse=True)
def _somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def kept(document: Any, name: str = "votes.json") -> str:
    Path(name).write_bytes(written(document))
    return name


def said(run: Run, *arguments: str, status: int = 0) -> dict:
    outcome = run("import", "popolo", *arguments, "--json")
    assert outcome.exit_code == status, outcome.output
    return json.loads(outcome.stdout)


def exported(run: Run, *arguments: str) -> dict:
    outcome = run("export", "popolo", *arguments)
    assert outcome.exit_code == 0, outcome.output
    return json.loads(outcome.stdout)


def test_file_comes_into_a_fresh_folder_whose_parliament_is_founded_and_named(run: Run) -> None:
    outcome = run("import", "popolo", kept(small()), "--json")
    assert outcome.exit_code == 0
    assert json.loads(outcome.stdout) == {
        "sessions": 1,
        "votes": 2,
        "people": 5,
        "organizations": 1,
        "agreements": 2,
        "disagreements": [],
        "not_published": 0,
        "not_computed": [],
        "assumed": 0,
        "imported": ["assembly-2026"],
        "already_here": 0,
    }
    assert "parliament account password secretariat@parliament.example" in outcome.stderr
    assert "secretariat@parliament.example" in run("account", "list").output


def test_disagreement_is_reported_with_status_one_and_imported_all_the_same(founded: Run) -> None:
    file = kept(put(small(), "/vote_events/0/result", "fail"))
    found = said(founded, file, status=1)
    (about,) = found["disagreements"]
    assert (about["id"], about["kind"], about["published"], about["computed"]) == ("v1", "result", "fail", "pass")
    assert "In favour: 3; seats of the house: 5. Needed in favour: 3 (more than half)." in about["why"]
    assert exported(founded)["vote_events"][0]["result"] == "fail"
    again = founded("import", "popolo", file)
    assert again.exit_code == 1
    assert "DISAGREES  v1: result published fail, computed pass." in again.output
    assert "here already" in again.output


def test_same_file_comes_in_once(founded: Run) -> None:
    file = kept(small())
    assert said(founded, file)["imported"] == ["assembly-2026"]
    again = said(founded, file)
    assert (again["imported"], again["already_here"], again["agreements"]) == ([], 1, 2)
    assert len(exported(founded)["vote_events"]) == 2


def test_options_are_the_default_rule(founded: Run) -> None:
    event = {"id": "v1", "result": "fail", "counts": [{"option": "yes", "value": 4}, {"option": "absent", "value": 6}]}
    file = kept(event)
    assert said(founded, file, status=1)["assumed"] == 1
    assert said(founded, file, "--majority", "of_members 1/2")["assumed"] == 0
    assert said(founded, file, "--quorum", "more_than 1/2 of members")["agreements"] == 1


@pytest.mark.parametrize(
    ("document", "place"),
    [
        (put(small(), "/vote_events/0/votes/2/option", "maybe"), "/vote_events/0/votes/2/option"),
        (put(small(), "/motions/1/requirement", "half"), "/motions/1/requirement"),
    ],
)
def test_malformed_file_is_refused_whole_with_its_place(founded: Run, document: Any, place: str) -> None:
    file = kept(document)
    outcome = founded("import", "popolo", file)
    assert outcome.exit_code == 2
    assert place in outcome.stderr
    assert "Nothing was imported" in outcome.stderr
    assert said(founded, file, status=2)["refused"]["place"] == place
    assert exported(founded)["vote_events"] == []


def test_malformed_file_founds_nothing(run: Run, tmp_path: Path) -> None:
    Path("votes.json").write_text('{"vote_events": [\n')
    outcome = run("import", "popolo", "votes.json")
    assert outcome.exit_code == 2
    assert "line 2, column 1" in outcome.output
    assert not (tmp_path / "home" / "parliament.db").exists()


@pytest.mark.parametrize(("option", "rule"), [("--majority", "most"), ("--quorum", "many"), ("--by", "nobody@x")])
def test_option_that_cannot_be_is_named(founded: Run, option: str, rule: str) -> None:
    outcome = founded("import", "popolo", kept(small()), option, rule)
    assert outcome.exit_code in (1, 2)
    assert (option if option != "--by" else rule) in outcome.output
    assert exported(founded)["vote_events"] == []


def test_file_that_is_not_there_is_a_mistake_of_usage(founded: Run) -> None:
    assert founded("import", "popolo", "none.json").exit_code == 2
    assert founded("import", "popolo", ".").exit_code == 2


def test_what_comes_from_the_file_does_not_command_the_terminal(founded: Run) -> None:
    document = put(small(), "/vote_events/0/id", "v\x1b[31m1")
    outcome = founded("import", "popolo", kept(put(document, "/vote_events/0/result", "fail")))
    assert outcome.exit_code == 1
    assert "\x1b" not in outcome.output


def test_one_session_goes_out_to_a_file_and_comes_in_elsewhere(founded: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said(founded, kept(small()))
    said(founded, kept(put(small(), "/organizations/0/name", "Senate"), "other.json"))
    assert len(exported(founded)["vote_events"]) == 4
    assert founded("export", "popolo", "--session", "senate-2026", "out.json").exit_code == 0
    monkeypatch.setenv("PARLIAMENT_HOME", "elsewhere")
    assert said(founded, "out.json")["imported"] == ["senate-2026"]
    assert founded("export", "popolo", "--session", "none").exit_code == 2


@pytest.mark.shared_data
@pytest.mark.skipif(not DATA.is_dir(), reason="the published votes are not beside this checkout")
def test_published_votes_agree_and_the_three_anomalies_do_not(founded: Run) -> None:
    assert said(founded, kept(in_popolo(cases("city_brno", 40))))["agreements"] == 40
    outcome = founded("import", "popolo", kept(in_popolo(cases("anomalies"))))
    assert outcome.exit_code == 1
    for name in ("praha-59575", "praha-60105", "ep-166769"):
        assert f"DISAGREES  {name}: result published" in outcome.output
