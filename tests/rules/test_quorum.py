"""Quorum arithmetic: the smallest number of seats that reaches a share, on every base."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.rules.quorum import Attendance, Base, Quorum, check_quorum, parse_quorum
from parliament.rules.refusals import Code, Refused
from parliament.rules.shares import Share, parse_share


@st.composite
def shares(draw: st.DrawFn) -> Share:
    under = draw(st.integers(1, 60))
    fraction = Fraction(draw(st.integers(1, under)), under)
    return Share(fraction, strict=draw(st.booleans()) and fraction < 1)


@pytest.mark.parametrize(
    ("text", "whole", "needed"),
    [
        ("1/2", 10, 6),
        ("1/2", 11, 6),
        ("at_least 1/2", 10, 5),
        ("at_least 1/2", 11, 6),
        ("2/3", 9, 6),
        ("2/3", 10, 7),
        ("more_than 2/3", 9, 7),
        ("1/3", 300, 100),
        ("1/3", 301, 101),
        ("1/1", 12, 12),
        ("1/3", 0, 0),
        ("1/2", 0, 1),
    ],
)
def test_share_needs_the_smallest_whole_number_that_reaches_it(text: str, whole: int, needed: int) -> None:
    assert parse_share(text).needed(whole) == needed


@given(shares(), st.integers(0, 5000))
def test_number_needed_reaches_the_share_and_one_less_does_not(share: Share, whole: int) -> None:
    def reaches(number: int) -> bool:
        exact = share.of_whole * whole
        return number > exact if share.strict else number >= exact

    assert reaches(share.needed(whole))
    assert not reaches(share.needed(whole) - 1)


@given(shares())
def test_written_share_reads_back_as_itself(share: Share) -> None:
    assert parse_share(str(share)) == share


@pytest.mark.parametrize(
    ("text", "need", "has", "base"),
    [
        ("none", 0, 120, 300),
        ("67", 67, 120, 300),
        ("at_least 1/3 of members", 100, 120, 300),
        ("more_than 1/2 of members", 151, 120, 300),
        ("at_least 1/2 of accredited", 125, 120, 250),
        ("more_than 1/2 of roll", 121, 120, 240),
        ("at_least 2/3 of present", 80, 79, 120),
    ],
)
def test_each_base_asks_for_its_own_number(text: str, need: int, has: int, base: int) -> None:
    attendance = Attendance(members=300, accredited=250, present=120, roll=240, voted=79)
    check = check_quorum(parse_quorum(text), attendance)
    assert (check.need, check.has, check.base) == (need, has, base)
    assert check.is_met == (has >= need)


def test_quorum_is_met_by_exactly_the_number_needed() -> None:
    quorum = parse_quorum("more_than 1/2 of members")
    assert not check_quorum(quorum, Attendance(members=10, accredited=10, present=5)).is_met
    assert check_quorum(quorum, Attendance(members=10, accredited=10, present=6)).is_met


@given(st.one_of(st.integers(0, 100_000), shares()), st.sampled_from(Base))
def test_written_quorum_reads_back_as_itself(threshold: int | Share, base: Base) -> None:
    quorum = Quorum(threshold, base if isinstance(threshold, Share) else Base.MEMBERS)
    assert parse_quorum(str(quorum)) == quorum


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "-3",
        "1000000",
        "1/3",
        "half of members",
        "1/3 of mayors",
        "4/3 of members",
        "0/3 of members",
        "1/0 of members",
        "more_than 1/1 of members",
        "0.5 of members",
        "٣",
        "more_than  of members",
    ],
)
def test_unreadable_quorum_is_refused_with_its_key(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_quorum(text, "quorum.to_decide")
    assert refused.value.code is Code.BAD_PROFILE
    assert refused.value.facts["key"] == "quorum.to_decide"


ATTENDANCES = st.integers(0, 40).flatmap(
    lambda here: st.builds(
        Attendance,
        members=st.integers(40, 80),
        accredited=st.integers(30, 80),
        present=st.just(here),
        roll=st.integers(here, 60),
        voted=st.integers(0, here),
        represented=st.integers(0, here),
    )
)
QUORUMS = st.one_of(st.builds(Quorum, st.integers(0, 60)), st.builds(Quorum, shares(), st.sampled_from(Base)))


@given(QUORUMS, ATTENDANCES)
def test_one_more_seat_in_the_room_never_loses_a_quorum(quorum: Quorum, at: Attendance) -> None:
    """The seat that comes in casts its ballot, if it is ballots that are asked for."""
    more = replace(at, present=at.present + 1, voted=at.voted + 1)
    assert check_quorum(quorum, at).is_met <= check_quorum(quorum, more).is_met


@given(QUORUMS, ATTENDANCES)
def test_only_the_base_of_a_quorum_moves_its_need(quorum: Quorum, at: Attendance) -> None:
    others = {"members", "accredited", "present", "roll", "voted"}
    if isinstance(quorum.threshold, Share):
        others.remove(str(quorum.base))
    moved = replace(at, **{name: getattr(at, name) + 7 for name in others})
    assert check_quorum(quorum, moved).need == check_quorum(quorum, at).need


@given(QUORUMS, ATTENDANCES)
def test_a_ballot_more_or_less_moves_only_a_quorum_of_those_present(quorum: Quorum, at: Attendance) -> None:
    same = check_quorum(quorum, replace(at, voted=at.voted + 1)) == check_quorum(quorum, at)
    assert same is (quorum.base is not Base.PRESENT)


@given(QUORUMS, ATTENDANCES)
def test_represented_seats_are_not_in_the_room(quorum: Quorum, at: Attendance) -> None:
    met = check_quorum(quorum, at)
    if quorum.base is Base.PRESENT and isinstance(quorum.threshold, Share):
        assert met.has == at.voted
    else:
        assert met.has == at.present - at.represented
    assert met.is_met <= check_quorum(quorum, replace(at, represented=0)).is_met


@pytest.mark.parametrize(("represented", "met"), [(0, True), (1, False)])
def test_whether_a_proxy_makes_the_quorum_is_said_by_the_caller(represented: int, met: bool) -> None:
    at = Attendance(members=10, accredited=10, present=6, represented=represented)
    assert check_quorum(parse_quorum("more_than 1/2 of members"), at).is_met is met
