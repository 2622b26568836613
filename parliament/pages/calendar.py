"""The sittings of a session for the reader's own calendar."""

from typing import Any

from flask import Blueprint, Response, current_app, request, url_for

from parliament.identity.acting import reading
from parliament.schemas.calendar import MEDIA_TYPE, calendar_of
from parliament.store.views.calendar import calendar_view

pages = Blueprint("calendar", __name__)


def address(endpoint: str, **values: Any) -> str:
    """An address of ours in full, for what leaves the house."""
    base = str(current_app.extensions["parliament.settings"].base_url).rstrip("/") or request.host_url.rstrip("/")
    return base + url_for(endpoint, **values)


@pages.get("/sessions/<slug>/calendar.ics")
def show(slug: str) -> Response:
    """One event a sitting; a calendar that subscribes to this address follows what changes."""
    with reading() as db:
        view = calendar_view(db, slug)
    content = calendar_of(view, url=address("sessions.show", slug=slug), live_url=address("live.show", slug=slug))
    response = Response(content, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{view["slug"]}.ics"'
    response.headers["Cache-Control"] = "no-cache"
    return response
