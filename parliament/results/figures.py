"""The figures people quote: mayors, cities, countries, continents, people represented. Derived, never typed."""

from collections.abc import Iterable

from parliament.record.entries import Json

SUPPORTING = ("yes",)
TOOK_PART = ("yes", "no", "abstain")


def figures(rows: Iterable[Json], choices: tuple[str, ...]) -> dict[str, int]:
    """What stands behind these choices.

    People are the inhabitants of the cities as frozen when the session was convened; cities that received their
    seat later have no frozen figure and are counted apart instead of being guessed. A coalition of small cities, which
    shares one seat, is as many cities as it names.
    """
    chosen = [row for row in rows if row["choice"] in choices]
    known = [row["population"] for row in chosen if row["population"] is not None]
    return {
        "mayors": len({row["mandate"] for row in chosen}),
        "cities": sum({row["seat"]: row["cities"] for row in chosen}.values()),
        "countries": len({row["country"] for row in chosen}),
        "continents": len({row["continent"] for row in chosen if row["continent"]}),
        "people": sum(known),
        "cities_without_population": len(chosen) - len(known),
    }
