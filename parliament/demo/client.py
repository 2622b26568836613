"""The house as the simulated mayors know it: its HTTP API and nothing else.

Every act carries an idempotency key and is sent again with the same key until there is an answer, so that a server
that is killed and started again neither loses an act nor does it twice.
"""

import http.client
import json
import secrets
import threading
import time
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import structlog

logger = structlog.get_logger("parliament.demo")

TIMEOUT = 20.0
PATIENCE = 60.0  # how long a server may be away before the act is given up
PAUSE = 0.3


class Denied(Exception):
    """The house refused: an HTTP status, and the code that says why."""

    def __init__(self, status: int, code: str) -> None:
        self.status, self.code = status, code
        super().__init__(f"{status} {code}")

    @property
    def is_our_mistake(self) -> bool:
        """Whether the request was wrong in itself, and not only at this moment or from this person."""
        return self.status in (400, 404, 405, 415, 422)


class Unreachable(Exception):
    """No answer for a long time."""


class Client:
    """Calls the API in the name of a token. Each thread keeps a connection of its own."""

    def __init__(self, url: str, *, patience: float = PATIENCE) -> None:
        address = urlsplit(url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ValueError(f"not the address of a parliament: {url}")
        self._kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        self._host, self._port, self._patience = address.hostname, address.port, patience
        self._kept = threading.local()
        self._told: tuple[datetime, float] | None = None

    def now(self) -> datetime:
        """The house's clock, as its latest answer told it, to the second."""
        if self._told is None:
            raise Unreachable("the house has not answered yet")
        at, heard = self._told
        return at + timedelta(seconds=time.monotonic() - heard)

    def get(self, path: str, token: str) -> Any:
        """Read a document. Denied: as the house says."""
        return self._ask("GET", path, {"Authorization": f"Bearer {token}"}, None)

    def post(self, path: str, token: str, **body: Any) -> Any:
        """Act once, however often it has to be sent. Denied: as the house says."""
        return self._act("POST", path, token, body)

    def put(self, path: str, token: str, **body: Any) -> Any:
        """Set something, such as the one ballot of a seat. Denied: as the house says."""
        return self._act("PUT", path, token, body)

    def _act(self, method: str, path: str, token: str, body: dict[str, Any]) -> Any:
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Idempotency-Key": secrets.token_hex(16),
        }
        return self._ask(method, path, headers, json.dumps(body).encode())

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> Any:
        deadline, pause = time.monotonic() + self._patience, PAUSE
        while True:
            try:
                status, answer = self._send(method, path, headers, body)
            except (OSError, http.client.HTTPException) as error:
                self.close()
                status, answer = 0, str(error).encode()
            if 0 < status < 500 and status != 429:
                return _understood(status, answer)
            if time.monotonic() > deadline:
                raise Unreachable(f"{method} {path}: {status} {answer[:200]!r}")
            time.sleep(pause)
            pause = min(pause * 2, 3.0)

    def _send(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> tuple[int, bytes]:
        connection = getattr(self._kept, "connection", None)
        if connection is None:
            connection = self._kept.connection = self._kind(self._host, self._port, timeout=TIMEOUT)
        connection.request(method, path, body, {"Accept": "application/json", **headers})
        answer = connection.getresponse()
        content = answer.read()
        if answer.headers["Date"]:
            self._told = parsedate_to_datetime(answer.headers["Date"]), time.monotonic()
        return answer.status, content

    def close(self) -> None:
        """Close this thread's connection; the next call opens another."""
        connection = getattr(self._kept, "connection", None)
        if connection is not None:
            connection.close()
            self._kept.connection = None


def _understood(status: int, answer: bytes) -> Any:
    said = json.loads(answer) if answer.strip() else {}
    if status < 400:
        return said
    raise Denied(status, str(said.get("error", "")) if isinstance(said, dict) else "")
