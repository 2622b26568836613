"""Between engineio and a client's WebSocket: what comes in is checked, what goes out is bounded, an end has a reason.

engineio keeps a queue, a writer, a reader and a sleeping ping for each client, in threads of their own. A wire has
the reader, which is the request's own thread or greenlet, and an outbox; one doorkeeper pings everybody.

Private parts of engineio 4.15 used here and nowhere else: `_handle_connect`, replaced; `_trigger_event`,
`_bad_request` and `_unauthorized`, called; and what it asks of a socket, which is the public part of `Wire`. That is
why the versions are checked before the first socket opens.
"""

import json
import re
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from typing import Any

import engineio
from wsproto.frame_protocol import CloseReason

from parliament.live import limits
from parliament.live.outbox import Outbox
from parliament.live.websocket import NoHandshake, Unlawful, answer_to, close_frame, frame, messages

VERSIONS = {"python-engineio": "4.15.", "python-socketio": "5.18."}

# Engine.IO: 1 close, 3 pong, 4 message; of messages, Socket.IO's 0 connect, 1 disconnect, 2 event. Nothing else is
# ever needed of a client: no binary, no upgrade, no acknowledgement.
LAWFUL_MESSAGE = re.compile(r"1$|3|4[012]")
CLOSE, PING = frame("1"), frame("2")
SLOW = frame('42/live,["ended",{"reason":"slow","catch_up":"http"}]')
NEVER = float("inf")
RESET = struct.pack("ii", 1, 0)  # for SO_LINGER: what is unsent when the socket is closed is forgotten


def check_versions() -> None:
    """Refuse to start on libraries whose private parts were not looked at."""
    found = {name: version(name) for name in VERSIONS}
    wrong = {name: it for name, it in found.items() if not it.startswith(VERSIONS[name])}
    if wrong:
        raise RuntimeError(
            f"The gallery replaces private parts of {VERSIONS} but found {wrong}. "
            "Install the locked versions, or read parliament/live/wire.py against the new ones."
        )


