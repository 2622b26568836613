"""Proxies: single refusals, and the promise that holds whatever is given and taken back in whatever order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parliament.rules.proxies import Proxy, check_giving, check_times, most_at_once
from parliament.rules.refusals import Code, Refused
from tests.rules.refusing import refusal

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def proxy(giver: str, holder: str, start: int = 0, end: int = 8) -> Proxy:
    return Proxy(giver, holder, NOW + start * HOUR, NOW + end * HOUR)


@pytest.mark.parametrize(
    ("new", "cap", "code"),
    [
        (proxy("c", "b"), 2, None),
        (proxy("c", "b"), 1, Code.TOO_MANY_PROXIES),
        (proxy("c", "b", 8, 9), 1, None),
        (proxy("c", "b"), 0, Code.NO_PROXIES),
        (proxy("c", "c"), 2, Code.PROXY_TO_ITSELF),
        (proxy("a", "c"), 2, Code.ALREADY_REPRESENTED),
        (proxy("a", "c", 8, 9), 2, None),
        (proxy("b", "c"), 2, Code.PROXY_CHAIN),
        (proxy("c", "a"), 2, Code.PROXY_CHAIN),
        (proxy("c", "a", 8, 9), 2, None),
    ],
)
def test_proxy_beside_the_one_that_a_gave_to_b(new, cap, code):
    assert refusal(check_giving, new, [proxy("a", "b")], cap) == code


@pytest.mark.parametrize(("start", "end", "code"), [(0, 1, None), (-1, 1, Code.BAD_TIMES), (2, 2, Code.BAD_TIMES)])
def test_proxy_is_for_a_time_to_come(start, end, code):
    assert refusal(check_times, NOW, NOW + start * HOUR, NOW + end * HOUR) == code


@given(
    cap=st.integers(0, 3),
    acts=st.lists(
        st.tuples(
            st.sampled_from("abcde"), st.sampled_from("abcde"), st.integers(0, 9), st.integers(1, 6), st.booleans()
        ),
        max_size=25,
    ),
)
@settings(max_examples=150, deadline=None)
def test_no_holder_passes_its_cap_and_no_voice_is_handed_on_in_whatever_order(cap, acts):
    standing: list[Proxy] = []
    for giver, holder, start, hours, takes_back in acts:
        if takes_back and standing:
            standing.pop(start % len(standing))
        try:
            new = proxy(giver, holder, start, start + hours)
            check_giving(new, standing, cap)
        except Refused:
            continue
        standing.append(new)
    for hour in range(16):
        at = NOW + hour * HOUR
        force = [each for each in standing if each.from_at <= at < each.until_at]
        givers = [each.giver for each in force]
        assert len(set(givers)) == len(givers), "one voice, one holder"
        assert not set(givers) & {each.holder for each in force}, "no chain"
        assert all(sum(each.holder == seat for each in force) <= cap for seat in "abcde")
        assert all(most_at_once(seat, force) <= cap for seat in "abcde")
