"""Real votes with published results, computed again under the rule their own body had.

United States Congress, the assemblies of Praha and Brno, New York City Council, the Czech Chamber of Deputies and the
European Parliament. Nobody here wrote these cases; where a publisher contradicts its own rule, the rule's answer is ours.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from parliament.rules.majority import Majority, parse_majority
from parliament.rules.quorum import Quorum, parse_quorum
from parliament.rules.tally import Decision, Outcome, Tally, count, decide

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "votes"
pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not DATA.is_dir(), reason="the published votes are not beside this checkout"),
]

HOW_MANY = {
    "us_congress": 250,
    "city_praha": 250,
    "city_brno": 250,
    "city_nyc": 120,
    "tally_czech_psp": 1200,
    "tally_ep": 310,
}
PUBLISHED = {"pass": {Outcome.ADOPTED}, "fail": {Outcome.REJECTED, Outcome.INQUORATE}}
KINDS = {"simple": "simple", "two_thirds_cast": "qualified 2/3"}


def cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def majority_of(case: dict[str, Any]) -> Majority:
    rule = case["rule"]
    return parse_majority(KINDS.get(rule["kind"]) or f"absolute {rule['need']}")


def tally_of(case: dict[str, Any]) -> Tally:
    """From the ballots of every member where they are published, otherwise from the published counts."""
    if "votes" not in case:
        return Tally(**case["options"])
    votes = case["votes"]
    ballots = {seat: choice for seat, choice in votes.items() if choice in ("yes", "no", "abstain")}
    return count(ballots, votes, [seat for seat, choice in votes.items() if choice != "absent"])


def decided(case: dict[str, Any], majority: Majority | None = None) -> Decision:
    tally = tally_of(case)
    quorum = parse_quorum(str(case["rule"]["quorum"])) if "quorum" in case["rule"] else Quorum(0)
    members = case.get("seats") or case["rule"].get("of") or tally.roll
    return decide(tally, majority or majority_of(case), quorum, members=members, accredited=members)


@pytest.mark.parametrize("name", HOW_MANY)
def test_computed_outcomes_agree_with_the_published_ones(name: str) -> None:
    read = cases(name)
    assert len(read) == HOW_MANY[name]
    differing = [case["id"] for case in read if decided(case).outcome not in PUBLISHED[case["expected"]]]
    assert differing == []


@pytest.mark.parametrize("name", ["us_congress", "city_praha", "city_brno", "city_nyc"])
def test_counting_the_members_gives_the_published_counts(name: str) -> None:
    differing = [case["id"] for case in cases(name) if tally_of(case) != Tally(**case["options"])]
    assert differing == []


@pytest.mark.parametrize("name", ["city_praha", "city_brno"])
def test_the_fixed_numbers_of_the_cities_are_more_than_half_of_their_members(name: str) -> None:
    more_than_half = parse_majority("of_members 1/2")
    for case in cases(name):
        (step,) = decided(case, more_than_half).steps
        assert step.need == case["rule"]["need"], case["id"]


def test_the_chamber_of_deputies_asks_for_more_than_half_of_those_present() -> None:
    """Three records publish another number than the rule gives; there too the outcome is the same under both."""
    more_than_half = parse_majority("of_present 1/2")
    other_need = 0
    for case in cases("tally_czech_psp"):
        decision = decided(case, more_than_half)
        assert decision.outcome in PUBLISHED[case["expected"]], case["id"]
        other_need += any(step.need != case["rule"]["need"] for step in decision.steps)
    assert other_need == 3


def test_the_chamber_of_deputies_once_had_no_quorum() -> None:
    outcomes = Counter(decided(case).outcome for case in cases("tally_czech_psp"))
    assert outcomes == {Outcome.ADOPTED: 516, Outcome.REJECTED: 683, Outcome.INQUORATE: 1}
    (inquorate,) = (case for case in cases("tally_czech_psp") if decided(case).outcome is Outcome.INQUORATE)
    decision = decided(inquorate)
    assert (inquorate["id"], decision.has, decision.need) == ("psp-79035", 64, 67)


def test_records_that_contradict_their_own_rule_get_the_answer_of_the_rule() -> None:
    found = {case["id"]: (case["expected"], decided(case).outcome) for case in cases("anomalies")}
    assert found == {
        # Published as passed with 23 and 32 votes in favour, where 33 of 65 members are needed.
        "praha-59575": ("pass", Outcome.REJECTED),
        "praha-60105": ("pass", Outcome.REJECTED),
        # Published as failed with 264 in favour and 241 against.
        "ep-166769": ("fail", Outcome.ADOPTED),
    }
