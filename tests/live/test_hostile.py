"""Clients that send what no honest client sends, or do not read what they asked for."""

import contextlib
import json
import re
import socket
import time
import zlib

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode, Frame, Opcode

from parliament.live import limits
from tests.live.server import LOG

FOLLOW = {"log": LOG, "language": "en", "form": "json", "after": 0}


@pytest.mark.parametrize("event", ["vote", "connect", "disconnect", "message", "trigger_event", "", 7, None, [], {}])
def test_an_unknown_event_ends_the_connection(standing, event) -> None:
    with standing.listener() as listener:
        listener.send(event, FOLLOW)
        assert listener.next("ended") == {"reason": "unknown_event"}
        assert listener.farewell() == "unknown_event"


@pytest.mark.parametrize(
    "argument",
    [
        None,
        [],
        "session-1",
        {},
        {"log": LOG},
        {**FOLLOW, "more": 1},
        {**FOLLOW, "after": -1},
        {**FOLLOW, "chain": 7},
        {**FOLLOW, "chain": "c" * 17},
        {**FOLLOW, "after": True},
        {**FOLLOW, "after": "0"},
        {**FOLLOW, "after": 2**53},
        {**FOLLOW, "form": "xml"},
        {**FOLLOW, "form": ["html"]},
        {**FOLLOW, "language": "tlh"},
        {**FOLLOW, "language": ["en"]},
        {**FOLLOW, "log": "../etc"},
        {**FOLLOW, "log": {"log": LOG}},
        {**FOLLOW, "log": "x" * 41},
    ],
)
def test_a_malformed_follow_ends_the_connection(standing, argument) -> None:
    with standing.listener() as listener:
        listener.send("follow", argument)
        assert listener.farewell() == "malformed"


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "x",
        "2",
        "5",
        "6",
        "b4AAA",
        "4{}",
        "4",
        "43/live,1[]",
        '451-/live,["follow",{"_placeholder":true,"num":0}]',
        "42/live,",
        "42/live,[]",
        "42/live,{",
        "42/live," + "[" * 60_000,
        "42/live,follow",
        b"\x00",
    ],
)
def test_a_frame_that_is_no_event_ends_the_connection(standing, frame) -> None:
    with standing.listener() as listener:
        listener.follow()
        listener.socket.send(frame)
        assert listener.farewell() == "malformed"


def _say_and_be_cut_off(listener, message) -> None:
    """The line may break while the message is being sent, or only after; open it must not stay."""
    with contextlib.suppress(ConnectionClosed):
        listener.socket.send(message)
    assert listener.farewell() in ("", "Message is too big")


def test_a_huge_frame_ends_the_connection_and_takes_no_memory(standing) -> None:
    with standing.listener() as listener:
        listener.follow()
        before = standing.resident_megabytes()
        head = b"\x81\xff" + (100_000_000).to_bytes(8, "big") + b"\0\0\0\0"
        with contextlib.suppress(OSError):
            listener.socket.socket.sendall(head + b"4" * 100_000_000)
        assert listener.farewell() in ("", "Message is too big")
        assert standing.resident_megabytes() - before < 5


def test_a_deflate_bomb_ends_the_connection_before_it_inflates(standing) -> None:
    """Nothing that is compressed was agreed to, so the bit that says so is nonsense."""
    with standing.listener() as listener:
        listener.follow()
        before = standing.resident_megabytes()
        bomb = Frame(Opcode.TEXT, zlib.compress(b"4" * 20_000_000, wbits=-15)).serialize(mask=True)
        assert len(bomb) < limits.MAX_MESSAGE
        listener.socket.socket.sendall(bytes([bomb[0] | 0x40]) + bomb[1:])
        assert listener.farewell() == ""
        assert listener.socket.close_code == CloseCode.PROTOCOL_ERROR
        assert standing.resident_megabytes() - before < 5


def test_a_message_of_many_fragments_is_measured_as_a_whole(standing) -> None:
    with standing.listener() as listener:
        _say_and_be_cut_off(listener, ("x" * 10_000 for _ in range(8)))


