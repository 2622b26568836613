"""The register of seats at the desk: cities from a file, in two steps; mandates that begin and end."""

from collections import Counter
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import seats
from parliament.identity.acting import reading, the_house
from parliament.identity.request_limits import takes_up_to
from parliament.pages.at_desk import ask_first
from parliament.pages.forms import button, errors_of, once, perform
from parliament.pages.obstacles import field_time
from parliament.rules.refusals import Code, Refused
from parliament.rules.seat_rows import NEEDED, Preview, read_seat_rows
from parliament.rules.seats import RULED_OUT
from parliament.rules.stages import ACCREDITED
from parliament.schemas.seats import MANDATES
from parliament.store.queries.seats import slugs_in_use
from parliament.store.views.seats import list_accounts, list_seats, seat_view
from parliament.store.views.voices import sessions_with_substitutes, substitutes_view

pages = Blueprint("seats", __name__)
ask_first(pages)

LARGEST_FILE = 2 * 1024 * 1024
SHOWN = 200  # rows of the preview; the rest is counted


@pages.get("/desk/seats")
def index() -> str:
    with reading() as db:
        rows = list_seats(db)
    counts = Counter(row["state"] for row in rows)
    held = sum(counts[state] for state in ACCREDITED)
    return render_template("desk/seats.html", rows=rows, held=held, vacant=counts["vacant"])


@pages.get("/desk/seats/import")
def import_form() -> str:
    return _asking("", [])


@pages.post("/desk/seats/preview")
@takes_up_to(LARGEST_FILE)
def preview() -> str | tuple[str, int]:
    """First step: read the file and show what would come of it. Nothing is taken in."""
    typed = request.form.get("csv", "")
    try:
        typed = _file() or typed
        if not typed.strip():
            raise Refused(Code.TEXT_EMPTY, field="csv")
        return _previewing(typed, _read(typed), set(), [])
    except Refused as refusal:
        errors, status = errors_of(refusal)
        return _asking(typed, errors), status


@pages.post("/desk/seats/import")
@takes_up_to(LARGEST_FILE)
def take_in() -> Response | str | tuple[str, int]:
    """Second step: all rows that were not left out, or none."""
    typed = request.form.get("csv", "")
    left = {
        int(number)
        for number in request.form.getlist("leave_out")
        if number.isascii() and number.isdigit() and len(number) <= 6
    }
    found = None
    try:
        found = _read(typed)
        if "leave_problems" in request.form:
            left |= {problem.row for problem in found.problems}
        made = perform(seats.import_seats, csv=typed, leave_out=sorted(left))
    except Refused as refusal:
        if refusal.code == Code.NOT_SIGNED_IN:
            raise
        errors, status = errors_of(refusal)
        if found is not None and refusal.code in (Code.BAD_ROWS, Code.TEXT_EMPTY) and typed.strip():
            return _previewing(typed, found, left, errors), status
        return _asking(typed, errors), status
    flash(gettext("Cities taken in: %(count)s.", count=len(made["seats"])), "accepted")
    return redirect(url_for("desk.seats.index"), 303)


def _file() -> str:
    """What the uploaded file says, if one came. Refused: malformed when it is not text."""
    upload = request.files.get("file")
    try:
        return upload.read().decode("utf-8-sig") if upload and upload.filename else ""
    except UnicodeDecodeError:
        raise Refused(Code.MALFORMED, field="file") from None


def _read(text: str) -> Preview:
    with reading() as db:
        taken = slugs_in_use(db)
    return read_seat_rows(text, taken=taken)


def _asking(typed: str, errors: list[tuple[str, str]]) -> str:
    return render_template(
        "desk/import.html", typed=typed, errors=errors, wrong=dict(errors), columns=NEEDED, once=once
    )


def _previewing(text: str, found: Preview, left: set[int], errors: list[tuple[str, str]]) -> str:
    bad: dict[int, list[Any]] = {}
    for problem in found.problems:
        bad.setdefault(problem.row, []).append(problem)
    return render_template(
        "desk/preview.html", text=text, rows=found.rows, shown=SHOWN, bad=bad, left=left, errors=errors, once=once
    )


@pages.get("/desk/seats/<slug>")
def show(slug: str) -> str:
    return seat_page(slug, {}, [])


@pages.post("/desk/seats/<slug>/begin")
def begin(slug: str) -> Response | tuple[str, int]:
    """A person takes the seat: now, or since an instant in the past, in the city's own zone."""
    typed = request.form
    try:
        with reading() as db:
            seat = seat_view(db, slug)
        since = typed.get("from_at", "")
        if typed.get("kind") not in MANDATES:
            raise Refused(Code.MALFORMED, field="kind")
        perform(
            seats.begin_mandate,
            seat_id=seat["id"],
            name=typed.get("name", ""),
            kind=typed["kind"],
            from_at=field_time("from_at", since, seat["time_zone"]) if since else None,
        )
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED, Code.NOT_FOUND):
            raise
        errors, status = errors_of(refusal)
        return seat_page(slug, typed.to_dict(), errors), status
    flash(gettext("The mandate has begun."), "accepted")
    return redirect(url_for("desk.seats.show", slug=slug), 303)


@pages.post("/desk/seats/<slug>/end")
def end(slug: str) -> Response:
    then, done = url_for("desk.seats.show", slug=slug), gettext("The mandate has ended; the seat is vacant.")
    return button(seats.end_mandate, then=then, done=done, mandate_id=request.form.get("mandate_id", ""))


def seat_page(slug: str, typed: dict[str, str], errors: list[tuple[str, str]]) -> str:
    """One seat, with every act that the secretariat can do on it."""
    with reading() as db:
        seat, now = seat_view(db, slug), the_house().now(db)
        stand_ins = substitutes_view(db, seat["id"], now)
        sessions = sessions_with_substitutes(db)
        accounts = [row for row in list_accounts(db) if row["seat"] is None]
    return render_template(
        "desk/seat.html",
        seat=seat,
        ruled=seat["state"] in RULED_OUT,
        substitutes=stand_ins,
        sessions=[(row["id"], row["title"]) for row in sessions] if seat["state"] in ACCREDITED else [],
        accounts=[("", gettext("somebody new")), *((row["id"], f"{row['name']} · {row['login']}") for row in accounts)],
        typed=typed,
        errors=errors,
        wrong=dict(errors),
        once=once,
    )
