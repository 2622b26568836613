"""The map keeps areas true, gives every city a mark of its own near its place, and lies where the land is."""

import csv
import json
from itertools import pairwise
from math import cos, dist, radians
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parliament.results.world_map import (
    HEIGHT,
    WIDTH,
    CityMark,
    _pairs,
    equal_earth,
    land,
    place_on_map,
    size_of_marks,
    spread,
    world_map,
)
from tests.results.drawn import seats, seen

CITIES = Path(__file__).parents[2] / "parliament" / "demo" / "cities.csv"
LAND = Path(__file__).parents[2] / "parliament" / "results" / "land.json"
PLACES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
STATES = st.sampled_from(["yes", "no", "abstain", "not_voting", "absent"])
STEP = 1e-4


def stretched(latitude: float, longitude: float) -> float:
    """How much larger a small patch of the earth here is on the plane: 1 where areas are true."""
    (x1, y1), (x2, y2) = equal_earth(latitude, longitude), equal_earth(latitude + STEP, longitude)
    x3, y3 = equal_earth(latitude, longitude + STEP)
    area = (x3 - x1) * (y2 - y1) - (x2 - x1) * (y3 - y1)
    return area / (radians(STEP) ** 2 * cos(radians(latitude + STEP / 2)))


@given(st.floats(-88, 88), st.floats(-179, 179))
def test_every_patch_of_the_earth_is_as_large_as_any_other_of_its_size(latitude: float, longitude: float) -> None:
    assert stretched(latitude, longitude) == pytest.approx(1, abs=2e-3)


def test_a_map_whose_degrees_are_all_alike_would_not_pass() -> None:
    assert 1 / cos(radians(60)) == pytest.approx(2)  # what the plainest projection makes of Helsinki


@given(PLACES)
def test_every_place_of_the_earth_is_on_the_map(place: tuple[float, float]) -> None:
    x, y = place_on_map(*place)
    assert -1e-6 <= x <= WIDTH + 1e-6
    assert -1 <= y <= HEIGHT + 1


@settings(max_examples=30, deadline=None)
@given(st.lists(PLACES, min_size=1, max_size=150))
def test_no_two_marks_touch_and_none_leaves_the_map(places: list[tuple[float, float]]) -> None:
    size = size_of_marks(len(places))
    spots = spread(tuple(place_on_map(*place) for place in places), size)
    assert len(spots) == len(places)
    for x, y in spots:
        assert size / 2 - 1e-9 <= x <= WIDTH - size / 2 + 1e-9
        assert size / 2 - 1e-9 <= y <= HEIGHT - size / 2 + 1e-9
    assert all(dist(a, b) >= size - 1e-9 for i, a in enumerate(spots) for b in spots[i + 1 :])


def test_a_whole_house_in_one_city_still_finds_room() -> None:
    cities = 300
    size = size_of_marks(cities)
    spots = spread((place_on_map(48.86, 2.35),) * cities, size)
    assert all(dist(a, b) >= size - 1e-9 for i, a in enumerate(spots) for b in spots[i + 1 :])
    assert len(set(spots)) == cities


@settings(max_examples=30, deadline=None)
@given(st.lists(PLACES, min_size=2, max_size=40, unique=True), st.randoms())
def test_cities_stand_where_they_stand_whatever_the_order_of_the_roll(places, random) -> None:
    points = [place_on_map(*place) for place in places]
    found = dict(zip(points, spread(tuple(points), 6.0), strict=True))
    if len(found) < len(points):
        return  # two places that are one on the map are told apart by their order alone
    random.shuffle(points)
    assert dict(zip(points, spread(tuple(points), 6.0), strict=True)) == found


@given(st.floats(-50, 75), st.floats(-170, 170))
def test_a_city_alone_is_drawn_at_its_place(latitude: float, longitude: float) -> None:
    place = place_on_map(latitude, longitude)
    assert spread((place,), 5.0) == (pytest.approx(place),)


@given(st.lists(st.builds(CityMark, st.just("s"), st.text(max_size=20), STATES, st.floats(-60, 80), st.floats(-180, 180)), max_size=40))  # fmt: skip
@settings(max_examples=30, deadline=None)
def test_the_map_has_one_mark_for_each_city_in_the_order_given(cities: list[CityMark]) -> None:
    readable = [c for c in cities if c.title.isprintable()]
    drawn = seats(world_map(readable, "map"))
    assert [mark.classes[1] for mark in drawn] == [f"seat-{city.state}" for city in readable]
    assert [mark.title for mark in drawn] == [city.title for city in readable]


def test_a_mark_that_gave_way_has_a_line_to_its_place() -> None:
    twins = [CityMark(str(n), f"{n}", "yes", 48.86, 2.35) for n in range(3)]
    apart = [CityMark(str(n), f"{n}", "yes", 10.0, 40.0 * n) for n in range(3)]
    assert [each.classes for each in seen(world_map(twins, "map"))].count(("to-place",)) == 1
    assert ("to-place",) not in [each.classes for each in seen(world_map(apart, "map"))]


@pytest.mark.parametrize("words", ['"><script>alert(1)</script>', "a & b", "]]>", "<!--", "مدينة"])
def test_no_name_of_a_city_breaks_out_of_the_map(words: str) -> None:
    svg = world_map([CityMark(words, words, "yes", 0, 0)], words)
    assert "<script" not in svg
    assert seats(svg)[0].title == words


def rings() -> list[list[tuple[float, float]]]:
    return [[(x / 10, y / 10) for x, y in _pairs(ring)] for ring in json.loads(LAND.read_text())["rings"]]


def is_inside(x: float, y: float, ring: list[tuple[float, float]]) -> bool:
    """By counting the sides that a line to the east crosses."""
    crossed = 0
    for (x1, y1), (x2, y2) in zip(ring[-1:] + ring[:-1], ring, strict=True):
        crossed += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossed % 2 == 1


def share_on_land(places: list[tuple[float, float]]) -> float:
    found = rings()
    return sum(any(is_inside(x, y, ring) for ring in found) for y, x in places) / len(places)


def test_cities_of_the_world_lie_on_its_land() -> None:
    rows = list(csv.DictReader(CITIES.read_text(encoding="utf-8").splitlines()))
    places = [(float(row["lat"]), float(row["lon"])) for row in rows]
    # Ports stand on a coast that is drawn in a few strokes, and small islands are left out.
    assert share_on_land(places) > 0.8
    assert share_on_land([(-latitude, longitude) for latitude, longitude in places]) < 0.4
    assert share_on_land([(latitude, -longitude) for latitude, longitude in places]) < 0.4


def test_no_outline_of_the_land_runs_across_the_map() -> None:
    for ring in rings():
        assert max(abs(a[0] - b[0]) for a, b in pairwise([*ring, ring[0]])) < 40
    assert len(land()) < 12_000  # a map in a page is no picture of its own weight


def test_the_map_reaches_as_far_as_its_authors_say() -> None:
    """Any coefficients would keep areas true; these are the published extents in radii of the earth."""
    assert equal_earth(90, 0)[1] == pytest.approx(1.3173627591574, abs=1e-6)
    assert equal_earth(0, 180)[0] == pytest.approx(2.7066299836960748, abs=1e-6)
