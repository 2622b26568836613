"""Pictures of a vote and of a session, each with the rows of the table that says the same; in the page and as files."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from flask import Blueprint, Response, request
from flask_babel import get_locale, gettext
from markupsafe import Markup

from parliament.identity.acting import reading
from parliament.identity.languages import direction, reader_language
from parliament.pages.chamber import by_choice
from parliament.pages.shell import check_in_earnest, number, when
from parliament.results.bars import bars
from parliament.results.colours import coloured
from parliament.results.groups import CHOICES, Group, by_region, by_size
from parliament.results.places import Place
from parliament.results.timeline import Happening, Stretch
from parliament.results.timeline_drawing import Saying, timeline
from parliament.results.world_map import CityMark, world_map
from parliament.rules.refusals import Code, Refused
from parliament.schemas.words import word
from parliament.store.queries.declarations import declaration_view
from parliament.store.views.places import seat_places
from parliament.store.views.sessions import session_view
from parliament.store.views.timeline import timeline_view
from parliament.store.views.votes import vote_view

pages = Blueprint("pictures", __name__)

Rows = Sequence[dict]
KINDS = ("hemicycle", "map", "regions", "sizes")
MEDIA_TYPE = "image/svg+xml"


@pages.app_template_global()
def pictures_of_vote(roll_call: Rows) -> dict[str, Any] | None:
    """Map and bars of a closed vote with the rows of their tables; None where no seat said yes, no or abstain by name.

    `elsewhere` are the seats whose place on the earth the record does not tell: they are in the table alone.
    """
    if not roll_call or any(row["choice"] == "paper" for row in roll_call):
        return None
    with reading() as db:
        places = seat_places(db)
    rows = [_with_figures(row, places) for row in roll_call]
    regions, sizes = by_region(rows), by_size(rows)
    return {
        "map": _safe(_map(rows, places)),
        "regions": _safe(_bars(regions, gettext("How the seats of each region voted"))),
        "sizes": _safe(_bars(sizes, gettext("How the seats of each size of city voted"))),
        "rows": rows,
        "region_rows": [_row(group) for group in regions],
        "size_rows": [_row(group) for group in sizes],
        "elsewhere": [row for row in rows if row["seat"] not in places],
    }


@pages.app_template_global()
def choices_of_groups() -> list[tuple[str, str]]:
    """The columns of the tables beside the bars: their words, and that they hold numbers."""
    return [(words, "figure") for words in _choices().values()]


@pages.app_template_global()
def timeline_of_session(plenary: str, zone: str) -> dict[str, Any] | None:
    """The timeline of a session with the rows of its table, times in this zone; None before its first sitting."""
    with reading() as db:
        stretches = timeline_view(db, plenary)
    if not any(stretch.number for stretch in stretches):
        return None
    return {"drawing": _safe(_timeline(stretches, zone)), "stretches": _told(stretches, zone)}


@pages.get("/declarations/<slug>/<any(hemicycle, map, regions, sizes):kind>.svg")
def of_declaration(slug: str, kind: str) -> Response:
    """A picture of the vote that adopted it, with colours of its own. Refused: not_found."""
    with reading() as db:
        vote = declaration_view(db, slug)["document"]["vote"]
    return _file(_drawn(vote["roll_call"], kind), f"{slug}-{kind}.svg")


@pages.get("/votes/<vote_id>/<any(hemicycle, map, regions, sizes):kind>.svg")
def of_vote(vote_id: str, kind: str) -> Response:
    """A picture of a closed vote. Refused: not_found, also for one of a rehearsal."""
    check_in_earnest()
    with reading() as db:
        roll_call = vote_view(db, vote_id)["roll_call"]
    return _file(_drawn(roll_call, kind), f"{kind}.svg")


@pages.get("/sessions/<slug>/timeline.svg")
def of_session(slug: str) -> Response:
    """The timeline of a session. Refused: not_found, also for a rehearsal."""
    check_in_earnest()
    with reading() as db:
        plenary = session_view(db, slug)
        stretches = timeline_view(db, plenary["id"])
    if not stretches:
        raise Refused(Code.NOT_FOUND)
    return _file(_timeline(stretches, plenary["time_zone"]), f"{slug}-timeline.svg")


def _drawn(roll_call: Rows, kind: str) -> str:
    found = pictures_of_vote(roll_call)
    if found is None:
        raise Refused(Code.NOT_FOUND)
    return str(by_choice(roll_call) if kind == "hemicycle" else found[kind])


def _file(svg: str, name: str) -> Response:
    """A drawing as a file that any site may show."""
    return for_everybody(Response(coloured(svg), mimetype=MEDIA_TYPE), name)


def for_everybody(answer: Response, name: str) -> Response:
    """A picture that other sites may show, under a tag that lets a browser ask whether it has it already."""
    answer.headers.set("Content-Disposition", "inline", filename=name)
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Cache-Control"] = "no-cache"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _safe(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704 -- the drawings escape their words


def _with_figures(row: dict, places: Mapping[str, Place]) -> dict:
    """A row of the roll call with its region and size; a document has them already, as frozen at the convening."""
    place = places.get(row["seat"])
    figures = {"continent": place.continent, "population": place.population} if place else {}
    return {"continent": "", "population": None} | figures | row


def _map(rows: Rows, places: Mapping[str, Place]) -> str:
    cities = [
        CityMark(
            row["seat"],
            gettext("%(city)s: %(choice)s", city=row["city"], choice=word(row["choice"])),
            row["choice"],
            places[row["seat"]].latitude,
            places[row["seat"]].longitude,
        )
        for row in rows
        if row["seat"] in places
    ]
    return world_map(cities, gettext("Where the cities are, and how they voted. The table below says the same."))


def _bars(groups: Sequence[Group], label: str) -> str:
    named = [Group(gettext(group.name), group.counts) for group in groups]
    return bars(named, label, _choices(), number=number, is_mirrored=is_mirrored())


def is_mirrored() -> bool:
    return direction(reader_language()) == "rtl"


def _choices() -> dict[str, str]:
    words = {choice: word(choice) for choice in CHOICES if choice != "silent"}
    return {choice: words.get(choice) or gettext("Did not vote or absent") for choice in CHOICES}


def _row(group: Group) -> dict[str, Any]:
    return {"name": gettext(group.name), "counts": [group.counts[choice] for choice in CHOICES], "seats": group.seats}


def _timeline(stretches: Sequence[Stretch], zone: str) -> str:
    label = gettext("The course of the session: sittings, speeches, votes. The table below says the same.")
    named = {stretch.number: f"{_title(stretch)} ({zone_name(zone)})" for stretch in stretches}
    return timeline(stretches, label, Saying(lambda it: named[it.number], _short(zone), _said, is_mirrored()))


def zone_name(zone: str) -> str:
    """The city that a zone of time is called after."""
    return zone.rpartition("/")[2].replace("_", " ")


def _short(zone: str) -> Callable[[str], str]:
    """Day and time without the zone, which stands beside the title: two of them have to fit below one strip."""
    return lambda at: format_datetime(
        datetime.fromisoformat(at).astimezone(ZoneInfo(zone)), "d MMM y, HH:mm", locale=get_locale()
    )


def _clock(zone: str) -> Callable[[str], str]:
    """Times with their day, as a session may have several."""
    return lambda at: when(datetime.fromisoformat(at), zone)


def _title(stretch: Stretch) -> str:
    if not stretch.number:
        return gettext("Outside the sittings")
    return gettext("Sitting %(number)s", number=number(stretch.number))


def _said(it: Happening) -> str:
    """A happening in a few words."""
    if it.kind == "speech":
        return gettext("Speech: %(speaker)s", speaker=it.what)
    if it.kind == "item":
        return gettext("Item: %(title)s", title=it.what)
    if it.kind == "declaration":
        return gettext("Declaration published: %(title)s", title=it.what)
    named = gettext("Vote %(number)s", number=number(int(it.what)))
    return gettext("%(vote)s: %(outcome)s", vote=named, outcome=word(it.outcome)) if it.outcome else named


def _told(stretches: Sequence[Stretch], zone: str) -> list[dict[str, Any]]:
    """The table: each stretch with its rows of time, words, and the entry that begins to tell of it."""
    clock = _clock(zone)
    return [
        {
            "title": _title(stretch),
            "begins": clock(stretch.opened_at),
            "ends": clock(stretch.ended_at),
            "pauses": [(clock(start), clock(end)) for start, end in stretch.pauses],
            "rows": [
                {"at": clock(it.at), "until": clock(it.until), "words": _said(it), "entry": it.entry, "turn": it.turn}
                for it in stretch.happenings
            ],
        }
        for stretch in stretches
    ]
