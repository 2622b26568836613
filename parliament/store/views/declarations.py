"""The declarations as readers look for them: by words, topic, year, country and status; three questions, however many."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.results.life import STATUSES, status_of
from parliament.rules.refusals import Code, Refused
from parliament.rules.topics import TOPICS
from parliament.store.queries.declarations import declaration_view, list_declarations
from parliament.store.queries.digests import Digest, digests_of, folded
from parliament.store.record import annex
from parliament.store.tables import Print, Seat
from parliament.store.views.lives import life_view, lives_view
from parliament.store.views.places import seat_places
from parliament.store.views.statements import words_on_vote

View = dict[str, Any]

FILTERS = ("words", "topic", "year", "country", "status")


def find_declarations(db: Db, wanted: View) -> View:
    """The declarations that answer to `wanted`, the newest first, and what the filters offer for all there are.

    `wanted` has any of `FILTERS`; what is missing or empty asks for nothing. Cities may still sign what was handed over
    already: whoever looks for what is open for signature finds it, whatever else became of it.
    """
    lives = lives_view(db)
    rows = [_row(row, lives[row["id"]]) for row in list_declarations(db)]
    digests = digests_of(db, (row["document_hash"] for row in rows))
    countries = {row["id"]: _countries(digests[row["document_hash"]], lives[row["id"]]) for row in rows}
    found = [row for row in rows if _answers(row, countries[row["id"]], digests[row["document_hash"]].words, wanted)]
    return {"found": found, "all": len(rows), "offered": _offered(rows, countries.values())}


def _row(row: View, life: View) -> View:
    """What the list says, with what became of it."""
    adopted = datetime.fromisoformat(row["adopted_at"]).astimezone(ZoneInfo(row["session"]["time_zone"]))
    in_force = [each for each in life["signatories"] if each["withdrawn"] is None]
    return row | {
        "year": str(adopted.year),
        "status": status_of(life),
        "signing_open": bool(life["signing"] and life["signing"]["open"]),
        "version": life["version"],
        "signatories": len(in_force),
    }


def _countries(digest: Digest, life: View) -> dict[str, str]:
    """Those whose cities voted for it, and those whose cities signed."""
    signed = (row for row in life["signatories"] if row["withdrawn"] is None)
    return {row["country"]: row["country_name"] or row["country"] for row in signed} | digest.countries


def _answers(row: View, countries: dict[str, str], words: str, wanted: View) -> bool:
    return (
        all(part in words for part in folded(wanted.get("words", "")).split())
        and wanted.get("topic", "") in ("", *row["topics"])
        and wanted.get("year", "") in ("", row["year"])
        and wanted.get("country", "") in ("", *countries)
        and wanted.get("status", "") in ("", *_statuses(row))
    )


def _statuses(row: View) -> set[str]:
    """What it is found by: the furthest it has come, and that cities may sign it."""
    return {row["status"], *(["open_for_signature"] if row["signing_open"] else [])}


def _offered(rows: Iterable[View], countries: Iterable[dict[str, str]]) -> View:
    """What there is to choose from: nothing that would find nothing by itself."""
    rows = list(rows)
    named = {code: name for each in countries for code, name in each.items()}
    return {
        "topics": [topic for topic in TOPICS if any(topic in row["topics"] for row in rows)],
        "years": sorted({row["year"] for row in rows}, reverse=True),
        "countries": sorted(named.items(), key=lambda pair: folded(pair[1])),
        "statuses": [status for status in STATUSES if any(status in _statuses(row) for row in rows)],
    }


def versioned(db: Db, declaration: View, number: int | None = None) -> View:
    """A declaration with its life, and the document of the newest version or of the one asked for. Refused: not_found."""
    life = _with_addresses(db, life_view(db, declaration["id"]))
    versions = {each["version"]: each for each in life["versions"]}
    shown = versions.get(life["version"] if number is None else number)
    if shown is None:
        raise Refused(Code.NOT_FOUND)
    document = declaration["document"]
    if shown["document_hash"] != declaration["document_hash"]:
        document = json.loads(annex(db, shown["document_hash"]))
    return declaration | {
        "life": life,
        "title": document["title"],
        "version": shown["version"],
        "text_hash": shown["text_hash"],
        "document_hash": shown["document_hash"],
        "published_in": shown["entry"],
        "has_print": db.get(Print, declaration["id"]) is not None,
        "document": document,
    }


def in_full(db: Db, slug: str, number: int | None = None) -> View:
    """All that a print of this version tells: what seats said of the vote, and where they are. Refused: not_found."""
    view = versioned(db, declaration_view(db, slug), number)
    return view | {"statements": words_on_vote(db, view["document"]["vote"]["id"]), "places": seat_places(db)}


def _with_addresses(db: Db, life: View) -> View:
    """The life, each signatory that holds a seat with the words its page has in its address."""
    signed = {row["seat"] for row in life["signatories"] if row["seat"]}
    slugs = dict(db.execute(select(Seat.id, Seat.slug).where(Seat.id.in_(signed))).all())
    named = [row | ({"slug": slugs[row["seat"]]} if row["seat"] in slugs else {}) for row in life["signatories"]]
    return life | {"signatories": named}
