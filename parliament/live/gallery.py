"""The gallery: where people listen. It puts its parts together, watches the doors, and closes them.

Everything that changes anything comes in over HTTP; what is lost here is found again in the record.
"""

import threading
import time
from collections.abc import Callable, Collection, Mapping
from typing import Any

import structlog
from flask import Flask
from flask_socketio import SocketIO

from parliament.commands.house import House
from parliament.live import limits, plain_json
from parliament.live.doorbell import BellManager, Doorbell, News
from parliament.live.events import NAMESPACE, LiveEvents
from parliament.live.fanout import FanOut
from parliament.live.progress import REPORT, Progress
from parliament.live.relay import Relay, Render
from parliament.live.rooms import Follower, Followers
from parliament.live.wire import Wires, check_versions, install
from parliament.record.audience import Audience, audience_of
from parliament.rules.powers import NOBODY, Actor

logger = structlog.get_logger("parliament.live")

# Who stands behind these logins now, by login; looking must mark nobody as seen, or an open page would never go idle.
Standing = Callable[[Collection[str]], Mapping[str, Actor]]

TICK = 0.5  # seconds between two rounds of the doorkeeper


class Gallery:
    """What the rest of the house may ask of it: `ballot_cast`, `end_login`, `connected`, and the Socket.IO server."""

    def __init__(self, app: Flask, socketio: SocketIO, database: Any, bell_manager: BellManager | None) -> None:
        self.app, self.socketio = app, socketio
        self.followers = Followers()
        self._bell = Doorbell(bell_manager)
        self._database = database
        self._doorkeeper: threading.Thread | None = None
        if bell_manager is not None:
            bell_manager.heard = self._heard

    def furnish(
        self,
        render: Render,
        actor_of_request: Callable[[], Actor],
        standing: Standing,
        languages: Collection[str],
        most: int,
    ) -> None:
        """Put the relay, the progress and the door in place; they need one another."""
        self._actor, self._standing = actor_of_request, standing
        self.wires = install(self.socketio.server.eio, self._open_the_doors, most)
        emit = self._emit_to_rooms
        self.relay = Relay(self._database, self.followers, self._bell, self._in_app(render), emit)
        self.progress = Progress(self.followers, self._bell, self.relay.seq, emit)
        self.events = LiveEvents(
            database=self._database,
            followers=self.followers,
            relay=self.relay,
            progress=self.progress,
            wires=self.wires,
            languages=frozenset(languages),
            actor_of_request=actor_of_request,
        )
        self.socketio.on_namespace(self.events)
        _guard(self.socketio, self.wires, self.events)

    def ballot_cast(self, log: str, vote: str, voted: int, of: int) -> None:
        """A ballot was counted: so many of so many have voted. Returns at once."""
        self.progress.ballot_cast(log, vote, voted, of)

    def connected(self, log: str) -> int:
        """How many sockets follow this log."""
        return self.progress.connected(log)

    def end_login(self, login: str) -> None:
        """The login is over, and so is what was opened with it, here and in the other processes."""
        self._end_login_here(login)
        self._bell.ring(("login", login), {"login": login})

    def close(self, reason: str) -> None:
        """This process ends: tell everybody who listens to it, so that they come back to another."""
        for sid in self.followers.everyone():
            self.events.end(sid, reason)

    def _end_login_here(self, login: str) -> None:
        for sid in self.followers.of_login(login):
            self.events.end(sid, "signed_out")

    def _heard(self, news: News) -> None:
        if "login" in news:
            self._end_login_here(news["login"])
        elif "vote" in news or "connected" in news:
            self.progress.heard(news)
        else:
            self.relay.heard(news["log"], news["seq"])

    def _emit_to_rooms(self, *arguments: Any) -> None:
        self.events.emit_to_rooms(*arguments)

    def _in_app(self, render: Render) -> Render:
        def render_in_app(log: str, languages: set[str]) -> dict[str, dict[str, str]]:
            with self.app.app_context():
                return render(log, languages)

        return render_in_app

    def _open_the_doors(self) -> None:
        if self._doorkeeper is None:
            # Not at start-up: a server that forks would leave the thread behind.
            self._doorkeeper = threading.Thread(target=self._keep_the_doors, name="live-doorkeeper", daemon=True)
            self._doorkeeper.start()

    def _keep_the_doors(self) -> None:
        review_at = report_at = time.monotonic()
        while True:
            time.sleep(TICK)
            now = time.monotonic()
            try:
                self.wires.attend(now)
                if now >= report_at:
                    report_at = now + REPORT
                    self.progress.report()
                if now >= review_at:
                    review_at = now + limits.REVIEW
                    self._review()
            except Exception:
                logger.exception("the doorkeeper failed")

    def _review(self) -> None:
        """Whoever lost a login or an office without this process being told stops hearing of it all the same."""
        listening = self.followers.everyone()
        logins = {follower.login for follower in listening.values() if follower.login}
        standing = self._standing(logins) if logins else {}
        for sid, follower in listening.items():
            actor = standing.get(follower.login, NOBODY) if follower.login else self._bearer(sid, follower)
            if actor.login != follower.login or audience_of(actor) < follower.audience:
                self.events.end(sid, "signed_out")

    def _bearer(self, sid: str, follower: Follower) -> Actor:
        """Whose token opened this socket, asked again; a stranger hears only what everybody may, and need not be."""
        environ = self.socketio.server.get_environ(sid, namespace=NAMESPACE)
        if not environ or follower.audience is Audience.PUBLIC:
            return NOBODY
        with self.app.request_context(environ):
            return self._actor()


