"""HTML: routes and forms. Pages work without script; templates get plain values, never rows."""

from flask import Flask

from parliament.identity import cookieless
from parliament.pages import (
    acceptances,
    agenda,
    amending,
    blocs,
    calendar,
    chair,
    chair_floor,
    chair_votes,
    cities,
    declarations,
    desk,
    docket,
    doors,
    drafting,
    elections,
    embeds,
    errors,
    files,
    floor,
    formats,
    history,
    home,
    importing,
    live,
    log,
    minutes,
    motions,
    papers,
    pictures,
    record,
    results,
    seat,
    sessions,
    share,
    shell,
    statements,
    today,
    translations,
    votes,
    witnesses,
)
from parliament.pages import (
    demo as demonstration,
)

ROOMS = (
    formats,
    agenda,
    calendar,
    papers,
    minutes,
    home,
    sessions,
    results,
    history,
    live,
    floor,
    statements,
    motions,
    acceptances,
    docket,
    blocs,
    drafting,
    amending,
    files,
    translations,
    importing,
    votes,
    elections,
    record,
    log,
    witnesses,
    declarations,
    pictures,
    share,
    embeds,
    cities,
    doors,
    today,
    seat,
    chair,
    chair_votes,
    chair_floor,
    desk,
)


def init_app(app: Flask, *, demo: bool) -> None:
    """Give the application its pages; the demonstration's door only where it is one."""
    cookieless.init_app(app)
    shell.init_app(app)
    errors.init_app(app)
    for room in (*ROOMS, *([demonstration] if demo else [])):
        app.register_blueprint(room.pages)
