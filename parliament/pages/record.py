"""The record, entry by entry, in words: what is hidden keeps its number, so that nothing can be left out unseen."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.pages.record_words import author, sentence
from parliament.store.views.names import names_in
from parliament.store.views.record import PAGE, place_of_speech, record_page
from parliament.store.views.sessions import session_view

pages = Blueprint("record", __name__)

INSTITUTION = "institution"
LARGEST = 2**31


@pages.get("/record")
def institution() -> Response | str:
    """The institution's own log: keys, cities, mandates, offices."""
    return _page(INSTITUTION, None)


@pages.get("/sessions/<slug>/record")
def show(slug: str) -> Response | str:
    with reading() as db:
        plenary = session_view(db, slug)
    return _page(plenary["id"], plenary)


@pages.get("/speeches/<turn_id>")
def speech(turn_id: str) -> Response:
    """Where the record says that this speaker received the floor. Refused: not_found, also before that."""
    with reading() as db:
        slug, entry = place_of_speech(db, turn_id)
    return redirect(url_for("record.show", slug=slug, after=before(entry), _anchor=f"entry-{entry}"), 302)


def _page(log: str, plenary: dict | None) -> Response | str:
    def address(**more: Any) -> str:
        return (
            url_for("record.show", slug=plenary["slug"], **more) if plenary else url_for("record.institution", **more)
        )

    if wanted := _number("entry"):
        return redirect(address(after=before(wanted), _anchor=f"entry-{wanted}"), 303)
    after = _number("after")
    with reading() as db:
        page = record_page(db, log, current_actor(), after=after)
        names = names_in(db, log, current_actor())
    zone = plenary["time_zone"] if plenary else "UTC"
    shown = [_in_words(entry, names, zone) for entry in page["entries"]]
    earlier = address(after=max(0, after - PAGE)) if after else ""
    later = address(after=page["next"]) if page["next"] < page["size"] else ""
    return render_template(
        "record/show.html",
        plenary=plenary,
        word=plenary["slug"] if plenary else INSTITUTION,
        page_of=page,
        entries=shown,
        earlier=earlier,
        later=later,
        zone=zone,
    )


def before(number: int) -> int:
    """After which entry the page begins that shows this one: pages are cut at the same places for everybody."""
    return (number - 1) // PAGE * PAGE


def _in_words(entry: dict, names: dict, zone: str) -> dict:
    """An entry for the page; of a hidden one there is only its number."""
    if "kind" not in entry:
        return {"seq": entry["seq"], "sentence": None}
    return {**entry, "sentence": sentence(entry, names, zone), "author": author(entry["by"], names)}


def _number(name: str) -> int:
    """A number from the address; anything else counts as none."""
    said = request.args.get(name, "")
    return min(int(said), LARGEST) if said.isascii() and said.isdigit() and len(said) < 12 else 0
