"""Parliaments served by processes of their own, that can be killed without warning and started again."""

import http.client
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.services import processes


@dataclass
class Served:
    """One `parliament serve` or `parliament demo`; the same address however often it is started.

    `without` names a safety that `tests.faults.careless` takes away from it.
    """

    command: list[str]
    log: Path
    environment: dict[str, str] = field(default_factory=dict)
    without: str = ""
    port: int = field(default_factory=processes.free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, within: float = 90) -> None:
        """Start it and wait until it answers."""
        settings = [f"{name}={value}" for name, value in self.environment.items()]
        program = ["tests.faults.careless", self.without] if self.without else ["parliament.cli"]
        command = ["env", *settings, sys.executable, "-m", *program, *self.command, "--port", str(self.port)]
        self.process = processes.start(command, log=self.log)
        deadline = time.monotonic() + within
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the parliament did not start:\n{self.log.read_text()}")
            time.sleep(0.1)

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def workers(self) -> list[int]:
        """The processes that do the serving: the children of the one we started."""
        assert self.process is not None
        return children(self.process.pid)

    def kill(self) -> None:
        """Take it away in the middle of whatever it does, workers first, as losing power would."""
        assert self.process is not None
        for pid in (*self.workers(), self.process.pid):
            os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Ask it to end."""
        if self.process is not None:
            processes.stop(self.process, within=20)


def children(pid: int) -> list[int]:
    """The processes this one started and that still run."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
