"""Our gallery over a house that holds one log and nothing else, so that a broadcast can be timed by itself.

`POST /append/TIMES` commits so many entries at once; the relay takes them from there as it does in any house.
"""

from typing import Any

from flask import Flask

from parliament.commands.house import House
from parliament.live.gallery import create_gallery
from parliament.record.entries import ItemCalled
from parliament.rules.powers import NOBODY, Actor, Office
from parliament.store.database import Database
from tests.live.server import LOG, found

CHAIR = Actor(account="a-1", offices=frozenset({Office.CHAIR}))
ORIGIN = "https://parliament.example"


def create(database: str, async_mode: str, most: int) -> Flask:
    """The application gunicorn serves; the database was made by `prepare`."""
    app = Flask("gallery")
    house = House(Database(database))
    create_gallery(
        app,
        house,
        origins=(ORIGIN,),
        redis_url=None,
        render=lambda _log, _languages: {},
        actor_of_request=lambda: NOBODY,
        standing=lambda _logins: {},
        most=most,
        async_mode=async_mode,
    )

    @app.post("/append/<int:times>")
    def append(times: int) -> dict[str, Any]:
        with house.transaction(by=CHAIR) as tx:
            for number in range(times):
                tx.record(ItemCalled(sitting="sitting-1", item=f"item-{number:0128}"), LOG)
        return {}

    @app.get("/healthz")
    def ready() -> dict[str, Any]:
        return {}

    return app


def prepare(database: str) -> None:
    """Make the tables and the empty log."""
    found(database)
