"""A parliament that is served as everyone serves it: `parliament serve` in a process of its own."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from parliament.demo.client import Client
from tests.browser.founding import Known, found
from tests.services import processes

# A phone and a desk for each of a few people, all following live, with room for their requests.
THREADS = 64


class Person:
    """Somebody who acts through the API while the browser watches. A refusal raises Denied."""

    def __init__(self, known: Known, client: Client) -> None:
        self.known, self._client = known, client

    def does(self, path: str, **body: Any) -> dict[str, Any]:
        return self._client.post(f"/api{path}", self.known.token, **body)

    def puts(self, path: str, **body: Any) -> dict[str, Any]:
        return self._client.put(f"/api{path}", self.known.token, **body)

    def sees(self, path: str) -> dict[str, Any]:
        return self._client.get(f"/api{path}", self.known.token)


class Parliament:
    """The server, and everybody in it by login. It may be killed and started again."""

    def __init__(self, home: Path, database_url: str = "") -> None:
        self.log, self._home, self.port = home / "server.log", home, processes.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.people = found(database_url or f"sqlite:///{home / 'parliament.db'}")
        self.client = Client(self.url)
        self.states: dict[str, Any] = {}  # what the browser of whoever signed in once keeps
        self._process: subprocess.Popen[bytes] | None = None

    def __getitem__(self, login: str) -> Person:
        return Person(self.people[login], self.client)

    @property
    def mayors(self) -> list[Person]:
        return [self[login] for login in self.people if login.startswith("mayor")]

    def settings(self) -> dict[str, str]:
        """The environment it is served in."""
        return {"PARLIAMENT_HOME": str(self._home), "PARLIAMENT_ORIGIN": "parliament.example"}

    def command(self) -> list[str]:
        """What follows the interpreter's name."""
        return ["-m", "parliament.cli", "serve", "--port", str(self.port), "--threads", str(THREADS)]

    def start(self) -> None:
        """Serve, and wait until there are answers."""
        settings = [f"{name}={value}" for name, value in self.settings().items()]
        self._process = processes.start(["env", *settings, sys.executable, *self.command()], log=self.log)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=5).close()  # noqa: S310 -- the address is ours
            except OSError:
                time.sleep(0.05)
            else:
                return
        pytest.fail(self.log.read_text())

    def kill(self) -> None:
        """What a power cut does: the arbiter and its worker are gone between two instructions."""
        if self._process is None:
            return
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        self._process.kill()
        self._process.wait()
        for child in children:
            os.kill(int(child), signal.SIGKILL)
        self.client.close()
