"""Serving: gunicorn inside our own process, one worker with many threads, which is what the embedded database needs.

Each socket keeps one thread for as long as it is open, so `threads` bounds how many follow live; requests need the
rest. Whoever gets no thread is served by HTTP and misses nothing (docs/operations.md).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from parliament.app import create_app, start_clock
from parliament.config import Settings
from parliament.store.database import Database

THREADS = 128
GRACE_SECONDS = 10

# Given the application in the worker that will serve it; returns what is to be done when that worker ends.
Opening = Callable[[Flask], Callable[[], None]]


class Server(BaseApplication):
    """gunicorn with our options and none from its own command line or environment."""

    def __init__(self, settings: Settings, options: dict[str, Any], opening: Opening | None = None) -> None:
        self._settings, self._options, self._opening = settings, options, opening
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Called in the worker, after the fork: connections and threads belong to the process that uses them."""
        app = create_app(self._settings)
        # The seed is read before the first ballot holds a connection: inside a transaction it would take a second one.
        _ = app.extensions["parliament.house"].signer
        app.debug = False  # whatever FLASK_DEBUG says: debug mode shows code and secrets to visitors
        endings = [start_clock(app).set]
        if self._opening:
            endings.append(self._opening(app))
        self.cfg.set("worker_exit", lambda _arbiter, _worker: [end() for end in endings])
        return app


def check_settings(settings: Settings) -> None:
    """Refuse to serve what would lose ballots or let any page of the web act in a visitor's name. Raises RuntimeError."""
    if any("*" in origin for origin in settings.socket_origins):
        raise RuntimeError("PARLIAMENT_ORIGINS must name each address; `*` would let any page of the web listen in.")
    database = Database(settings.database_url)
    try:
        database.check_settings()
    finally:
        # What was opened here must not be carried over the fork.
        database.engine.dispose()


def serve(
    settings: Settings,
    *,
    host: str,
    port: int,
    threads: int = THREADS,
    logs: dict[str, Any] | None = None,
    opening: Opening | None = None,
) -> None:
    """Serve until told to stop; `logs` is for the standard library's `dictConfig`. Raises RuntimeError where `check_settings` does."""
    check_settings(settings)
    options = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "worker_class": "gthread",
        "workers": 1,
        "threads": threads,
        "keepalive": 30,
        "graceful_timeout": GRACE_SECONDS,
        "proc_name": "parliament",
        "control_socket_disable": True,
        "logconfig_dict": logs or {},
    }
    # A quarter of the threads is kept from the gallery: ballots and the close must never wait for those who watch.
    Server(replace(settings, sockets=max(1, threads * 3 // 4)), options, opening).run()
