"""The examples of docs/formats.md do what the page says."""

import json
import re
from pathlib import Path

import pytest

from parliament.cli import main
from parliament.results.popolo import read_popolo
from parliament.rules.counting import Tally
from parliament.rules.majority import parse_majority
from parliament.rules.past_outcomes import RESULTS
from parliament.rules.quorum import Quorum, parse_quorum
from parliament.rules.refusals import Refused
from parliament.rules.requirement import Requirement, parse_requirement
from parliament.rules.tally import decide
from tests.results.popolo_file import put, written

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
MAJORITIES = [tuple(cell.strip() for cell in line.split("|")[1:4]) for line in PAGE.splitlines() if line[:3] == "| `"]
EXAMPLES = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]


@pytest.mark.parametrize(("rule", "example"), [(rule.strip("`"), example) for rule, _, example in MAJORITIES])
def test_each_kind_of_majority_is_read_and_its_example_is_true(rule: str, example: str) -> None:
    assert str(parse_majority(rule)).split()[0] == rule.split()[0]
    if not example:
        return
    numbers = {
        word: int(number) for number, word in re.findall(r"(\d+) (for|against|abstaining|members|present)", example)
    }
    members = numbers.get("members") or int((re.findall(r"for of (\d+)", example) or [100])[0])
    yes, no, abstain = (numbers.get(word, 0) for word in ("for", "against", "abstaining"))
    tally = Tally(yes, no, abstain, not_voting=max(0, numbers.get("present", 0) - yes - no - abstain))
    decision = decide(tally, parse_majority(rule), Quorum(0), members=members, accredited=members)
    assert example.endswith(str(decision.outcome))


def test_page_names_every_kind_there_is() -> None:
    kinds = {rule.strip("`").split()[0] for rule, _, _ in MAJORITIES}
    assert kinds == {
        "simple",
        "qualified",
        "of_members",
        "of_present",
        "over_abstentions",
        "absolute",
        "all_of",
        "weighted",
        "per_group",
    }


def test_every_requirement_and_quorum_on_the_page_is_read() -> None:
    block = PAGE[PAGE.index("## A requirement") :]
    lines = block[block.index("```") + 4 :].partition("```")[0].splitlines()
    assert len(lines) == 8
    for line in lines:
        parse_requirement(line, Requirement())
    about = PAGE[PAGE.index("A quorum is") :].partition("Without a quorum")[0]
    for quorum in re.findall(r"`([^`]+)`", about):
        parse_quorum(quorum)


def test_every_result_on_the_page_is_known_and_no_other() -> None:
    about = PAGE[PAGE.index("**Results.**") :].partition("capitals")[0]
    words = {" ".join(word.split()) for word in re.findall(r"`([^`]+)`", about)}
    assert words == set(RESULTS)


def test_example_is_reported_as_the_page_says(run, tmp_path: Path) -> None:
    file, report, refusal = EXAMPLES
    path = tmp_path / "votes.json"
    path.write_bytes(written(file))
    outcome = run("import", "popolo", path, "--json")
    assert outcome.exit_code == 1
    assert json.loads(outcome.stdout) == report
    put(file, "/vote_events/0/votes/1/option", "maybe")
    path.write_bytes(written(file))
    outcome = run("import", "popolo", path, "--json")
    assert outcome.exit_code == 2
    assert json.loads(outcome.stdout) == refusal
    with pytest.raises(Refused):
        read_popolo(path.read_bytes())


def test_options_are_those_of_the_command() -> None:
    for group, command in (("import", "popolo"), ("export", "popolo")):
        options = {
            opt for each in main.commands[group].commands[command].params for opt in each.opts if opt[:2] == "--"
        }
        synopsis = PAGE[
            PAGE.index(f"parliament {group} {command}", PAGE.index("```\n" + f"parliament {group} {command}")) :
        ]
        assert set(re.findall(r"--[a-z]+", synopsis.partition("\n")[0])) == options
