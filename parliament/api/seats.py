"""Cities, seats and mandates."""

from dataclasses import asdict

from parliament.api.room import Room, check_holds
from parliament.commands import seats
from parliament.identity.acting import reading
from parliament.rules.powers import Power
from parliament.rules.seat_rows import read_seat_rows
from parliament.schemas import cities
from parliament.schemas import seats as shapes
from parliament.schemas.words import in_words
from parliament.store.queries.seats import slugs_in_use
from parliament.store.views.choices import choices_of
from parliament.store.views.cities import signed_by
from parliament.store.views.follow_up import commitments_of_city
from parliament.store.views.seats import list_seats, seat_view

room = Room("seats", "Cities, their seats, and who holds them.")

# Five thousand rows of the widest city, with room for the escapes of JSON.
LARGEST_FILE = 4_000_000


@room.reads("/seats", shapes.SeatList)
def show_seats() -> dict:
    """Every seat, by city."""
    with reading() as db:
        return {"seats": list_seats(db)}


@room.reads("/seats/<city:slug>", shapes.SeatWithMandates)
def show_seat(slug: str) -> dict:
    """One city: figures, state, and every mandate its seat has had."""
    with reading() as db:
        return seat_view(db, slug)


@room.reads("/seats/<city:slug>/votes", cities.VotesOfCity)
def show_votes_of_city(slug: str) -> dict:
    """How its seat voted: the newest 50 votes, from the roll calls that the record cites."""
    with reading() as db:
        return {"votes": choices_of(db, seat_view(db, slug)["id"])}


@room.reads("/seats/<city:slug>/signatures", cities.SignaturesOfCity)
def show_signatures_of_city(slug: str) -> dict:
    """Which declarations it signed through its seat, from the record alone."""
    with reading() as db:
        return {"signatures": signed_by(db, seat_view(db, slug)["id"])}


@room.reads("/seats/<city:slug>/commitments", cities.CommitmentsOfCity)
def show_commitments_of_city(slug: str) -> dict:
    """What it promised on declarations, with its reports and what was found of them."""
    with reading() as db:
        return {"commitments": commitments_of_city(db, seat_view(db, slug)["id"])}


@room.asks(
    "/seats/import/preview", shapes.SeatFile, shapes.SeatPreview, check_holds(Power.MANAGE_SEATS), limit=LARGEST_FILE
)
def preview_import(csv: str) -> dict:
    """What a file would bring, row by row, and what stands in the way. Nothing is kept."""
    with reading() as db:
        preview = read_seat_rows(csv, taken=slugs_in_use(db))
    problems = [asdict(problem) | {"problem": in_words(problem.problem)} for problem in preview.problems]
    return {"rows": [asdict(row) for row in preview.rows], "problems": problems}


room.acts(
    "/seats/import",
    seats.import_seats,
    takes=shapes.SeatImport,
    answers=shapes.SeatsImported,
    status=201,
    at="/api/seats",
    limit=LARGEST_FILE,
)
room.acts(
    "/seats/<word:seat_id>/mandates",
    seats.begin_mandate,
    takes=shapes.MandateBegin,
    answers=shapes.MandateBegun,
    status=201,
)
room.acts("/mandates/<word:mandate_id>/end", seats.end_mandate, answers=shapes.MandateDone)
