"""What was published, as files and feeds for other programs, under addresses that stay."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request

from parliament.documents.atom import MOST
from parliament.identity.acting import reading
from parliament.pages.calendar import address
from parliament.results import linked_data
from parliament.results.calendar import sittings_in
from parliament.schemas import calendar, formats
from parliament.schemas.files import File
from parliament.store import record
from parliament.store.views import published

pages = Blueprint("formats", __name__)

READERS: dict[str, Callable[..., list]] = {
    "declarations.atom": published.declarations_for_feed,
    "votes.atom": published.votes_for_feed,
    "sessions.atom": published.sessions_for_feed,
}


def base() -> str:
    """The address of the house, without a slash at its end."""
    return address("home.index").rstrip("/")


@pages.app_template_global("linked_data")
def linked_data_of(document: dict, life: dict | None) -> dict:
    """A declaration in schema.org's words, for the head of its page."""
    return linked_data.linked_data(document, life, base=base())


@pages.get("/sessions/<slug>/debate.akn.xml")
def debate(slug: str) -> Response:
    """A session in Akoma Ntoso. Refused: not_found."""
    return _answer(debate_of(slug))


@pages.get("/sessions/<slug>/popolo.json")
def session_popolo(slug: str) -> Response:
    """The votes of a session as Popolo. Refused: not_found."""
    return _answer(popolo_of_session(slug))


@pages.get("/votes/<vote_id>/popolo.json")
def vote_popolo(vote_id: str) -> Response:
    """One closed vote as Popolo. Refused: not_found, also for a vote that was not decided by a majority."""
    return _answer(popolo_of_vote(vote_id))


@pages.get("/declarations/<slug>/declaration.akn.xml")
def declaration_akn(slug: str) -> Response:
    """The text in force in Akoma Ntoso. Refused: not_found."""
    return _answer(akn_of(slug))


@pages.get("/declarations/<slug>/declaration.jsonld")
def declaration_linked(slug: str) -> Response:
    """The declaration as linked data. Refused: not_found."""
    return _answer(linked_of(slug))


@pages.get("/declarations.atom")
def declarations_feed() -> Response:
    return _answer(feed_at("declarations.atom"), inline=True)


@pages.get("/votes.atom")
def votes_feed() -> Response:
    return _answer(feed_at("votes.atom"), inline=True)


@pages.get("/sessions.atom")
def sessions_feed() -> Response:
    return _answer(feed_at("sessions.atom"), inline=True)


@pages.get("/sessions.ics")
def sittings_calendar() -> Response:
    """Every sitting of the latest sessions, for a calendar that follows this address."""
    return _answer(all_sittings())


def debate_of(slug: str) -> File:
    with reading() as db:
        return formats.debate_file(published.proceedings_entries(db, slug), lambda sha256: record.annex(db, sha256))


def popolo_of_session(slug: str) -> File:
    with reading() as db:
        return formats.popolo_file(*published.session_as_past(db, slug))


def popolo_of_vote(vote_id: str) -> File:
    with reading() as db:
        slug, past = published.vote_as_past(db, vote_id)
    return formats.popolo_file(slug, past, vote_id)


def akn_of(slug: str) -> File:
    with reading() as db:
        return formats.declaration_akn(*published.declaration_in_force(db, slug))


def linked_of(slug: str) -> File:
    with reading() as db:
        return formats.declaration_linked(*published.declaration_in_force(db, slug), base())


def feed_at(path: str) -> File:
    with reading() as db:
        return formats.feed(path, formats.items_of(path, READERS[path](db, MOST)), published.house_view(db), base())


def all_sittings() -> File:
    with reading() as db:
        found, house = published.sessions_for_calendar(db, MOST), published.house_view(db)["house"]
    rows: list[Any] = [sittings_in(entries) for entries in found]
    return File(calendar.calendar_of_sittings(rows, house=house, base=base()), calendar.MEDIA_TYPE, "sessions.ics")


def _answer(file: File, *, inline: bool = False) -> Response:
    """A file under a tag, so that whoever has it already need not fetch it again."""
    answer = Response(file.content, content_type=_with_charset(file.media_type))
    if not inline:
        answer.headers.set("Content-Disposition", "attachment", filename=file.name)
    answer.add_etag()
    answer.headers["Cache-Control"] = "no-cache"
    answer.make_conditional(request)
    return answer


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
