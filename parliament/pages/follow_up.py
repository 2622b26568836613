"""What came of declarations: the public tracker with its files and calendar, one addressee, one commitment."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from babel.dates import format_date
from flask import Blueprint, Response, render_template, request
from flask_babel import get_locale

from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.pages.calendar import address
from parliament.record.audience import audience_of
from parliament.record.canonical import canonical
from parliament.results.tracker import STATUSES, addressees_csv, commitments_csv
from parliament.rules.follow_up import Position
from parliament.rules.papers import ENDINGS, TEXT
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.schemas.declaration_files import reader
from parliament.schemas.reviews import MEDIA_TYPE, reviews_of
from parliament.store.queries.annexes import annex_for
from parliament.store.queries.declarations import declaration_of
from parliament.store.views.follow_up import addressee_view, commitment_view, reviews_view, tracker_view
from parliament.store.views.seats import seat_view

pages = Blueprint("follow_up", __name__)

SHOWN = 100
WANTED = ("declaration", "city", "status")
OF_ADDRESSEES = ("to_send", "sent", "replied", "removed", *(str(each) for each in Position))


@pages.app_template_filter("calendar_day")
def calendar_day(said: str) -> str:
    """A day of the civil calendar, as the reader writes days."""
    return format_date(date.fromisoformat(said), "d MMM y", locale=get_locale())


@pages.app_template_filter("decimal")
def decimal(said: str) -> str:
    """A decimal number with the grouping and digits of the reader's language, with every digit it was written with."""
    return reader().decimal(said)


@pages.app_template_filter("site")
def site(url: str) -> str:
    """The name of the site an address leads to: a reader sees it before following."""
    return urlsplit(url).hostname or ""


@pages.get("/follow-up")
def index() -> str:
    wanted = _wanted()
    with reading() as db:
        everything = tracker_view(db)
        shown = tracker_view(db, **wanted)
    page = max(request.args.get("page", 1, int), 1)
    return render_template(
        "follow_up/index.html",
        tracker=shown,
        everything=everything,
        wanted=wanted,
        statuses=[*STATUSES, *OF_ADDRESSEES],
        rows=shown["commitments"][(page - 1) * SHOWN : page * SHOWN],
        others=shown["addressees"][(page - 1) * SHOWN : page * SHOWN],
        page_number=page,
        has_more=max(len(shown["commitments"]), len(shown["addressees"])) > page * SHOWN,
        titles={row["declaration"]: row for row in everything["declarations"]},
    )


@pages.get("/declarations/<slug>/follow-up")
def show(slug: str) -> str:
    """What came of one declaration, and where its addressees are named and commitments made."""
    with reading() as db:
        tracker = tracker_view(db, declaration=declaration_of(db, slug).slug)
    (of,) = tracker["declarations"]
    return render_template("follow_up/show.html", tracker=tracker, of=of, may=_may())


@pages.get("/addressees/<addressee_id>")
def addressee(addressee_id: str) -> str:
    with reading() as db:
        row = addressee_view(db, addressee_id)
    return render_template("follow_up/addressee.html", row=row, of=row["of"], may=_may())


@pages.get("/commitments/<commitment_id>")
def commitment(commitment_id: str) -> str:
    with reading() as db:
        row = commitment_view(db, commitment_id)
    found = {each["report"]: each for each in row["reviews"]}
    return render_template("follow_up/commitment.html", row=row, of=row["of"], found=found, may=_may(row["seat"]))


@pages.get("/follow-up.csv")
def commitments_table() -> Response:
    """One line a commitment."""
    with reading() as db:
        return _table(commitments_csv(tracker_view(db, **_wanted())), "commitments.csv")


@pages.get("/follow-up/addressees.csv")
def addressees_table() -> Response:
    """One line an addressee."""
    with reading() as db:
        return _table(addressees_csv(tracker_view(db, **_wanted())), "addressees.csv")


@pages.get("/follow-up.json")
def document() -> Response:
    """The tracker in its canonical bytes: the same record, the same bytes."""
    with reading() as db:
        content = canonical(tracker_view(db, **_wanted()))
    return _asked_again(Response(content, content_type="application/json"))


@pages.get("/follow-up.ics")
def calendar() -> Response:
    """Every review that is set, of all cities or of one (`?city=` with its name in addresses), for anybody's calendar."""
    slug = request.args.get("city", "")
    with reading() as db:
        view = reviews_view(db, seat_view(db, slug)["id"] if slug else "")
    content = reviews_of(view, lambda of: address("follow_up.commitment", commitment_id=of))
    return _asked_again(Response(content, content_type=f"{MEDIA_TYPE}; charset=utf-8"))


@pages.get("/follow-up/files/<digest:sha256>")
def file(sha256: str) -> Response:
    """A receipt or a letter, to be saved and not to be run: browsers neither show it in our name nor guess its kind."""
    with reading() as db:
        content, media_type, _ = annex_for(db, sha256, audience_of(current_actor()))
    if media_type not in ENDINGS:
        raise Refused(Code.NOT_FOUND)
    answer = Response(content, content_type=media_type + ("; charset=utf-8" if media_type == TEXT else ""))
    name = f"{sha256[:16]}.{ENDINGS[media_type]}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _wanted() -> dict[str, str]:
    """The filters of the address; a declaration that does not exist is not found, and other words find nothing."""
    return {name: request.args.get(name, "").strip()[:200] for name in WANTED}


def _may(seat: str | None = None) -> dict[str, Any]:
    """What this reader may do here: follow up for the house, commit its own city, write about this one."""
    actor = current_actor()
    commits = Power.MAKE_COMMITMENT in actor.powers and actor.seat is not None
    return {
        "follow_up": Power.FOLLOW_UP in actor.powers,
        "commit": commits,
        "report": commits and actor.seat == seat,
    }


def _table(content: bytes, name: str) -> Response:
    answer = _asked_again(Response(content, content_type="text/csv; charset=utf-8"))
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _asked_again(answer: Response) -> Response:
    """What grows with the record, under a tag that lets a reader ask whether it has it already."""
    answer.add_etag()
    answer.headers["Cache-Control"] = "no-cache"
    answer.make_conditional(request)
    return answer
