"""Where cities are, as the institution's log says it."""

from collections.abc import Iterable
from dataclasses import dataclass

from parliament.record.entries import Entry

REGISTERED = "seat.registered"


@dataclass(frozen=True, slots=True)
class Place:
    """A seat's city, where it lies, in degrees, and what groups count it by."""

    seat: str
    city: str
    continent: str
    population: int
    latitude: float
    longitude: float


def places_of(entries: Iterable[Entry]) -> dict[str, Place]:
    """The place of every seat that was registered, by the seat's id."""
    return {
        entry.body["seat"]: Place(
            entry.body["seat"],
            entry.body["city"],
            entry.body["continent"],
            entry.body["population"],
            float(entry.body["latitude"]),
            float(entry.body["longitude"]),
        )
        for entry in entries
        if entry.kind == REGISTERED
    }
