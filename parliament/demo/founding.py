"""Founding the demo parliament: 300 real cities, their invented mayors, and accounts kept free for visitors."""

import csv
import io
import secrets
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import NamedTuple

from parliament.commands.accounts import invite
from parliament.commands.founding import found_house
from parliament.commands.house import House, Tx
from parliament.commands.seats import import_seats
from parliament.demo.home import People, Simulated
from parliament.demo.past import Cast, Clock, Past, Play, open_past
from parliament.identity.tokens import make_token
from parliament.rules.powers import Actor, Office
from parliament.store.tokens import token_hash
from parliament.store.views.seats import list_seats

ORIGIN = "demo.parliament.example"
VISITING_SEATS = 40
VISITING_CABINETS = 6
CHAIRS, VISITING_CHAIRS = 3, 3
VISITING_SECRETARIES, VISITING_OBSERVERS = 2, 3


class Post(NamedTuple):
    """One account to be made, either to act by itself or to wait for visitors."""

    login: str
    name: str
    office: Office
    seat: dict | None = None
    is_visitor: bool = False


def city_rows() -> list[dict[str, str]]:
    """The 300 cities as the house ships them; the last ones are kept for visitors."""
    text = (files("parliament.demo") / "cities.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def with_mayors(rows: list[dict[str, str]], visiting: int) -> str:
    """The cities as a file for `import seats`, each with a mayor whose name says that nobody is meant."""
    return as_file(named(rows, visiting))


def named(rows: list[dict[str, str]], visiting: int) -> list[dict[str, str]]:
    """The cities with such mayors; the last of them, `visiting` in number, are for visitors."""
    kinds = ["Simulated"] * (len(rows) - visiting) + ["Visiting"] * visiting
    return [row | {"mayor": f"{kind} Mayor of {row['name']}"} for row, kind in zip(rows, kinds, strict=True)]


def as_file(rows: list[dict[str, str]]) -> str:
    """Rows as the secretariat would bring them."""
    written = io.StringIO()
    out = csv.DictWriter(written, fieldnames=list(rows[0]))
    out.writeheader()
    out.writerows(rows)
    return written.getvalue()


def found_demo(
    house: House, rows: list[dict[str, str]] | None = None, visiting: int = VISITING_SEATS, clock: Clock | None = None
) -> People:
    """Found the parliament, seat its cities, make every account; returns who acts by itself and who waits for visitors.

    Without `rows` all 300 cities; the last of them, `visiting` in number, are the visitors'. With the house's `clock`,
    which stands in the past, the case of 2019 is played before the cities come that had no part in it.
    No account has a password. Refused: already_exists.
    """
    first = found_house(house, origin=ORIGIN, login="secretariat@demo.example", name="Simulated Secretary")
    secretary = Actor(account=first["account"], offices=frozenset({Office.SECRETARIAT}))
    made = _install_all(house, secretary, _posts_of_offices())
    seated = named(rows or city_rows(), visiting)
    if clock is not None:
        past = open_past()
        seated, earlier = _apart(seated, past)
        made += (come := _seat(house, secretary, earlier))
        Play(house, clock, _cast(secretary, made, come), past).play()
        clock.catch_up()
    made += _seat(house, secretary, seated)
    visitors: dict[str, tuple[str, ...]] = {}
    for post, account in made:
        if post.is_visitor:
            visitors[str(post.office)] = (*visitors.get(str(post.office), ()), account)
    acting = [(Post("", "Simulated Secretary", Office.SECRETARIAT), secretary.account)]
    acting += [(post, account) for post, account in made if not post.is_visitor]
    return People(_with_tokens(house, acting), visitors)


def _apart(rows: list[dict[str, str]], past: Past) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The cities that come later, and those that took part in the past."""
    return [row for row in rows if not past.is_of(row)], [row for row in rows if past.is_of(row)]


def _seat(house: House, secretary: Actor, rows: list[dict[str, str]]) -> list[tuple[Post, str]]:
    """Seat these cities and make the accounts of their mayors and cabinets."""
    seats = set(house.perform(import_seats, by=secretary, csv=as_file(rows))["seats"])
    with house.reading() as db:
        posts = list(_posts_of([seat for seat in list_seats(db) if seat["id"] in seats]))
    return _install_all(house, secretary, posts)


def _install_all(house: House, secretary: Actor, posts: Iterable[Post]) -> list[tuple[Post, str]]:
    with house.transaction(by=secretary) as tx:
        return [(post, _install(tx, post)) for post in posts]


def _cast(secretary: Actor, made: list[tuple[Post, str]], come: list[tuple[Post, str]]) -> Cast:
    """Those who act in the past."""
    chair = next(account for post, account in made if post.office is Office.CHAIR and not post.is_visitor)
    mayors = {
        (post.seat["city"], post.seat["country"]): Actor(
            account, post.name, frozenset({Office.MEMBER}), post.seat["id"]
        )
        for post, account in come
        if post.seat
    }
    return Cast(secretary, Actor(account=chair, offices=frozenset({Office.CHAIR})), mayors)


def _with_tokens(house: House, acting: list[tuple[Post, str]]) -> tuple[Simulated, ...]:
    with house.database.writing() as db:
        now = house.now(db)
        return tuple(_simulated(post, account, make_token(db, account, "simulation", now)) for post, account in acting)


def _posts_of(seats: list[dict]) -> Iterator[Post]:
    visiting = [seat for seat in seats if seat["holder"].startswith("Visiting")]
    for seat in seats:
        yield Post(f"mayor.{seat['slug']}@demo.example", seat["holder"], Office.MEMBER, seat, seat in visiting)
    for seat in visiting[:VISITING_CABINETS]:
        name = f"Visitor in the cabinet of {seat['city']}"
        yield Post(f"cabinet.{seat['slug']}@demo.example", name, Office.CABINET, seat, is_visitor=True)


def _posts_of_offices() -> Iterator[Post]:
    for number in range(1, CHAIRS + 1):
        yield Post(f"chair.{number}@demo.example", f"Simulated Chair {number}", Office.CHAIR)
    yield from _visitors("chair", Office.CHAIR, VISITING_CHAIRS)
    yield from _visitors("secretariat", Office.SECRETARIAT, VISITING_SECRETARIES)
    yield from _visitors("observer", Office.OBSERVER, VISITING_OBSERVERS)


def _visitors(word: str, office: Office, count: int) -> Iterator[Post]:
    titles = {"chair": "Visiting Chair", "secretariat": "Visiting Secretary", "observer": "Visiting Observer"}
    for number in range(1, count + 1):
        yield Post(f"visitor.{word}.{number}@demo.example", f"{titles[word]} {number}", office, is_visitor=True)


def _install(tx: Tx, post: Post) -> str:
    # The link's secret is thrown away: nobody comes in by it, and the account never has a password.
    unheld = token_hash(secrets.token_urlsafe(32))
    seat = post.seat["id"] if post.seat else None
    made = invite(tx, login=post.login, name=post.name, token_hash=unheld, office=post.office, seat_id=seat)
    return str(made["account"])


def _simulated(post: Post, account: str, token: str) -> Simulated:
    seat = post.seat or {"id": "", "city": "", "country": "", "continent": ""}
    place = {"seat": seat["id"], "city": seat["city"], "country": seat["country"], "continent": seat["continent"]}
    return Simulated(account, token, str(post.office), post.name, **place)
