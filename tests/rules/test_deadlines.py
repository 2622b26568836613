"""Time rules: the boundary instants decide."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from parliament.rules.deadlines import check_notice, check_open, check_order, check_window, is_open
from parliament.rules.refusals import Code, Refused

OPENS = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CLOSES = OPENS + timedelta(hours=2)
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("at", "inside"),
    [(OPENS - INSTANT, False), (OPENS, True), (CLOSES - INSTANT, True), (CLOSES, False), (CLOSES + INSTANT, False)],
)
def test_a_window_holds_its_opening_instant_and_not_its_closing_one(at: datetime, inside: bool) -> None:
    assert is_open(at, OPENS, CLOSES) is inside


def test_a_ballot_at_the_closing_instant_is_late_and_told_when_it_closed() -> None:
    check_open(CLOSES - INSTANT, OPENS, CLOSES)
    with pytest.raises(Refused) as refused:
        check_open(CLOSES, OPENS, CLOSES)
    assert refused.value.code is Code.VOTE_CLOSED
    assert refused.value.facts == {"closed_at": "2026-11-22 11:00:00 UTC"}


@pytest.mark.parametrize("closes_at", [CLOSES, None])
def test_a_ballot_before_the_opening_is_early(closes_at: datetime | None) -> None:
    with pytest.raises(Refused) as refused:
        check_open(OPENS - INSTANT, OPENS, closes_at)
    assert refused.value.code is Code.VOTE_NOT_OPEN


def test_without_a_closing_time_it_stays_open() -> None:
    assert is_open(OPENS + timedelta(days=400), OPENS, None)


def test_instants_are_compared_across_zones() -> None:
    kathmandu = timezone(timedelta(hours=5, minutes=45))
    assert not is_open(CLOSES.astimezone(kathmandu), OPENS, CLOSES)
    assert is_open((CLOSES - INSTANT).astimezone(kathmandu), OPENS, CLOSES)


@pytest.mark.parametrize("hours", [0, 24, 72])
def test_exactly_the_notice_is_enough_and_an_instant_less_is_not(hours: int) -> None:
    now = OPENS - timedelta(hours=hours)
    check_notice(now, OPENS, hours)
    with pytest.raises(Refused) as refused:
        check_notice(now + INSTANT, OPENS, hours)
    assert (refused.value.code, refused.value.field) == (Code.NOTICE_TOO_SHORT, "opens_at")
    assert refused.value.facts == {"hours": hours}


@pytest.mark.parametrize("later", [OPENS, OPENS - INSTANT])
def test_times_that_do_not_follow_one_another_are_refused(later: datetime) -> None:
    check_order(OPENS, CLOSES, CLOSES + INSTANT)
    with pytest.raises(Refused) as refused:
        check_order(OPENS - timedelta(days=1), OPENS, later, field="closes_at")
    assert (refused.value.code, refused.value.field) == (Code.BAD_TIMES, "closes_at")


def test_a_window_is_as_long_as_the_profile_asks() -> None:
    check_window(OPENS, CLOSES, 120)
    with pytest.raises(Refused) as refused:
        check_window(OPENS, CLOSES - INSTANT, 120)
    assert (refused.value.code, refused.value.facts) == (Code.WINDOW_TOO_SHORT, {"minutes": 120})
    with pytest.raises(Refused) as refused:
        check_window(CLOSES, OPENS, 120)
    assert refused.value.code is Code.BAD_TIMES


def test_an_instant_without_a_zone_is_a_mistake_of_ours() -> None:
    naive = OPENS.replace(tzinfo=None)
    with pytest.raises(ValueError, match="without a zone"):
        is_open(naive, OPENS, CLOSES)