def create_gallery(
    app: Flask,
    house: House,
    *,
    origins: tuple[str, ...],
    redis_url: str | None,
    render: Render,
    actor_of_request: Callable[[], Actor],
    standing: Standing,
    languages: Collection[str] = ("en",),
    most: int = limits.SOCKETS,
    async_mode: str = "threading",
) -> Gallery:
    """Open the gallery of a house, with room for `most` sockets in this process. `languages` are those the pages have; nobody can ask for another.

    Wrap `app.wsgi_app` in ProxyFix after this, else sockets see the proxy's address.
    """
    check_versions()
    _check_origins(origins)
    bell = BellManager(redis_url, channel="parliament-live") if redis_url else None
    socketio = SocketIO(
        app,
        async_mode=async_mode,
        async_handlers=False,  # the library's default reorders one client's events and starts a thread for each
        manage_session=False,
        transports=["websocket"],
        json=plain_json,
        namespaces=[NAMESPACE],
        max_http_buffer_size=limits.MAX_MESSAGE,
        http_compression=False,
        cors_allowed_origins=list(origins),
        ping_interval=limits.PING_INTERVAL,
        ping_timeout=limits.PING_TIMEOUT,
        monitor_clients=False,  # the doorkeeper does
        logger=False,
        engineio_logger=False,
        client_manager=bell or FanOut(),
    )
    gallery = Gallery(app, socketio, house.database, bell)
    gallery.furnish(render, actor_of_request, standing, languages, most)
    house.listeners.append(gallery.relay)
    app.extensions["gallery"] = gallery
    return gallery


def _check_origins(origins: tuple[str, ...]) -> None:
    """The library takes '*' for everybody, [] for no check and None for the Host header; none of them will do."""
    if not isinstance(origins, tuple) or not origins or not all(_is_origin(each) for each in origins):
        raise ValueError(
            f"The gallery needs the origins of its pages, such as ('https://example.org',); got {origins!r}."
        )


def _is_origin(value: object) -> bool:
    scheme, _, host = value.partition("://") if isinstance(value, str) else ("", "", "")
    return scheme in ("http", "https") and bool(host) and "*" not in host and "/" not in host


def _guard(socketio: SocketIO, wires: Wires, events: LiveEvents) -> None:
    """Stand between the library's two layers: refuse a connection without an origin, end one that talks nonsense."""
    server, engine = socketio.server, socketio.server.eio
    accept, receive = engine.handlers["connect"], engine.handlers["message"]

    def connect(sid: str, environ: dict[str, Any]) -> Any:
        # Browsers always send it. A cookie without it comes from something else, which the origin check would pass.
        if not environ.get("HTTP_ORIGIN"):
            return "An Origin header is needed."
        return accept(sid, environ)

    def message(sid: str, data: Any) -> None:
        try:
            receive(sid, data)
        except Exception:  # noqa: BLE001 -- nonsense fails in as many ways as there are parsers
            # What cannot be parsed lands here; our own failures were logged and answered further in.
            if follower := server.manager.sid_from_eio_sid(sid, NAMESPACE):
                events.end(follower, "malformed")
            elif wire := wires.get(sid):
                wire.end("malformed")

    engine.on("connect", connect)
    engine.on("message", message)
