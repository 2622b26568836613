"""What the state of a seat follows from, and who may speak for it."""

from datetime import UTC, datetime, timedelta

import pytest

from parliament.rules import seats
from parliament.rules.refusals import Code
from parliament.rules.stages import SeatState
from tests.rules.refusing import refusal

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(("kind", "state"), [(None, "vacant"), ("full", "held"), ("interim", "interim")])
def test_seat_is_what_its_running_mandate_makes_of_it(kind, state):
    assert seats.state_under(kind) == seats.state_after("held", kind) == seats.state_ruled("clear", kind) == state


@pytest.mark.parametrize("ruled", ["disputed", "suspended"])
def test_ruling_stays_whoever_comes_or_goes(ruled):
    assert {seats.state_after(ruled, kind) for kind in (None, "full", "interim")} == {SeatState(ruled)}
    assert seats.state_ruled(ruled, "full") == ruled


@pytest.mark.parametrize(
    ("state", "ruling", "code"),
    [
        ("held", "disputed", None),
        ("vacant", "disputed", None),
        ("disputed", "suspended", None),
        ("suspended", "clear", None),
        ("held", "clear", Code.WRONG_STAGE),
        ("disputed", "disputed", Code.WRONG_STAGE),
        ("held", "held", Code.MALFORMED),
    ],
)
def test_only_what_is_ruled_out_is_cleared_and_once(state, ruling, code):
    assert refusal(seats.check_ruling, state, ruling) == code


def test_seat_without_a_voice_takes_no_part():
    assert [refusal(seats.check_accredited, state) for state in ("held", "interim")] == [None, None]
    refused = {refusal(seats.check_accredited, state) for state in ("vacant", "disputed", "suspended")}
    assert refused == {Code.SEAT_NOT_ACCREDITED}


@pytest.mark.parametrize(
    ("hours", "former", "code"),
    [(0, None, None), (-5, None, None), (1, None, Code.BAD_TIMES), (-2, -2, None), (-3, -2, Code.BAD_TIMES)],
)
def test_mandate_begins_neither_in_the_future_nor_before_the_former_had_ended(hours, former, code):
    until = NOW + former * HOUR if former is not None else None
    assert refusal(seats.check_beginning, now=NOW, from_at=NOW + hours * HOUR, former_until=until) == code


@pytest.mark.parametrize(
    ("notice", "opens", "code"),
    [(0, 0, None), (24, None, None), (24, 24, None), (24, 23, Code.NOTICE_MISSED), (24, -1, Code.NOTICE_MISSED)],
)
def test_notice_is_counted_to_the_next_sitting(notice, opens, code):
    opening = NOW + opens * HOUR if opens is not None else None
    assert refusal(seats.check_notice_before, NOW, opening, notice) == code


@pytest.mark.parametrize(
    ("allowed", "start", "end", "code"),
    [
        (True, 0, 1, None),
        (False, 0, 1, Code.NO_SUBSTITUTES),
        (True, 1, 1, Code.BAD_TIMES),
        (True, -1, 1, Code.BAD_TIMES),
    ],
)
def test_substitute_stands_in_where_and_when_the_rules_allow(allowed, start, end, code):
    times = {"now": NOW, "from_at": NOW + start * HOUR, "until_at": NOW + end * HOUR}
    assert refusal(seats.check_substitution, allowed=allowed, **times) == code


@pytest.mark.parametrize(
    ("other", "code"),
    [((0, 1), None), ((3, 4), None), ((0, 2), Code.ALREADY_REPRESENTED), ((2, 9), Code.ALREADY_REPRESENTED)],
)
def test_two_substitutes_never_stand_in_at_one_instant(other, code):
    others = [(NOW + other[0] * HOUR, NOW + other[1] * HOUR)]
    assert refusal(seats.check_alone, NOW + HOUR, NOW + 3 * HOUR, others) == code


@pytest.mark.parametrize(
    ("own", "stand_in", "code"),
    [
        ("mayor", None, None),
        ("mayor", "deputy", Code.VOICE_RESTS),
        ("deputy", "deputy", None),
        ("deputy", None, Code.NO_MANDATE),
        (None, None, Code.NO_MANDATE),
    ],
)
def test_one_seat_has_one_voice(own, stand_in, code):
    said = {"own": own, "holder": "mayor", "stand_in": stand_in, "until_at": NOW if stand_in else None}
    assert refusal(seats.check_voice, **said) == code
