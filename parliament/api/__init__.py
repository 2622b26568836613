"""JSON under /api, with its OpenAPI 3.1 document at /api/openapi.json. Uses queries and commands, never tables."""

from flask import Flask

from parliament.api import (
    acceptances,
    accounts,
    agenda,
    amendments,
    blocs,
    corrections,
    declaration_files,
    declarations,
    docket,
    elections,
    errors,
    files,
    floor,
    follow_up,
    formats,
    history,
    invited_cities,
    keys,
    minutes,
    motions,
    openapi,
    papers,
    profiles,
    record,
    results,
    seats,
    sessions,
    sign_in,
    signatures,
    sittings,
    statements,
    translations,
    voices,
    votes,
    witnesses,
)
from parliament.api.document import open_rooms, teach_words
from parliament.api.health import health
from parliament.api.limits import limit_strangers

ROOMS = tuple(
    noun.room
    for noun in (
        openapi,
        sign_in,
        sessions,
        profiles,
        agenda,
        papers,
        minutes,
        sittings,
        floor,
        statements,
        motions,
        amendments,
        blocs,
        acceptances,
        docket,
        files,
        formats,
        translations,
        votes,
        results,
        elections,
        corrections,
        declaration_files,
        declarations,
        signatures,
        invited_cities,
        follow_up,
        record,
        keys,
        witnesses,
        history,
        seats,
        voices,
        accounts,
    )
)


def init_app(app: Flask) -> None:
    """Give the application its API. Before the pages, which leave to it what is under /api."""
    teach_words(app.url_map)
    errors.init_app(app)
    limit_strangers(app, ROOMS, app.extensions["parliament.settings"].limits_storage)
    open_rooms(app, ROOMS)
    app.register_blueprint(health)
