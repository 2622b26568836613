"""Cities: who holds their seats, the figures results count with, how each voted, what it signed and what it did."""

from flask import Blueprint, render_template, request
from flask_babel import gettext

from parliament.identity.acting import reading
from parliament.pages.chamber import countries
from parliament.rules.explain import CONTINENTS
from parliament.store.views.choices import choices_of
from parliament.store.views.cities import signed_by
from parliament.store.views.follow_up import commitments_of_city
from parliament.store.views.seats import list_seats, seat_view

pages = Blueprint("cities", __name__)


@pages.app_template_global()
def continent_name(code: str) -> str:
    """What a reader calls a continent; a code we do not know stays as it is."""
    return gettext(CONTINENTS.get(code, code))


@pages.get("/cities")
def index() -> str:
    """Every city, or those of one country, one continent, or with these letters in their name."""
    wanted = {name: request.args.get(name, "").strip() for name in ("continent", "country", "name")}
    with reading() as db:
        rows = list_seats(db)
    shown = [row for row in rows if _is_wanted(row, wanted)]
    continents = sorted(
        {(row["continent"], continent_name(row["continent"])) for row in rows}, key=lambda pair: pair[1]
    )
    offered = {"countries": countries(rows), "continents": continents}
    return render_template("cities/index.html", rows=rows, shown=shown, wanted=wanted, **offered)


def _is_wanted(row: dict, wanted: dict[str, str]) -> bool:
    letters = wanted["name"].casefold()
    return (
        wanted["continent"] in ("", row["continent"])
        and wanted["country"] in ("", row["country"])
        and (letters in row["city"].casefold() or letters in row["other_name"].casefold())
    )


@pages.get("/cities/<slug>")
def show(slug: str) -> str:
    with reading() as db:
        city = seat_view(db, slug)
        choices = choices_of(db, city["id"])
        done = {"signed": signed_by(db, city["id"]), "commitments": commitments_of_city(db, city["id"])}
    return render_template("cities/show.html", city=city, choices=choices, **done)
