"""Cities and seats from a CSV file: every row read, every problem named, nothing decided here.

Columns (in any order): name, iso3, country, continent, population, lat, lon, timezone; optional:
other_script_name, country_languages, mayor, coalition. The shape is that of the city data the house ships.

A seat that several small cities share names them in `coalition`, separated by semicolons, each as
`name|iso3|population`; `population` is then their sum (`docs/seats.md`).
"""

import csv
import hashlib
import io
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from fractions import Fraction

from parliament.rules.deadlines import is_time_zone
from parliament.rules.refusals import N_, Code, Refused
from parliament.rules.wording import LINE, line, slug

NEEDED = ("name", "iso3", "country", "continent", "population", "lat", "lon", "timezone")
CONTINENTS = ("AF", "AN", "AS", "EU", "NA", "OC", "SA")
MOST_ROWS = 5000
MOST_CITIES = 100  # of one coalition
DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,15})?", re.ASCII)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)

EMPTY = N_("is empty")
NOT_A_NUMBER = N_("is not a whole number above zero")
NOT_A_PLACE = N_("is not a coordinate")
NO_CONTINENT = N_("is not one of AF, AN, AS, EU, NA, OC, SA")
NO_ZONE = N_("is not a time zone name such as Africa/Nairobi")
NO_COUNTRY = N_("is not a country code of three letters")
NO_LANGUAGE = N_("is not a list of language tags such as en-GB")
TWICE = N_("is in this house, or in this file, already")
NO_COALITION = N_("is not a list of at least two cities, each as name|iso3|population, separated by semicolons")
NO_SUM = N_("is not the sum of the populations of the coalition’s cities")
UNREADABLE = N_("contains characters that cannot be shown, or is too long")


@dataclass(frozen=True)
class City:
    """One of the cities of a coalition."""

    name: str
    country: str
    population: int


@dataclass(frozen=True)
class SeatRow:
    """One city as the file has it, cleaned. `number` counts data rows from 1."""

    number: int
    slug: str
    city: str
    other_name: str
    country: str
    country_name: str
    continent: str
    population: int
    latitude: str
    longitude: str
    time_zone: str
    languages: tuple[str, ...]
    mayor: str
    cities: tuple[City, ...] = ()


@dataclass(frozen=True)
class RowProblem:
    row: int
    column: str
    problem: str


@dataclass
class Preview:
    """What would be taken in, and what stands in the way."""

    rows: list[SeatRow] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


def slug_of(city: str, country: str) -> str:
    """The city's words in addresses, e.g. `freetown-sle`. Names in other scripts would all be `-sle`: they get a mark."""
    return slug(slug(city) or hashlib.sha256(city.encode()).hexdigest()[:8], country)


def read_seat_rows(text: str, *, taken: Collection[str]) -> Preview:
    """Read the whole file. `taken` are the slugs in use. Refused: malformed, when a needed column is missing."""
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), strict=True)
    preview, seen = Preview(), set(taken)
    try:
        missing = [column for column in NEEDED if column not in (reader.fieldnames or ())]
        if missing:
            raise Refused(Code.MISSING_COLUMNS, field="csv", columns=", ".join(missing))
        for number, row in enumerate(reader, start=1):
            if number > MOST_ROWS:
                raise Refused(Code.TEXT_TOO_LONG, field="csv", limit=MOST_ROWS)
            _take(preview, seen, number, {key: (value or "").strip() for key, value in row.items() if key})
    except csv.Error:
        raise Refused(Code.MALFORMED, field="csv") from None
    return preview


def _take(preview: Preview, seen: set[str], number: int, row: dict[str, str]) -> None:
    problems = [RowProblem(number, column, problem) for column, problem in _problems(row)]
    name = slug_of(row["name"], row["iso3"])
    if not problems and name in seen:
        problems = [RowProblem(number, "name", TWICE)]
    preview.problems += problems
    if problems:
        return
    seen.add(name)
    preview.rows.append(
        SeatRow(
            number=number,
            slug=name,
            city=line(row["name"], "name"),
            other_name=line(row["other_script_name"], "name") if row.get("other_script_name") else "",
            country=row["iso3"].upper(),
            country_name=line(row["country"], "country"),
            continent=row["continent"].upper(),
            population=int(row["population"]),
            latitude=row["lat"],
            longitude=row["lon"],
            time_zone=row["timezone"],
            languages=tuple(_languages(row))[:30],
            mayor=line(row["mayor"], "mayor") if row.get("mayor") else "",
            cities=_coalition(row.get("coalition", "")) or (),
        )
    )


def _problems(row: dict[str, str]) -> list[tuple[str, str]]:
    found = [(column, EMPTY) for column in NEEDED if not row.get(column)]
    if found:
        return found
    named = {"name": LINE, "country": 120, "other_script_name": LINE, "mayor": LINE}
    found += [
        (name, UNREADABLE) for name, limit in named.items() if row.get(name) and not _is_readable(row[name], limit)
    ]
    found += _problems_of_people(row["population"], row.get("coalition", ""))
    found += [(column, NOT_A_PLACE) for column, most in (("lat", 90), ("lon", 180)) if not is_within(row[column], most)]
    if row["continent"].upper() not in CONTINENTS:
        found.append(("continent", NO_CONTINENT))
    if not is_country(row["iso3"]):
        found.append(("iso3", NO_COUNTRY))
    if not all(LANGUAGE.fullmatch(tag) for tag in _languages(row)):
        found.append(("country_languages", NO_LANGUAGE))
    if not is_time_zone(row["timezone"]):
        found.append(("timezone", NO_ZONE))
    return found


def _problems_of_people(population: str, coalition: str) -> list[tuple[str, str]]:
    cities = _coalition(coalition)
    if not _is_population(population):
        return [("population", NOT_A_NUMBER)]
    if cities is None:
        return [("coalition", NO_COALITION)]
    if cities and sum(city.population for city in cities) != int(population):
        return [("population", NO_SUM)]
    return []


def _is_population(value: str) -> bool:
    return value.isascii() and value.isdigit() and 0 < int(value[:20]) < 10**9


def _coalition(value: str) -> tuple[City, ...] | None:
    """The cities of a coalition, none where none is named, or nothing where what is written cannot be read."""
    parts = [[part.strip() for part in city.split("|")] for city in value.split(";") if city.strip()]
    if not all(_is_city(part) for part in parts) or (value and not 2 <= len(parts) <= MOST_CITIES):
        return None
    return tuple(City(line(name, "coalition"), iso3.upper(), int(people)) for name, iso3, people in parts)


def _is_city(part: list[str]) -> bool:
    return (
        len(part) == 3
        and part[0] != ""
        and _is_readable(part[0], LINE)
        and is_country(part[1])
        and _is_population(part[2])
    )


def is_country(value: str) -> bool:
    return len(value) == 3 and value.isascii() and value.isalpha()


def _languages(row: dict[str, str]) -> list[str]:
    return [tag.strip() for tag in row.get("country_languages", "").split(",") if tag.strip()]


def _is_readable(value: str, limit: int) -> bool:
    try:
        line(value, "name", limit=limit)
    except Refused:
        return False
    return True


def is_within(value: str, most: int) -> bool:
    """A decimal of degrees as written; it is never made a binary fraction, because the record keeps it as text."""
    return DEGREES.fullmatch(value) is not None and abs(Fraction(value)) <= most
