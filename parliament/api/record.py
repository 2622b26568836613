"""The record: pages of entries, and the annexes they cite."""

from flask import Response, jsonify, request

from parliament.api.room import Room
from parliament.commands.amendments import OPERATIONS
from parliament.commands.declarations import DOCUMENT
from parliament.commands.minutes import DOCUMENT as MINUTES
from parliament.commands.motions import TEXT
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.record.audience import Audience, audience_of
from parliament.record.entries import INSTITUTION
from parliament.rules.papers import ENDINGS
from parliament.schemas.record import Paging, RecordPage
from parliament.store.queries.annexes import annex_for
from parliament.store.views.record import record_page
from parliament.store.views.sessions import session_named

room = Room("record", "The account of every act, append-only; one log for the institution, one for each session.")

FOR_EVER = "public, max-age=31536000, immutable"
MEDIA_TYPES = ("application/json", TEXT, OPERATIONS, DOCUMENT, MINUTES, *ENDINGS)


@room.reads("/record", RecordPage, query=Paging)
def show_institution(page: dict) -> Response:
    """The institution's own log: seats, mandates, offices, keys."""
    return _page(INSTITUTION, page)


@room.reads("/sessions/<word:session_id>/record", RecordPage, query=Paging)
def show_record(page: dict, session_id: str) -> Response:
    """The log of one session, from its convening on."""
    with reading() as db:
        plenary = session_named(db, session_id)
        log, may_vanish = plenary.id, plenary.rehearsal
    return _page(log, page, may_vanish=may_vanish)


def _page(log: str, page: dict, *, may_vanish: bool = False) -> Response:
    with reading() as db:
        found = record_page(db, log, current_actor(), **page)
    if found["is_full"]:
        found |= {"size": None, "root": None}  # they grow, and a full page is kept for ever
    response = jsonify(RecordPage().dump(found))
    return _kept(response, for_ever=found["is_full"] and not may_vanish and _is_passer_by())


def _is_passer_by() -> bool:
    """Nobody who may be shown more than others: no cookie, no token."""
    return not request.cookies and request.authorization is None


def _kept(response: Response, *, for_ever: bool) -> Response:
    response.headers["Cache-Control"] = FOR_EVER if for_ever else "no-store"
    response.vary.update(["Cookie", "Authorization"])
    return response


@room.reads("/annexes/<digest:sha256>", {}, content_type=MEDIA_TYPES[0], or_as=MEDIA_TYPES[1:])
def show_annex(sha256: str) -> Response:
    """A document that an entry cites, by its SHA-256, for whoever may read that entry."""
    with reading() as db:
        content, media_type, cited = annex_for(db, sha256, audience_of(current_actor()))
    response = Response(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{sha256[:16]}"'
    return _kept(response, for_ever=cited is Audience.PUBLIC)
