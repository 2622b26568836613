"""Profiles: what ships is sound, what is unsound is refused with its key, and the annex reads back the same."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import parliament.rules
from parliament.rules.majority import parse_majority
from parliament.rules.profile import parse_profile, profile_from_json
from parliament.rules.profile_keys import KEYS
from parliament.rules.quorum import parse_quorum
from parliament.rules.refusals import Code, Refused

PROFILES = Path(parliament.rules.__file__).parent / "profiles"
SHIPPED = sorted(path.stem for path in PROFILES.glob("*.toml"))


def text_of(name: str) -> str:
    return (PROFILES / f"{name}.toml").read_text(encoding="utf-8")


def changed(key: str, change: Callable[[dict[str, Any], str], None]) -> dict[str, Any]:
    """The default profile with one entry changed."""
    data = tomllib.loads(text_of("global_mayors"))
    table, _, last = key.rpartition(".")
    change(data[table] if table else data, last)
    return data


def with_value(key: str, value: object) -> dict[str, Any]:
    return changed(key, lambda table, last: table[last].update(value=value))


def refusal_of(data: dict[str, Any]) -> dict[str, object]:
    with pytest.raises(Refused) as refused:
        profile_from_json(data)
    assert refused.value.code is Code.BAD_PROFILE
    return refused.value.facts


def test_three_profiles_ship() -> None:
    assert SHIPPED == ["demonstration", "global_mayors", "municipal"]


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_profile_is_whole_and_every_rule_has_a_source(name: str) -> None:
    profile = parse_profile(text_of(name), name)
    assert profile.name == name
    assert [key for key, _ in profile.sources] == list(KEYS)
    assert all(source for _, source in profile.sources)


def test_default_profile_says_what_the_house_agreed() -> None:
    profile = parse_profile(text_of("global_mayors"), "global_mayors")
    assert (profile.version, profile.language, profile.notice_hours) == (1, "en", 24)
    assert (profile.sponsors.min_number, profile.sponsors.min_countries) == (3, 2)
    assert profile.quorum.to_open == parse_quorum("at_least 1/3 of members")
    assert profile.quorum.to_decide == parse_quorum("more_than 1/2 of members")
    assert profile.majority.motion == parse_majority("qualified 2/3")
    assert profile.majority.amendment == profile.majority.procedural == parse_majority("simple")
    assert profile.majority.tie == "rejected"
    assert profile.ballots.may_change_until_close is True
    assert (profile.ballots.live_seconds, profile.ballots.window_min_minutes) == (120, 60)
    assert (profile.amendments.window, profile.amendments.min_sponsors) == ("until_order_confirmed", 1)
    assert "article 13" in profile.source_of("majority.motion")


def test_municipal_profile_takes_simple_majorities_one_sponsor_and_final_ballots() -> None:
    profile = parse_profile(text_of("municipal"), "municipal")
    majorities = profile.majority
    assert majorities.motion == majorities.amendment == majorities.procedural == parse_majority("simple")
    assert profile.sponsors.min_number == 1
    assert profile.ballots.may_change_until_close is False


def test_an_office_without_a_limit_of_its_own_speaks_as_long_as_a_member() -> None:
    floor = parse_profile(text_of("municipal"), "municipal").floor
    assert [floor.seconds_for(office) for office in ("chair", "member", "secretariat")] == [300, 180, 180]


@pytest.mark.parametrize("name", SHIPPED)
def test_annex_reads_back_as_the_same_profile(name: str) -> None:
    profile = parse_profile(text_of(name), name)
    annex = json.dumps(profile.to_json(), sort_keys=True)
    again = profile_from_json(json.loads(annex))
    assert again == profile
    assert json.dumps(again.to_json(), sort_keys=True) == annex


def test_annex_holds_no_floats() -> None:
    def leaves(value: object) -> list[object]:
        if isinstance(value, dict):
            return [leaf for inner in value.values() for leaf in leaves(inner)]
        return [value]

    profile = parse_profile(text_of("global_mayors"), "global_mayors")
    assert {type(leaf) for leaf in leaves(profile.to_json())} == {int, str, bool}


# One other sound value for every key: a reader that ignored its key would give the default back.
OTHERS: dict[str, object] = {
    "notice_hours": 48,
    "sponsors.min_number": 5,
    "sponsors.min_countries": 1,
    "quorum.to_open": "40",
    "quorum.to_decide": "1/2 of roll",
    "majority.motion": "all_of [simple, of_members 1/3]",
    "majority.amendment": "over_abstentions",
    "majority.procedural": "of_present 1/2",
    "majority.tie": "adopted",
    "ballots.may_change_until_close": False,
    "ballots.live_seconds": 90,
    "ballots.window_min_minutes": 5,
    "floor.speech_seconds": {"member": 60},
    "amendments.min_sponsors": 2,
}


@pytest.mark.parametrize("key", OTHERS)
def test_every_key_changes_its_own_rule_and_no_other(key: str) -> None:
    default = parse_profile(text_of("global_mayors"), "global_mayors")
    other = profile_from_json(with_value(key, OTHERS[key]))
    assert [each for each in KEYS if other.value_of(each) != default.value_of(each)] == [key]


def test_every_key_with_more_than_one_value_is_tried() -> None:
    assert set(KEYS) - set(OTHERS) == {"amendments.window"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("notice_hours", -1),
        ("notice_hours", 1.5),
        ("notice_hours", True),
        ("notice_hours", "24"),
        ("sponsors.min_number", 1001),
        ("quorum.to_open", "1/3 of roll"),
        ("quorum.to_open", "1/3 of present"),
        ("quorum.to_decide", "a third"),
        ("quorum.to_decide", 67),
        ("majority.motion", "two thirds"),
        ("majority.motion", ["simple"]),
        ("majority.amendment", "qualified 1/2"),
        ("majority.tie", "casting_vote"),
        ("majority.tie", "second_round"),
        ("ballots.may_change_until_close", 1),
        ("ballots.live_seconds", 0),
        ("floor.speech_seconds", 120),
        ("floor.speech_seconds", {"chair": 120}),
        ("floor.speech_seconds", {"member": 120, "lobbyist": 60}),
        ("floor.speech_seconds", {"member": 0}),
        ("amendments.window", "always"),
    ],
)
def test_unsound_value_is_refused_with_its_key(key: str, value: object) -> None:
    facts = refusal_of(with_value(key, value))
    assert facts["key"] == key
    assert facts["problem"]


@pytest.mark.parametrize("key", KEYS)
def test_missing_rule_is_refused_with_its_key(key: str) -> None:
    data = changed(key, lambda table, last: table.pop(last) and None)
    assert refusal_of(data) == {"key": key, "problem": "this rule is missing"}


@pytest.mark.parametrize("key", ["quorum.to_elect", "notice_days", "casting_vote"])
def test_unknown_key_is_refused_by_name(key: str) -> None:
    data = tomllib.loads(text_of("global_mayors"))
    table, _, last = key.rpartition(".")
    (data[table] if table else data)[last] = {"value": 1}
    assert refusal_of(data) == {"key": key, "problem": "no rule has this name"}


def test_a_rule_without_a_source_is_a_house_rule() -> None:
    profile = profile_from_json(changed("majority.motion", lambda table, last: table[last].pop("source") and None))
    assert profile.source_of("majority.motion") == "house rule"


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        (24, "notice_hours"),
        ({"source": "x"}, "notice_hours"),
        ({"value": 24, "source": " "}, "notice_hours.source"),
        ({"value": 24, "source": 7}, "notice_hours.source"),
        ({"value": 24, "seen": True}, "notice_hours.seen"),
    ],
)
def test_an_entry_is_a_value_and_a_source(entry: object, key: str) -> None:
    assert refusal_of(changed("notice_hours", lambda table, last: table.update({last: entry})))["key"] == key


@pytest.mark.parametrize(
    ("word", "value"),
    [("name", "Global Mayors"), ("name", None), ("version", 0), ("version", "1"), ("language", "English")],
)
def test_identity_is_checked(word: str, value: object) -> None:
    data = tomllib.loads(text_of("global_mayors"))
    data[word] = value
    assert refusal_of(data)["key"] == word


def test_more_countries_than_sponsors_are_refused() -> None:
    assert refusal_of(with_value("sponsors.min_countries", 4))["key"] == "sponsors.min_countries"


def test_a_table_of_rules_cannot_be_a_value() -> None:
    data = tomllib.loads(text_of("global_mayors"))
    data["quorum"] = 3
    assert refusal_of(data)["key"] == "quorum"


@pytest.mark.parametrize(("text", "key"), [("name = ", "TOML"), (text_of("municipal"), "name"), ("", "name")])
def test_unreadable_or_misnamed_file_is_refused(text: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_profile(text, "global_mayors")
    assert (refused.value.code, refused.value.facts["key"]) == (Code.BAD_PROFILE, key)


def test_profiles_read_twice_from_one_file_are_one_value() -> None:
    assert len({parse_profile(text_of("municipal"), "municipal") for _ in range(2)}) == 1
