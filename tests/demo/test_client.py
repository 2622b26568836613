"""The simulation's client: one act, one key, however often it has to be sent."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from parliament.demo import client
from parliament.demo.client import Client, Denied, Unreachable


class Stubborn(BaseHTTPRequestHandler):
    """Answers with the statuses it was given, one after another, and remembers what it was sent."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append((self.path, self.headers["Idempotency-Key"], body))
        status = self.server.statuses.pop(0)
        if status == 0:
            self.connection.close()
            return
        answer = json.dumps({"error": "wrong_stage"} if status >= 400 else {"motion": "m"}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def stubborn(monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadingHTTPServer]:
    monkeypatch.setattr(client, "PAUSE", 0.01)
    with ThreadingHTTPServer(("127.0.0.1", 0), Stubborn) as server:
        server.seen, server.statuses = [], []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@contextmanager
def client_of(server: ThreadingHTTPServer, patience: float = 10) -> Iterator[Client]:
    caller = Client(f"http://127.0.0.1:{server.server_port}", patience=patience)
    try:
        yield caller
    finally:
        caller.close()


def test_an_act_is_sent_again_with_the_same_key_until_it_is_answered(stubborn: ThreadingHTTPServer) -> None:
    stubborn.statuses = [503, 500, 429, 200]
    with client_of(stubborn) as caller:
        assert caller.post("/api/x", "token", title="T") == {"motion": "m"}
    assert len(stubborn.seen) == 4
    assert len({key for _, key, _ in stubborn.seen}) == 1
    assert {json.dumps(body) for _, _, body in stubborn.seen} == {'{"title": "T"}'}


def test_two_acts_have_two_keys(stubborn: ThreadingHTTPServer) -> None:
    stubborn.statuses = [200, 200]
    with client_of(stubborn) as caller:
        caller.post("/api/x", "token")
        caller.post("/api/x", "token")
    assert len({key for _, key, _ in stubborn.seen}) == 2


def test_a_refusal_is_an_answer_and_is_not_sent_again(stubborn: ThreadingHTTPServer) -> None:
    stubborn.statuses = [409]
    with client_of(stubborn) as caller, pytest.raises(Denied) as denied:
        caller.post("/api/x", "token")
    assert (denied.value.status, denied.value.code) == (409, "wrong_stage")
    assert len(stubborn.seen) == 1


def test_a_house_that_stays_away_is_given_up(stubborn: ThreadingHTTPServer) -> None:
    stubborn.statuses = [503] * 100
    with client_of(stubborn, patience=0.05) as caller, pytest.raises(Unreachable):
        caller.post("/api/x", "token")


@pytest.mark.parametrize("address", ["ftp://example.org", "example.org", "http://"])
def test_what_is_no_address_of_a_parliament_is_said_at_once(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        Client(address)
