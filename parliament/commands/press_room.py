"""The press room: what is printed on demand waits here for the press, so that no reader can keep it from the others.

Whoever asks for what is being printed waits for that print; one print is made at a time in a process, and whoever finds
too many before them is sent away. Prints are kept up to a number of bytes, the one asked for longest ago goes first.
Works with threads, and with gevent's once they are patched in: then the press has a thread apart from the loop.
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from concurrent.futures import CancelledError, Future
from functools import partial
from hashlib import sha256
from threading import Lock
from typing import Final

from parliament.documents.press import Forme, NotPrintable, printed
from parliament.rules.refusals import Code, Refused

KEPT_BYTES: Final = 64 * 1024 * 1024
MOST_AWAITED: Final = 8  # different prints; one of 1,000 rows takes a second or two
WAIT_SECONDS: Final = 10


class PressRoom:
    """What was printed, and what is awaited, by the fingerprint of its forme."""

    def __init__(self, kept_bytes: int = KEPT_BYTES, most_awaited: int = MOST_AWAITED) -> None:
        self._kept_bytes, self._most_awaited = kept_bytes, most_awaited
        self._guard, self._press = Lock(), Lock()
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._bytes = 0
        self._awaited: dict[bytes, Future[bytes]] = {}

    def print_of(self, forme: Forme) -> bytes:
        """The print, made anew if it is not kept. Raises `NotPrintable`.

        Refused: too_many_attempts.
        """
        key = sha256(repr(forme).encode("utf-8", "surrogatepass")).digest()
        while True:
            with self._guard:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return self._kept[key]
                awaited = self._awaited.get(key)
                if awaited is None:
                    mine = self._line_up(key)
                    break
            try:
                return awaited.result()
            except CancelledError:
                continue  # Whoever printed it was ended meanwhile, so it may be ours to print.
        return self._lead(key, mine, forme)

    def clear(self) -> None:
        """Keep nothing of what was printed until now."""
        with self._guard:
            self._kept.clear()
            self._bytes = 0

    def _line_up(self, key: bytes) -> Future[bytes]:
        if len(self._awaited) >= self._most_awaited:
            raise Refused(Code.TOO_MANY_ATTEMPTS, seconds=WAIT_SECONDS)
        mine: Future[bytes] = Future()
        self._awaited[key] = mine
        return mine

    def _lead(self, key: bytes, mine: Future[bytes], forme: Forme) -> bytes:
        try:
            with self._press:
                content = beside_the_loop(forme)
        except Exception as error:
            self._leave(key)
            mine.set_exception(error)
            raise
        except BaseException:  # Our thread is being ended: those behind us must not wait for it for ever.
            self._leave(key)
            mine.cancel()
            raise
        self._leave(key, content)
        mine.set_result(content)
        return content

    def _leave(self, key: bytes, content: bytes | None = None) -> None:
        with self._guard:
            del self._awaited[key]
            if content is None or len(content) > self._kept_bytes:
                return
            self._kept[key] = content
            self._bytes += len(content)
            while self._bytes > self._kept_bytes:
                self._bytes -= len(self._kept.popitem(last=False)[1])


def beside_the_loop(forme: Forme) -> bytes:
    """Print it; where greenlets share one loop, in a thread of the system, so that the others go on meanwhile.

    The press takes plain values and lets go of the interpreter, so nothing of ours is needed there. Raises `NotPrintable`.
    """
    patched = sys.modules.get("gevent.monkey")
    if patched is None or not patched.is_module_patched("threading"):
        return printed(forme)
    outcome: bytes | NotPrintable = sys.modules["gevent"].get_hub().threadpool.apply(partial(_outcome, forme))
    if isinstance(outcome, NotPrintable):
        raise outcome
    return outcome


def _outcome(forme: Forme) -> bytes | NotPrintable:
    """What came of it as a value: the pool writes what a task raises to the log, as if nobody had been told."""
    try:
        return printed(forme)
    except NotPrintable as error:
        return error


PRESS_ROOM: Final = PressRoom()
