"""One way out per socket: whole frames in order, whatever the kernel takes at a time, whoever writes beside whom."""

import socket
import threading
import time
from itertools import cycle
from socket import MSG_DONTWAIT

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.frames import CloseCode

from parliament.live import limits
from parliament.live.outbox import Outbox
from parliament.live.websocket import close_frame, frame

pytestmark = pytest.mark.timeout(60)


class Kernel:
    """A socket whose buffer takes what the test says: so many bytes, or none."""

    def __init__(self, takes) -> None:
        self._takes, self.taken = takes, b""

    def send(self, data, flags: int = 0) -> int:
        room = next(self._takes)
        if not room and flags & MSG_DONTWAIT:
            raise BlockingIOError
        size = min(len(data), max(room, 1))
        self.taken += bytes(data[:size])
        return size


class Leaving:
    """A socket whose client takes one byte, and goes."""

    def __init__(self) -> None:
        self.tried = 0

    def send(self, data, flags: int = 0) -> int:
        self.tried += 1
        if self.tried > 1:
            raise BrokenPipeError
        return 1


class Stuck:
    """A socket whose kernel has no room until the line is cut."""

    def __init__(self) -> None:
        self.cut = threading.Event()

    def send(self, data, flags: int = 0) -> int:
        if flags & MSG_DONTWAIT:
            raise BlockingIOError
        self.cut.wait()
        raise BrokenPipeError


def never() -> None:
    raise AssertionError("nobody fell behind")


def at_once(task, *arguments) -> None:
    task(*arguments)


def thread(task, *arguments) -> None:
    threading.Thread(target=task, args=arguments, daemon=True).start()


@given(
    frames=st.lists(st.binary(min_size=1, max_size=40), max_size=30),
    takes=st.lists(st.integers(0, 50), min_size=1, max_size=20),
)
@settings(deadline=None)
def test_whatever_the_kernel_takes_at_a_time_every_byte_leaves_once_and_in_order(frames, takes) -> None:
    kernel = Kernel(cycle(takes))
    outbox = Outbox(kernel, at_once, never)
    for each in frames:
        outbox.put(each)
    assert kernel.taken == b"".join(frames)


@given(takes=st.lists(st.integers(0, 9), min_size=1, max_size=9), waiting=st.integers(1, 5))
@settings(deadline=None)
def test_a_frame_that_is_half_sent_ends_before_the_last_words_begin(takes, waiting) -> None:
    kernel, tasks = Kernel(cycle([3, *takes])), []
    outbox = Outbox(kernel, lambda *task: tasks.append(task), never)
    outbox.put(b"half sent")
    for _ in range(waiting):
        outbox.put(b"waiting")
    outbox.put_last(b"slow", b"goodbye", instead=True)
    outbox.put(b"too late")
    outbox.put_last(b"twice")
    [(flush, rest)] = tasks
    flush(rest)
    assert kernel.taken == b"half sent" + b"slow" + b"goodbye"


def test_who_is_too_far_behind_is_let_go_once_by_number_and_by_size() -> None:
    for size, most in ((1, limits.MAX_UNSENT), (300_000, limits.MAX_UNSENT_BYTES // 300_000)):
        fell: list[int] = []
        outbox = Outbox(Kernel(cycle([0])), lambda *_task: None, lambda fell=fell: fell.append(1))
        for _ in range(most + 1):  # the first of them is the flusher's
            outbox.put(b"x" * size)
        assert fell == []
        outbox.put(b"x" * size)
        assert fell == [1]


def test_one_large_message_is_not_too_much() -> None:
    """A page may be larger than all that may wait: what counts is what piles up behind it."""
    kernel = Kernel(cycle([0, 100_000]))
    Outbox(kernel, at_once, never).put(b"x" * (2 * limits.MAX_UNSENT_BYTES))
    assert len(kernel.taken) == 2 * limits.MAX_UNSENT_BYTES


def test_a_client_that_is_gone_costs_nothing_more() -> None:
    leaving = Leaving()
    outbox = Outbox(leaving, at_once, never)
    for _ in range(1_000):
        outbox.put(b"nobody hears")
    outbox.put_last(b"goodbye")
    outbox.close()
    assert leaving.tried == 2


def test_it_is_closed_when_nobody_is_writing_any_more() -> None:
    stuck = Stuck()
    outbox = Outbox(stuck, thread, never)
    outbox.put(b"waits for room")
    closing = threading.Thread(target=outbox.close)
    closing.start()
    closing.join(0.05)
    assert closing.is_alive()
    stuck.cut.set()
    closing.join(5)
    assert not closing.is_alive()


def test_many_writers_and_a_slow_reader_make_one_unbroken_stream() -> None:
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    outbox = Outbox(ours, thread, lambda: None)
    lines = [[b"%d %d %s\n" % (who, number, b"x" * 200) for number in range(60)] for who in range(4)]

    def write(mine: list[bytes]) -> None:
        for line in mine:
            outbox.put(line)

    writers = [threading.Thread(target=write, args=(mine,)) for mine in lines]
    for each in writers:
        each.start()
    heard, wanted = b"", sum(len(line) for mine in lines for line in mine)
    theirs.settimeout(10)
    while len(heard) < wanted:
        time.sleep(0.001)
        heard += theirs.recv(3_000)
    for each in writers:
        each.join()
    whole = heard.splitlines(keepends=True)
    for who, mine in enumerate(lines):
        assert [line for line in whole if line.startswith(b"%d " % who)] == mine
    ours.close()
    theirs.close()


def test_once_it_is_closed_nothing_touches_the_socket() -> None:
    """Its number may belong to somebody else's socket by then."""
    ours, theirs = socket.socketpair()
    outbox = Outbox(ours, thread, lambda: None)
    for _ in range(100):
        outbox.put(b"x" * 10_000)
    ours.shutdown(socket.SHUT_RDWR)
    outbox.close()
    stranger = Kernel(cycle([100]))
    outbox._sock, outbox._send_now = stranger, stranger.send  # whatever would still write would write here
    outbox.put(b"a secret")
    outbox.put_last(b"another")
    time.sleep(0.05)
    assert stranger.taken == b""
    ours.close()
    theirs.close()


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 100_000])
def test_a_frame_is_what_another_library_reads(size) -> None:
    from websockets.protocol import CLIENT, Protocol

    reader = Protocol(CLIENT, max_size=None)
    reader.receive_data(frame("x" * size))
    [event] = reader.events_received()
    assert (event.data, event.fin, event.opcode.name) == (b"x" * size, True, "TEXT")
    reader.receive_data(frame(b"y" * size))
    assert reader.events_received()[0].opcode.name == "BINARY"
    reader.receive_data(close_frame(1008, "slow"))
    assert (reader.close_rcvd.code, reader.close_rcvd.reason) == (CloseCode.POLICY_VIOLATION, "slow")
