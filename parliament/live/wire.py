"""Between engineio and a client's WebSocket: what comes in is checked, what goes out is bounded, an end has a reason.

Private parts of engineio 4.15 used here and nowhere else: the table `Server._async` (its "websocket" and "queue"),
and that the WebSocket's handler is a bound method of the `Socket`, which has `queue`, `sid` and `close`.
"""

import re
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import engineio
from simple_websocket import ConnectionClosed
from simple_websocket.errors import ConnectionError as NotConnected
from wsproto.frame_protocol import CloseReason
from wsproto.utilities import LocalProtocolError, RemoteProtocolError

from parliament.live import limits
from parliament.live.websocket import HardenedServer

# Engine.IO: 1 close, 3 pong, 4 message; of messages, Socket.IO's 0 connect, 1 disconnect, 2 event. Nothing else is
# ever needed of a client: no binary, no upgrade, no acknowledgement.
LAWFUL_FRAME = re.compile(r"1$|3|4[012]")


class Outbox:
    """What waits to be sent to one client; past the limit it takes no more and says so once."""

    def __init__(self, queue: Any) -> None:
        self._queue, self._lock = queue, threading.Lock()
        self._unsent = 0
        self.on_overflow: Callable[[], None] = lambda: None

    def put(self, packet: Any) -> None:
        """Queue a packet, or None, which ends the writer. A packet too many is not kept."""
        if packet is not None:
            with self._lock:
                self._unsent += 1
                is_over = self._unsent > limits.MAX_UNSENT
            if is_over:
                self.on_overflow()
                return
        self._queue.put(packet)

    def sent(self) -> None:
        """One packet has left."""
        with self._lock:
            self._unsent -= 1

    def __getattr__(self, name: str) -> Any:
        return getattr(self._queue, name)


class Wire:
    """One client's connection, in the shape in which engineio wants a WebSocket. It belongs to `wires`."""

    def __init__(self, wires: "Wires", handler: Callable[[Any], Any]) -> None:
        self._wires, self._handler = wires, handler
        self.engine_socket = handler.__self__  # type: ignore[attr-defined]
        self.engine_socket.queue.on_overflow = lambda: self.cut("slow")
        self.sid: str = self.engine_socket.sid
        self.deadline: float | None = time.monotonic() + limits.CONNECT_DEADLINE
        self.reason = self.address = ""
        self._line: HardenedServer | None = None

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        self.address = str(environ.get("REMOTE_ADDR", ""))
        if not self._wires.add(self):
            # Who finds no seat follows by HTTP and misses nothing; the threads that are left belong to ballots.
            self.engine_socket.close(wait=False, abort=True)
            start_response("503 SERVICE UNAVAILABLE", [("Content-Type", "text/plain"), ("Retry-After", "5")])
            return [b"The gallery is full. Follow by HTTP."]
        try:
            self._line = HardenedServer(environ)
        except (NotConnected, RemoteProtocolError, LocalProtocolError, OSError):
            self._wires.discard(self)
            self.engine_socket.close(wait=False, abort=True)
            start_response("400 BAD REQUEST", [("Content-Type", "text/plain")])
            return [b"Not a WebSocket handshake."]
        try:
            self._handler(self)
        finally:
            self._wires.discard(self)
            self.cut(self.reason)
        # Each server has its own way to be told that the connection was taken over and is finished.
        if self._line.mode == "gunicorn":
            raise StopIteration
        if self._line.mode == "werkzeug":
            raise ConnectionError
        return []

    def send(self, message: str | bytes) -> None:
        """Called by engineio's writer, one packet at a time; OSError ends it."""
        assert self._line is not None
        try:
            self._line.send(message)
        except (ConnectionClosed, LocalProtocolError) as error:
            raise OSError from error
        self.engine_socket.queue.sent()

    def wait(self) -> str | None:
        """Called by engineio's reader: the next lawful frame, or None at the end."""
        assert self._line is not None
        try:
            frame = self._line.receive()
        except ConnectionClosed:
            return None
        if isinstance(frame, str) and LAWFUL_FRAME.match(frame):
            return frame
        if frame is not None:
            self.reason = self.reason or "malformed"
            self.close()
        return None

    def close(self) -> None:
        """Say goodbye with the reason; whoever does not answer is cut off shortly after."""
        self.deadline = time.monotonic() + limits.FAREWELL
        if self._line is not None and self._line.connected:
            code = CloseReason.POLICY_VIOLATION if self.reason else CloseReason.NORMAL_CLOSURE
            with suppress(OSError, ConnectionClosed, LocalProtocolError):
                self._line.close(code, self.reason or None)
            self._line.event.set()  # the library forgets to wake its own reader

    def end(self, reason: str) -> None:
        """Send what is queued, then say goodbye."""
        self.reason = self.reason or reason
        self.deadline = time.monotonic() + limits.FAREWELL
        with suppress(Exception):  # engineio raises when the socket is on its way out already, which is what we want
            self.engine_socket.close(wait=False)

    def cut(self, reason: str) -> None:
        """Hang up without another word: for those who do not listen."""
        self.reason = self.reason or reason
        if self._line is not None:
            with suppress(OSError):
                self._line.sock.shutdown(socket.SHUT_RDWR)

    def joined(self) -> None:
        """The client is in the gallery now, so the deadline for that is met."""
        self.deadline = None

    def left(self) -> None:
        """The client left the gallery but not the line; it has as long as a newcomer to think again."""
        self.deadline = self.deadline or time.monotonic() + limits.CONNECT_DEADLINE


class Wires:
    """All the open wires of this process, by engineio's name for them."""

    def __init__(self, most: int) -> None:
        self._lock, self._most = threading.Lock(), most
        self._open: dict[str, Wire] = {}

    def add(self, wire: Wire) -> bool:
        """Note a wire, if there is room for it in all and for its address (S25)."""
        with self._lock:
            beside = sum(1 for each in self._open.values() if each.address == wire.address)
            if len(self._open) >= self._most or beside >= max(8, self._most // limits.SHARE_OF_ONE_ADDRESS):
                return False
            self._open[wire.sid] = wire
            return True

    def discard(self, wire: Wire) -> None:
        with self._lock:
            self._open.pop(wire.sid, None)

    def get(self, sid: str | None) -> Wire | None:
        with self._lock:
            return self._open.get(sid or "")

    def __len__(self) -> int:
        with self._lock:
            return len(self._open)

    def cut_the_late(self, now: float) -> None:
        """Hang up on whoever did not join, or did not leave, in time."""
        with self._lock:
            late = [wire for wire in self._open.values() if wire.deadline is not None and wire.deadline < now]
        for wire in late:
            wire.cut("late")


def install(engine: engineio.Server, on_open: Callable[[], None], most: int = limits.SOCKETS) -> Wires:
    """Make engineio use these wires and outboxes. `on_open` is called when a client has arrived."""
    wires = Wires(most)
    queue = engine._async["queue"]

    def open_wire(handler: Callable[[Any], Any], _server: Any) -> Wire:
        on_open()
        return Wire(wires, handler)

    # The table is the module's, shared by every server of the process; ours is a copy.
    engine._async = {**engine._async, "websocket": open_wire, "queue": lambda: Outbox(queue())}
    return wires
