"""The hemicycle: seats as marks in half-circle rows, drawn as SVG text.

Pure geometry. A choice is told by shape as well as colour (yes a circle, no a square, abstain a triangle), a seat
that said nothing is a ring, and every seat carries its title. Colours come from the stylesheet by class, so the same
drawing serves light, dark, print and forced colours. It knows nothing of seats' meaning: the caller orders them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from math import cos, pi, sin
from typing import Literal

State = Literal["yes", "no", "abstain", "not_voting", "absent", "voted", "empty"]

WIDTH, HEIGHT = 424.0, 224.0
CENTRE_X, CENTRE_Y = WIDTH / 2, HEIGHT - 12.0
OUTER, DEPTH = 200.0, 116.0  # the outermost row's radius, and how deep the benches may reach towards the centre
WIDEST_GAP = 34.0  # between two rows, so that a small house keeps its benches together
MAX_SEAT = 22.0
MARGIN = 0.8  # of the pitch is seat, the rest is air
MOST_ROWS = 15
# Of the seat's diameter. A ring's stroke straddles its outline; the smaller radius keeps it inside the seat. While a vote is
# open a mark changes nothing but its class when it is filled, so that a page kept up to date is one just loaded, to the letter.
RADIUS = {"not_voting": 0.4, "absent": 0.4, "empty": 0.43, "voted": 0.43}


@dataclass(frozen=True, slots=True)
class SeatMark:
    """One seat as the drawing needs it: an id for the page, the words a reader hears, and how it voted."""

    id: str
    title: str
    state: State


@dataclass(frozen=True, slots=True)
class Place:
    """Where a seat's mark has its centre, and the angle (0 = first end of the arc, pi = last) it is sorted by."""

    x: float
    y: float
    angle: float


def _gap(rows: int) -> float:
    return min(DEPTH / (rows - 1), WIDEST_GAP) if rows > 1 else WIDEST_GAP


def row_radii(rows: int) -> list[float]:
    """The rows' radii from the inside out, evenly spaced; the outermost always spans the drawing."""
    return [OUTER - _gap(rows) * inward for inward in reversed(range(rows))]


def _capacity(rows: int, pitch: float) -> int:
    return sum(int(pi * radius / pitch) + 1 for radius in row_radii(rows))


def _pitch(rows: int, seats: int) -> float:
    """The widest spacing along the rows that still finds room for every seat, never wider than the rows' distance."""
    low, high = 0.1, min(_gap(rows), MAX_SEAT / MARGIN)
    if _capacity(rows, high) >= seats:
        return high
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if _capacity(rows, middle) >= seats else (low, middle)
    return low


def _share_out(seats: int, radii: Sequence[float], pitch: float) -> list[int]:
    """Seats per row in proportion to its length (largest remainders), never more than fit at this pitch."""
    fits = [int(pi * radius / pitch) + 1 for radius in radii]
    exact = [seats * room / sum(fits) for room in fits]
    counts = [min(int(share), room) for share, room in zip(exact, fits, strict=True)]
    by_remainder = sorted(range(len(radii)), key=lambda row: (int(exact[row]) - exact[row], -row))
    missing = seats - sum(counts)
    while missing:
        for row in by_remainder:
            if missing and counts[row] < fits[row]:
                counts[row] += 1
                missing -= 1
    return counts


@lru_cache(maxsize=64)
def places(seats: int) -> tuple[tuple[Place, ...], float]:
    """Places for this many seats, sorted by angle, with the diameter no two marks can touch at."""
    if seats < 1:
        return (), 0.0
    rows = max(range(1, MOST_ROWS + 1), key=lambda count: (round(_pitch(count, seats), 6), -count))
    pitch, radii = _pitch(rows, seats), row_radii(rows)
    found = []
    for radius, count in zip(radii, _share_out(seats, radii, pitch), strict=True):
        for index in range(count):
            angle = pi * index / (count - 1) if count > 1 else pi / 2
            found.append(Place(CENTRE_X - radius * cos(angle), CENTRE_Y - radius * sin(angle), angle))
    # Outer row first at one angle, so that neighbours in the order are neighbours in the house.
    found.sort(key=lambda place: (round(place.angle, 9), place.y, place.x))
    return tuple(found), pitch * MARGIN


def outline(state: State, x: float, y: float, size: float) -> str:
    """The mark's outline inside a circle of the seat's diameter, so that no shape reaches into its neighbour."""
    if state == "no":
        side = size * 0.7
        return f'<rect x="{x - side / 2:.2f}" y="{y - side / 2:.2f}" width="{side:.2f}" height="{side:.2f}">'
    if state == "abstain":
        half, top, foot = size * 0.433, y - size / 2, y + size / 4
        return f'<path d="M{x:.2f} {top:.2f}L{x + half:.2f} {foot:.2f}H{x - half:.2f}z">'
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{size * RADIUS.get(state, 0.47):.2f}">'


def marked(id: str, title: str, state: State, x: float, y: float, size: float) -> str:  # noqa: A002 -- an id of the page
    """One mark at its place, with its title; this is how every picture of the house shows a seat."""
    shape = outline(state, x, y, size)
    name = shape[1 : shape.index(" ")]
    head = f'{shape[:-1]} class="seat seat-{state}"'
    head += f' data-seat="{escape(id)}"' if id else ""
    return f"{head}><title>{escape(title)}</title></{name}>" if title else f"{head}/>"


def hemicycle(seats: Sequence[SeatMark], label: str) -> str:
    """The drawing, seats placed along the arc in the order given (sort them by choice to show blocks)."""
    found, size = places(len(seats))
    marks = "".join(
        marked(seat.id, seat.title, seat.state, place.x, place.y, size)
        for seat, place in zip(seats, found, strict=True)
    )
    return (
        f'<svg class="hemicycle" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-label="{escape(label)}"'
        f' stroke-width="{max(size * 0.13, 0.6):.2f}">{marks}</svg>'
    )


def hemicycle_by_count(voted: int, total: int, label: str) -> str:
    """While a vote is open: filled by count alone, so that the drawing cannot tell which seat has voted."""
    if not 0 <= voted <= total:
        raise ValueError(f"{voted} of {total} seats cannot have voted")
    empty = total - voted
    return hemicycle([SeatMark("", "", "voted")] * voted + [SeatMark("", "", "empty")] * empty, label)
