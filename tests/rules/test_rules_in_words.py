"""The page "Rules of this session": every key has a sentence, every value reads otherwise, every heading its rules."""

from pathlib import Path

import pytest

import parliament.rules
from parliament.rules.profile import Profile, parse_profile, profile_from_json
from parliament.rules.profile_keys import KEYS, SPEAKING_OFFICES
from parliament.rules.rule_sentences import OFFICES, WORDS
from parliament.rules.rules_in_words import rules_by_heading, rules_of_session

PROFILES = Path(parliament.rules.__file__).parent / "profiles"


def default() -> Profile:
    return parse_profile((PROFILES / "global_mayors.toml").read_text(encoding="utf-8"), "global_mayors")


def lines(profile: Profile) -> dict[str, str]:
    return {rule.key: rule.sentence.say() for rule in rules_of_session(profile)}


def line_for(key: str, value: object) -> str:
    data = default().to_json()
    table, _, last = key.rpartition(".")
    (data[table] if table else data)[last]["value"] = value
    return lines(profile_from_json(data))[key]


def test_every_key_has_a_sentence_beside_its_source() -> None:
    assert set(WORDS) == set(KEYS)
    assert [(rule.key, rule.source) for rule in rules_of_session(default())] == list(default().sources)


def test_every_rule_stands_under_one_heading() -> None:
    headed = rules_by_heading(default())
    assert sorted(rule.key for _, rules in headed for rule in rules) == sorted(KEYS)
    assert all(rules for _, rules in headed)


def test_every_office_that_speaks_has_words_for_its_limit() -> None:
    assert sorted(OFFICES) == sorted(SPEAKING_OFFICES)


def test_rules_of_the_default_profile_read_as_sentences() -> None:
    said = lines(default())
    assert said["notice_hours"] == "Notice before a session opens, at least: 24 h."
    assert said["quorum.to_decide"] == "Quorum to decide: more than half of all seats of the house."
    assert said["majority.motion"] == "A motion is adopted with at least two thirds of the votes cast in favour."
    assert said["floor.speech_seconds"] == (
        "Length of a speech by the chair: 300 s. Length of a speech by a member: 120 s. "
        "Length of a speech by an observer: 120 s. Length of a speech by the secretariat: 300 s."
    )
    assert said["procedural.precedence"] == (
        "Procedural motions, the highest first: Suspension of the sitting; Adjournment of the sitting; "
        "Adjournment of the debate; Closure of the debate; Reference back; Change of order."
    )


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("majority.tie", "adopted", "Equal votes for and against under a simple majority: adopted."),
        (
            "majority.tie",
            "casting_vote",
            "Equal votes for and against under a simple majority: the chair has a casting vote.",
        ),
        ("quorum.check", "on_request", "The quorum is checked only when seats ask for it before a vote."),
        ("votes.manner", "show_of_hands", "A live vote is taken by show of hands: only the counts are recorded."),
        ("votes.roll_call_request_seats", 0, "Nobody can turn a show of hands into a roll call."),
        ("votes.telephone", False, "No ballot is taken by telephone."),
        ("ballots.may_change_until_close", False, "A ballot is final once it is cast."),
        ("proxies.max_per_holder", 0, "No seat may vote for another."),
        ("substitutes.allowed", False, "Nobody may stand in for a mayor."),
        ("floor.order", "as_asked", "Speakers are proposed in the order in which they asked."),
        ("procedural.precedence", [], "There are no procedural motions."),
        (
            "procedural.majorities",
            {"closure": "qualified 2/3", "suspension": "over_abstentions"},
            "Procedural motions with a majority of their own: Closure of the debate: at least two thirds of the votes "
            "cast in favour; Suspension of the sitting: more votes in favour than against and abstaining together.",
        ),
        ("statements.max_words", 0, "There are no written statements."),
        ("explanations.max_words", 0, "There are no explanations of vote."),
        ("dissent.hours", 0, "No dissent is recorded after a vote."),
        (
            "reconsideration.who",
            "prevailing_side",
            "Only a seat that voted with the prevailing side may move to reconsider.",
        ),
        ("elections.tie", "next_round", "Equal votes for candidates: another round is held."),
    ],
)
def test_a_rule_decided_otherwise_reads_otherwise(key: str, value: object, line: str) -> None:
    assert line_for(key, value) == line
