"""Shapes of cities, seats, mandates and of files that bring them."""

from marshmallow import fields

from parliament.rules.refusals import N_
from parliament.rules.seats import HOLDING
from parliament.rules.stages import SeatState
from parliament.schemas.errors import RowProblem
from parliament.schemas.shapes import (
    At,
    In,
    Moment,
    Out,
    answer,
    count,
    identifier,
    listed,
    many,
    one_of,
    whole,
    word_of,
)

MANDATES = tuple(str(kind) for kind in HOLDING)
KIND = N_("“full” for an elected or appointed mayor, “interim” for whoever holds the office until then.")


class SeatName(Out):
    """What a list needs to name a seat."""

    id = identifier()
    slug = identifier()
    city = fields.String()
    other_name = fields.String()
    country = fields.String()
    country_name = fields.String()
    continent = fields.String()


class City(Out):
    """One of the cities of a coalition."""

    name = fields.String()
    country = fields.String()
    population = count()


class Seat(SeatName):
    """A city's place in the house. Coordinates are decimals as written, because the record keeps them as text.

    `cities` are those of a coalition that shares the seat; `reason` is that of a ruling which keeps the seat apart.
    """

    population = count()
    latitude = fields.String()
    longitude = fields.String()
    time_zone = fields.String()
    languages = fields.List(fields.String())
    cities = listed(City)
    state = word_of(SeatState)
    reason = fields.String()
    mandate = identifier(allow_none=True)
    holder = fields.String(allow_none=True)


class Mandate(Out):
    """A dated tenure of a seat; a substitute's is for one session, on the basis that `reason` states."""

    id = identifier()
    name = fields.String()
    kind = fields.String()
    from_at = At()
    until_at = At(allow_none=True)
    plenary = identifier(allow_none=True, data_key="session", attribute="session")
    reason = fields.String()


class SeatWithMandates(Seat):
    """A seat with every mandate it has had, the latest first."""

    mandates = listed(Mandate)


class SeatList(Out):
    """Every seat, by city."""

    seats = listed(Seat)


class SeatFile(In):
    """A CSV file of cities: name, iso3, country, continent, population, lat, lon, timezone; more are optional."""

    csv = fields.String(required=True)


class SeatImport(SeatFile):
    """The file, and the numbers of the rows that are not to be taken in."""

    leave_out = many(whole(1, 5000), 5000, load_default=list)


class SeatRow(Out):
    """A row as it would be taken in."""

    number = count()
    slug = fields.String()
    city = fields.String()
    other_name = fields.String()
    country = fields.String()
    country_name = fields.String()
    continent = fields.String()
    population = count()
    latitude = fields.String()
    longitude = fields.String()
    time_zone = fields.String()
    languages = fields.List(fields.String())
    mayor = fields.String()
    cities = listed(City)


class SeatPreview(Out):
    """What would be taken in, and what stands in the way."""

    rows = listed(SeatRow)
    problems = listed(RowProblem)


class MandateBegin(In):
    """Who takes the seat, in which capacity, and since when."""

    name = fields.String(required=True)
    kind = one_of(*MANDATES, load_default="full", metadata={"description": KIND})
    from_at = Moment(load_default=None, allow_none=True)


SeatsImported = answer("SeatsImported", seats=fields.List(identifier()), left_out=fields.List(count()))
MandateBegun = answer("MandateBegun", mandate=identifier(), member=identifier())
MandateDone = answer("MandateDone", mandate=identifier())
