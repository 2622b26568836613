"""Popolo JSON out: as its schemas want it, and read again it gives the same counts and outcomes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft3Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT3

from parliament.record.past_annex import read_annex, write_annex
from parliament.results.past_report import arrivals, report
from parliament.results.popolo import read_popolo
from parliament.results.popolo_writing import Writer
from parliament.rules.past_outcomes import recount_all
from tests.results.popolo_file import DATA, cases, in_popolo, put, small, written

shared = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not DATA.is_dir(), reason="the published votes are not beside this checkout"),
]
ITEMS = {
    "organizations": "organization",
    "persons": "person",
    "memberships": "membership",
    "events": "event",
    "motions": "motion",
    "vote_events": "vote_event",
}


def out_again(document: object) -> dict:
    writer = Writer()
    for number, arrival in enumerate(arrivals(read_popolo(written(document)))):
        writer.add(f"session-{number}", arrival.past)
    return writer.document()


def outcomes(document: object) -> dict:
    counted = [each for arrival in arrivals(read_popolo(written(document))) for each in arrival.counted]
    return {each.vote.id: (each.tally, each.decision, each.vote.members, each.published) for each in counted}


def complaints(document: dict) -> list[str]:
    """What the published schemas (draft 3) say of every object of a document."""
    schemas = [json.loads(path.read_text("utf-8")) for path in (DATA / "schemas" / "popolo").glob("*.json")]
    named = [(each["id"].rstrip("#"), Resource.from_contents(each, DRAFT3)) for each in schemas]
    registry = Registry().with_resources(named + [(f"{uri}#", each) for uri, each in named])
    found = []
    for collection, noun in ITEMS.items():
        schema = next(each for each in schemas if each["id"].endswith(f"/{noun}.json#"))
        validator = Draft3Validator(schema, registry=registry)
        found += [
            f"{collection}/{index}: {error.message}"
            for index, each in enumerate(document[collection])
            for error in validator.iter_errors(each)
        ]
    return found


@pytest.mark.parametrize("name", [pytest.param(name, marks=shared) for name in ("city_brno", "city_nyc", "tally_ep")])
def test_published_votes_go_out_as_the_schemas_want_them_and_come_in_the_same(name: str) -> None:
    document = in_popolo(cases(name, 40))
    again = out_again(document)
    assert complaints(again) == []
    assert outcomes(again) == outcomes(document)
    popolo = read_popolo(written(again))
    assert report(popolo, arrivals(popolo))["disagreements"] == []


@pytest.mark.parametrize("_", [pytest.param(0, marks=shared)])
def test_schemas_do_find_what_is_wrong(_: int) -> None:
    again = out_again(small())
    assert complaints(again) == []
    put(again, "/vote_events/0/counts/0/value", "three")
    put(again, "/memberships/0/start_date", "1 January")
    assert len(complaints(again)) == 2


def test_everything_of_a_small_file_goes_out_again() -> None:
    document = small()
    put(document, "/vote_events/0/votes/0/group_id", "green")
    put(document, "/vote_events/0/votes/0/weight", 4)
    put(document, "/vote_events/0/votes/0/role", "chair")
    again = out_again(document)
    assert again["organizations"] == document["organizations"]
    assert again["persons"] == document["persons"]
    assert again["memberships"] == document["memberships"]
    assert again["vote_events"][0]["votes"] == document["vote_events"][0]["votes"]
    assert [(each["id"], each["requirement"]) for each in again["motions"]] == [
        ("m1", "of_members 1/2"),
        ("m2", "simple; quorum 4"),
    ]
    assert outcomes(again) == outcomes(document)
    assert out_again(again) == again


def test_disagreement_goes_out_as_it_was_published() -> None:
    document = put(small(), "/vote_events/0/result", "Rejected")
    assert out_again(document)["vote_events"][0]["result"] == "Rejected"


def test_ids_that_two_sessions_use_for_different_things_are_told_apart() -> None:
    writer = Writer()
    for slug, name in (("one", "Ada"), ("two", "Grace")):
        document = small() | {"persons": [{"id": f"p{n}", "name": f"{name} {n}"} for n in range(1, 6)]}
        (arrival,) = arrivals(read_popolo(written(document)))
        writer.add(slug, arrival.past)
    again = writer.document()
    assert [each["id"] for each in again["vote_events"]] == ["v1", "v2", "two/v1", "two/v2"]
    assert len(again["persons"]) == 10
    assert len(outcomes(again)) == 4


letters = st.sampled_from(["yes", "no", "abstain", "absent", "not voting", "paired", "present"])
rules = st.sampled_from(["simple", "qualified 2/3", "of_members 1/2; quorum 2", "over_abstentions; tie adopted"])
votes = st.lists(
    st.tuples(st.integers(0, 8), letters, st.none() | st.integers(0, 5), st.none() | st.sampled_from("ab")),
    max_size=9,
    unique_by=lambda vote: vote[0],
)


@given(st.lists(st.tuples(votes, rules, st.none() | st.sampled_from(["pass", "fail"])), max_size=4))
def test_what_goes_out_comes_in_the_same(events: list) -> None:
    document = {
        "vote_events": [
            {
                "id": f"v{number}",
                "start_date": f"20{20 + number % 2}-05-01",
                "motion": {"id": f"m{number}", "text": f"Question {number}", "requirement": rule},
                "result": result,
                "votes": [{"voter_id": f"p{v}", "option": o, "weight": w, "group_id": g} for v, o, w, g in ballots],
            }
            for number, (ballots, rule, result) in enumerate(events)
        ]
    }
    again = out_again(document)
    # An event in which nobody is named goes out without numbers, so that nothing is computed from it either.
    assert outcomes(again) == outcomes(document)
    for past in read_popolo(written(document)).sessions:
        assert read_annex(write_annex(past)) == past
        assert len(recount_all(past)) == len(past.votes)
