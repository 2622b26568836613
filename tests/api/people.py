"""The people of these tests, and what they send: each has a token, as a program has."""

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

CITIES = (
    ("Accra", "GHA", "Ghana", "AF", "Africa/Accra"),
    ("Bogotá", "COL", "Colombia", "SA", "America/Bogota"),
    ("Cebu", "PHL", "Philippines", "AS", "Asia/Manila"),
    ("Dunedin", "NZL", "New Zealand", "OC", "Pacific/Auckland"),
    ("Esch", "LUX", "Luxembourg", "EU", "Europe/Luxembourg"),
    ("Fès", "MAR", "Morocco", "AF", "Africa/Casablanca"),
)
PASSWORD = "a lantern by the harbour wall"
PARAGRAPHS = (
    {"section": "preamble", "text": "Recalling that heat kills more people than any storm"},
    {"section": "operative", "text": "Commit to publish a heat plan every year", "addressee": "we_commit"},
    {"section": "operative", "text": "Call on governments to pay for it", "addressee": "governments"},
)


def seats_csv() -> str:
    """Six cities on five continents, each with its mayor."""
    rows = ["name,iso3,country,continent,population,lat,lon,timezone,mayor"]
    rows += [f"{city},{iso3},{country},{where},{100_000 + n},1.5,2.5,{zone},Mayor of {city}"
             for n, (city, iso3, country, where, zone) in enumerate(CITIES)]  # fmt: skip
    return "\n".join(rows)


class Person:
    """Somebody, or nobody, who talks to the application under test."""

    def __init__(self, app: Flask, token: str | None = None, **facts: str) -> None:
        self.app, self.token, self.facts = app, token, facts
        self.client = app.test_client()

    def send(self, method: str, path: str, *, once: str | None = None, **request: Any) -> TestResponse:
        headers = dict(request.pop("headers", {}))
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if once:
            headers["Idempotency-Key"] = once
        response = self.client.open(f"/api{path}", method=method, headers=headers, **request)
        violations = self.app.extensions["tests.violations"]
        assert violations == []
        return response

    def get(self, path: str, **request: Any) -> TestResponse:
        return self.send("GET", path, **request)

    def post(self, path: str, json: Any = None, **request: Any) -> TestResponse:
        return self.send("POST", path, **({} if json is None else {"json": json}), **request)

    def put(self, path: str, json: Any, **request: Any) -> TestResponse:
        return self.send("PUT", path, json=json, **request)

    def does(self, path: str, json: Any = None, *, method: str = "POST", **request: Any) -> dict[str, Any]:
        """An act that has to succeed; its answer."""
        response = self.send(method, path, **({} if json is None else {"json": json}), **request)
        assert response.status_code in (200, 201), response.text
        return response.get_json()

    def sees(self, path: str) -> dict[str, Any]:
        """What is shown at an address that has to be there."""
        response = self.get(path)
        assert response.status_code == 200, response.text
        return response.get_json()

    def is_refused(self, path: str, json: Any = None, *, method: str = "POST", **request: Any) -> tuple[int, str]:
        """Status and code of a refusal, whose shape has been held against the document by now."""
        response = self.send(method, path, **({} if json is None else {"json": json}), **request)
        body = response.get_json()
        assert body["message"]
        return response.status_code, body["error"]
