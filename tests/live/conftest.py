"""Servers of the gallery: processes of their own, as in a deployment."""

import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.live.listener import ORIGIN, Listener
from tests.live.server import found
from tests.services import processes

ROOT = Path(__file__).parents[2]
WORKERS = {
    "threading": ["--worker-class", "gthread", "--threads", "64"],
    "gevent": ["--worker-class", "gevent", "--worker-connections", "2000"],
}


@dataclass
class Server:
    """One gunicorn with one worker, of threads or of greenlets."""

    port: int
    log: Path
    process: subprocess.Popen[bytes]

    def post(self, path: str) -> bytes:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", method="POST")
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 -- the address is ours
            return answer.read()

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return answer.read()

    def listener(self, who: str = "", **options: Any) -> Listener:
        return Listener(self.port, who, **options)

    def resident_megabytes(self) -> float:
        """The peak memory of the worker, which is the master's only child."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        status = Path(f"/proc/{children[0]}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024


@contextmanager
def servers(scratch: Path) -> Iterator[Callable[..., Server]]:
    """Starts servers on one database; all are gone on leaving, and none may have failed on its own."""
    database, running = f"sqlite:///{scratch}/house.db", []
    found(database)

    def run(**settings: Any) -> Server:
        server = _started(scratch, database, settings)
        running.append(server)
        _wait(server)
        return server

    yield run
    for server in running:
        processes.stop(server.process)
        trouble = server.log.read_text()
        assert "Traceback" not in trouble, trouble


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts a server on the test's own database."""
    with servers(tmp_path) as run:
        yield run


@pytest.fixture(scope="module", params=["threading", "gevent"])
def mode(request: pytest.FixtureRequest) -> str:
    """Both ways to serve. Only the server's own process is ever made cooperative, never this one."""
    return request.param


@pytest.fixture
def server(start: Callable[..., Server], mode: str) -> Server:
    """A server of the test's own."""
    return start(async_mode=mode)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory, mode: str) -> Iterator[Server]:
    """One server for those tests of a file that leave nothing behind."""
    with servers(tmp_path_factory.mktemp("standing")) as run:
        yield run(async_mode=mode)


@pytest.fixture
def open_log(standing: Server) -> Callable[[], str]:
    """Opens a log of the standing server, and names it; it holds nothing yet."""

    def opened() -> str:
        name = f"session-{secrets.token_hex(4)}"
        standing.post(f"/open/{name}")
        return name

    return opened


@pytest.fixture
def log(open_log: Callable[[], str]) -> str:
    """A log of the standing server that holds nothing yet."""
    return open_log()


def _started(scratch: Path, database: str, settings: dict[str, Any]) -> Server:
    port = processes.free_port()
    origins = (ORIGIN, f"http://127.0.0.1:{port}")
    arguments = ", ".join(f"{name}={value!r}" for name, value in settings.items())
    factory = f"tests.live.server:create({database!r}, {origins!r}, {arguments})"
    command = [sys.executable, "-m", "gunicorn", "--chdir", str(ROOT), "--bind", f"127.0.0.1:{port}"]
    command += WORKERS[settings.get("async_mode", "threading")]
    command += ["--graceful-timeout", "1", "--no-control-socket"]
    log = scratch / f"{port}.log"
    return Server(port, log, processes.start([*command, factory], log=log))


def _wait(server: Server) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            server.get("/state")
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(server.log.read_text())
