"""Who is let in, who is put out, and that putting out is quick and says why."""

import json
import secrets
import time
import urllib.error
from unittest.mock import Mock

import pytest
from flask import Flask
from websockets.exceptions import InvalidStatus

from parliament.live.gallery import create_gallery
from parliament.live.wire import Wires
from parliament.rules.powers import NOBODY

POLLING = "/socket.io/?EIO=4&transport=polling"


@pytest.fixture
def login() -> str:
    """Somebody nobody else is: what befalls this login stays with it on a server that others use too."""
    return f"login-{secrets.token_hex(4)}"


@pytest.mark.parametrize("origins", ["*", [], None, (), ("*",), ("https://*",), ("https://a.example", "*"), ("",)])
def test_the_gallery_does_not_open_for_every_origin(origins) -> None:
    with pytest.raises(ValueError, match="origins"):
        create_gallery(
            Flask("house"),
            None,
            origins=origins,
            redis_url=None,
            render=None,
            actor_of_request=lambda: NOBODY,
            standing=lambda _logins: {},
        )


def test_the_gallery_does_not_open_on_other_versions_of_its_libraries(monkeypatch) -> None:
    monkeypatch.setattr("parliament.live.wire.version", lambda _name: "9.9.9")
    with pytest.raises(RuntimeError, match="python-engineio"):
        create_gallery(
            Flask("house"),
            None,
            origins=("https://a.example",),
            redis_url=None,
            render=None,
            actor_of_request=lambda: NOBODY,
            standing=lambda _logins: {},
        )


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://parliament.example", None])
def test_another_origin_or_none_is_refused(standing, origin) -> None:
    with pytest.raises(InvalidStatus) as refused:
        standing.listener(origin=origin)
    assert refused.value.response.status_code in (400, 401)


def test_polling_is_refused(standing) -> None:
    with pytest.raises(urllib.error.HTTPError, match="400"):
        standing.get(POLLING)
    with pytest.raises(urllib.error.HTTPError, match="400"):
        standing.get(POLLING + "&j=0")
    with pytest.raises(urllib.error.HTTPError, match="400"):
        standing.post(POLLING)


def test_compression_is_not_agreed_to(standing) -> None:
    with standing.listener() as listener:
        assert "deflate" in listener.socket.request.headers["Sec-WebSocket-Extensions"]
        assert "Sec-WebSocket-Extensions" not in listener.socket.response.headers


def test_a_login_has_five_sockets_and_no_sixth(standing, login) -> None:
    listeners = [standing.listener(f"member.{login}") for _ in range(5)]
    assert all(each.joined.startswith("40/live,") for each in listeners)
    sixth = standing.listener(f"member.{login}")
    assert sixth.joined == '44/live,{"message":"too_many_sockets"}'
    other = standing.listener(f"member.{login}-next")
    assert other.joined.startswith("40/live,")
    for each in [*listeners, sixth, other]:
        each.socket.close()


def test_a_crowd_that_connects_and_does_not_join_is_turned_away_and_put_out(standing) -> None:
    """From one address half the places at most, and none of them for longer than it takes to join."""
    began, crowd, refused = time.monotonic(), [], []
    for _ in range(60):
        try:
            crowd.append(standing.listener(join=False))
        except InvalidStatus as full:
            refused.append(full.response.status_code)
    assert (len(crowd), set(refused)) == (48, {503})
    assert json.loads(standing.get("/state"))["wires"] == 48  # who asks by HTTP is served meanwhile
    assert {each.farewell(within=15) for each in crowd} == {""}
    assert 4 < time.monotonic() - began < 15
    with standing.listener() as honest:
        assert honest.follow()["seq"] == 0


def test_another_namespace_is_refused(standing) -> None:
    with standing.listener(join=False) as visitor:
        visitor.socket.send("40/admin,")
        assert visitor.socket.recv(timeout=5).startswith("44/admin,")
        visitor.socket.send("40")
        assert visitor.socket.recv(timeout=5).startswith("44")


def test_a_login_that_ends_takes_its_sockets_along_within_a_second(standing, log, login) -> None:
    with (
        standing.listener(f"member.{login}") as first,
        standing.listener(f"member.{login}") as second,
        standing.listener(f"member.{login}-next") as other,
    ):
        for each in (first, second, other):
            each.follow(log)
        began = time.monotonic()
        standing.post(f"/end/{login}")
        assert first.next("ended") == {"reason": "signed_out"}
        assert first.farewell() == "signed_out"
        assert second.farewell() == "signed_out"
        assert time.monotonic() - began < 1
        standing.post(f"/append/{log}/1/public")
        assert other.next("entry")["seq"] == 1


def test_a_login_that_ended_unnoticed_is_put_out_at_its_next_follow(standing, log, login) -> None:
    with standing.listener(f"member.{login}") as listener:
        listener.follow(log)
        standing.post(f"/end-quietly/{login}")
        listener.send("follow", {"log": log, "language": "en", "form": "json", "after": 0})
        assert listener.farewell() == "signed_out"


def test_who_loses_the_office_stops_hearing_what_is_the_houses_own(standing, log, login) -> None:
    with standing.listener(f"member.{login}") as listener:
        listener.follow(log)
        standing.post(f"/demote/{login}")
        listener.follow(log)
        standing.post(f"/append/{log}/1/secret")
        assert listener.next("entry") == {"log": log, "seq": 1}


def test_who_lost_the_office_and_keeps_silent_is_put_out_by_the_doorkeeper(standing, log, login) -> None:
    with standing.listener(f"member.{login}") as listener:
        listener.follow(log)
        standing.post(f"/demote/{login}")
        assert listener.farewell(within=20) == "signed_out"


def test_nothing_is_left_of_those_who_went(standing) -> None:
    for _ in range(5):
        with standing.listener() as listener:
            listener.follow()
    deadline = time.monotonic() + 5
    while json.loads(standing.get("/state"))["wires"] and time.monotonic() < deadline:
        time.sleep(0.05)
    state = json.loads(standing.get("/state"))
    assert (state["wires"], state["connected"]) == (0, 0)


def test_a_full_gallery_sends_newcomers_to_http_and_keeps_its_threads() -> None:
    """One address may not take every place, and all together not more than there are (S25)."""
    wires = Wires(Mock(), Mock(), most=20)

    def wire(number: int, address: str) -> Mock:
        return Mock(sid=f"sid-{number}", address=address)

    assert [wires.add(wire(number, "192.0.2.1")) for number in range(11)] == [True] * 10 + [False]
    assert [wires.add(wire(number, f"192.0.2.{number}")) for number in range(20, 31)] == [True] * 10 + [False]
    wires.discard(wire(0, "192.0.2.1"))
    assert wires.add(wire(40, "192.0.2.40"))
    wires.discard(wire(1, "192.0.2.1"))
    wires.discard(wire(1, "192.0.2.1"))
    assert [wires.add(wire(number, "192.0.2.1")) for number in (41, 42)] == [True, False]
