"""What the doorkeeper sees to: who is silent is asked, who does not answer is let go, who is late is cut off."""

import socket
from types import SimpleNamespace
from unittest.mock import Mock

import pytest

from parliament.live import limits
from parliament.live.wire import CLOSE, PING, RESET, Wire


class Line:
    """A socket that keeps what was sent."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.is_cut = False
        self.options: list[object] = []

    def setsockopt(self, *option: object) -> None:
        self.options.append(option)

    def send(self, data, flags: int = 0) -> int:
        self.sent.append(bytes(data))
        return len(data)

    def shutdown(self, how: int) -> None:
        assert how == socket.SHUT_RDWR
        self.is_cut = True


@pytest.fixture
def engine() -> Mock:
    return Mock(ping_interval=25, ping_timeout=20, reason=SimpleNamespace(SERVER_DISCONNECT="server disconnect"))


@pytest.fixture
def wire(engine, monkeypatch) -> Wire:
    """A client that joined at zero o'clock."""
    monkeypatch.setattr("parliament.live.wire.time", SimpleNamespace(monotonic=lambda: wire_clock[0]))
    wire_clock[0] = 0.0
    made = Wire(engine, {"gunicorn.socket": Line(), "REMOTE_ADDR": "192.0.2.1"})
    made.joined()
    return made


wire_clock = [0.0]


def at(wire: Wire, now: float) -> list[bytes]:
    """The doorkeeper passes; what is sent then."""
    wire_clock[0], before = now, len(wire._sock.sent)
    wire.attend(now)
    return wire._sock.sent[before:]


def answers(wire: Wire, now: float) -> None:
    wire_clock[0] = now
    wire._receive("3")


def test_who_answers_is_asked_again_after_a_while(wire) -> None:
    assert at(wire, 24) == []
    assert at(wire, 25) == [PING]
    answers(wire, 26)
    assert at(wire, 50) == []
    assert at(wire, 51) == [PING]
    assert not wire.closed


def test_who_does_not_answer_is_let_go_and_cut_off(wire, engine) -> None:
    at(wire, 25)
    assert at(wire, 44) == []
    assert at(wire, 45)[0] == CLOSE
    assert (wire.closed, wire.reason) == (True, "silent")
    engine._trigger_event.assert_called_once_with("disconnect", wire.sid, "server disconnect", run_async=False)
    at(wire, 45 + limits.FAREWELL - 0.1)
    assert not wire._sock.is_cut
    at(wire, 45 + limits.FAREWELL)
    assert wire._sock.is_cut
    assert wire._sock.options == [(socket.SOL_SOCKET, socket.SO_LINGER, RESET)]  # the kernel keeps nothing for it


def test_a_word_nobody_asked_for_is_no_answer(wire) -> None:
    """Else a client could put off being asked for ever, and be dead all the while."""
    answers(wire, 24)
    assert at(wire, 25) == [PING]


def test_who_left_the_gallery_has_as_long_as_a_newcomer_to_come_back(wire) -> None:
    wire_clock[0] = 10.0
    wire.left()
    at(wire, 10 + limits.CONNECT_DEADLINE - 0.1)
    assert not wire._sock.is_cut
    at(wire, 10 + limits.CONNECT_DEADLINE)
    assert wire._sock.is_cut


def test_it_ends_once_whoever_ends_it(wire, engine) -> None:
    wire.end("signed_out")
    wire.end("malformed")
    wire.close(abort=True)
    assert wire.reason == "signed_out"
    engine._trigger_event.assert_called_once()
