"""Two workers in a sitting: one is killed, paused or told to stop, Redis and PostgreSQL are cut off. Nothing is lost.

T9, T11, T22 of the trust study. Everything happens in one served parliament, whose deadlines are brought forward in its
database, because no vote may be as short as a test.
"""

import json
import random
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any

import pytest

from parliament.store.lead import SILENCE_SECONDS
from tests.browser.scenes import Scene, convened
from tests.faults.joined import Joined, joined, paused, until
from tests.faults.proxy import Way
from tests.live.listener import Listener

DELAY = 1.0  # seconds that a dead Redis or a dead worker may cost (issue 5)
BUSY = 2.0  # and what a machine that runs other tests beside may add
CHOICES = ("yes", "no", "abstain")


@pytest.fixture(scope="module")
def parliament(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Joined]:
    with joined(tmp_path_factory.mktemp("joined")) as parliament:
        parliament.start()
        yield parliament


@pytest.fixture(scope="module")
def sitting(parliament: Joined) -> Scene:
    """An open sitting with everybody in it."""
    scene = convened(parliament)
    scene.open()
    return scene


@pytest.fixture
def vote(parliament: Joined, sitting: Scene) -> str:
    """An open vote; both workers serve."""
    parliament.both_serve()
    for (left,) in parliament.ask("SELECT id FROM votes WHERE state = 'open'"):
        closing_in(parliament, left, 0)
        until(lambda left=left: closings(parliament, left), 30)
    motion = sitting.published("Wells")
    sitting.call(sitting.listed(motion))
    return sitting.put(motion, minutes=5)


def closing_in(parliament: Joined, vote: str, seconds: float) -> datetime:
    """Bring the deadline of a vote forward; when it is now, by the database's clock."""
    moved = "UPDATE votes SET closes_at = clock_timestamp() + %s WHERE id = %s RETURNING closes_at"
    return parliament.ask(moved, timedelta(seconds=seconds), vote)[0][0]


def is_past(parliament: Joined, at: datetime) -> bool:
    return parliament.ask("SELECT clock_timestamp() > %s", at)[0][0]


def closings(parliament: Joined, vote: str) -> list[datetime]:
    """When the record says this vote was closed, as often as it says so."""
    said = "SELECT at FROM entries WHERE kind = 'vote.closed' AND convert_from(data, 'UTF8') LIKE %s"
    return [row[0] for row in parliament.ask(said, f"%{vote}%")]


def papers(parliament: Joined, vote: str) -> dict[str, tuple[str, int]]:
    rows = parliament.ask("SELECT seat_id, choice, revision FROM ballots WHERE vote_id = %s", vote)
    return {seat: (choice, revision) for seat, choice, revision in rows}


def ballot(person: Any, choice: str = "yes", key: str = "") -> tuple[str, dict[str, str]]:
    """The body and the headers of a ballot."""
    headers = {"Authorization": f"Bearer {person.known.token}", "Content-Type": "application/json"}
    return json.dumps({"choice": choice}), headers | ({"Idempotency-Key": key} if key else {})


def follow(listener: Listener, scene: Scene, after: int = 0) -> int:
    """The number of the last entry there is."""
    return int(listener.follow(scene.session, after=after)["seq"])


def speak(scene: Scene) -> float:
    """Something that is an entry: somebody asks for the floor. When it was done."""
    turn = scene.mayors[5].does(f"/sittings/{scene.sitting}/speakers", side="for")["turn"]
    done = time.monotonic()
    scene.mayors[5].does(f"/turns/{turn}/leave")
    return done


