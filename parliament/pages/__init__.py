"""HTML: routes and forms. Pages work without script; templates get plain values, never rows."""

from flask import Flask

from parliament.pages import (
    agenda,
    chair,
    cities,
    declarations,
    desk,
    doors,
    drafting,
    elections,
    errors,
    history,
    home,
    live,
    motions,
    record,
    sessions,
    shell,
    today,
    votes,
)
from parliament.pages import (
    demo as demonstration,
)

ROOMS = (
    agenda,
    home,
    sessions,
    history,
    live,
    motions,
    drafting,
    votes,
    elections,
    record,
    declarations,
    cities,
    doors,
    today,
    chair,
    desk,
)


def init_app(app: Flask, *, demo: bool) -> None:
    """Give the application its pages; the demonstration's door only where it is one."""
    shell.init_app(app)
    errors.init_app(app)
    for room in (*ROOMS, *([demonstration] if demo else [])):
        app.register_blueprint(room.pages)