class Wire:
    """One client's connection, in the shape in which engineio wants a socket."""

    connected = upgraded = True  # so engineio turns away an HTTP request that names this sid

    def __init__(self, engine: engineio.Server, environ: dict[str, Any]) -> None:
        self.server, self.sid = engine, engine.generate_id()
        self.address = str(environ.get("REMOTE_ADDR", ""))
        self.closed = False
        self.reason = ""
        self._sock = environ.get("gunicorn.socket") or environ["werkzeug.socket"]
        self.outbox = Outbox(self._sock, engine.start_background_task, self._fall_behind)
        self._ending = threading.Lock()  # taken once, by whoever ends it first
        self._deadline = time.monotonic() + limits.CONNECT_DEADLINE
        self._ping_at, self._awaits_pong = time.monotonic() + engine.ping_interval, False

    def converse(self, answer: bytes) -> None:
        """Until the line ends. What it says once it has been told to leave is not heard."""
        try:
            self._sock.settimeout(None)  # the doorkeeper cuts the line of whoever is silent for too long
            self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, limits.SEND_BUFFER)
            self.outbox.put(answer)
            self.outbox.put(frame("0" + json.dumps(self._greeting())))
            for message in messages(self._sock, self.outbox.put):
                if not self.closed:
                    self._receive(message)
        except Unlawful as broken:
            self.reason = self.reason or broken.reason
            self.outbox.put_last(close_frame(broken.code, broken.reason))
            self._read_a_little_more()
            self.cut(self.reason)
        except OSError:
            pass  # hung up
        finally:
            self._hang_up()
            self.outbox.close()
            self.close(abort=True, reason=self.server.reason.TRANSPORT_CLOSE)

    def send(self, packet: Any) -> None:
        """Called by the library for what goes to this client alone."""
        self.outbox.put(frame(packet.encode()))

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:  # noqa: FBT001, FBT002 -- the library's
        """Called by the library and from here, once or more often: whoever comes first ends it."""
        if not self._ending.acquire(blocking=False):
            return
        self.server._trigger_event(
            "disconnect", self.sid, reason or self.server.reason.SERVER_DISCONNECT, run_async=False
        )
        if not abort:
            self._say_goodbye(CLOSE)
        self.closed = True

    def end(self, reason: str) -> None:
        """Send what is waiting, then say goodbye with this reason."""
        self.reason = self.reason or reason
        self.close()

    def cut(self, reason: str) -> None:
        """Hang up without another word: for those who do not listen. The kernel is to keep nothing for them either."""
        self.reason = self.reason or reason
        with suppress(OSError):
            self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        self._hang_up()

    def joined(self) -> None:
        """The client is in the gallery now, so the deadline for that is met."""
        self._deadline = NEVER

    def left(self) -> None:
        """The client left the gallery but not the line; it has as long as a newcomer to think again."""
        self._deadline = min(self._deadline, time.monotonic() + limits.CONNECT_DEADLINE)

    def attend(self, now: float) -> None:
        """The doorkeeper's round: ping who has been silent for a while, let go who does not answer or is late."""
        if now >= self._deadline:
            self.cut("late")
        elif now >= self._ping_at and self._awaits_pong:
            self.end("silent")
        elif now >= self._ping_at:
            self._ping_at, self._awaits_pong = now + self.server.ping_timeout, True
            self.outbox.put(PING)

    def _greeting(self) -> dict[str, Any]:
        return {
            "sid": self.sid,
            "upgrades": [],
            "pingInterval": int(self.server.ping_interval * 1000),
            "pingTimeout": int(self.server.ping_timeout * 1000),
            "maxPayload": limits.MAX_MESSAGE,
        }

    def _receive(self, message: str | bytes) -> None:
        if not isinstance(message, str) or not LAWFUL_MESSAGE.match(message):
            self.end("malformed")
        elif message[0] == "4":
            self.server._trigger_event("message", self.sid, message[1:], run_async=False)
        elif message[0] == "1":
            self.close(reason=self.server.reason.CLIENT_DISCONNECT)
        elif self._awaits_pong:
            self._ping_at, self._awaits_pong = time.monotonic() + self.server.ping_interval, False

    def _fall_behind(self) -> None:
        """Too much is waiting: the client is to catch up by HTTP, where it finds whatever it missed."""
        self.reason = self.reason or "slow"
        self._say_goodbye(SLOW, instead=True)

    def _hang_up(self) -> None:
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)

    def _say_goodbye(self, word: bytes, *, instead: bool = False) -> None:
        """Whoever does not answer it is cut off shortly after."""
        self._deadline = time.monotonic() + limits.FAREWELL
        code = CloseReason.POLICY_VIOLATION if self.reason else CloseReason.NORMAL_CLOSURE
        self.outbox.put_last(word, close_frame(code, self.reason), instead=instead)

    def _read_a_little_more(self) -> None:
        """A line that is closed with words unread takes our last words with it."""
        self._deadline = time.monotonic() + limits.FAREWELL
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_WR)
            for _ in range(limits.MAX_MESSAGE // 4096):
                if not self._sock.recv(4096):
                    return


class Wires:
    """All the open wires of this process."""

    def __init__(self, engine: engineio.Server, on_open: Callable[[], None], most: int) -> None:
        self._engine, self._on_open, self._most = engine, on_open, most
        self._lock = threading.Lock()
        self._open: dict[str, Wire] = {}
        self._beside: Counter[str] = Counter()  # how many of each address

    def connect(self, environ: dict[str, Any], start_response: Callable[..., Any], *_transport: Any) -> Any:
        """Called by engineio, in the place of its own, for a request to open a WebSocket; returns when it is over."""
        self._on_open()
        try:
            answer = answer_to(environ)
        except NoHandshake:
            return self._engine._bad_request("Not a WebSocket handshake.")
        wire = Wire(self._engine, environ)
        if not self.add(wire):
            # Who finds no seat follows by HTTP and misses nothing; the threads that are left belong to ballots.
            start_response("503 SERVICE UNAVAILABLE", [("Content-Type", "text/plain"), ("Retry-After", "5")])
            return [b"The gallery is full. Follow by HTTP."]
        try:
            refusal = self._engine._trigger_event("connect", wire.sid, environ, run_async=False)
            if refusal not in (None, True):
                return self._engine._unauthorized(refusal or None)
            self._engine.sockets[wire.sid] = wire
            wire.converse(answer)
        finally:
            self.discard(wire)
            self._engine.sockets.pop(wire.sid, None)
        # Each server has its own way to be told that the connection was taken over and is finished.
        raise StopIteration if "gunicorn.socket" in environ else ConnectionError

    def add(self, wire: Wire) -> bool:
        """Note a wire, if there is room for it in all and for its address (S25)."""
        with self._lock:
            of_one = max(8, self._most // limits.SHARE_OF_ONE_ADDRESS)
            if len(self._open) >= self._most or self._beside[wire.address] >= of_one:
                return False
            self._open[wire.sid] = wire
            self._beside[wire.address] += 1
            return True

    def discard(self, wire: Wire) -> None:
        with self._lock:
            if self._open.pop(wire.sid, None):
                self._beside[wire.address] -= 1
                if not self._beside[wire.address]:
                    del self._beside[wire.address]

    def get(self, sid: str | None) -> Wire | None:
        with self._lock:
            return self._open.get(sid or "")

    def __len__(self) -> int:
        with self._lock:
            return len(self._open)

    def attend(self, now: float) -> None:
        """Look after every wire."""
        with self._lock:
            everyone = list(self._open.values())
        for wire in everyone:
            wire.attend(now)


def install(engine: engineio.Server, on_open: Callable[[], None], most: int = limits.SOCKETS) -> Wires:
    """Make engineio use these wires. `on_open` is called when a client has arrived."""
    wires = Wires(engine, on_open, most)
    engine._handle_connect = wires.connect
    return wires
