"""How often a stranger may try to change something. Whoever is signed in is never held up: it could cost a vote."""

from flask import Flask, request
from flask_limiter import Limiter

from parliament.api.room import Room
from parliament.identity.counters import without_waiting
from parliament.identity.door import current_actor
from parliament.identity.forgery import SAFE

STRANGERS = "600 per minute"


def limit_strangers(app: Flask, rooms: tuple[Room, ...], storage: str) -> None:
    """Count what strangers send, per address, over all rooms together. Sign-in has limits of its own besides."""
    # Counters that cannot be reached must not close the house: this process counts by itself then.
    limiter = Limiter(
        _address,
        app=app,
        storage_uri=storage,
        storage_options=without_waiting(storage),
        in_memory_fallback_enabled=True,
        key_prefix="api",
    )
    shared = limiter.shared_limit(STRANGERS, scope="strangers", exempt_when=_is_welcome)
    for room in rooms:
        shared(room)


def _address() -> str:
    return request.remote_addr or "unknown"


def _is_welcome() -> bool:
    return request.method in SAFE or bool(current_actor().account)
