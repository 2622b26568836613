"""A roll call by region and by the size of its cities: how many seats of each group chose what."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from parliament.record.entries import Json
from parliament.rules.explain import CONTINENTS
from parliament.rules.refusals import N_

# Least and less-than inhabitants of each class: those in which the United Nations count cities
# (World Urbanization Prospects, "size class of urban settlement").
SIZES: dict[str, tuple[int, int | None]] = {
    N_("10 million people and more"): (10_000_000, None),
    N_("5 to 10 million people"): (5_000_000, 10_000_000),
    N_("1 to 5 million people"): (1_000_000, 5_000_000),
    N_("500 000 to 1 million people"): (500_000, 1_000_000),
    N_("300 000 to 500 000 people"): (300_000, 500_000),
    N_("fewer than 300 000 people"): (0, 300_000),
}
UNKNOWN_SIZE = N_("number of people not known")
UNKNOWN_REGION = N_("region not known")
# What a picture tells apart, in this order. Who was there and said nothing, and who was absent, did not vote.
CHOICES = ("yes", "abstain", "no", "silent")
SILENT = ("not_voting", "absent")


@dataclass(frozen=True, slots=True)
class Group:
    """Seats that have something in common, by what they chose."""

    name: str
    counts: dict[str, int]

    @property
    def seats(self) -> int:
        return sum(self.counts.values())


def size_class(population: int | None) -> str:
    """The class of a city by its inhabitants; a seat that came after the convening has no frozen figure."""
    if population is None:
        return UNKNOWN_SIZE
    return next(name for name, (least, _) in SIZES.items() if population >= least)


def by_region(roll_call: Sequence[Json]) -> list[Group]:
    """One group for each continent that has a seat in this roll call, in the order of their names."""
    names = sorted(CONTINENTS.values())
    found = _grouped(roll_call, lambda row: CONTINENTS.get(str(row["continent"]), UNKNOWN_REGION))
    return sorted(found, key=lambda group: (group.name not in names, group.name))


def by_size(roll_call: Sequence[Json]) -> list[Group]:
    """One group for each class of size that has a seat in this roll call, the largest first."""
    order = [*SIZES, UNKNOWN_SIZE]
    return sorted(_grouped(roll_call, lambda row: size_class(row["population"])), key=lambda it: order.index(it.name))


def _grouped(roll_call: Iterable[Json], name_of: Callable[[Json], str]) -> list[Group]:
    found: dict[str, dict[str, int]] = {}
    for row in roll_call:
        counts = found.setdefault(name_of(row), dict.fromkeys(CHOICES, 0))
        counts["silent" if row["choice"] in SILENT else str(row["choice"])] += 1
    return [Group(name, counts) for name, counts in found.items()]
