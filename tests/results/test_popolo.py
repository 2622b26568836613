"""Popolo JSON in: what a file says, in whatever pieces, and what its votes give under their rules."""

import json
import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.results.past_report import arrivals, report
from parliament.results.popolo import Defaults, read_popolo
from parliament.rules.majority import OfMembers, Simple
from parliament.rules.past_outcomes import Recounted, recount_all
from parliament.rules.quorum import Quorum
from parliament.rules.requirement import Requirement
from parliament.rules.shares import Share
from parliament.rules.stages import Outcome
from tests.results.popolo_file import DATA, cases, in_popolo, put, small, written

shared = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not DATA.is_dir(), reason="the published votes are not beside this checkout"),
]


PLAIN = Defaults()


def counted(document: object, defaults: Defaults = PLAIN) -> list[Recounted]:
    popolo = read_popolo(written(document), defaults)
    return [each for arrival in arrivals(popolo) for each in arrival.counted]


def one(**event: object) -> Recounted:
    (found,) = counted({"vote_events": [event]})
    return found


def roll(text: str) -> list[dict[str, str]]:
    options = {"y": "yes", "n": "no", "a": "abstain", "x": "absent", "v": "not voting", "p": "paired", "r": "present"}
    return [{"voter_id": f"p{number}", "option": options[letter]} for number, letter in enumerate(text)]


@pytest.mark.parametrize(
    ("name", "votes"),
    [
        pytest.param(name, votes, marks=shared)
        for name, votes in [
            ("us_congress", 250),
            ("city_praha", 250),
            ("city_brno", 250),
            ("city_nyc", 120),
            ("tally_czech_psp", 1200),
            ("tally_ep", 310),
        ]
    ],
)
def test_published_votes_come_in_and_agree(name: str, votes: int) -> None:
    popolo = read_popolo(written(in_popolo(cases(name))))
    said = report(popolo, arrivals(popolo))
    assert (said["votes"], said["agreements"], said["disagreements"]) == (votes, votes, [])
    assert (said["assumed"], said["not_published"], said["not_computed"]) == (0, 0, [])


@pytest.mark.parametrize("_", [pytest.param(0, marks=shared)])
def test_records_that_contradict_their_own_rule_are_reported_with_the_numbers(_: int) -> None:
    popolo = read_popolo(written(in_popolo(cases("anomalies"))))
    found = report(popolo, arrivals(popolo))["disagreements"]
    assert [(each["id"], each["published"], each["computed"]) for each in found] == [
        ("praha-59575", "pass", "fail"),
        ("praha-60105", "pass", "fail"),
        ("ep-166769", "fail", "pass"),
    ]
    assert "In favour: 23. Needed in favour: 33." in found[0]["why"]


def test_small_file_is_read_and_agrees() -> None:
    popolo = read_popolo(written(small()))
    (past,) = popolo.sessions
    assert (past.title, past.organization, past.period) == ("Assembly, 2026", "o1", "2026")
    assert [(vote.id, vote.members, vote.title) for vote in past.votes] == [
        ("v1", 5, "Plant trees"),
        ("v2", 5, "Cut trees"),
    ]
    first, second = recount_all(past)
    assert (first.decision.outcome, second.decision.outcome) == (Outcome.ADOPTED, Outcome.INQUORATE)
    assert report(popolo, arrivals(popolo)) == {
        "sessions": 1,
        "votes": 2,
        "people": 5,
        "organizations": 1,
        "agreements": 2,
        "disagreements": [],
        "not_published": 0,
        "not_computed": [],
        "assumed": 0,
    }


# How the pieces are put together.


def test_vote_events_may_stand_alone_or_in_a_list_and_embed_their_motion() -> None:
    event = {"id": "v1", "motion": {"requirement": "absolute 3"}, "result": "fail", "votes": roll("yyn")}
    assert [each.agrees for each in counted(event)] == [True]
    assert [each.agrees for each in counted([event, event | {"id": "v2", "result": "pass"}])] == [True, False]


def test_motion_may_embed_its_vote_events_and_events_may_be_called_events() -> None:
    event = {"id": "v1", "votes": roll("yyn")}
    motion = {"id": "m1", "requirement": "absolute 3", "result": "fail", "vote_events": [event]}
    assert [each.agrees for each in counted({"motions": [motion]})] == [True]
    assert [each.agrees for each in counted(motion)] == [True]
    assert [each.agrees for each in counted({"events": [event | {"result": "pass"}]})] == [True]


def test_votes_may_stand_in_a_collection_of_their_own() -> None:
    votes = [each | {"vote_event_id": "v1"} for each in roll("yyn")]
    (found,) = counted({"vote_events": [{"id": "v1", "result": "pass"}], "votes": votes})
    assert (found.tally.yes, found.tally.no, found.agrees) == (2, 1, True)


