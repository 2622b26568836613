"""The document that describes all of this, and the way in."""

from flask import Response, current_app
from marshmallow import fields

from parliament.api.room import Room
from parliament.schemas.shapes import answer

room = Room("openapi", "The way in, and the document you are reading.")

DOCUMENT = "parliament.openapi"  # where the application keeps the function that answers the document
LINKS = {
    "document": "/api/openapi.json",
    "me": "/api/me",
    "sessions": "/api/sessions",
    "seats": "/api/seats",
    "record": "/api/record",
    "declarations": "/api/declarations",
}

Links = answer("Links", **{name: fields.String() for name in LINKS})


@room.reads("/", Links)
def show_links() -> dict:
    """Where to go from here."""
    return LINKS


@room.reads("/openapi.json", {"type": "object"})
def show_document_of_the_api() -> Response:
    """This document, OpenAPI 3.1."""
    return Response(current_app.extensions[DOCUMENT](), mimetype="application/json")
