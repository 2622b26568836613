"""A WebSocket that survives slow readers, huge frames, floods and stalled clients.

simple-websocket 1.1.0 calls `send` where `sendall` is needed (a slow reader's stream is corrupted under gevent),
has no lock between the writer and the reader's answers, always accepts deflate (so a bomb inflates in memory), and
sets no time-out. Its `Server` is subclassed here by replacing private parts, and engineio's private tables are
replaced in `wire.py`. That is why the versions are exact and checked before the first socket opens.
"""

import socket
import threading
from collections.abc import Generator
from dataclasses import replace
from importlib.metadata import version
from typing import Any

import simple_websocket
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, CloseConnection, Event, Message
from wsproto.frame_protocol import CloseReason

from parliament.live import limits

VERSIONS = {"simple-websocket": "1.1.0", "python-engineio": "4.15.", "python-socketio": "5.18."}


def check_versions() -> None:
    """Refuse to start on libraries whose private parts were not looked at."""
    found = {name: version(name) for name in VERSIONS}
    wrong = {name: it for name, it in found.items() if not it.startswith(VERSIONS[name])}
    if wrong:
        raise RuntimeError(
            f"The gallery replaces private parts of {VERSIONS} but found {wrong}. "
            "Install the locked versions, or read parliament/live/websocket.py against the new ones."
        )


class Line(WSConnection):
    """The protocol of one connection: agrees to no extension and says goodbye to a flood."""

    def __init__(self, connection_type: ConnectionType) -> None:
        super().__init__(connection_type)
        self._frames = limits.TokenBucket(limits.BURST, limits.PER_SECOND)

    def send(self, event: Event) -> bytes:
        return super().send(replace(event, extensions=[]) if isinstance(event, AcceptConnection) else event)

    def events(self) -> Generator[Event, None, None]:
        for event in super().events():
            # One frame may come in many pieces; what is counted is frames: messages, fragments, pings, pongs.
            is_piece = isinstance(event, Message) and not event.frame_finished
            if not is_piece and not self._frames.take():
                # To the library this looks like the client's own farewell: it answers with it and closes.
                yield CloseConnection(code=CloseReason.POLICY_VIOLATION, reason="flood")
                return
            yield event


class WholeWrites:
    """A socket whose `send` writes everything, one writer at a time."""

    def __init__(self, sock: Any) -> None:
        self._sock, self._lock = sock, threading.Lock()

    def send(self, data: bytes) -> int:
        with self._lock:
            self._sock.sendall(data)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


class HardenedServer(simple_websocket.Server):
    """One client's WebSocket. The size of a message is enforced while it is read, not after."""

    def __init__(self, environ: dict[str, Any]) -> None:
        super().__init__(environ, max_message_size=limits.MAX_MESSAGE, thread_class=_daemon)

    def handshake(self) -> None:
        """Called by the library before its reading thread starts: the moment to put our own parts in."""
        sock: Any = self.sock
        sock.settimeout(limits.STALLED)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, limits.SEND_BUFFER)
        self.sock: Any = WholeWrites(sock)
        self.ws = Line(ConnectionType.SERVER)
        super().handshake()


def _daemon(**arguments: Any) -> threading.Thread:
    return threading.Thread(daemon=True, **arguments)
