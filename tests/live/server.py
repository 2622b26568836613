"""A small house with a gallery, run by gunicorn: its visitors say in a cookie who they are."""

import time
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask, Response, request
from sqlalchemy.orm import Session as Db

from parliament.commands.house import House
from parliament.live.gallery import Gallery, create_gallery
from parliament.record.entries import ItemCalled, MotionSubmitted
from parliament.rules.powers import NOBODY, Actor, Office
from parliament.store import record
from parliament.store.database import Database
from parliament.store.tables import Base, PlenarySession

ROOT = Path(__file__).parents[2]
LOG = "session-1"
POLICY = "default-src 'self'; require-trusted-types-for 'script'; trusted-types parliament"
PAGE = """<!doctype html><html lang="en"><title>A sitting</title>
<main data-live-log="{log}" data-live-seq="{seq}" data-live-language="en" data-live-fragments="/fragments?log={log}">
<p data-live-status data-word-live="live" data-word-catching-up="catching up" data-word-offline="offline since {{time}}"></p>
<div data-fragment="head">{head}</div><div data-fragment="fixed">{fixed}</div>
<div data-fragment="form"><form><input name="words" aria-label="Words"></form></div>
<div data-progress-vote="vote-1"><b data-progress-voted>0</b><progress max="500" value="0"></progress>
<svg class="hemicycle"><circle class="seat seat-empty"/><circle class="seat seat-empty"/><circle class="seat seat-empty"/>
</svg></div><p data-live-announce aria-live="polite"></p></main>
<script type="module" src="/static/js/live.js"></script></html>"""
CHAIR = Actor(account="a-1", offices=frozenset({Office.CHAIR}))
PUBLIC_FACT = ItemCalled(sitting="sitting-1", item="item-1")
HOUSE_FACT = MotionSubmitted(
    motion="motion-1", seat="seat-1", title="A secret so far", text_hash="0" * 64, sponsors=["seat-1"]
)

ended_logins: set[str] = set()
demoted: set[str] = set()


def found(database: str) -> None:
    """Make the tables and one empty log."""
    house = Database(database)
    Base.metadata.create_all(house.engine)
    with house.writing() as db:
        for number, log in enumerate((LOG, "session-2"), start=1):
            begin_session(db, log, number)


def begin_session(db: Db, log: str, number: int) -> None:
    """An empty log and the session it belongs to: a log without one takes no entries."""
    record.open_log(db, log, f"example.org/{log}")
    now = datetime(2026, 11, 22, tzinfo=UTC)
    db.add(
        PlenarySession(
            id=log,
            slug=log,
            number=number,
            title=log,
            language="en",
            time_zone="UTC",
            convened_at=now,
            opens_at=now,
            profile="municipal",
            profile_hash="0" * 64,
            seats_hash="0" * 64,
            seats=0,
        )
    )


def actor_of_request() -> Actor:
    """A cookie such as `who=member.login-1`. What has ended since is seen at the next look."""
    office, _, login = request.cookies.get("who", "").partition(".")
    if not login or login in ended_logins:
        return NOBODY
    held = Office.OBSERVER if login in demoted else Office(office)
    return Actor(account=f"of-{login}", offices=frozenset({held}), login=login)


def standing(logins: Collection[str]) -> dict[str, Actor]:
    """Who stands behind these logins now: each of them was a member's, unless it was ended or demoted."""
    return {
        login: Actor(
            account=f"of-{login}",
            offices=frozenset({Office.OBSERVER if login in demoted else Office.MEMBER}),
            login=login,
        )
        for login in logins
        if login not in ended_logins
    }


def create(
    database: str,
    origins: tuple[str, ...],
    redis: str | None = None,
    render_seconds: float = 0,
    async_mode: str = "threading",
) -> Flask:
    """The application gunicorn serves."""
    app = Flask("house", static_folder=str(ROOT / "static"))
    house = House(Database(database))
    renderings: list[list[str]] = []

    def render(log: str, languages: set[str]) -> dict[str, dict[str, str]]:
        time.sleep(render_seconds)
        renderings.append(sorted(languages))
        with house.reading() as db:
            head = record.sizes(db, {log})[log]
        return {each: {"head": f"<p>{each} {head}</p>", "fixed": "<p>same</p>"} for each in languages}

    @app.get("/")
    def page() -> Response:
        log = request.args.get("log", LOG)
        with house.reading() as db:
            seq = record.sizes(db, {log})[log]
        html = PAGE.format(log=log, seq=seq, head=f"<p>en {seq}</p>", fixed="<p>same</p>")
        return Response(html, headers={"Content-Security-Policy": POLICY})

    @app.get("/fragments")
    def fragments() -> dict[str, Any]:
        log = request.args["log"]
        with house.reading() as db:
            seq = record.sizes(db, {log})[log]
        form = f'<form><input name="words" aria-label="Words"> {seq}</form>'
        return {"seq": seq, "fragments": {"head": f"<p>en {seq} fetched</p>", "form": form}}

    gallery = create_gallery(
        app,
        house,
        origins=origins,
        redis_url=redis,
        render=render,
        actor_of_request=actor_of_request,
        standing=standing,
        languages=("en", "ar"),
        async_mode=async_mode,
    )
    _routes(app, house, gallery, renderings)
    _voices(app, gallery)
    return app


def _routes(app: Flask, house: House, gallery: Gallery, renderings: list[list[str]]) -> None:
    @app.post("/open/<log>")
    def open_log(log: str) -> dict[str, Any]:
        with house.database.writing() as db:
            begin_session(db, log, int(log.rpartition("-")[2], 16))
        return {}

    @app.post("/append/<log>/<int:times>/<kind>")
    def append(log: str, times: int, kind: str) -> dict[str, Any]:
        began = time.monotonic()
        for _ in range(times):
            with house.transaction(by=CHAIR) as tx:
                tx.record(HOUSE_FACT if kind == "secret" else PUBLIC_FACT, log)
        return {"seconds": time.monotonic() - began}

    @app.post("/end/<login>")
    def end(login: str) -> dict[str, Any]:
        gallery.end_login(login)
        return {}

    @app.post("/end-quietly/<login>")
    def end_quietly(login: str) -> dict[str, Any]:
        ended_logins.add(login)
        return {}

    @app.post("/demote/<login>")
    def demote(login: str) -> dict[str, Any]:
        demoted.add(login)
        return {}

    @app.get("/state")
    def state() -> dict[str, Any]:
        return {"renderings": renderings, "wires": len(gallery.wires), "connected": gallery.connected(LOG)}


def _voices(app: Flask, gallery: Gallery) -> None:
    @app.post("/ballot/<log>/<vote>/<int:voted>")
    def ballot(log: str, vote: str, voted: int) -> dict[str, Any]:
        gallery.ballot_cast(log, vote, voted, 500)
        return {}

    @app.post("/shout/<log>/<int:start>/<int:end>/<int:size>")
    def shout(log: str, start: int, end: int, size: int) -> dict[str, Any]:
        for number in range(start, end):
            gallery.events.emit_to_rooms("noise", {"n": number, "x": "x" * size}, gallery.followers.rooms(log))
        return {}
