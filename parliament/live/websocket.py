"""The server's half of a WebSocket (RFC 6455): the handshake, the frames that come in, the frames that go out.

No extension is agreed to, so no frame inflates in memory; a message is measured while it is read, not after; frames
are counted, whatever is in them. What goes out is built here as bytes, once, for however many clients.
"""

import re
import struct
from collections.abc import Callable, Iterator
from typing import Any

from wsproto.connection import Connection, ConnectionType
from wsproto.events import CloseConnection, Message, Ping
from wsproto.frame_protocol import CloseReason, Opcode
from wsproto.utilities import generate_accept_token

from parliament.live import limits

KEY = re.compile(r"[A-Za-z0-9+/]{22}==")
RECEIVE = 4096  # bytes read at a time
UNSENDABLE = (CloseReason.NO_STATUS_RCVD, CloseReason.ABNORMAL_CLOSURE)  # names for what was not said


class NoHandshake(ValueError):
    """A request that cannot become a WebSocket."""


class Unlawful(Exception):
    """The client broke a rule, and is told which before the line is cut."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(code, reason)
        self.code, self.reason = code, reason


def answer_to(environ: dict[str, Any]) -> bytes:
    """What turns a request into a WebSocket, in bytes. Raises NoHandshake."""
    key = environ.get("HTTP_SEC_WEBSOCKET_KEY", "")
    connection = {each.strip() for each in environ.get("HTTP_CONNECTION", "").lower().split(",")}
    is_upgrade = "upgrade" in connection and environ.get("HTTP_UPGRADE", "").lower() == "websocket"
    if not is_upgrade or environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13" or not KEY.fullmatch(key):
        raise NoHandshake
    accept = generate_accept_token(key.encode())
    head = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    return head + b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"


def frame(payload: str | bytes, opcode: Opcode | None = None) -> bytes:
    """One whole frame from the server: text or bytes, or what the opcode says."""
    data = payload.encode() if isinstance(payload, str) else payload
    first = 0x80 | (opcode or (Opcode.TEXT if isinstance(payload, str) else Opcode.BINARY))
    size = len(data)
    if size < 126:
        return struct.pack("!BB", first, size) + data
    if size < 65_536:
        return struct.pack("!BBH", first, 126, size) + data
    return struct.pack("!BBQ", first, 127, size) + data


def close_frame(code: int, reason: str = "") -> bytes:
    """A goodbye, with a reason in ASCII. A control frame holds 125 bytes, two of them the code."""
    said = b"" if code in UNSENDABLE else struct.pack("!H", code) + reason.encode()[:123]
    return frame(said, Opcode.CLOSE)


def messages(sock: Any, answer: Callable[[bytes], None]) -> Iterator[str | bytes]:
    """Whole messages, until the client leaves. Pings and a goodbye are answered. Raises Unlawful."""
    connection = Connection(ConnectionType.SERVER)
    frames = limits.TokenBucket(limits.BURST, limits.PER_SECOND)
    pieces: list[Any] = []
    size = 0
    while data := sock.recv(RECEIVE):
        connection.receive_data(data)
        for event in connection.events():
            # One frame may come in many pieces; what is counted is frames: messages, fragments, pings, pongs.
            is_piece = isinstance(event, Message) and not event.frame_finished
            if not is_piece and not frames.take():
                raise Unlawful(CloseReason.POLICY_VIOLATION, "flood")
            if isinstance(event, CloseConnection):
                answer(close_frame(event.code))
                return
            if isinstance(event, Ping):
                answer(frame(bytes(event.payload), Opcode.PONG))
            elif isinstance(event, Message):
                size += len(event.data)
                if size > limits.MAX_MESSAGE:
                    raise Unlawful(CloseReason.MESSAGE_TOO_BIG, "Message is too big")
                pieces.append(event.data)
                if event.message_finished:
                    yield type(event.data)().join(pieces)
                    pieces, size = [], 0
