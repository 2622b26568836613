"""Serving: gunicorn inside our own process, in one of two ways.

With threads: one worker, which is what the embedded database needs. Each socket keeps one thread for as long as it is
open, so `threads` bounds how many follow live; requests need the rest. Whoever gets no thread is served by HTTP and
misses nothing (docs/operations.md).

With greenlets (gevent): as many workers as there are cores, on PostgreSQL, with Redis between them. The whole process
has then to be cooperative from its first import on, which is why the command line starts it anew (`cli/running.py`).
"""

import resource
import warnings
from collections.abc import Callable
from dataclasses import replace
from threading import Thread
from time import sleep
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from sqlalchemy import make_url

from parliament.app import create_app, start_clock
from parliament.config import Settings
from parliament.store.database import CONNECTIONS, Database

THREADS = 128
GRACE_SECONDS = 10  # what is under way when the server is told to stop may take so long
SOCKETS_OF_A_WORKER = 8000  # greenlets are small; what a core can feed is the bound (docs/performance.md)
REQUESTS_OF_A_WORKER = 1000  # places for requests beside the sockets
SPARE_CONNECTIONS = 10  # of PostgreSQL, for whoever looks after it
FEWEST_CONNECTIONS = 4  # with which a worker can serve

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
        app.debug = False  # whatever FLASK_DEBUG says: debug mode shows code and secrets to visitors
        endings = [start_clock(app)]
        if self._opening:
            endings.append(self._opening(app))
        self.cfg.set("worker_exit", lambda _arbiter, _worker: [end() for end in endings])
        self.cfg.set("post_worker_init", lambda worker: _say_goodbye(app, worker))
        return app


def _say_goodbye(app: Flask, worker: Any) -> None:
    """Once the worker is told to stop, tell those who listen, so that it need not wait for sockets that never end.

    Their pages come back by themselves, after a pause of a length of their own, to whoever serves then (T22).
    """

    def watch() -> None:
        while worker.alive:
            sleep(0.1)
        app.extensions["gallery"].close("restarting")

    Thread(target=watch, name="goodbye", daemon=True).start()


def check_joined(settings: Settings, workers: int) -> None:
    """Refuse workers that would have nothing in common. Raises RuntimeError."""
    if make_url(settings.database_url).get_backend_name() != "postgresql":
        raise RuntimeError("Workers need PostgreSQL, because SQLite is embedded in one process. Set DATABASE_URL.")
    if workers > 1 and not settings.redis_url:
        raise RuntimeError("Several workers need a Redis to tell each other what happens. Set REDIS_URL.")


def check_settings(settings: Settings, workers: int = 1) -> Settings:
    """Refuse to serve what would lose ballots or let any page of the web act in a visitor's name. Raises RuntimeError.

    Returns the settings with what the database leaves open filled in: how many connections each worker may have.
    """
    if any("*" in origin for origin in settings.socket_origins):
        raise RuntimeError("PARLIAMENT_ORIGINS must name each address; `*` would let any page of the web listen in.")
    database = Database(settings.database_url)
    try:
        database.check_settings()
        return replace(settings, connections=settings.connections or _share(database, workers))
    finally:
        # What was opened here must not be carried over the fork.
        database.engine.dispose()


def _share(database: Database, workers: int) -> int:
    """How many connections each worker may take, one of them for its part in the clock. Raises RuntimeError."""
    most = database.most_connections()
    if most is None:
        return CONNECTIONS
    share = min(CONNECTIONS, (most - SPARE_CONNECTIONS) // workers - 1)
    if share < FEWEST_CONNECTIONS:
        raise RuntimeError(
            f"PostgreSQL takes {most} connections, too few for {workers} workers. Raise max_connections."
        )
    return share


def serve(
    settings: Settings,
    *,
    host: str,
    port: int,
    threads: int = THREADS,
    workers: int = 1,
    greenlets: bool = False,
    logs: dict[str, Any] | None = None,
    opening: Opening | None = None,
) -> None:
    """Serve until told to stop; `logs` is for the standard library's `dictConfig`. Raises RuntimeError where `check_settings` does."""
    if greenlets:
        check_joined(settings, workers)
    settings = check_settings(settings, workers)
    options = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers,
        "graceful_timeout": GRACE_SECONDS,
        "proc_name": "parliament",
        "control_socket_disable": True,
        "logconfig_dict": logs or {},
    }
    if greenlets:
        _allow_files(SOCKETS_OF_A_WORKER + REQUESTS_OF_A_WORKER)
        # gunicorn's worker patches once more, and with reason: `os` and `signal` are left to it (cli/running.py).
        warnings.filterwarnings("ignore", message="Patching more than once", category=RuntimeWarning)
        settings = replace(settings, async_mode="gevent", sockets=SOCKETS_OF_A_WORKER)
        options |= {"worker_class": "gevent", "worker_connections": SOCKETS_OF_A_WORKER + REQUESTS_OF_A_WORKER}
        # Connections that wait for another request hold up a worker that is told to stop; the proxy keeps none.
        options["keepalive"] = 2
    else:
        # A quarter of the threads is kept from the gallery: ballots and the close must never wait for those who watch.
        settings = replace(settings, sockets=max(1, threads * 3 // 4))
        options |= {"worker_class": "gthread", "threads": threads, "keepalive": 30}
    Server(settings, options, opening).run()


def _allow_files(wanted: int) -> None:
    """Every socket is an open file, and systems begin with a bound of about a thousand."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted * 2 if hard == resource.RLIM_INFINITY else min(hard, wanted * 2)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
