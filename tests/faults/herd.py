"""Followers who all come back at one moment, as they do after a server was away, and stay."""

import asyncio
import threading
from types import TracebackType
from typing import Self

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException


class Herd:
    """A context: so many connect at once on entering, and leave at its end. Says how many were let in and turned away."""

    def __init__(self, url: str, size: int) -> None:
        self.let_in = self.turned_away = 0
        self._url, self._size = url, size
        self._over, self._decided = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._all()), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join(30)

    def wait(self, seconds: float) -> None:
        """Until each of them knows whether it may stay."""
        self._decided.wait(seconds)

    async def _all(self) -> None:
        await asyncio.gather(*(self._one() for _ in range(self._size)))

    async def _one(self) -> None:
        address = self._url.replace("http:", "ws:") + "/socket.io/?EIO=4&transport=websocket"
        try:
            async with connect(address, origin=self._url, open_timeout=60, ping_interval=None) as line:
                await line.recv()
                await line.send("40/live,")
                answer = await line.recv()
                self._count(let_in=str(answer).startswith("40/live"))
                while not self._over.is_set():
                    await asyncio.sleep(0.05)
        except (OSError, TimeoutError, WebSocketException):
            self._count(let_in=False)

    def _count(self, *, let_in: bool) -> None:
        if let_in:
            self.let_in += 1
        else:
            self.turned_away += 1
        if self.let_in + self.turned_away >= self._size:
            self._decided.set()
