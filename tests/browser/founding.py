"""A small parliament on several continents, founded in a database before it is served."""

import csv
import io
from dataclasses import dataclass

from parliament.commands.accounts import invite
from parliament.commands.founding import found_house
from parliament.commands.history import import_history
from parliament.commands.house import House
from parliament.commands.seats import import_seats
from parliament.identity.passwords import hash_password
from parliament.identity.tokens import make_token
from parliament.results.past_report import arrivals
from parliament.results.popolo import read_popolo
from parliament.rules.powers import Actor, Office
from parliament.store.database import Database
from parliament.store.migrate import upgrade
from parliament.store.tables import Account
from tests.results.popolo_file import small, written

CITIES = (
    ("Freetown", "SLE", "Sierra Leone", "AF", 8.48, -13.23, "Africa/Freetown"),
    ("São Paulo", "BRA", "Brazil", "SA", -23.55, -46.63, "America/Sao_Paulo"),
    ("Bristol", "GBR", "United Kingdom", "EU", 51.45, -2.59, "Europe/London"),
    ("Amman", "JOR", "Jordan", "AS", 31.95, 35.93, "Asia/Amman"),
    ("Kochi", "IND", "India", "AS", 9.93, 76.26, "Asia/Kolkata"),
    ("Montréal", "CAN", "Canada", "NA", 45.5, -73.57, "America/Toronto"),
    ("Darwin", "AUS", "Australia", "OC", -12.46, 130.84, "Australia/Darwin"),
    ("Mannheim", "DEU", "Germany", "EU", 49.49, 8.47, "Europe/Berlin"),
    ("Kisumu", "KEN", "Kenya", "AF", -0.09, 34.77, "Africa/Nairobi"),
)
PASSWORD = "a lantern by the harbour wall"


@dataclass(frozen=True)
class Known:
    """Somebody with an account: how they sign in, and the token by which the test acts in their name."""

    id: str
    login: str
    name: str
    token: str
    seat: str = ""
    city: str = ""


def seat_rows(cities: tuple = CITIES, *, with_mayors: bool = True) -> str:
    """The cities as a file for the import of seats."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(["name", "iso3", "country", "continent", "population", "lat", "lon", "timezone", "mayor"])
    for name, iso3, country, continent, latitude, longitude, zone in cities:
        mayor = f"Mayor of {name}" if with_mayors else ""
        writer.writerow([name, iso3, country, continent, 1_000_000, latitude, longitude, zone, mayor])
    return sheet.getvalue()


def found(database_url: str) -> dict[str, Known]:
    """Make the tables, the institution, its cities and their people, all with one password; people by login."""
    upgrade(database_url)
    database = Database(database_url)
    try:
        house = House(database)
        first = found_house(house, origin="parliament.example", login="desk", name="Sekai Moyo")
        desk = Actor(account=first["account"], offices=frozenset({Office.SECRETARIAT}))
        seats = house.perform(import_seats, by=desk, csv=seat_rows())["seats"]
        invited = [
            (f"mayor{n}", f"Mayor of {city[0]}", Office.MEMBER, seats[n], city[0]) for n, city in enumerate(CITIES)
        ]
        invited += [("cabinet", "Aminata Kamara", Office.CABINET, seats[0], CITIES[0][0])]
        invited += [
            ("chair", "Grace Hopper", Office.CHAIR, None, ""),
            ("deputy", "Ada Lovelace", Office.CHAIR, None, ""),
        ]
        made = [("desk", "Sekai Moyo", first["account"], "", "")]
        for login, name, office, seat, city in invited:
            known = {"login": login, "name": name, "office": office, "seat_id": seat, "token_hash": f"of {login}"}
            made.append((login, name, house.perform(invite, by=desk, **known)["account"], seat or "", city))
        past = arrivals(read_popolo(written(small())))
        house.perform(import_history, by=desk, arrivals=past, source_sha256="0" * 64)
        return _let_in(house, made)
    finally:
        database.engine.dispose()


def _let_in(house: House, made: list[tuple[str, str, str, str, str]]) -> dict[str, Known]:
    hashed, people = hash_password(PASSWORD), {}
    with house.database.writing() as db:
        for login, name, account, seat, city in made:
            db.get_one(Account, account).password_hash = hashed
            token = make_token(db, account, "tests", house.now(db))
            people[login] = Known(account, login, name, token, seat, city)
    return people
