"""What every page has around it: language and direction, who is signed in, times and words as readers expect them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from babel.numbers import format_decimal
from flask import Flask, Response, current_app, g, request, url_for
from flask_babel import get_locale, gettext
from flask_wtf.csrf import generate_csrf

from parliament.identity.acting import reading, the_house
from parliament.identity.door import current_actor
from parliament.identity.languages import COOKIE, direction, languages, own_name, reader_language
from parliament.rules.powers import Office
from parliament.rules.refusals import Code, Refused
from parliament.schemas.words import in_words, word
from parliament.store.views.rehearsals import is_of_rehearsal
from parliament.store.views.seats import seat_names

YEAR = 365 * 24 * 3600
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def init_app(app: Flask) -> None:
    app.context_processor(surroundings)
    app.jinja_env.filters.update(when=when, number=number, listed=listed)
    app.jinja_env.filters.update(word=word, said=in_words)
    app.jinja_env.globals.update(static_url=static_url)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.before_request(refuse_nul)
    app.after_request(remember_language)
    app.after_request(keep_versioned_files)


def surroundings() -> dict:
    """The variables of `layout.html`."""
    settings = current_app.extensions["parliament.settings"]
    tag = reader_language()
    return {
        "locale_tag": tag,
        "text_direction": direction(tag),
        "languages": [(each, own_name(each), _in_language(each)) for each in languages()],
        "actor": signed_in(),
        "demo": settings.demo,
        "is_rehearsal": is_rehearsal(),
        "csrf_token": generate_csrf,
        "now": now(),
        "navigation": navigation(),
    }


def is_rehearsal() -> bool:
    """Whether this page is of a rehearsal, which it then says loudly."""
    if "is_rehearsal" not in g:
        with reading() as db:
            g.is_rehearsal = is_of_rehearsal(db, request.view_args or {})
    return bool(g.is_rehearsal)


def check_in_earnest() -> None:
    """A file goes about without the page that would say what it is: none is made of a rehearsal. Refused: not_found."""
    if is_rehearsal():
        raise Refused(Code.NOT_FOUND)


def now() -> datetime:
    """The house's time, for countdowns; the database's clock decides, this only shows it."""
    with reading() as db:
        return the_house().now(db)


def signed_in() -> dict | None:
    """Who is signed in, in words; None for a passer-by."""
    actor = current_actor()
    if not actor.account:
        return None
    city = None
    if actor.seat:
        with reading() as db:
            city = seat_names(db, {actor.seat})[actor.seat]["city"]
    offices = [word(str(office)) for office in sorted(actor.offices)]
    return {"name": actor.name, "offices": offices, "seat_name": city, "kinds": {str(o) for o in actor.offices}}


def navigation() -> list[tuple[str, str, bool]]:
    """Where one can go, and which of it one is in; a session's live page is “Live”, its cockpit “Chair”, its desk “Desk”."""
    offices = current_actor().offices
    places = [
        ("live", gettext("Live"), url_for("live.now"), True),
        ("sessions", gettext("Sessions"), url_for("sessions.index"), True),
        ("declarations", gettext("Declarations"), url_for("declarations.index"), True),
        ("cities", gettext("Cities"), url_for("cities.index"), True),
        ("chair", gettext("Chair"), url_for("chair.now"), Office.CHAIR in offices),
        ("desk", gettext("Desk"), url_for("desk.index"), Office.SECRETARIAT in offices),
        ("translations", gettext("Translations"), url_for("translations.index"), Office.TRANSLATOR in offices),
        ("today", gettext("Today"), url_for("today.index"), bool({Office.MEMBER, Office.CABINET} & offices)),
    ]
    here = (
        "sessions"
        if request.blueprint
        in (
            "motions",
            "votes",
            "chair_votes",
            "record",
            "results",
            "drafting",
            "agenda",
            "papers",
            "minutes",
            "calendar",
        )
        else request.blueprint
    )
    return [(label, url, room == here) for room, label, url, is_open in places if is_open]


def _in_language(tag: str) -> str:
    """This very page in another language."""
    arguments = request.args.to_dict() | {"language": tag}
    return f"{request.path}?{urlencode(arguments)}"


def remember_language(response: Response) -> Response:
    """A language asked for in the address is kept for the next pages; what a cache hands to everybody sets no cookie."""
    wanted = request.args.get(COOKIE)
    if wanted in languages() and not response.cache_control.immutable:
        secure = current_app.extensions["parliament.settings"].https
        response.set_cookie(COOKIE, wanted, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
    return response


def refuse_nul() -> None:
    """No name, id or word holds the character PostgreSQL cannot keep: what does is nothing of ours."""
    if "\0" in request.path:
        raise Refused(Code.NOT_FOUND)
    if request.blueprint and request.mimetype in FORMS and any("\0" in each for each in request.form.values()):
        raise Refused(Code.TEXT_CONTROLS)


def keep_versioned_files(response: Response) -> Response:
    """A static file under its version never changes: whoever has it need not ask again."""
    if request.endpoint == "static" and request.args.get("v") and response.status_code == 200:
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


@lru_cache(maxsize=256)
def _version(path: Path, _changed_at: float) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12]


def static_url(path: str) -> str:
    """A static file under a name that changes when its content does."""
    file = Path(str(current_app.static_folder)) / path
    return url_for("static", filename=path, v=_version(file, file.stat().st_mtime))


def when(at: datetime, zone: str = "UTC", form: str = "long") -> str:
    """An instant in a zone, with date, year and the zone's name, in the reader's language."""
    local = at.astimezone(ZoneInfo(zone))
    city = zone.rpartition("/")[2].replace("_", " ")
    time = format_datetime(local, "HH:mm", locale=get_locale())
    if form == "time":
        return f"{time} ({city})"
    return f"{listed([format_datetime(local, 'd MMM y', locale=get_locale()), time])} ({city})"


def number(value: float) -> str:
    """A number with the grouping and digits of the reader's language."""
    return format_decimal(value, locale=get_locale())


def listed(parts: Iterable[object]) -> str:
    """Names or numbers one after another, with the comma of the reader's script."""
    return gettext(", ").join(str(part) for part in parts)


def utc_from_form(value: str, zone: str) -> datetime:
    """What a datetime-local field holds, in the zone the form names. Raises ValueError."""
    return datetime.fromisoformat(value).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
