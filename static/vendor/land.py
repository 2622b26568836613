"""Draw the coast that maps are drawn on: Natural Earth's, from the exact package in package-lock.json, made small.

Run by hand, as fetch.py is. What comes out, parliament/results/land.json, is committed: rings of longitude and latitude in
tenths of a degree, with the package they come from. Antarctica is left out, for no city is there, and islands smaller than
a mark on the map. Natural Earth is in the public domain; world-atlas packs it under the ISC licence.
"""

import json
import tempfile
from math import hypot
from pathlib import Path

from fetch import HERE, ROOT, install

PACKAGE, FILE = "world-atlas", "land-110m.json"
TARGET = ROOT / "parliament" / "results" / "land.json"
TOLERANCE = 0.45  # degrees; on a map as wide as a page that is half a pixel
LEAST_AREA = 1.2  # square degrees
SOUTHERNMOST = -60.0

Point = tuple[float, float]


def rings(topology: dict) -> list[list[Point]]:
    """The outlines of a TopoJSON file: arcs are stored as differences of whole numbers, and shared between outlines."""
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * wide + west, y * high + south))
        arcs.append(points)
    found = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                parts = [arcs[each] if each >= 0 else arcs[~each][::-1] for each in ring]
                found.append([parts[0][0], *(point for part in parts for point in part[1:])])
    return found


def cut(ring: list[Point]) -> list[list[Point]]:
    """A ring that crosses the edge of the map, as one ring on either side of it; any other as it is."""
    unrolled = [ring[0]]
    for x, y in ring[1:]:
        unrolled.append((x - 360 * round((x - unrolled[-1][0]) / 360), y))
    moved = ([(x + turn, y) for x, y in unrolled] for turn in (-360, 0, 360))
    return [both for each in moved if (both := beyond(beyond(each, -180, 1), 180, -1))]


def beyond(ring: list[Point], edge: float, side: int) -> list[Point]:
    """What of a ring lies on one side of a meridian (Sutherland and Hodgman, 1974)."""
    kept: list[Point] = []
    for (x1, y1), (x2, y2) in zip(ring[-1:] + ring[:-1], ring, strict=True):
        if ((x1 - edge) * side >= 0) != ((x2 - edge) * side >= 0):
            kept.append((edge, y1 + (y2 - y1) * (edge - x1) / (x2 - x1)))
        if (x2 - edge) * side >= 0:
            kept.append((x2, y2))
    return kept


def simplified(points: list[Point]) -> list[Point]:
    """Fewer points, none of those left out farther from the line than the tolerance (Douglas and Peucker, 1973)."""
    (x1, y1), (x2, y2) = points[0], points[-1]
    length = hypot(x2 - x1, y2 - y1)
    worst, at = 0.0, 0
    for index, (x, y) in enumerate(points[1:-1], start=1):
        away = abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length if length else hypot(x - x1, y - y1)
        if away > worst:
            worst, at = away, index
    if worst <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: at + 1])[:-1] + simplified(points[at:])


def area(ring: list[Point]) -> float:
    """Square degrees; all there is to ask of a ring that is to be left out if it is small."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def main() -> None:
    """Write the rings, longest first, and where they are from."""
    locked = json.loads((HERE / "package-lock.json").read_text())["packages"][f"node_modules/{PACKAGE}"]
    with tempfile.TemporaryDirectory() as scratch:
        install(Path(scratch))
        topology = json.loads((Path(scratch) / "node_modules" / PACKAGE / FILE).read_text())
    north = [ring for ring in rings(topology) if max(y for _, y in ring) > SOUTHERNMOST]
    kept = [part for ring in north for part in cut(ring) if area(part) >= LEAST_AREA]
    found = [[round(part * 10) for point in simplified(ring) for part in point] for ring in kept]
    told = {
        "about": "Natural Earth, land, 1:110 000 000, public domain; longitude and latitude in tenths of a degree",
        "package": PACKAGE,
        "version": locked["version"],
        "source": FILE,
        "npm_integrity": locked["integrity"],
        "rings": sorted((ring for ring in found if len(ring) >= 8), key=len, reverse=True),
    }
    TARGET.write_text(json.dumps(told, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
