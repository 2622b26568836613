"""A broadcast is built once, reaches the sockets of its room and no other, and leaves the rest to the library."""

import json

import pytest
import socketio

from parliament.live.doorbell import BellManager
from parliament.live.fanout import FanOut
from parliament.live.websocket import frame

LIVE = "/live"


class Letterbox:
    """What was put into a client's outbox, in order."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []
        self.outbox, self.closed = self, False

    def put(self, frame: bytes) -> None:
        self.frames.append(frame)

    def send(self, packet) -> None:
        self.frames.append(packet.encode().encode())


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> FanOut:
    """The library's server with our manager, three clients of its namespace, two of them in a room."""
    # A server keeps how it writes JSON in a class that all servers of the process share.
    monkeypatch.setattr(socketio.packet.Packet, "json", json)
    made = FanOut()
    server = socketio.Server(client_manager=made, async_mode="threading")
    for name in ("ada", "ben", "eve"):
        server.eio.sockets[name] = Letterbox()
        made.connect(name, LIVE)
        if name != "eve":
            made.enter_room(sid_of(made, name), LIVE, "log")
    return made


def sid_of(manager: FanOut, name: str) -> str:
    return manager.sid_from_eio_sid(name, LIVE)


def heard(manager: FanOut) -> dict[str, list[bytes]]:
    return {name: box.frames for name, box in manager.server.eio.sockets.items()}


def test_a_room_receives_the_very_same_bytes_and_nobody_else_any(manager) -> None:
    manager.emit("entry", {"seq": 1}, LIVE, room="log")
    said = heard(manager)
    assert said["ada"] == [frame('42/live,["entry",{"seq":1}]')]
    assert said["ada"][0] is said["ben"][0]
    assert said["eve"] == []


def test_rooms_together_reach_each_socket_once_and_without_those_who_are_skipped(manager) -> None:
    manager.enter_room(sid_of(manager, "ada"), LIVE, "other")
    manager.emit("entry", {"seq": 1}, LIVE, room=["log", "other", "nowhere"])
    manager.emit("entry", {"seq": 2}, LIVE, to="log", skip_sid=sid_of(manager, "ada"))
    assert {name: len(frames) for name, frames in heard(manager).items()} == {"ada": 1, "ben": 2, "eve": 0}


def test_arguments_go_as_the_library_sends_them(manager) -> None:
    for data, text in (
        (None, '42/live,["entry"]'),
        ("one", '42/live,["entry","one"]'),
        (("one", 2), '42/live,["entry","one",2]'),
        (["one", 2], '42/live,["entry",["one",2]]'),
        ({"title": "Ω"}, '42/live,["entry",{"title":"\\u03a9"}]'),
    ):
        manager.emit("entry", data, LIVE, room="log")
        socketio.Manager.emit(manager, "entry", data, LIVE, room="log")
        framed, stock = heard(manager)["ada"][-2:]
        assert stock.decode() == text
        assert framed[2:] == stock


def test_bytes_follow_their_event_in_frames_of_their_own(manager) -> None:
    """All in one piece, so that no other event comes between."""
    manager.emit("picture", b"\x00\x01", LIVE, room="log")
    event = '451-/live,["picture",{"_placeholder":true,"num":0}]'
    assert heard(manager)["ada"] == [frame(event) + frame(b"\x00\x01")]


def test_an_acknowledgement_is_still_the_librarys(manager) -> None:
    answers: list[str] = []
    manager.emit("question", "?", LIVE, room=sid_of(manager, "ada"), callback=answers.append)
    assert heard(manager)["ada"] == [b'42/live,1["question","?"]']
    manager.trigger_callback(sid_of(manager, "ada"), 1, ["!"])
    assert answers == ["!"]


def test_who_left_the_line_but_not_yet_the_room_holds_nobody_up(manager) -> None:
    del manager.server.eio.sockets["ada"]
    manager.emit("entry", {"seq": 1}, LIVE, room="log")
    assert len(heard(manager)["ben"]) == 1


def test_what_comes_from_another_process_goes_out_the_same_way() -> None:
    """The Redis manager hands what it hears to the class after it, which must be ours."""
    order = BellManager.__mro__
    assert order.index(FanOut) == order.index(socketio.PubSubManager) + 1
    assert order.index(socketio.Manager) == order.index(FanOut) + 1


def test_where_nobody_is_nothing_is_said() -> None:
    server = socketio.Server(client_manager=FanOut(), async_mode="threading")
    server.emit("entry", {"seq": 1}, namespace=LIVE, to="log")
    server.eio.sockets["ada"] = Letterbox()
    server.manager.connect("ada", LIVE)
    server.emit("entry", {"seq": 1}, namespace=LIVE, to="log")
    assert heard(server.manager) == {"ada": []}
