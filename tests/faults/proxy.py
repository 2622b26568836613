"""A line that can be cut: a proxy between a parliament and a service it needs, for partitions without root's tools (T11)."""

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum

Connect = Callable[[], socket.socket]
# Closing sends a reset at once, as a firewall does that has forgotten a connection.
AT_ONCE = struct.pack("ii", 1, 0)


class Way(Enum):
    """In which direction bytes go."""

    THERE = "from the parliament to the service"
    BACK = "from the service to the parliament"


def to_unix_socket(path: str) -> Connect:
    """How to reach a service that listens on a socket in the file system."""

    def connect() -> socket.socket:
        line = socket.socket(socket.AF_UNIX)
        line.connect(path)
        return line

    return connect


def to_port(port: int) -> Connect:
    """How to reach a service on this machine."""
    return lambda: socket.create_connection(("127.0.0.1", port))


class Proxy:
    """Passes everything on, until it is told to cut the line, to hold it, to lose what comes back, or to be slow."""

    def __init__(self, connect: Connect) -> None:
        self._connect, self._listener = connect, socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open = {way: threading.Event() for way in Way}
        self._lock, self._pairs = threading.Lock(), set[tuple[socket.socket, socket.socket]]()
        self._is_cut, self._losing, self._seconds = False, set[Way](), 0.0
        for gate in self._open.values():
            gate.set()
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Every connection is reset, and none is made, until `heal`."""
        self._is_cut = True
        self._reset()

    def hold(self, *ways: Way) -> None:
        """Half open: connections stand, and what is sent these ways (or both) arrives only after `heal`."""
        for way in ways or Way:
            self._open[way].clear()

    def lose(self, way: Way) -> None:
        """What is sent this way never arrives. `heal` resets the connections it was lost from."""
        self._losing.add(way)

    def slow(self, seconds: float) -> None:
        """Whatever passes takes so much longer."""
        self._seconds = seconds

    def heal(self) -> None:
        """The line is whole again."""
        if self._losing:
            self._reset()
        self._is_cut, self._losing, self._seconds = False, set(), 0.0
        for gate in self._open.values():
            gate.set()

    def close(self) -> None:
        """Pass nothing on any more."""
        self._is_cut = True
        self._listener.close()
        self._reset()
        self.heal()

    def _reset(self) -> None:
        with self._lock:
            pairs, self._pairs = self._pairs, set()
        for line in (line for pair in pairs for line in pair):
            _hang_up(line)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if self._is_cut:
                    _hang_up(near)
                    continue
                threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        try:
            far = self._connect()
        except OSError:
            _hang_up(near)
            return
        with self._lock:
            self._pairs.add((near, far))
        threading.Thread(target=self._pump, args=(near, far, Way.THERE), daemon=True).start()
        self._pump(far, near, Way.BACK)

    def _pump(self, source: socket.socket, target: socket.socket, way: Way) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if self._seconds:
                    time.sleep(self._seconds)
                self._open[way].wait()
                if way not in self._losing:
                    target.sendall(data)
        # An end is news too: it does not pass a line that is held.
        self._open[way].wait()
        for line in (source, target):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)  # wakes whoever reads from it
    line.close()


@contextmanager
def between(connect: Connect) -> Iterator[Proxy]:
    """A proxy that is gone on leaving."""
    proxy = Proxy(connect)
    try:
        yield proxy
    finally:
        proxy.close()
