"""Worked explanations: the sentence carries the numbers that decided, in the reader's language."""

import ast
from fractions import Fraction
from pathlib import Path

import pytest

import parliament.rules
from parliament.rules.explain import FRACTIONS, OUTCOMES, WHOLES, Sentence, explain, majority_in_words, quorum_in_words
from parliament.rules.majority import Tie, parse_majority
from parliament.rules.quorum import Base, parse_quorum
from parliament.rules.tally import Outcome, Tally, decide

RULES = Path(parliament.rules.__file__).parent
TALLY = Tally(yes=190, no=95, abstain=5, not_voting=2, absent=8)


def said(majority: str, quorum: str = "none", tally: Tally = TALLY) -> list[str]:
    decision = decide(tally, parse_majority(majority), parse_quorum(quorum), members=300, accredited=295)
    return [each.say() for each in explain(decision)]


@pytest.mark.parametrize(
    ("majority", "line"),
    [
        ("simple", "In favour: 190; against: 95. Needed in favour: 96."),
        (
            "qualified 2/3",
            "In favour: 190 of the votes cast: 285. Needed in favour: 190 (at least two thirds).",
        ),
        (
            "qualified 5/8",
            "In favour: 190 of the votes cast: 285. Needed in favour: 179 (at least 5/8).",
        ),
        (
            "of_members 1/2",
            "In favour: 190; seats of the house: 300. Needed in favour: 151 (more than half).",
        ),
        (
            "of_present 3/5",
            "In favour: 190; seats present: 292. Needed in favour: 176 (at least three fifths).",
        ),
        ("over_abstentions", "In favour: 190; against and abstaining together: 100. Needed in favour: 101."),
        ("absolute 33", "In favour: 190. Needed in favour: 33."),
    ],
)
def test_each_kind_is_explained_with_its_numbers(majority: str, line: str) -> None:
    assert said(majority) == ["Quorum: none is asked for. Seats present: 292.", line, "Adopted."]


def test_double_majority_is_explained_step_by_step() -> None:
    assert said("qualified 2/3 plus_floor 2/3", "more_than 1/2 of members") == [
        "Quorum: seats present: 292; needed: 151 (more than half of all seats of the house: 300).",
        "In favour: 190 of the votes cast: 285. Needed in favour: 190 (at least two thirds).",
        "In favour: 190; seats of the house: 300. Needed in favour: 200 (at least two thirds).",
        "Rejected.",
    ]


def test_a_lost_quorum_is_explained_without_a_majority() -> None:
    assert said("simple", "150", Tally(yes=40, absent=260)) == [
        "Quorum: seats present: 40; needed: 150.",
        "Nothing was decided: there was no quorum.",
    ]


def test_a_quorum_of_those_present_speaks_of_ballots() -> None:
    line = "Quorum: ballots cast: 290; needed: 195 (at least two thirds of the seats present, counting those that cast a ballot: 292)."
    assert said("simple", "2/3 of present")[0] == line


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("simple", "more votes in favour than against"),
        ("qualified 2/3", "at least two thirds of the votes cast in favour"),
        ("of_members 1/2", "more than half of all seats of the house in favour"),
        ("of_present 7/9", "at least 7/9 of the seats present in favour"),
        ("over_abstentions", "more votes in favour than against and abstaining together"),
        ("absolute 60", "votes in favour, at least: 60"),
        (
            "all_of [simple, of_members 1/4] plus_floor 1/3",
            "more votes in favour than against; and also at least one quarter of all seats of the house in favour; "
            "and also at least one third of all seats of the house in favour",
        ),
    ],
)
def test_majority_in_words(rule: str, words: str) -> None:
    assert majority_in_words(parse_majority(rule)).say() == words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("none", "no quorum is asked for"),
        ("67", "seats present, at least: 67"),
        ("1/3 of accredited", "at least one third of the accredited seats"),
        ("more_than 1/2 of roll", "more than half of the seats on the roll of the vote"),
    ],
)
def test_quorum_in_words(rule: str, words: str) -> None:
    assert quorum_in_words(parse_quorum(rule)).say() == words


def test_every_part_of_a_sentence_is_translated_on_its_own() -> None:
    catalogue = {"at least {fraction} of the votes cast in favour": "≥ {fraction} pour", "two thirds": "deux tiers"}
    assert majority_in_words(parse_majority("qualified 2/3")).say(catalogue.__getitem__) == "≥ deux tiers pour"


def test_every_outcome_and_every_base_has_words() -> None:
    assert set(OUTCOMES) == set(Outcome)
    assert set(WHOLES) == set(Base)
    assert Fraction(2, 3) in FRACTIONS


def test_tie_rule_shows_in_the_number_needed() -> None:
    decision = decide(
        Tally(yes=5, no=5), parse_majority("simple"), parse_quorum("none"), members=10, accredited=10, tie=Tie.ADOPTED
    )
    assert explain(decision)[1].say() == "In favour: 5; against: 5. Needed in favour: 5."


@pytest.mark.parametrize("room", ["explain.py", "rules_in_words.py", "rule_sentences.py"])
def test_every_template_is_marked_for_translation(room: str) -> None:
    """A string with blanks in braces reaches a reader only through N_."""
    tree = ast.parse((RULES / room).read_text(encoding="utf-8"))
    marked = {
        id(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_"
    }
    unmarked = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and "{" in node.value
        and id(node) not in marked
    ]
    assert unmarked == []


def test_a_sentence_with_the_same_facts_is_the_same_sentence() -> None:
    assert Sentence("{a}", (("a", 1),)) == Sentence("{a}", (("a", 1),))
    assert Sentence("{a}", (("a", 1),)) != Sentence("{a}", (("a", 2),))
