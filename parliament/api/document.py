"""The OpenAPI document: built from the same schemas that check what comes in and shape what goes out."""

import json
from functools import cache
from typing import Any

from flask import Flask
from flask_smorest import Api
from werkzeug.routing import BaseConverter, Map

from parliament.api.openapi import DOCUMENT
from parliament.api.room import Room
from parliament.schemas.errors import Error

TITLE = "The mayors' parliament"
DESCRIPTION = """Everything a page can do, and nothing more: the same commands, the same refusals, the same rights.

Every answer that is not a success has one shape, `Error`: a code that never changes, a sentence in the reader's language
(`Accept-Language`), the field it is about. Every act may carry an `Idempotency-Key`. Names that are not known are
refused, and so are bodies that are nested deeper than 32 or name a thing twice."""


class Word(BaseConverter):
    """An id or a slug: what cannot be one is not found, and never reaches the database."""

    regex = "[A-Za-z0-9-]{1,120}"


class City(BaseConverter):
    """A city's slug, which always ends in its country: `import` is an address of its own."""

    regex = f"(?!import$){Word.regex}"


class ProfileName(BaseConverter):
    """The name of rules of procedure: `preview` is an address of its own."""

    regex = "(?!preview$)[a-z][a-z0-9_]{0,39}"


class Digest(BaseConverter):
    """A SHA-256 in hexadecimal."""

    regex = "[0-9a-f]{64}"


class Document(Api):
    """smorest's document without its error handler: ours answer, in one shape."""

    ERROR_SCHEMA = Error
    DEFAULT_ERROR_RESPONSE_NAME = None  # every status is described by itself, so that a new one is noticed

    def _register_error_handlers(self) -> None:
        return

    def add(self, room: Room) -> None:
        """What the document says of a room whose routes the application has."""
        room.register_views_in_doc(self, self._app, self.spec, name=room.name, parameters=None)
        self.spec.tag({"name": room.noun, "description": room.description})


def teach_words(url_map: Map) -> None:
    url_map.converters.update(word=Word, city=City, profile=ProfileName, digest=Digest)


def open_rooms(app: Flask, rooms: tuple[Room, ...]) -> None:
    """Register the rooms. Their document is written when it is first asked for: that takes longer than the rest of a
    start, and it does not change while the application runs. Two who ask first at once each write the same."""
    app.config.update(API_TITLE=TITLE, API_VERSION="1", OPENAPI_VERSION="3.1.0")
    for room in rooms:
        app.register_blueprint(room)
    app.extensions[DOCUMENT] = cache(lambda: _write_document(app, rooms))


def _write_document(app: Flask, rooms: tuple[Room, ...]) -> bytes:
    document = Document(app, spec_kwargs={"info": {"description": DESCRIPTION}})
    document.register_converter(Word, lambda _: _path_word(Word.regex))
    document.register_converter(City, lambda _: _path_word(Word.regex))
    document.register_converter(ProfileName, lambda _: _path_word(ProfileName.regex.removeprefix("(?!preview$)")))
    document.register_converter(Digest, lambda _: _path_word(Digest.regex))
    _describe_sign_in(document, str(app.config["SESSION_COOKIE_NAME"]))
    for room in rooms:
        document.add(room)
    return json.dumps(document.spec.to_dict(), ensure_ascii=False).encode()


def _path_word(regex: str) -> dict[str, str]:
    return {"type": "string", "pattern": f"^{regex}$"}


def _describe_sign_in(document: Document, cookie: str) -> None:
    schemes: dict[str, dict[str, Any]] = {
        "token": {"type": "http", "scheme": "bearer", "description": "For programs: `parliament account token`."},
        "cookie": {"type": "apiKey", "in": "cookie", "name": cookie, "description": "For browsers: POST /api/sign-in."},
        "csrf": {
            "type": "apiKey",
            "in": "header",
            "name": "X-CSRFToken",
            "description": "With the cookie, for whatever changes something: the token from /api/me.",
        },
    }
    for name, scheme in schemes.items():
        document.spec.components.security_scheme(name, scheme)