def test_people_and_voters_may_be_embedded() -> None:
    votes = [{"voter": {"id": "p1", "name": "Ada"}, "option": "yes", "group": {"id": "g"}}]
    assert one(id="v1", votes=votes).tally.yes == 1
    document = {"people": [{"id": "p1", "name": "Ada"}], "vote_events": [{"id": "v1", "votes": votes}]}
    (past,) = read_popolo(written(document)).sessions
    assert past.persons == (("p1", "Ada"),)
    assert past.rosters[0].groups == ("g",)


def test_sessions_are_those_of_the_file_or_calendar_years() -> None:
    document = small() | {"events": [{"id": "t9", "name": "Ninth term", "classification": "legislative session"}]}
    put(document, "/vote_events/0/legislative_session_id", "t9")
    assert [past.title for past in read_popolo(written(document)).sessions] == [
        "Assembly, Ninth term",
        "Assembly, 2026",
    ]
    undated = {"vote_events": [{"id": "v1", "votes": roll("y")}]}
    assert [(past.title, past.period) for past in read_popolo(written(undated)).sessions] == [("Past votes", None)]


# What a share of the members is a share of.


@pytest.mark.parametrize(
    ("date", "members"),
    [("2026-03-01", 5), ("2019-12-31", 3), ("2020-01-01T00:00:00Z", 5), ("2020", 5), (None, 3)],
)
def test_members_are_the_memberships_active_at_the_date_else_those_who_are_listed(
    date: str | None, members: int
) -> None:
    event = {"id": "v1", "organization_id": "o1", "start_date": date, "votes": roll("yyx")}
    document = {"memberships": small()["memberships"], "vote_events": [event]}
    (found,) = counted(document)
    assert found.vote.members == members


def test_two_memberships_of_one_person_are_one_member_and_an_end_is_a_last_day() -> None:
    document = small()
    put(document, "/memberships/5", {"person_id": "p1", "organization_id": "o1", "role": "chair"})
    put(document, "/memberships/4/end_date", "2026-03-01")
    assert [each.vote.members for each in counted(document)] == [5, 4]


def test_seats_that_the_file_gives_come_before_and_after_memberships() -> None:
    document = small()
    put(document, "/organizations/0/seats", 9)
    put(document, "/vote_events/0/seats", 7)
    assert [each.vote.members for each in counted(document)] == [7, 5]
    del document["memberships"]
    assert [each.vote.members for each in counted(document)] == [7, 9]


def test_without_memberships_and_votes_members_are_the_sum_of_the_counts() -> None:
    counts = [{"option": "yes", "value": 30}, {"option": "absent", "value": 10}]
    found = one(id="v1", motion={"requirement": "of_members 3/4"}, counts=counts, result="pass")
    assert (found.vote.members, found.agrees) == (40, True)


# Options, counts, weights, groups.


def test_each_option_is_counted_as_the_documentation_says() -> None:
    tally = one(id="v1", votes=[*roll("yynnnaaaaxpvr"), {"voter_id": "q", "option": "not_voting"}]).tally
    assert tally.to_json() == {"yes": 2, "no": 3, "abstain": 5, "not_voting": 2, "absent": 2, "papers": 0}


def test_weights_are_summed_and_members_are_the_weights_of_all() -> None:
    votes = [{"voter_id": "a", "option": "yes", "weight": 3}, {"voter_id": "b", "option": "no", "weight": 2.0}]
    found = one(id="v1", votes=votes, motion={"requirement": "of_members 3/5"}, result="pass")
    assert (found.tally.yes, found.tally.no, found.vote.members, found.agrees) == (3, 2, 5, True)


def test_counts_of_groups_are_added_up_where_there_are_no_others() -> None:
    groups = [{"option": "yes", "value": 3, "group_id": "a"}, {"option": "yes", "value": 4, "group_id": "b"}]
    assert one(id="v1", counts=groups).tally.yes == 7
    assert one(id="v1", counts=[*groups, {"option": "yes", "value": 8}]).tally.yes == 8


def test_counts_that_the_votes_contradict_are_a_disagreement_and_the_votes_decide() -> None:
    counts = [{"option": "yes", "value": 1}, {"option": "no", "value": 2}]
    found = one(id="v1", votes=roll("yyn"), counts=counts, result="pass")
    assert found.agrees
    (about,) = found.disagreements
    assert (about.id, about.kind) == ("v1", "counts")
    assert (about.published, about.computed) == ({"yes": 1, "no": 2}, {"yes": 2, "no": 1})


