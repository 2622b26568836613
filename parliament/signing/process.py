"""The signer as a process of its own: a Unix socket on which the house asks, one line of JSON for a question.

It may be killed at any moment: what it answered is on its disk, and what it did not answer is asked again.
"""

import json
import os
import signal
import socket
import socketserver
import sys
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore, Thread
from types import FrameType

from parliament.signing.scribe import Scribe
from parliament.signing.strongbox import BadState, Strongbox

LINE_BYTES = 4 * 1024 * 1024  # a declaration with its roll call, in base64; all else is far smaller
CONNECTIONS = 256
IDLE_SECONDS = 300


class Conversation(socketserver.StreamRequestHandler):
    """One connection of the house."""

    server: "SignerServer"
    timeout = IDLE_SECONDS

    def handle(self) -> None:
        if not self.server.places.acquire(blocking=False):
            return
        self.server.open.add(self.connection)
        try:
            while line := self.rfile.readline(LINE_BYTES + 1):
                if len(line) > LINE_BYTES or not line.endswith(b"\n"):
                    return
                self.wfile.write(self._answered(line))
        except OSError:
            return  # the house hung up; it asks again on another connection
        finally:
            self.server.open.discard(self.connection)
            self.server.places.release()

    def _answered(self, line: bytes) -> bytes:
        try:
            request = json.loads(line)
        except (ValueError, RecursionError):
            request = None
        return json.dumps(self.server.scribe.answer(request)).encode() + b"\n"


class SignerServer(socketserver.ThreadingUnixStreamServer):
    """Listens, for the owner of the socket alone."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, path: Path, scribe: Scribe) -> None:
        """Listen at this path, which must be free, or left over from a signer that is gone. Raises `BadState`."""
        self.scribe, self.places = scribe, BoundedSemaphore(CONNECTIONS)
        self.open: set[socket.socket] = set()
        _clear(path)
        umask = os.umask(0o177)
        try:
            super().__init__(str(path), Conversation)
        finally:
            os.umask(umask)

    def close(self) -> None:
        """Hang up and let another process have the state; `shutdown` comes first."""
        self.server_close()
        Path(str(self.server_address)).unlink(missing_ok=True)
        for connection in list(self.open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.scribe.close()


def signer_server(home: Path, path: Path, name: str) -> SignerServer:
    """A signer for the house of this name, ready to `serve_forever`. Raises `BadState`."""
    return SignerServer(path, Scribe(Strongbox(home, name)))


def serve_signer(home: Path, path: Path, name: str) -> None:
    """Sign until told to stop. Raises `BadState`."""
    server = signer_server(home, path, name)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        Thread(target=server.shutdown).start()  # it waits for the loop below, which runs in this very thread

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, stop)
    print(f"Signs for {name} at {path} (stop with Ctrl-C)", file=sys.stderr, flush=True)  # noqa: T201
    server.serve_forever(poll_interval=0.2)
    server.close()


def _clear(path: Path) -> None:
    """Take away the socket that a killed signer left behind, but no other file, and not one that answers."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        return
    if not path.is_socket():
        raise BadState(f"{path} is not a socket")
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            path.unlink()
            return
    raise BadState(f"another signer answers at {path}")
