"""A cache in front of the house, as a city network or a CDN has one, hands full pages of the record to everybody."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Response
from werkzeug.test import Client

from parliament.api.record import FOR_EVER
from tests.api.conftest import World

LIMIT = 2  # entries to a page: a short session has full ones too


@dataclass
class SharedCache:
    """Keeps what is public and immutable, apart by what it varies on (RFC 9111); asks the house for everything else."""

    house: WSGIApplication
    heeds_vary: bool = True
    asked: int = 0
    kept: dict[str, list[tuple[dict[str, str], tuple[str, list[tuple[str, str]], bytes]]]] = field(default_factory=dict)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        address = f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"
        for varied, (status, headers, content) in self.kept.get(address, []):
            if all(environ.get(name, "") == value for name, value in varied.items()):
                start_response(status, headers)
                return [content]
        self.asked += 1
        return self._fetch(address, environ, start_response)

    def _fetch(self, address: str, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        told: list[Any] = []
        parts = self.house(environ, lambda status, headers, *_: told.append((status, headers)))  # type: ignore[arg-type, return-value]
        content = b"".join(parts)
        status, headers = told[0]
        said = {name.lower(): value for name, value in headers}
        if said.get("cache-control") == FOR_EVER:
            assert "set-cookie" not in said, "what everybody is given sets nobody's cookie"
            names = [f"HTTP_{name.strip().upper()}" for name in said.get("vary", "").split(",") if self.heeds_vary]
            varied = {name: environ.get(name, "") for name in names}
            self.kept.setdefault(address, []).append((varied, (status, headers, content)))
        start_response(status, headers)
        return [content]


def read_all(reader: Client, path: str, **headers: str) -> list[dict[str, Any]]:
    """The whole record by its pages, as a client that begins with nothing reads it."""
    entries: list[dict[str, Any]] = []
    while True:
        page = reader.get(path, query_string={"after": len(entries), "limit": LIMIT}, headers=headers).get_json()
        entries += page["entries"]
        if not page["is_full"]:
            return entries


def test_two_hundred_observers_cost_the_house_the_last_page_and_each_other_once(sqlite_world: World) -> None:
    session = sqlite_world.session()
    sqlite_world.submitted(session)
    cache = SharedCache(sqlite_world.app.wsgi_app)
    read = [read_all(Client(cache, Response), f"/api/sessions/{session}/record") for _ in range(200)]
    assert all(each == read[0] for each in read)
    assert [entry["seq"] for entry in read[0]] == list(range(1, len(read[0]) + 1))
    full = len(read[0]) // LIMIT
    assert full >= 1
    assert cache.asked == full + 200


def test_a_cache_keeps_what_is_the_house_s_own_from_strangers(sqlite_world: World) -> None:
    """And one that did not heed `Vary` would tell it: the negative control."""
    session = sqlite_world.session()
    sqlite_world.submitted(session)
    path, mayor = f"/api/sessions/{session}/record", sqlite_world.mayors[0]
    for heeds_vary in (True, False):
        cache = SharedCache(sqlite_world.app.wsgi_app, heeds_vary)
        reader = Client(cache, Response)
        stranger = read_all(reader, path)
        member = read_all(reader, path, Authorization=f"Bearer {mayor.token}")
        assert read_all(reader, path) == stranger
        assert {"seq": stranger[-1]["seq"]} in stranger
        is_whole = {"motion.submitted"} <= {entry.get("kind") for entry in member}
        assert is_whole is heeds_vary


def test_a_language_in_the_address_sets_no_cookie_on_what_everybody_is_given(sqlite_world: World) -> None:
    session = sqlite_world.session()
    page = sqlite_world.app.test_client().get(f"/api/sessions/{session}/record?limit=1")
    assert page.headers["Cache-Control"] == FOR_EVER
    annex = page.get_json()["entries"][0]["body"]["profile_hash"]
    answer = sqlite_world.app.test_client().get(f"/api/annexes/{annex}?language=ar")
    assert "Set-Cookie" not in answer.headers


def test_a_rehearsal_may_be_deleted_so_nobody_keeps_it(sqlite_world: World) -> None:
    body = {"title": "Dry run", "opens_at": sqlite_world.clock().isoformat(), "time_zone": "UTC", "rehearsal": True}
    session = sqlite_world.secretariat.does("/sessions", body)["session"]
    page = sqlite_world.app.test_client().get(f"/api/sessions/{session}/record?limit=1")
    assert page.get_json()["is_full"]
    assert page.headers["Cache-Control"] == "no-store"
