"""The one way out to one client: whole frames, in order, written at once where the kernel has room.

Nobody who sends ever waits: whoever finds nobody writing writes, whoever finds somebody leaves the frame with them.
What the kernel does not take goes out by a flusher, which runs only while something is left over; a client that is too
far behind is told so and let go.
"""

import time
from collections import deque
from collections.abc import Callable
from socket import MSG_DONTWAIT
from typing import Any

from parliament.live import limits


class Outbox:
    """Frames for one socket. `spawn` starts a task of the server's kind, a thread or a greenlet.

    There is no lock, because under gevent one costs as much as the rest of this together: threads and greenlets agree
    by what is one step in Python anyway, to take the only thing out of a list and to put something at a deque's end.
    """

    # A broadcast touches every one of them, mostly not in the processor's cache: slots save a dictionary each.
    __slots__ = ("_is_open", "_on_overflow", "_send_now", "_sock", "_spawn", "_turn", "_waiting")

    def __init__(self, sock: Any, spawn: Callable[..., Any], on_overflow: Callable[[], None]) -> None:
        self._sock, self._spawn, self._on_overflow = sock, spawn, on_overflow
        # A greenlet's socket waits in `send`; the plain socket inside it does as it is told and never waits.
        self._send_now = getattr(sock, "_sock", sock).send
        self._waiting: deque[bytes] = deque()  # whole frames; one that is sent in part is with whoever has the turn
        self._turn = [True]  # whose it is to write takes it out and puts it back
        self._is_open = True

    def put(self, frame: bytes) -> None:
        """Send a frame now, or after what is waiting. After the last one nothing is taken any more."""
        if not self._is_open:
            return
        if self._waiting or not self._take_turn():
            self._leave(frame)
            return
        try:
            sent = self._send_now(frame, MSG_DONTWAIT)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._give_up()  # the client is gone, as its reader is about to notice
            sent = len(frame)
        if sent < len(frame):
            self._spawn(self._flush, memoryview(frame)[sent:])
            return
        self._turn.append(True)
        if self._waiting:
            self._write()

    def _leave(self, frame: bytes) -> None:
        """To whoever is writing, or was a moment ago."""
        self._waiting.append(frame)
        self._write()
        if len(self._waiting) > 1 and self._is_too_much():
            self._on_overflow()

    def put_last(self, *frames: bytes, instead: bool = False) -> None:
        """Send these and no more; `instead` of whatever is waiting."""
        if not self._is_open:
            return
        self._is_open = False
        if instead:
            self._waiting.clear()
        self._waiting.extend(frames)
        self._write()

    def close(self) -> None:
        """After this nothing touches the socket. The line must be cut before, or a flusher may never come back."""
        self._give_up()
        while not self._take_turn():
            time.sleep(0.001)

    def _take_turn(self) -> bool:
        try:
            return self._turn.pop()
        except IndexError:
            return False

    def _write(self) -> None:
        """Write until nothing is waiting. To look again after giving the turn back leaves no frame behind."""
        while self._waiting and self._take_turn():
            rest = self._send_waiting()
            if rest:
                self._spawn(self._flush, rest)
                return
            self._turn.append(True)

    def _send_waiting(self) -> bytes | memoryview:
        """Hand the kernel what it takes at once; returns what it did not take of a frame."""
        while self._waiting:
            frame = b""
            try:
                frame = self._waiting.popleft()
                sent = self._send_now(frame, MSG_DONTWAIT)
            except BlockingIOError:
                return frame
            except IndexError:
                break  # somebody dropped what was waiting
            except OSError:
                self._give_up()  # the client is gone, as its reader is about to notice
                break
            if sent < len(frame):
                return memoryview(frame)[sent:]
        return b""

    def _flush(self, rest: bytes | memoryview) -> None:
        """Wait for room, again and again, until nothing is left over. Has the turn."""
        while rest:
            try:
                sent = self._sock.send(rest)  # waits until there is room, or the line is cut
            except OSError:
                self._give_up()
                break
            rest = memoryview(rest)[sent:] or self._send_waiting()
        self._turn.append(True)
        self._write()

    def _give_up(self) -> None:
        self._is_open = False
        self._waiting.clear()

    def _is_too_much(self) -> bool:
        waiting = list(self._waiting)
        return len(waiting) > limits.MAX_UNSENT or sum(map(len, waiting)) > limits.MAX_UNSENT_BYTES