def test_fault_t9_another_worker_keeps_the_clock_when_the_first_is_killed(
    parliament: Joined, sitting: Scene, vote: str
) -> None:
    leader = parliament.another_leads(None)
    sitting.cast(vote, mayors=slice(0, 2))
    deadline = closing_in(parliament, vote, 0.5)
    parliament.end_worker(leader)
    until(lambda: is_past(parliament, deadline), 10)
    body, headers = ballot(sitting.mayors[3])
    assert asked(parliament, "PUT", f"/api/votes/{vote}/ballot", body, headers)[0] == 409
    until(lambda: closings(parliament, vote), SILENCE_SECONDS + BUSY)
    assert parliament.another_leads(leader) != leader
    assert (len(papers(parliament, vote)), len(closings(parliament, vote))) == (2, 1)


def test_fault_t9_a_leader_that_sleeps_through_the_deadline_closes_nothing_twice_and_counts_nothing_late(
    parliament: Joined, sitting: Scene, vote: str
) -> None:
    leader = parliament.another_leads(None)
    late, (body, headers) = parliament.connected_to(leader), ballot(sitting.mayors[3])
    late.putrequest("PUT", f"/api/votes/{vote}/ballot")
    for name, value in (headers | {"Content-Length": str(len(body))}).items():
        late.putheader(name, value)
    late.endheaders()
    deadline = closing_in(parliament, vote, 0.5)
    with paused(leader):
        # The ballot is all there in time, at a worker that cannot look at it in time.
        late.send(body.encode())
        until(lambda: is_past(parliament, deadline), 10)
        another = parliament.another_leads(leader)
        until(lambda: closings(parliament, vote), SILENCE_SECONDS + BUSY)
    answer = late.getresponse()
    said = answer.read()
    late.close()
    assert (answer.status, json.loads(said)["error"]) == (409, "vote_closed")
    time.sleep(1)  # the leader of before has had two beats by now in which to do something
    assert parliament.leader() == another
    assert (papers(parliament, vote), len(closings(parliament, vote))) == ({}, 1)


def test_fault_t11_a_redis_that_is_cut_off_or_silent_costs_a_second_and_no_entry(
    parliament: Joined, sitting: Scene, vote: str
) -> None:
    listeners = [parliament.listener_at(worker) for worker in parliament.both_serve()]
    heads = [follow(listener, sitting) for listener in listeners]
    for fault in (parliament.redis.cut, parliament.redis.hold):
        fault()
        spoken = speak(sitting)
        for number, listener in enumerate(listeners):
            heard = listener.next("entry", within=DELAY + BUSY)
            assert heard["seq"] == heads[number] + 1
            assert time.monotonic() - spoken < DELAY + BUSY
            heads[number] = listener.next("entry", within=DELAY + BUSY)["seq"]
        parliament.redis.heal()
    until(lambda: _crosses(parliament, sitting, vote, listeners), 10)
    for listener in listeners:
        listener.socket.close()


def _crosses(parliament: Joined, sitting: Scene, vote: str, listeners: list[Listener]) -> bool:
    """Whether both workers hear of a ballot, which only Redis tells: it is no entry."""
    sitting.cast(vote, random.choice(CHOICES), mayors=slice(0, 1))
    heard = [listener.all("progress", during=0.3) for listener in listeners]
    return all(heard)


def test_fault_t11_a_database_that_is_cut_off_or_half_open_loses_and_doubles_no_ballot(
    parliament: Joined, sitting: Scene, vote: str
) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    people = sitting.mayors
    receipts: dict[str, dict[str, Any]] = {}
    unanswered = threading.Event()

    def cast_until_answered(number: int) -> None:
        body, headers = ballot(people[number], CHOICES[number % 3], key=f"{seed} {number}")
        while True:
            status, answer = asked(parliament, "PUT", f"/api/votes/{vote}/ballot", body, headers)
            if status == 200:
                receipts[people[number].known.seat] = answer
                return
            assert status in (0, 500, 502, 503), (seed, status, answer)
            unanswered.set()
            time.sleep(0.1)

    threads = [threading.Thread(target=cast_until_answered, args=(number,)) for number in range(len(people))]
    faults = [parliament.database.cut, lambda: parliament.database.lose(Way.BACK), parliament.database.hold]
    chance.shuffle(faults)
    for fault, some in zip(faults, (threads[:3], threads[3:6], threads[6:]), strict=True):
        for thread in some:
            thread.start()
        time.sleep(chance.uniform(0, 0.05))
        fault()
        time.sleep(chance.uniform(0.3, 0.6))
        parliament.database.heal()
        for thread in some:
            thread.join(20)
    assert unanswered.is_set(), f"seed {seed}: no ballot met a fault"
    cast = {seat: (receipt["choice"], receipt["revision"]) for seat, receipt in receipts.items()}
    assert papers(parliament, vote) == cast, seed
    assert {revision for _, revision in cast.values()} == {1}, seed
    assert len(cast) == len(people)
    assert parliament.another_leads(None) in parliament.workers


