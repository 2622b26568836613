"""The map: every city a mark at its place on the earth, told by shape and colour as in the hemicycle, drawn as SVG text.

Pure geometry. The projection keeps areas true (Equal Earth; Šavrič, Patterson and Jenny, 2018), so that no continent is
drawn larger than it is. Marks that would touch give way to each other and keep a line to their place. The coast is Natural
Earth's (`land.json` says which); Antarctica is left out. A map shows where cities are, and no border of any country.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from importlib import resources
from itertools import count
from math import asin, cos, dist, pi, radians, sin, sqrt

from parliament.results.hemicycle import State, marked

WIDTH = 424.0
NORTH, SOUTH = 84.0, -57.0  # degrees of latitude that the map reaches to
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796  # the published coefficients of the projection
MAX_MARK, SHARE = 9.0, 0.14  # a mark's diameter at most, and how much of the map all marks may cover

SURELY_FULL = 3  # rings: two points of one cell are no farther apart

Point = tuple[float, float]
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CityMark:
    """A city as the map needs it: as in the hemicycle, and where on the earth it is, in degrees."""

    id: str
    title: str
    state: State
    latitude: float
    longitude: float


def equal_earth(latitude: float, longitude: float) -> Point:
    """A place of the earth on the plane: x to the east, y to the north, in radii of the earth."""
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    slope = 9 * A4 * t**8 + 7 * A3 * t**6 + 3 * A2 * t**2 + A1
    x = 2 * sqrt(3) * radians(longitude) * cos(t) / (3 * slope)
    return x, A4 * t**9 + A3 * t**7 + A2 * t**3 + A1 * t


SCALE = WIDTH / (2 * equal_earth(0, 180)[0])
HEIGHT = round((equal_earth(NORTH, 0)[1] - equal_earth(SOUTH, 0)[1]) * SCALE, 0)


def place_on_map(latitude: float, longitude: float) -> Point:
    """Where a place is drawn; what lies beyond the edge of the map is drawn at the edge."""
    x, y = equal_earth(min(max(latitude, SOUTH), NORTH), longitude)
    return WIDTH / 2 + x * SCALE, (equal_earth(NORTH, 0)[1] - y) * SCALE


@cache
def land() -> str:
    """The coast as one path, in tenths of the drawing's unit."""
    found = json.loads(resources.files(__package__).joinpath("land.json").read_text("utf-8"))
    return "".join(_ring([place_on_map(y / 10, x / 10) for x, y in _pairs(ring)]) for ring in found["rings"])


def _pairs(flat: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip(flat[::2], flat[1::2], strict=True))


def _ring(points: Sequence[Point]) -> str:
    """One outline, each point told by how far it is from the one before: half the letters."""
    rounded = [(round(x * 10), round(y * 10)) for x, y in points]
    said, (x, y) = f"M{rounded[0][0]} {rounded[0][1]}l", rounded[0]
    for to_x, to_y in rounded[1:]:
        if (to_x, to_y) != (x, y):
            said += f"{to_x - x} {to_y - y} "
            x, y = to_x, to_y
    return said.rstrip() + "z"


def size_of_marks(cities: int) -> float:
    """The diameter of a mark: as large as it can be while all of them together leave the map visible."""
    return min(MAX_MARK, sqrt(SHARE * WIDTH * HEIGHT / max(cities, 1)))


@lru_cache(maxsize=64)
def spread(points: tuple[Point, ...], size: float) -> tuple[Point, ...]:
    """Places for marks of this size, none touching another, each near its point.

    Which comes first depends on where they are and not on the order given, so that the same cities stand in the same
    places whatever they have chosen.
    """
    taken: dict[Cell, list[Point]] = {}
    full: dict[Cell, int] = {}  # so many rings around a cell have been found full: a crowded place is not searched anew
    found: dict[int, Point] = {}
    for index in sorted(range(len(points)), key=lambda each: (points[each], each)):
        start = _inside(points[index], size)
        home = _cell(start, size)
        ring, spot = next(each for each in _around(start, size, full.get(home, 0)) if _is_free(each[1], size, taken))
        full[home] = max(ring - SURELY_FULL, 0)
        taken.setdefault(_cell(spot, size), []).append(spot)
        found[index] = spot
    return tuple(found[index] for index in range(len(points)))


def _inside(point: Point, size: float) -> Point:
    return min(max(point[0], size / 2), WIDTH - size / 2), min(max(point[1], size / 2), HEIGHT - size / 2)


def _cell(point: Point, size: float) -> Cell:
    return int(point[0] // size), int(point[1] // size)


def _around(point: Point, size: float, first: int) -> Iterator[tuple[int, Point]]:
    """The point, then points on ever wider rings around it, each with the number of its ring; from the first to be asked."""
    if first == 0:
        yield 0, point
    for ring in count(max(first, 1)):
        for step in range(6 * ring):
            angle, away = 2 * pi * step / (6 * ring), ring * size / 2
            yield ring, (point[0] + away * cos(angle), point[1] + away * sin(angle))


def _is_free(spot: Point, size: float, taken: dict[Cell, list[Point]]) -> bool:
    if _inside(spot, size) != spot:
        return False
    column, row = _cell(spot, size)
    near = (taken.get((column + dx, row + dy), ()) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
    return all(dist(spot, other) >= size for each in near for other in each)


def world_map(cities: Sequence[CityMark], label: str) -> str:
    """The drawing: land, a line from each mark that gave way to its place, and the marks in the order given."""
    size = size_of_marks(len(cities))
    true = tuple(place_on_map(city.latitude, city.longitude) for city in cities)
    spots = spread(true, size)
    lines = "".join(_line(*pair) for pair in zip(true, spots, strict=True) if dist(*pair) > size * 0.6)
    marks = "".join(
        marked(city.id, city.title, city.state, *spot, size) for city, spot in zip(cities, spots, strict=True)
    )
    return (
        f'<svg class="world-map" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-label="{escape(label)}"'
        f' stroke-width="{max(size * 0.13, 0.6):.2f}"><path class="land" transform="scale(.1)" d="{land()}"/>'
        + (f'<path class="to-place" d="{lines}"/>' if lines else "")
        + f"{marks}</svg>"
    )


def _line(place: Point, spot: Point) -> str:
    return f"M{place[0]:.1f} {place[1]:.1f}L{spot[0]:.1f} {spot[1]:.1f}"
