"""create_app(): the one file that knows every room and wires them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from flask import Flask

from parliament import api, pages
from parliament.commands.clock import accept_due, declare_due
from parliament.commands.house import House, logger
from parliament.config import Settings
from parliament.identity import door, languages, logins
from parliament.identity.request_limits import behind_proxies
from parliament.live.gallery import create_gallery
from parliament.pages.fragments import render_fragments
from parliament.store.database import Database

ROOT = Path(__file__).resolve().parent.parent
CLOCK_SECONDS = 0.5


def create_app(settings: Settings, *, house: House | None = None, clock: Callable[[], datetime] | None = None) -> Flask:
    """An application that serves one house. Tests bring their own house, or its clock."""
    house = house or House(Database(settings.database_url), clock=clock)
    app = Flask("parliament", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.extensions["parliament.house"] = house
    app.extensions["parliament.settings"] = settings
    languages.init_app(app)
    door.init_app(app, house, settings)
    api.init_app(app)
    pages.init_app(app, demo=settings.demo)
    gallery = create_gallery(
        app,
        house,
        origins=settings.socket_origins,
        redis_url=settings.redis_url,
        render=render_fragments,
        actor_of_request=door.current_actor,
        standing=lambda login_ids: logins.living_actors(house, login_ids),
        languages=languages.languages(),
        most=settings.sockets,
    )
    app.extensions["parliament.progress"] = gallery.ballot_cast
    logins.on_ended.append(gallery.end_login)
    behind_proxies(app, settings.proxies)
    return app


def start_clock(app: Flask) -> Event:
    """Let the house's clock declare what is due, twice a second, until the returned event is set."""
    house: House = app.extensions["parliament.house"]
    stop = Event()

    def tick() -> None:
        while not stop.wait(CLOCK_SECONDS):
            try:
                declare_due(house)
                accept_due(house)
            except Exception:  # noqa: BLE001 -- whatever it was, the next beat tries again
                logger.exception("the clock missed a beat")  # ballots are refused by rule meanwhile

    Thread(target=tick, name="clock", daemon=True).start()
    return stop
