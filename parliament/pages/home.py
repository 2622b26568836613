"""The front door: what this is, what happens now, what was decided; how to check it; what programs may ask."""

from flask import Blueprint, current_app, render_template

from parliament.identity.acting import reading, the_house
from parliament.pages.live import session_now
from parliament.pages.operations import operations_by_noun
from parliament.store.queries.declarations import list_declarations
from parliament.store.views.live import live_view
from parliament.store.views.seats import list_seats
from parliament.store.views.sessions import list_sessions

pages = Blueprint("home", __name__)
LATEST = 5
DOCUMENT = "parliament.openapi"  # where the API keeps the function that answers its document


@pages.get("/")
def index() -> str:
    with reading() as db:
        current = session_now(list_sessions(db))
        view = live_view(db, current["id"]) if current else None
        declared = list_declarations(db)[:LATEST]
        seats = list_seats(db)
    held = [row for row in seats if row["state"] == "held"]
    figures = {
        "cities": len(held),
        "countries": len({row["country"] for row in held}),
        "continents": len({row["continent"] for row in held}),
        "people": sum(row["population"] for row in held),
    }
    return render_template("home/index.html", view=view, declarations=declared, figures=figures)


@pages.get("/verify")
def verify() -> str:
    with reading() as db:
        newest = next(iter(list_declarations(db)), None)
    return render_template("home/verify.html", newest=newest, vkey=the_house().pen.vkey)


@pages.get("/api/docs")
def api_docs() -> str:
    """Every operation of the OpenAPI document as a page of ours: no script, nobody else's viewer."""
    nouns = operations_by_noun(current_app.extensions[DOCUMENT]())
    return render_template("home/api_docs.html", nouns=nouns)