def test_a_flood_of_lawful_requests_ends_the_connection(standing) -> None:
    with standing.listener() as listener:
        for _ in range(30):
            listener.send("leave", {"log": LOG})
        assert listener.farewell() == "flood"


@pytest.mark.parametrize("flood", [(Opcode.PING, b"x"), (Opcode.PONG, b"x"), (Opcode.TEXT, b"3"), (Opcode.CONT, b"")])
def test_a_flood_of_what_costs_nothing_ends_the_connection(standing, flood) -> None:
    with standing.listener() as listener:
        if flood[0] is Opcode.CONT:
            listener.socket.socket.sendall(Frame(Opcode.TEXT, b"4", fin=False).serialize(mask=True))
        small = Frame(*flood, fin=flood[0] is not Opcode.CONT)
        listener.socket.socket.sendall(small.serialize(mask=True) * 30)
        assert listener.farewell() in ("flood", "")  # what follows a close may arrive before it is read


def test_one_socket_follows_eight_logs_at_most(standing, open_log) -> None:
    with standing.listener() as listener:
        for _ in range(8):
            assert listener.follow(open_log())["seq"] == 0
        listener.send("follow", {**FOLLOW, "log": open_log()})
        assert listener.farewell() == "too_many_logs"


def test_a_slow_reader_gets_an_unbroken_stream(standing, log) -> None:
    with standing.listener() as slow:
        slow.follow(log)
        standing.post(f"/append/{log}/200/public")
        time.sleep(1)
        assert [slow.next("entry")["seq"] for _ in range(200)] == list(range(1, 201))


def _deaf(port, log) -> socket.socket:
    """Somebody who follows a log and reads nothing of it."""
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    deaf.connect(("127.0.0.1", port))
    deaf.sendall(
        b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
        b"Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
        b"Origin: https://parliament.example\r\n\r\n"
    )
    deaf.recv(100)
    frames = ["40/live,", "42/live," + json.dumps(["follow", {**FOLLOW, "log": log}])]
    deaf.sendall(b"".join(Frame(Opcode.TEXT, frame.encode()).serialize(mask=True) for frame in frames))
    return deaf


def _until_connected(standing, log, count) -> None:
    with standing.listener() as watcher:
        watcher.follow(log)
        while watcher.next("presence")["connected"] != count + 1:
            pass


def test_who_does_not_read_is_told_to_catch_up_and_nobody_waits_for_them(standing, log) -> None:
    before = json.loads(standing.get("/state"))["wires"]
    never_reads, reads_at_last = _deaf(standing.port, log), _deaf(standing.port, log)
    _until_connected(standing, log, 2)
    with standing.listener() as listener:
        listener.follow(log)
        memory = standing.resident_megabytes()
        for start in range(0, 400, 40):
            standing.post(f"/shout/{log}/{start}/{start + 40}/10000")
            assert [listener.next("noise")["n"] for _ in range(40)] == list(range(start, start + 40))
        reads_at_last.settimeout(15)
        heard = b""
        while chunk := reads_at_last.recv(65_536):
            heard += chunk
        assert heard.endswith(b'42/live,["ended",{"reason":"slow","catch_up":"http"}]\x88\x06\x03\xf0slow')
        noises = [int(number) for number in re.findall(rb'"n":(\d+),"x":"x{10000}"', heard)]
        assert noises == list(range(len(noises)))  # up to where it was let go, whole and in order
        assert standing.resident_megabytes() - memory < 5
    deadline = time.monotonic() + 15
    while json.loads(standing.get("/state"))["wires"] > before and time.monotonic() < deadline:
        time.sleep(0.1)
    assert json.loads(standing.get("/state"))["wires"] <= before
    never_reads.close()
    reads_at_last.close()


def test_what_is_no_handshake_is_a_bad_request(standing) -> None:
    with socket.create_connection(("127.0.0.1", standing.port)) as visitor:
        visitor.sendall(
            b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
            b"Connection: Upgrade\r\nOrigin: https://parliament.example\r\n\r\n"
        )
        visitor.settimeout(5)
        assert visitor.recv(100).startswith(b"HTTP/1.1 400")
