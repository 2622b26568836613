"""Files that are not in order are refused whole, with the place named and the problem said."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.results.popolo import read_popolo
from parliament.rules.refusals import Code, Refused
from tests.results.popolo_file import put, small, written


def refused(data: bytes) -> tuple[str, str]:
    """Where and why."""
    with pytest.raises(Refused) as caught:
        read_popolo(data)
    assert caught.value.code == Code.BAD_POPOLO
    assert caught.value.sentence()
    return str(caught.value.facts["place"]), str(caught.value.facts["problem"])


VOTE = "/vote_events/0/votes/4"
NO_VOTER = {"option": "yes"}
TWICE = {"voter_id": "p1", "option": "no"}


@pytest.mark.parametrize(
    ("place", "value", "named", "problem"),
    [
        (f"{VOTE}/option", "maybe", f"{VOTE}/option", "“maybe” is no option"),
        (f"{VOTE}/option", "Yes", f"{VOTE}/option", "“Yes” is no option"),
        (f"{VOTE}/option", None, f"{VOTE}/option", "null is no option"),
        (f"{VOTE}/option", 1, f"{VOTE}/option", "a number is no option"),
        (f"{VOTE}/voter_id", "p9", f"{VOTE}/voter_id", "not in the file’s persons"),
        (f"{VOTE}/voter_id", 5, f"{VOTE}/voter_id", "a text is expected here, not a number"),
        (f"{VOTE}/weight", -1, f"{VOTE}/weight", "not negative"),
        (f"{VOTE}/weight", 1.5, f"{VOTE}/weight", "whole number here, not a number with a fraction"),
        (f"{VOTE}/weight", True, f"{VOTE}/weight", "true or false"),
        (f"{VOTE}/weight", 10**12, f"{VOTE}/weight", "larger than"),
        (f"{VOTE}/group_id", 7, f"{VOTE}/group_id", "a text is expected"),
        (f"{VOTE}/role", [], f"{VOTE}/role", "a text is expected"),
        (f"{VOTE}/vote_event_id", "v2", f"{VOTE}/vote_event_id", "not the id of the vote event"),
        ("/vote_events/0/votes/5", NO_VOTER, "/vote_events/0/votes/5/voter_id", "has to name its voter"),
        ("/vote_events/0/votes/5", TWICE, "/vote_events/0/votes/5/voter_id", "has voted already"),
        ("/vote_events/0/votes/5", "yes", "/vote_events/0/votes/5", "an object is expected here, not a text"),
        ("/vote_events/0/votes", {}, "/vote_events/0/votes", "a list is expected here, not an object"),
        ("/vote_events/0/counts/0/value", -3, "/vote_events/0/counts/0/value", "not negative"),
        ("/vote_events/0/counts/0/value", 3.0, "/vote_events/0/counts/0/value", "whole number"),
        ("/vote_events/0/counts/0/value", "3", "/vote_events/0/counts/0/value", "whole number"),
        ("/vote_events/0/counts/0/value", None, "/vote_events/0/counts/0/value", "has to give its value"),
        ("/vote_events/0/counts/0/option", "aye", "/vote_events/0/counts/0/option", "no option"),
        ("/vote_events/0/counts/1/option", "yes", "/vote_events/0/counts/1/option", "counted twice"),
        ("/vote_events/0/motion_id", "m9", "/vote_events/0/motion_id", "not in the file’s motions"),
        ("/vote_events/0/organization_id", "o9", "/vote_events/0/organization_id", "not in the file’s organizations"),
        ("/vote_events/0/start_date", "2026-02-30", "/vote_events/0/start_date", "is no date"),
        ("/vote_events/0/start_date", "1 March", "/vote_events/0/start_date", "is no date"),
        ("/vote_events/0/start_date", "2026-03-01T25:00:00Z", "/vote_events/0/start_date", "is no date"),
        ("/vote_events/0/start_date", 2026, "/vote_events/0/start_date", "a text is expected"),
        ("/vote_events/0/end_date", "2026-02-28", "/vote_events/0/end_date", "before the start_date"),
        ("/vote_events/0/result", "perhaps", "/vote_events/0/result", "no result such as pass or fail"),
        ("/vote_events/0/result", True, "/vote_events/0/result", "a text is expected"),
        ("/vote_events/0/seats", -1, "/vote_events/0/seats", "not negative"),
        ("/vote_events/1/id", "v1", "/vote_events/1/id", "given twice"),
        ("/vote_events/1", [], "/vote_events/1", "an object is expected here, not a list"),
        ("/vote_events", {}, "/vote_events", "a list is expected here, not an object"),
        ("/motions/0/requirement", "two thirds", "/motions/0/requirement", "“two” is not a kind of majority"),
        ("/motions/0/requirement", "", "/motions/0/requirement", "nothing stands where"),
        ("/motions/0/requirement", "simple; quorum half", "/motions/0/requirement", "“half” is not none"),
        ("/motions/0/requirement", "simple; simple", "/motions/0/requirement", "said twice"),
        ("/motions/0/requirement", "simple; tie maybe", "/motions/0/requirement", "not rejected or adopted"),
        ("/motions/0/requirement", "x" * 700, "/motions/0/requirement", "at most"),
        ("/motions/0/requirement", 2, "/motions/0/requirement", "a text is expected"),
        ("/motions/0/result", "maybe", "/motions/0/result", "no result"),
        ("/motions/1/id", "m1", "/motions/1/id", "given twice"),
        ("/motions/1/id", None, "/motions/1/id", "an id is needed"),
        ("/motions/0/organization_id", "o9", "/motions/0/organization_id", "not in the file’s organizations"),
        ("/motions/0/date", "yesterday", "/motions/0/date", "is no date"),
        ("/persons/1/id", "p1", "/persons/1/id", "given twice"),
        ("/persons/1/name", 3, "/persons/1/name", "a text is expected"),
        ("/organizations/1", {"id": "o1"}, "/organizations/1/id", "given twice"),
        ("/memberships/0/person_id", "p9", "/memberships/0/person_id", "not in the file’s persons"),
        ("/memberships/0/organization_id", "o9", "/memberships/0/organization_id", "not in the file’s organizations"),
        ("/memberships/0/start_date", "2020-13", "/memberships/0/start_date", "is no date"),
        ("/memberships/0/end_date", "2019", "/memberships/0/end_date", "before the start_date"),
        ("/motions/0/text", "half \ud800", "/motions/0/text", "lone surrogate"),
        ("/motions/0/text", "nothing \0", "/motions/0/text", "U+0000"),
        ("/motions/0/text", "x" * 1_000_001, "/motions/0/text", "longer than"),
        ("/vote_events/0/id", "x" * 1001, "/vote_events/0/id", "longer than"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_one_thing_out_of_order_refuses_the_file_at_its_place(place: str, value: Any, named: str, problem: str) -> None:
    found = refused(json.dumps(put(small(), place, value)).encode())
    assert found[0] == named
    assert problem in found[1]


@pytest.mark.parametrize(
    ("data", "place", "problem"),
    [
        (b"", "line 1, column 1", "no JSON"),
        (b'{"vote_events": [\n  {"id": "v1",}\n]}', "line 2, column 15", "no JSON"),
        (b'{"vote_events": []} trailing', "line 1, column 21", "Extra data"),
        (b"\xff\xfe{}", "line 1", "not in UTF-8"),
        (b'{"vote_events": [{"id": "v", "votes": [{"weight": NaN}]}]}', "/vote_events/0/votes/0/weight", "NaN"),
        (b'{"vote_events": [{"x": -Infinity}]}', "/vote_events/0/x", "-Infinity"),
        (b'{"vote_events": [{"x": 1e999}]}', "/vote_events/0/x", "too large"),
        (b'{"vote_events": [{"x": ' + b"9" * 5000 + b"}]}", "/vote_events/0/x", "too large"),
        (b'{"vote_events": [{"id": "a", "id": "b"}]}', "/vote_events/0", "“id” stands twice"),
        (b'{"vote_events": [], "vote_events": []}', "/", "“vote_events” stands twice"),
        (b"[" * 100_000, "/", "nested too deep"),
        (b'{"vote_events": ' + b'{"a":' * 5000 + b"1" + b"}" * 5001, "/", "nested too deep"),
        (b"{}", "/", "this is no vote event"),
        (b'{"name": "x"}', "/", "this is no vote event"),
        (b"[{}]", "/0", "this is no vote event"),
        (b"[1]", "/0", "an object is expected here, not a number"),
        (b"null", "/", "an object is expected here, not null"),
        (b'"vote_events"', "/", "an object is expected here, not a text"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_what_is_no_json_or_no_popolo_is_refused_at_its_place(data: bytes, place: str, problem: str) -> None:
    found = refused(data)
    assert found[0] == place
    assert problem in found[1]


def test_references_are_asked_for_only_where_the_file_has_the_collection() -> None:
    for collection in ("organizations", "persons", "memberships", "motions"):
        document = small()
        del document[collection]
        if collection in ("organizations", "persons"):
            assert len(read_popolo(written(document)).sessions) == 1
    event = {"id": "v1", "motion_id": "m", "organization_id": "o", "votes": [{"voter_id": "p", "option": "yes"}]}
    assert len(read_popolo(written({"vote_events": [event]})).sessions) == 1


@pytest.mark.parametrize(
    ("collection", "place"),
    [
        ("organizations", "/memberships/0/organization_id"),
        ("persons", "/memberships/0/person_id"),
        ("motions", "/vote_events/0/motion_id"),
    ],
)
def test_empty_collection_is_a_collection(collection: str, place: str) -> None:
    assert refused(written(small() | {collection: []}))[0] == place


def test_file_of_too_many_sessions_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parliament.results.popolo.MOST_TENURES", 2)
    events = [{"id": f"v{n}", "legislative_session_id": f"s{n}", "votes": []} for n in range(3)]
    assert refused(written({"vote_events": events}))[0] == "/vote_events/2"


def test_legislative_session_that_the_file_s_events_do_not_have_is_refused() -> None:
    document = put(small() | {"events": [{"id": "t1", "name": "First"}]}, "/vote_events/0/legislative_session_id", "t2")
    assert refused(written(document))[0] == "/vote_events/0/legislative_session_id"


def test_loose_vote_of_no_event_is_refused() -> None:
    document = small() | {"votes": [{"vote_event_id": "v9", "voter_id": "p1", "option": "yes"}]}
    assert refused(written(document)) == ("/votes/0/vote_event_id", "this vote event is not in the file")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "votes", "x"]), inner),
    max_leaves=6,
)
PLACES = [
    "/vote_events/0",
    "/vote_events/0/votes",
    "/vote_events/0/votes/0",
    "/vote_events/0/votes/0/voter",
    "/vote_events/0/motion",
    "/vote_events/0/organization",
    "/vote_events/0/counts/0/group",
    "/motions/0/requirement",
    "/motions/0/vote_events",
    "/persons/0/memberships",
    "/memberships/0/member",
    "/events",
    "/votes",
]


@given(st.sampled_from(PLACES), anything)
def test_whatever_stands_anywhere_a_file_is_read_or_refused(place: str, value: Any) -> None:
    try:
        read_popolo(json.dumps(put(small(), place, value)).encode())
    except Refused as refusal:
        found = refusal.code
    else:
        found = Code.BAD_POPOLO
    assert found == Code.BAD_POPOLO
