"""Two processes on one record: who listens to one hears what the other wrote, with Redis and without."""

import json
import time

from tests.live.server import LOG
from tests.services import redis as redis_service


def test_what_one_process_writes_is_heard_in_the_other(start, redis_url) -> None:
    here, there = start(redis=redis_url), start(redis=redis_url)
    with here.listener("member.login-1") as listener, here.listener() as page:
        listener.follow()
        page.follow(form="html")
        _until_the_bell_rings(here, there, listener)
        began = time.monotonic()
        there.post(f"/append/{LOG}/3/secret")
        heard = [listener.next("entry") for _ in range(3)]
        assert time.monotonic() - began < 1
        assert [entry["kind"] for entry in heard] == ["motion.submitted"] * 3
        assert page.next("fragments")["seq"] >= heard[0]["seq"]
        assert listener.all("entry", during=2.5) == []


def test_ballots_presence_and_ended_logins_cross_processes(start, redis_url) -> None:
    here, there = start(redis=redis_url), start(redis=redis_url)
    with here.listener("member.login-1") as listener, there.listener("member.login-1") as other:
        listener.follow()
        other.follow()
        _until_the_bell_rings(here, there, listener)
        there.post(f"/ballot/{LOG}/vote-1/7")
        assert listener.next("progress")["voted"] == 7
        deadline = time.monotonic() + 12
        while json.loads(here.get("/state"))["connected"] != 2 and time.monotonic() < deadline:
            time.sleep(0.2)
        assert json.loads(here.get("/state"))["connected"] == 2
        began = time.monotonic()
        there.post("/end/login-1")
        assert listener.farewell() == "signed_out"
        assert other.farewell() == "signed_out"
        assert time.monotonic() - began < 1


def test_a_dead_redis_costs_seconds_and_never_an_entry(start) -> None:
    with redis_service.server() as url:
        here, there = start(redis=url), start(redis=url)
        listener = here.listener()
        listener.follow()
        there.post(f"/append/{LOG}/1/public")
        assert listener.next("entry")["seq"] == 1
    began = time.monotonic()
    there.post(f"/append/{LOG}/2/public")
    here.post(f"/append/{LOG}/1/public")
    assert [listener.next("entry", within=10)["seq"] for _ in range(3)] == [2, 3, 4]
    assert time.monotonic() - began < 3
    listener.socket.close()


def test_without_redis_the_other_process_is_heard_by_looking(start) -> None:
    here, there = start(), start()
    with here.listener() as listener:
        listener.follow()
        there.post(f"/append/{LOG}/2/public")
        assert [listener.next("entry")["seq"] for _ in range(2)] == [1, 2]


def _until_the_bell_rings(here, there, listener) -> None:
    """The process subscribes in the background when its first client arrives; a ballot shows when it has."""
    for attempt in range(1, 50):
        there.post(f"/ballot/{LOG}/warm-up/{attempt}")
        if listener.all("progress", during=0.3):
            return
    raise AssertionError("nothing crossed over")
