"""Proxies: given in time, to one holder, never handed on; asleep while the giver is there."""

from datetime import timedelta

import pytest

from parliament.commands.proxies import give_proxy, take_back_proxy
from parliament.commands.seats import rule_on_seat
from parliament.commands.sittings import check_in, open_sitting, take_roll_call
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from tests.builders import Chamber
from tests.commands.standing_in import (
    HOUR,
    certify,
    convene_under,
    counted_by_proxy,
    give,
    proxy,
    questions_asked,
    voices,
)


@pytest.fixture
def sitting_down(founded: Chamber) -> Chamber:
    """A session under rules that ask for no notice; its first sitting is open, and the first mayor is not there."""
    founded.sit_down()
    founded.by(founded.desk, take_roll_call, sitting_id=founded.sitting, present=[], absent=[founded.seats[0]])
    return founded


def test_proxy_counts_while_its_giver_is_away_and_sleeps_while_it_is_there(sitting_down):
    give(sitting_down)
    giver, holder = sitting_down.seats[:2]
    assert {seat: row.proxy for seat, row in voices(sitting_down).items() if row.proxy} == {giver: holder}
    sitting_down.by(sitting_down.mayors[0], check_in, sitting_id=sitting_down.sitting)
    assert voices(sitting_down)[giver].proxy is None


def test_proxy_is_taken_back_and_given_anew(sitting_down):
    given = give(sitting_down)
    sitting_down.refused(Code.NOT_YOUR_SEAT, sitting_down.mayors[1], take_back_proxy, proxy_id=given)
    sitting_down.by(sitting_down.mayors[0], take_back_proxy, proxy_id=given)
    assert sitting_down.last().kind == "proxy.taken_back"
    assert voices(sitting_down)[sitting_down.seats[0]].proxy is None
    sitting_down.refused(Code.WRONG_STAGE, sitting_down.mayors[0], take_back_proxy, proxy_id=given)
    give(sitting_down, holder=2)
    assert voices(sitting_down)[sitting_down.seats[0]].proxy == sitting_down.seats[2]


@pytest.mark.parametrize(
    ("giver", "holder", "code"),
    [
        (2, 1, Code.TOO_MANY_PROXIES),
        (2, 2, Code.PROXY_TO_ITSELF),
        (0, 2, Code.ALREADY_REPRESENTED),
        (1, 2, Code.PROXY_CHAIN),
        (2, 0, Code.PROXY_CHAIN),
    ],
)
def test_second_proxy_is_refused(sitting_down, giver, holder, code):
    give(sitting_down)
    sitting_down.refused(code, sitting_down.mayors[giver], give_proxy, **proxy(sitting_down, holder))


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        (Code.BAD_TIMES, {"end": -1}),
        (Code.BAD_TIMES, {"start": -1}),
        (Code.NOT_FOUND, {"holder_seat": "seat-0"}),
        (Code.NOT_FOUND, {"item_id": "item-0"}),
        (Code.NOT_FOUND, {"session_id": "session-0"}),
    ],
)
def test_proxy_says_to_whom_and_when(sitting_down, code, changes):
    sitting_down.refused(code, sitting_down.mayors[0], give_proxy, **proxy(sitting_down, **changes))


def test_proxy_is_given_by_the_mayor_alone(sitting_down):
    cabinet = sitting_down.invite("cabinet", Office.CABINET, sitting_down.seats[0])
    sitting_down.refused(Code.NOT_ALLOWED, cabinet, give_proxy, **proxy(sitting_down))
    pretender = Actor(cabinet.account, offices=frozenset({Office.MEMBER}), seat=sitting_down.seats[0])
    sitting_down.refused(Code.NO_MANDATE, pretender, give_proxy, **proxy(sitting_down))


def test_proxy_is_neither_given_nor_taken_back_during_a_vote(sitting_down):
    given = give(sitting_down)
    sitting_down.put()
    sitting_down.refused(Code.VOTE_OPEN, sitting_down.mayors[2], give_proxy, **proxy(sitting_down, 3))
    sitting_down.refused(Code.VOTE_OPEN, sitting_down.mayors[0], take_back_proxy, proxy_id=given)