def test_votes_are_counted_group_by_group_where_every_voter_has_one() -> None:
    votes = [{"voter_id": f"p{n}", "option": o, "group_id": g} for n, (o, g) in enumerate(["ya", "nb", "yc", "yc"])]
    votes = [vote | {"option": {"y": "yes", "n": "no"}[vote["option"]]} for vote in votes]
    rule = {"requirement": "per_group continent 2 [simple]"}
    assert one(id="v1", votes=votes, motion=rule, result="pass").agrees
    del votes[0]["group_id"]
    assert one(id="v1", votes=votes, motion=rule, result="pass").why_not.startswith("The rule counts group by group")


# Rules and results.


def test_requirement_carries_quorum_and_tie() -> None:
    event = {"id": "v1", "votes": roll("ynx"), "result": "pass"}
    assert one(**event, motion={"requirement": "simple; tie adopted"}).agrees
    assert not one(**event, motion={"requirement": "simple"}).agrees
    assert one(**event | {"result": "fail"}, motion={"requirement": "simple; quorum 3; tie adopted"}).agrees


def test_options_are_the_rule_of_motions_that_name_none() -> None:
    half = Defaults(Requirement(OfMembers(Share(Fraction(1, 2), strict=True)), Quorum(3)), names_majority=True)
    events = [
        {"id": "v1", "votes": roll("yxxx"), "result": "fail"},
        {"id": "v2", "votes": roll("yyyx"), "result": "pass", "motion": {"requirement": "quorum 2"}},
        {"id": "v3", "votes": roll("yyyx"), "result": "pass", "motion": {"requirement": "absolute 3"}},
    ]
    found = counted({"vote_events": events}, half)
    assert [each.agrees for each in found] == [True, True, True]
    assert [each.vote.rule for each in found] == [
        "of_members 1/2; quorum 3",
        "of_members 1/2; quorum 2",
        "absolute 3; quorum 3",
    ]
    assert not any(each.vote.assumed for each in found)


def test_without_any_rule_the_majority_is_simple_and_called_assumed() -> None:
    found = one(id="v1", votes=roll("yyn"), result="pass")
    assert (found.vote.rule, found.vote.assumed, found.agrees) == (str(Simple()), True, True)


def test_rule_that_counts_population_is_not_computed_but_named() -> None:
    found = one(id="v1", votes=roll("y"), motion={"requirement": "weighted population [simple]"}, result="fail")
    assert (found.decision, found.agrees, found.disagreements) == (None, None, ())
    assert "population" in found.why_not


@pytest.mark.parametrize(
    ("word", "passes"),
    [("pass", True), ("Passed", True), ("adopted", True), ("FAIL", False), ("rejected", False), ("no quorum", False)],
)
def test_published_results_are_read_in_the_words_publishers_use(word: str, passes: bool) -> None:
    assert one(id="v1", votes=roll("yyn"), result=word).agrees == passes


def test_missing_result_is_no_disagreement_and_that_of_the_motion_counts_if_it_was_put_once() -> None:
    assert one(id="v1", votes=roll("y")).agrees is None
    motion = {"id": "m1", "result": "fail"}
    events = [{"id": "v1", "motion_id": "m1", "votes": roll("y")}, {"id": "v2", "motion_id": "m1", "votes": roll("y")}]
    assert [each.agrees for each in counted({"motions": [motion], "vote_events": events[:1]})] == [False]
    assert [each.agrees for each in counted({"motions": [motion], "vote_events": events})] == [None, None]


def test_event_with_neither_votes_nor_counts_is_not_computed() -> None:
    found = one(id="v1", result="pass")
    assert (found.decision, found.why_not) == (None, "The source gives neither votes nor counts.")


@given(st.lists(st.sampled_from("ynaxvpr"), max_size=30), st.integers(1, 30))
def test_what_comes_in_is_what_the_rule_says_of_the_counts(letters: list[str], need: int) -> None:
    motion = {"requirement": f"absolute {need}"}
    found = one(id="v1", votes=roll("".join(letters)), motion=motion, result="pass")
    if letters:
        assert found.agrees == (letters.count("y") >= need)
        assert found.tally.roll == found.vote.members == len(letters)


@pytest.mark.parametrize("_", [pytest.param(0, marks=shared)])
def test_naughty_strings_are_kept_letter_by_letter(_: int) -> None:
    lines = (DATA / "naughty" / "strings.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n")
    strings = [json.loads(line)["s"] for line in lines]
    assert len(strings) > 200
    kept = [text for text in strings if text and "\x00" not in text]
    events = [
        {"id": f"{number} {text}", "motion": {"text": text}, "votes": [{"voter_id": text, "option": "yes"}]}
        for number, text in enumerate(kept)
    ]
    found = counted({"vote_events": events})
    assert [each.vote.text for each in found] == [unicodedata.normalize("NFC", text) for text in kept]
    assert all(each.tally.yes == 1 for each in found)
