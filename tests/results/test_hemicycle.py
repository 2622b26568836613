"""The hemicycle's geometry holds for every size of house, and nothing said by a seat's name can break the page."""

from itertools import pairwise
from math import dist
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.results.hemicycle import HEIGHT, WIDTH, SeatMark, hemicycle, hemicycle_by_count, places

SVG_NAMES = {"yes": "circle", "no": "rect", "abstain": "path", "not_voting": "circle", "absent": "circle"}
STATES = st.sampled_from(["yes", "no", "abstain", "not_voting", "absent", "voted", "empty"])


def marks_of(svg: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg))


@given(st.integers(1, 1000))
def test_every_seat_has_a_place_of_its_own_inside_the_drawing(seats: int) -> None:
    found, size = places(seats)
    assert len(found) == seats
    for place in found:
        assert size / 2 <= place.x <= WIDTH - size / 2
        assert size / 2 <= place.y <= HEIGHT - size / 2


@pytest.mark.parametrize("seats", [*range(1, 60), 87, 151, 300, 301, 512, 750, 999, 1000])
def test_no_two_marks_overlap(seats: int) -> None:
    found, size = places(seats)
    nearest = min(
        (dist((a.x, a.y), (b.x, b.y)) for i, a in enumerate(found) for b in found[i + 1 :]), default=float("inf")
    )
    assert nearest >= size > 0


@given(st.integers(1, 1000))
def test_seats_are_placed_along_the_arc_in_order(seats: int) -> None:
    angles = [place.angle for place in places(seats)[0]]
    assert all(before <= after + 1e-8 for before, after in pairwise(angles))


@given(st.integers(2, 1000))
def test_the_house_is_as_full_on_one_side_as_on_the_other(seats: int) -> None:
    found, _ = places(seats)
    start = sum(place.x < WIDTH / 2 - 1e-6 for place in found)
    end = sum(place.x > WIDTH / 2 + 1e-6 for place in found)
    assert start == end


@pytest.mark.parametrize(("seats", "least"), [(3, 14.0), (30, 12.0), (300, 6.0), (1000, 3.0)])
def test_marks_stay_large_enough_to_be_told_apart(seats: int, least: float) -> None:
    assert places(seats)[1] >= least


@given(st.lists(st.builds(SeatMark, st.just("s"), st.just("t"), STATES), max_size=300))
def test_the_drawing_has_one_mark_for_each_seat_in_the_order_given(seats: list[SeatMark]) -> None:
    drawn = [mark.get("class") for mark in marks_of(hemicycle(seats, "vote"))]
    assert drawn == [f"seat seat-{seat.state}" for seat in seats]


@pytest.mark.parametrize(("state", "name"), SVG_NAMES.items())
def test_each_choice_has_its_own_shape(state: str, name: str) -> None:
    (mark,) = marks_of(hemicycle([SeatMark("1", "Quito", state)], "vote"))  # type: ignore[arg-type]
    assert mark.tag == name


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_names_and_labels_come_back_as_they_were_said(words: str) -> None:
    svg = hemicycle([SeatMark(words, words or "x", "yes")], words)
    root = ElementTree.fromstring(svg)
    (title,) = root.iter("title")
    assert (root.get("aria-label"), title.text) == (words, words or "x")


def test_a_hostile_name_cannot_leave_its_title() -> None:
    svg = hemicycle([SeatMark('"><script>', "</title><script>alert(1)</script>", "yes")], '" onload="x')
    assert "<script" not in svg
    assert 'onload="x' not in svg


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_an_open_vote_shows_only_how_many_have_voted(one: int, other: int) -> None:
    voted, total = sorted((one, other))
    marks = marks_of(hemicycle_by_count(voted, total, "so far"))
    assert [mark.get("class") for mark in marks].count("seat seat-voted") == voted
    assert len(marks) == total
    assert all(not list(mark) and mark.get("data-seat") is None for mark in marks)


def test_more_ballots_than_seats_is_refused() -> None:
    with pytest.raises(ValueError, match="301 of 300"):
        hemicycle_by_count(301, 300, "so far")