def test_proxy_for_one_item_counts_while_that_item_is_before_the_house(sitting_down):
    give(sitting_down, item_id=sitting_down.other_item)
    assert voices(sitting_down)[sitting_down.seats[0]].proxy is None
    sitting_down.call(sitting_down.other_item)
    assert voices(sitting_down)[sitting_down.seats[0]].proxy == sitting_down.seats[1]


def test_seat_without_a_voice_holds_no_proxy(sitting_down):
    sitting_down.refused(
        Code.SEAT_NOT_ACCREDITED,
        sitting_down.mayors[0],
        give_proxy,
        **proxy(sitting_down, holder_seat=sitting_down.vacant),
    )
    give(sitting_down)
    sitting_down.by(sitting_down.desk, rule_on_seat, seat_id=sitting_down.seats[1], state="suspended", reason="Appeal")
    assert voices(sitting_down)[sitting_down.seats[0]].proxy is None


def test_substitute_is_asked_before_a_proxy(sitting_down):
    give(sitting_down)
    certify(sitting_down)
    voice = voices(sitting_down)[sitting_down.seats[0]]
    assert (voice.kind, voice.proxy) == ("substitute", None)


@pytest.mark.parametrize("leaves", [0, 1])
def test_proxy_ends_with_the_mandate_that_gave_or_holds_it(sitting_down, leaves):
    give(sitting_down)
    sitting_down.vacate(sitting_down.seats[leaves])
    assert sitting_down.last().kind == "proxy.taken_back"
    assert all(row.proxy is None for row in voices(sitting_down).values())


def test_rules_say_whether_there_are_proxies_and_how_long_before_a_sitting(founded):
    founded.convene("municipal")
    founded.refused(Code.NO_PROXIES, founded.mayors[0], give_proxy, **proxy(founded))
    founded.convene("global_mayors")
    opening = founded.at
    founded.at = opening - 12 * HOUR
    founded.refused(Code.NOTICE_MISSED, founded.mayors[0], give_proxy, **proxy(founded, until_at=opening + HOUR))
    founded.at = opening - 12 * HOUR - timedelta(seconds=2)
    give(founded, until_at=opening + HOUR)
    founded.at = opening
    founded.open(absent=0)
    founded.by(founded.desk, take_roll_call, sitting_id=founded.sitting, present=[], absent=[founded.seats[0]])
    assert voices(founded)[founded.seats[0]].proxy == founded.seats[1]


def test_proxy_given_late_is_for_the_sitting_after(founded):
    founded.convene("global_mayors")
    opening = founded.at
    give(founded, from_at=opening + HOUR, until_at=opening + 48 * HOUR)
    founded.at = opening + 2 * HOUR
    assert voices(founded)[founded.seats[0]].proxy is None


def test_seats_present_by_proxy_make_a_quorum_only_where_the_rules_say_so(founded):
    for counted in (False, True):
        convene_under(founded, count_for_quorum=counted)
        give(founded)
        present = [seat for seat in founded.seats if seat != founded.seats[0]]
        founded.by(founded.desk, take_roll_call, sitting_id=founded.sitting, present=present)
        assert counted_by_proxy(founded) == ({founded.seats[0]} if counted else set())
        founded.by(founded.chair, open_sitting, sitting_id=founded.sitting)
        assert founded.last().body["present"] == len(present) + counted


def test_proxy_of_an_absent_holder_makes_no_quorum(founded):
    convene_under(founded, count_for_quorum=True)
    give(founded)
    assert counted_by_proxy(founded) == set()


def test_as_many_questions_for_two_proxies_as_for_one(founded):
    convene_under(founded, max_per_holder=2)
    asked = []
    for giver in (0, 2):
        give(founded, giver)
        asked.append(questions_asked(founded))
    assert asked[0] == asked[1] <= 6