def test_a_worker_that_is_killed_in_a_sitting_costs_a_second_and_nothing_is_missed(
    parliament: Joined, sitting: Scene, vote: str
) -> None:
    doomed, other = parliament.both_serve()
    cut_off, listening = parliament.listener_at(doomed), parliament.listener_at(other)
    before = follow(cut_off, sitting)
    follow(listening, sitting)
    parliament.end_worker(doomed)
    killed = time.monotonic()
    spoken = speak(sitting)
    assert spoken - killed < DELAY + BUSY
    assert listening.next("entry", within=DELAY + BUSY)["seq"] == before + 1
    assert cut_off.farewell() == ""
    again = Listener(parliament.port, origin=parliament.url)
    caught_up = again.follow(sitting.session, after=before)
    assert [entry["seq"] for entry in caught_up["entries"]] == [before + 1, before + 2]
    assert time.monotonic() - killed < DELAY + 2 * BUSY
    for listener in (again, listening):
        listener.socket.close()


def test_fault_t22_a_server_told_to_stop_answers_what_it_took_and_tells_its_sockets_to_come_back(
    parliament: Joined, sitting: Scene, vote: str
) -> None:
    listeners = [parliament.listener_at(worker) for worker in parliament.both_serve()]
    for listener in listeners:
        follow(listener, sitting)
    receipts: dict[str, str] = {}
    statuses: list[int] = []
    begun = threading.Barrier(3)

    def cast_without_pause(people: list[Any]) -> None:
        begun.wait()
        for number in range(1000):
            person, choice = people[number % len(people)], CHOICES[number % 3]
            status, answer = asked(parliament, "PUT", f"/api/votes/{vote}/ballot", *ballot(person, choice))
            statuses.append(status)
            if status != 200:
                return
            receipts[person.known.seat] = answer["choice"]

    halves = sitting.mayors[:4], sitting.mayors[4:]
    threads = [threading.Thread(target=cast_without_pause, args=(half,)) for half in halves]
    for thread in threads:
        thread.start()
    begun.wait()
    time.sleep(0.5)
    began = time.monotonic()
    parliament.stop()
    assert time.monotonic() - began < 20
    for thread in threads:
        thread.join(20)
    assert set(statuses) <= {200, 0}, "a ballot that was taken was not answered"
    assert statuses.count(200) > 2
    assert {seat: choice for seat, (choice, _) in papers(parliament, vote).items()} == receipts
    for listener in listeners:
        assert listener.next("ended") == {"reason": "restarting"}
        listener.socket.close()


def asked(
    parliament: Joined, method: str, path: str, body: str | None, headers: dict[str, str]
) -> tuple[int, dict[str, Any]]:
    """One request on a connection of its own: the status, and what came with it; 0 without an answer."""
    connection = HTTPConnection("127.0.0.1", parliament.port, timeout=20)
    try:
        connection.request(method, path, body, headers)
        answer: HTTPResponse = connection.getresponse()
        return answer.status, json.loads(answer.read())
    except (OSError, HTTPException):
        return 0, {}
    finally:
        connection.close()
