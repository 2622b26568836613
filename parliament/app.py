"""create_app(): the one file that knows every room and wires them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from flask import Flask

from parliament import api, pages
from parliament.commands.ballots import BallotBox
from parliament.commands.checkpoints import record_due
from parliament.commands.clock import accept_due, close_due_signings, declare_due
from parliament.commands.evidence import sign_due
from parliament.commands.house import House, logger
from parliament.config import Settings
from parliament.identity import door, languages, logins
from parliament.identity.request_limits import behind_proxies
from parliament.live.gallery import create_gallery
from parliament.pages.fragments import render_fragments
from parliament.store.database import CONNECTIONS, Database
from parliament.store.lead import Lead

ROOT = Path(__file__).resolve().parent.parent
CLOCK_SECONDS = 0.5
# What becomes so by the passing of time alone.
DECLARED_BY_THE_CLOCK: tuple[Callable[[House], object], ...] = (
    declare_due,
    accept_due,
    close_due_signings,
    record_due,
    sign_due,
)


def create_app(settings: Settings, *, house: House | None = None, clock: Callable[[], datetime] | None = None) -> Flask:
    """An application that serves one house. Tests bring their own house, or its clock."""
    house = house or House(
        Database(settings.database_url, settings.connections or CONNECTIONS), clock=clock, signer=settings.signer
    )
    app = Flask("parliament", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.extensions["parliament.house"] = house
    app.extensions["parliament.ballot_box"] = BallotBox(house)
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
        async_mode=settings.async_mode,
    )
    app.extensions["parliament.progress"] = gallery.ballot_cast
    logins.on_ended.append(gallery.end_login)
    behind_proxies(app, settings.proxies)
    return app


def start_clock(app: Flask) -> Callable[[], None]:
    """Let the house's clock declare what is due, twice a second, for as long as this process leads.

    Of several processes one does it; if it dies or falls silent, another takes over. Returns what ends it.
    """
    house: House = app.extensions["parliament.house"]
    stop, lead = Event(), Lead(house.database, "the clock")

    def tick() -> None:
        while not stop.wait(CLOCK_SECONDS):
            for declare in DECLARED_BY_THE_CLOCK:
                try:
                    if lead.take() and not house.is_for_reading:
                        declare(house)
                except Exception:  # noqa: BLE001 -- whatever it was, the next beat tries again
                    logger.exception("the clock missed a beat")  # ballots are refused by rule meanwhile
        lead.lay_down()

    thread = Thread(target=tick, name="clock", daemon=True)
    thread.start()

    def end() -> None:
        stop.set()
        thread.join(CLOCK_SECONDS)

    return end
