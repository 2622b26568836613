"""A client that speaks Socket.IO frame by frame, so that it can also speak it wrongly."""

import json
import time
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

ORIGIN = "https://parliament.example"


class Listener:
    """One socket in the gallery."""

    def __init__(self, port: int, who: str = "", *, origin: str | None = ORIGIN, join: bool = True) -> None:
        address = f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket"
        headers = {"Cookie": f"who={who}"} if who else {}
        self.socket: ClientConnection = connect(address, origin=origin, additional_headers=headers, legacy=True)
        self.events: list[tuple[str, Any]] = []
        self._acks: dict[int, Any] = {}
        self._last_ack = 0
        assert self.socket.recv(timeout=5)[0] == "0"
        if join:
            self.socket.send("40/live,")
            self.joined = self.socket.recv(timeout=5)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, event: str, *arguments: Any) -> None:
        self.socket.send("42/live," + json.dumps([event, *arguments]))

    def call(self, event: str, *arguments: Any) -> Any:
        """Send and wait for the acknowledgement."""
        self._last_ack += 1
        self.socket.send(f"42/live,{self._last_ack}" + json.dumps([event, *arguments]))
        deadline = time.monotonic() + 5
        while self._last_ack not in self._acks:
            self._read(deadline)
        return self._acks.pop(self._last_ack)

    def follow(
        self, log: str = "session-1", *, form: str = "json", language: str = "en", after: int = 0, **chain: str
    ) -> Any:
        return self.call("follow", {"log": log, "language": language, "form": form, "after": after, **chain})

    def next(self, event: str, within: float = 5) -> Any:
        """The next event of this name; others that came before it are dropped."""
        deadline = time.monotonic() + within
        while True:
            while self.events:
                name, data = self.events.pop(0)
                if name == event:
                    return data
            self._read(deadline)

    def all(self, event: str, during: float) -> list[Any]:
        """Every event of this name in the next seconds."""
        found, deadline = [], time.monotonic() + during
        while True:
            try:
                found.append(self.next(event, within=max(0.001, deadline - time.monotonic())))
            except TimeoutError:
                return found

    def farewell(self, within: float = 5) -> str:
        """Wait until the server has closed; returns the reason in its close frame, or "" if it just hung up."""
        deadline = time.monotonic() + within
        while True:
            try:
                self._read(deadline)
            except ConnectionClosed as closed:
                return closed.rcvd.reason if closed.rcvd else ""

    def _read(self, deadline: float) -> None:
        frame = self.socket.recv(timeout=max(0.001, deadline - time.monotonic()))
        if frame == "2":
            self.socket.send("3")
        elif frame.startswith("42/live,"):
            name, *arguments = json.loads(frame.removeprefix("42/live,"))
            self.events.append((name, arguments[0] if arguments else None))
        elif frame.startswith("43/live,"):
            number, _, rest = frame.removeprefix("43/live,").partition("[")
            answer = json.loads("[" + rest)
            self._acks[int(number)] = answer[0] if answer else None
