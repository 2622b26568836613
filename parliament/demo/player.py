"""The simulation as a child of the server: started with it, started again when it falls, gone when the server goes.

It lives as long as the pipe to its standard input, so that it dies with a server that is killed and can tidy nothing.
"""

import os
import subprocess
import sys
import threading
from pathlib import Path

import structlog

logger = structlog.get_logger("parliament.demo")

BEFORE_RESTART = 2.0


class Player:
    """Runs `parliament simulate` beside the server."""

    def __init__(self, url: str, people: Path, speed: float) -> None:
        self._command = [sys.executable, "-m", "parliament.cli", "simulate", "--until-input-ends"]
        self._command += ["--url", url, "--tokens", str(people), "--speed", str(speed)]
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin; a thread looks after the child from here on."""
        threading.Thread(target=self._look_after, name="player", daemon=True).start()

    def stop(self) -> None:
        """End it for good."""
        self._stopping.set()
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def _look_after(self) -> None:
        while not self._stopping.is_set():
            try:
                # Its own session: Ctrl-C in the terminal is for the server, which then ends it.
                self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, start_new_session=True)
                status = self._process.wait()
            except OSError:
                logger.exception("the simulation cannot be started")
                status = -1
            if not self._stopping.is_set():
                logger.warning("the simulation ended and is started again", status=status)
                self._stopping.wait(BEFORE_RESTART)


def end_with_input() -> None:
    """End this process once its standard input closes, which the kernel does when the parent dies."""

    def watch() -> None:
        sys.stdin.buffer.read()
        os._exit(0)

    threading.Thread(target=watch, name="input", daemon=True).start()
