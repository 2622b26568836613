"""Profiles: what ships is sound, what is unsound is refused with its key, and the annex reads back the same."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import parliament.rules
from parliament.rules.majority import parse_majority
from parliament.rules.profile import LONGEST_TEXT, parse_profile, profile_from_json, read_profile
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


def test_five_profiles_ship_and_one_for_the_demonstration() -> None:
    assert set(SHIPPED) == {
        "global_mayors",
        "un_like",
        "council_of_europe_like",
        "municipal",
        "roberts_like",
        "demonstration",
    }


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_profile_names_no_rule_of_a_body_that_was_not_read(name: str) -> None:
    """What could not be read, by the numbers under which it is known: these rules must not be given as a source."""
    sources = " ".join(source for _, source in parse_profile(text_of(name), name).sources)
    unread = [f"rule {number}" for number in (71, 77, 78, 79, 80, 81, 82, 83, 86, 87, 88, 89, 90, 91, 95)]
    assert [each for each in unread if f"United Nations General Assembly, {each}" in sources] == []


def test_the_profiles_differ_as_the_bodies_do() -> None:
    """Each line is a rule on which the bodies are known to part."""
    read = {name: parse_profile(text_of(name), name) for name in SHIPPED}

    def values(key: str) -> list[str]:
        bodies = ("un_like", "council_of_europe_like", "municipal", "roberts_like")
        return [str(read[name].value_of(key)) for name in bodies]

    assert values("majority.motion") == ["qualified 2/3", "qualified 2/3", "simple", "simple"]
    assert values("majority.amendment") == ["qualified 2/3", "simple", "simple", "simple"]
    assert values("majority.tie") == ["second_round", "rejected", "casting_vote", "rejected"]
    assert values("quorum.check") == ["always", "on_request", "always", "on_request"]
    assert values("votes.manner") == ["show_of_hands", "roll_call", "show_of_hands", "show_of_hands"]
    assert values("votes.roll_call_request_seats") == ["1", "20", "10", "5"]
    assert values("procedural.once_per_item") == ["False", "True", "False", "False"]
    assert values("reconsideration.who") == ["anybody", "anybody", "anybody", "prevailing_side"]
    assert values("floor.appeal") == ["True", "False", "False", "True"]


def test_the_demonstration_differs_from_the_default_in_times_alone() -> None:
    default, demonstration = (parse_profile(text_of(name), name) for name in ("global_mayors", "demonstration"))
    changed = [key for key in KEYS if default.value_of(key) != demonstration.value_of(key)]
    assert [key for key in changed if not key.endswith(("_hours", "_minutes", "_seconds"))] == []


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
    assert {type(leaf) for leaf in leaves(profile.to_json())} == {int, str, bool, list}


# One other sound value for every key: a reader that ignored its key would give the default back.
OTHERS: dict[str, object] = {
    "notice_hours": 48,
    "urgent.notice_minutes": 60,
    "urgent.majority": "simple",
    "sponsors.min_number": 5,
    "sponsors.min_countries": 1,
    "quorum.to_open": "40",
    "quorum.to_decide": "1/2 of roll",
    "quorum.to_elect": "none",
    "quorum.check": "on_request",
    "quorum.request_seats": 7,
    "majority.motion": "all_of [simple, of_members 1/3]",
    "majority.amendment": "over_abstentions",
    "majority.procedural": "of_present 1/2",
    "majority.appeal": "of_members 1/2",
    "majority.agenda": "qualified 3/5",
    "majority.minutes": "absolute 4",
    "majority.reconsideration": "simple",
    "majority.tie": "adopted",
    "votes.manner": "show_of_hands",
    "votes.roll_call_request_seats": 0,
    "votes.silence_objections": 3,
    "votes.silence_min_hours": 48,
    "votes.objection_seconds": 5,
    "votes.telephone": False,
    "ballots.may_change_until_close": False,
    "ballots.live_seconds": 90,
    "ballots.window_min_minutes": 5,
    "proxies.max_per_holder": 2,
    "proxies.notice_hours": 0,
    "proxies.count_for_quorum": True,
    "substitutes.allowed": False,
    "substitutes.notice_hours": 1,
    "floor.speech_seconds": {"member": 60},
    "floor.reply_seconds": 30,
    "floor.point_of_order_seconds": 30,
    "floor.order": "as_asked",
    "floor.appeal": False,
    "procedural.precedence": ["closure", "suspension"],
    "procedural.speakers_for": 0,
    "procedural.speakers_against": 3,
    "procedural.majorities": {"closure": "qualified 2/3"},
    "procedural.once_per_item": False,
    "statements.max_words": 0,
    "explanations.max_words": 50,
    "explanations.mover_may": False,
    "explanations.hours": 1,
    "dissent.hours": 0,
    "reconsideration.who": "prevailing_side",
    "elections.max_rounds": 3,
    "elections.tie": "next_round",
    "amendments.acceptance_minutes": 0,
    "amendments.take_out_seats": 10,
    "amendments.division_seats": 0,
    "amendments.tie_in_part": "adopted",
    "minutes.correction_hours": 1,
}


@pytest.mark.parametrize("key", OTHERS)
def test_every_key_changes_its_own_rule_and_no_other(key: str) -> None:
    default = parse_profile(text_of("global_mayors"), "global_mayors")
    other = profile_from_json(with_value(key, OTHERS[key]))
    assert [each for each in KEYS if other.value_of(each) != default.value_of(each)] == [key]


def test_every_key_with_more_than_one_value_is_tried() -> None:
    assert set(KEYS) - set(OTHERS) == {"amendments.window", "amendments.min_sponsors"}


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
        ("majority.tie", "tossed"),
        ("majority.agenda", "weighted wealth [simple]"),
        ("quorum.check", "sometimes"),
        ("quorum.request_seats", 0),
        ("votes.manner", "silence"),
        ("votes.silence_objections", 0),
        ("votes.telephone", "yes"),
        ("procedural.precedence", "closure"),
        ("procedural.precedence", ["closure", "closure"]),
        ("procedural.precedence", ["filibuster"]),
        ("procedural.majorities", ["simple"]),
        ("procedural.majorities", {"filibuster": "simple"}),
        ("procedural.majorities", {"closure": "most"}),
        ("reconsideration.who", "losers"),
        ("elections.tie", "coin"),
        ("elections.max_rounds", 0),
        ("ballots.may_change_until_close", 1),
        ("ballots.live_seconds", 0),
        ("floor.speech_seconds", 120),
        ("floor.speech_seconds", {"chair": 120}),
        ("floor.speech_seconds", {"member": 120, "lobbyist": 60}),
        ("floor.speech_seconds", {"member": 0}),
        ("amendments.window", "always"),
        ("amendments.min_sponsors", 2),
        ("amendments.acceptance_minutes", -1),
        ("amendments.take_out_seats", 0),
        ("amendments.division_seats", -1),
        ("amendments.tie_in_part", "tossed"),
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


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("quorum.to_elects", "no rule has this name; did you mean quorum.to_elect?"),
        ("notice_hour", "no rule has this name; did you mean notice_hours?"),
        ("majority.amendement", "no rule has this name; did you mean majority.amendment?"),
        ("xyz", "no rule has this name"),
    ],
)
def test_unknown_key_is_refused_by_name_with_the_nearest_that_is_known(key: str, problem: str) -> None:
    data = tomllib.loads(text_of("global_mayors"))
    table, _, last = key.rpartition(".")
    (data[table] if table else data)[last] = {"value": 1}
    assert refusal_of(data) == {"key": key, "problem": problem}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"urgent.notice_minutes": 1500}, "urgent.notice_minutes"),
        ({"sponsors.min_countries": 4}, "sponsors.min_countries"),
        ({"quorum.check": "on_request", "quorum.to_decide": "none", "quorum.to_elect": "none"}, "quorum.check"),
        ({"votes.manner": "show_of_hands", "majority.motion": "weighted population [simple]"}, "majority.motion"),
        (
            {"votes.manner": "show_of_hands", "procedural.majorities": {"closure": "per_group continent 3 [simple]"}},
            "procedural.majorities",
        ),
        (
            {"procedural.precedence": ["closure"], "procedural.majorities": {"suspension": "simple"}},
            "procedural.majorities",
        ),
        ({"proxies.max_per_holder": 0, "proxies.count_for_quorum": True}, "proxies.count_for_quorum"),
        ({"explanations.hours": 0}, "explanations.hours"),
        ({"explanations.max_words": 0, "statements.max_words": 0}, "dissent.hours"),
        ({"elections.max_rounds": 1, "elections.tie": "next_round"}, "elections.tie"),
        (
            {f"majority.{name}": "qualified 2/3" for name in ("amendment", "procedural", "appeal", "agenda", "minutes")}
            | {"majority.tie": "casting_vote"},
            "majority.tie",
        ),
    ],
)
def test_rules_that_contradict_each_other_are_refused(changes: dict[str, object], key: str) -> None:
    data = tomllib.loads(text_of("global_mayors"))
    for changed_key, value in changes.items():
        table, _, last = changed_key.rpartition(".")
        (data[table] if table else data)[last]["value"] = value
    assert refusal_of(data)["key"] == key


def test_a_refusal_of_a_file_names_the_line() -> None:
    text = text_of("global_mayors")
    at = next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith("to_decide"))
    with pytest.raises(Refused) as refused:
        parse_profile(text.replace("more_than 1/2 of members", "most of us", 1), "global_mayors")
    assert refused.value.facts["key"] == "quorum.to_decide"
    assert str(refused.value.facts["problem"]).startswith(f"line {at}: ")


def test_a_broken_line_of_a_file_is_named_by_its_reader() -> None:
    with pytest.raises(Refused) as refused:
        read_profile('name = "ours"\nversion = \n')
    assert "line 2" in str(refused.value.facts["problem"])


def test_a_file_as_long_as_a_book_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_profile("#" * (LONGEST_TEXT + 1))
    assert refused.value.code is Code.TEXT_TOO_LONG


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


def test_a_table_of_rules_cannot_be_a_value() -> None:
    data = tomllib.loads(text_of("global_mayors"))
    data["quorum"] = 3
    assert refusal_of(data)["key"] == "quorum"


@pytest.mark.parametrize(("text", "key"), [("name = ", "TOML"), (text_of("municipal"), "name"), ("", "name")])
def test_unreadable_or_misnamed_file_is_refused(text: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_profile(text, "global_mayors")
    assert (refused.value.code, refused.value.facts["key"]) == (Code.BAD_PROFILE, key)


@pytest.mark.parametrize("text", [f"notice_hours = {'9' * 5000}", f"{'.'.join('a' * 20_000)} = 1"])
def test_what_would_break_or_busy_the_reader_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_profile(text)
    assert (refused.value.code, refused.value.facts["key"]) == (Code.BAD_PROFILE, "TOML")
