"""The life of a motion: what it needs, who may touch it, who may read it."""

import pytest

from parliament.rules.motions import (
    BEFORE_THE_VOTE,
    check_seat,
    check_sponsoring,
    check_withdrawal,
    may_read,
    obstacles_to_submitting,
)
from parliament.rules.powers import NOBODY, Actor, Office
from parliament.rules.refusals import Code
from parliament.rules.stages import Stage
from tests.rules.refusing import codes, refusal

COUNTRIES = {"a": "GHA", "b": "GHA", "c": "GHA", "d": "FRA"}


@pytest.mark.parametrize(
    ("stage", "sponsors", "found"),
    [
        ("draft", ["a", "b", "d"], []),
        ("gathering", ["a", "b", "c", "d"], []),
        ("gathering", ["a", "d"], [Code.NOT_ENOUGH_SPONSORS]),
        ("gathering", ["a", "b", "c"], [Code.NOT_ENOUGH_COUNTRIES]),
        ("submitted", ["a"], [Code.WRONG_STAGE, Code.NOT_ENOUGH_SPONSORS, Code.NOT_ENOUGH_COUNTRIES]),
    ],
)
def test_obstacles_to_submitting(stage, sponsors, found):
    facts = {"stage": stage, "sponsors": sponsors, "country_of": COUNTRIES, "need": 3, "need_countries": 2}
    assert codes(obstacles_to_submitting(**facts)) == found


@pytest.mark.parametrize("stage", list(Stage))
def test_motion_is_withdrawn_before_it_is_put_and_not_later(stage):
    expected = None if stage in BEFORE_THE_VOTE else Code.WRONG_STAGE
    assert refusal(check_withdrawal, stage=stage, seat="a", by="a", vote_open=False) == expected
    assert refusal(check_withdrawal, stage=stage, seat="a", by="b", vote_open=False) == Code.NOT_YOUR_SEAT
    assert {Stage.PUT, Stage.DECIDED}.isdisjoint(BEFORE_THE_VOTE)


def test_motion_is_not_withdrawn_during_a_vote_on_an_amendment():
    assert refusal(check_withdrawal, stage="under_debate", seat="a", by="a", vote_open=True) == Code.VOTE_OPEN


@pytest.mark.parametrize("by", ["b", None])
def test_paper_belongs_to_its_seat(by):
    assert refusal(check_seat, of="a", by=by) == Code.NOT_YOUR_SEAT
    assert refusal(check_seat, of="a", by="a") is None


def test_support_is_for_the_words_that_were_read():
    assert refusal(check_sponsoring, stage="gathering", text_hash="x", seen_hash="x") is None
    assert refusal(check_sponsoring, stage="gathering", text_hash="x", seen_hash="y") == Code.STALE_TEXT
    assert refusal(check_sponsoring, stage="draft", text_hash="x", seen_hash="x") == Code.WRONG_STAGE


@pytest.mark.parametrize(
    ("visibility", "office", "seat", "may"),
    [
        ("public", None, None, True),
        ("house", None, None, False),
        ("house", Office.OBSERVER, None, False),
        ("house", Office.CABINET, "b", True),
        ("house", Office.SECRETARIAT, None, True),
        ("seat", Office.SECRETARIAT, None, False),
        ("seat", Office.MEMBER, "b", False),
        ("seat", Office.MEMBER, "a", True),
        ("seat", Office.CABINET, "a", True),
    ],
)
def test_who_may_read_a_motion(visibility, office, seat, may):
    reader = Actor("x", offices=frozenset({office}), seat=seat) if office else NOBODY
    assert may_read(visibility=visibility, seat="a", reader=reader) is may
