"""A thousand mayors vote at one moment: `python -m bench.vote_storm`.

The real server with two workers, PostgreSQL with everything on that keeps what it acknowledges, Redis, and the load, all
on the cores there are. Every seat opens a connection of its own and casts over HTTP, with its own token; each ballot is
durable before its answer. Beside it `pgbench` inserts the same rows into a table with the same columns and keys, from
16 clients, with nothing in between. The storms are also measured against OpenSlides 3.3, whose seconds for all votes are
those that our study measured.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import psycopg
from sqlalchemy import make_url

from bench.rows import Row, at_least, at_most, under
from parliament.commands.house import House
from parliament.demo.founding import city_rows, found_demo
from parliament.demo.home import Simulated
from parliament.store.database import Database
from parliament.store.migrate import upgrade
from tests.faults.assembly import open_a_vote
from tests.faults.history import History, book_of
from tests.faults.parliaments import Served
from tests.services import postgres, redis

SEATS, WORKERS, CLIENTS = 1000, 2, 16
OPENSLIDES = {100: 8.0, 300: 133.0}  # seconds until all votes were in; of 8 to 69, the least
TIMES_OPENSLIDES = {100: 20, 300: 100}
SAME_INSERT = """\\set seat random(1, 1000000000)
INSERT INTO storm (vote_id, seat_id, choice, via, revision, account_id, cast_at, marks) VALUES
('vote-0123456789abcdef', 'seat-' || :client_id || '-' || :seat, 'yes', 'own', 1, 'account-0123456789abcdef',
 clock_timestamp(), 'null') ON CONFLICT DO NOTHING;
"""


class Storm:
    """One moment in which so many cast: when each was answered, and with what."""

    def __init__(self, answers: list[dict[str, Any]], seconds: float) -> None:
        self.answers, self.seconds = answers, seconds
        waited = sorted(answer["seconds"] for answer in answers)
        self.p99 = waited[int(len(waited) * 0.99) - 1]

    @property
    def rate(self) -> float:
        return len(self.answers) / self.seconds


def run(quick: bool = True, most: int = SEATS) -> list[Row]:  # noqa: FBT001, FBT002 -- every scenario is called like this
    """The rows of this scenario."""
    with ready(most) as scene:
        scene.storm(min(most, 100))  # what is loaded at first need is loaded now
        sizes = [seats for seats in (100, 300, SEATS) if seats < most] + [most]
        storms = {seats: scene.middle(seats, 3 if quick else 7) for seats in sizes}
        against = pgbench(scene.url, scene.programs, 3 if quick else 15)
        print(f"pgbench: {against:.0f}/s", file=sys.stderr, flush=True)
    whole, peer = storms[most], "pgbench, same insert, 16 clients"
    named = f"vote storm of {most:,} seats, {WORKERS} workers"
    found = [
        at_least(f"{named}: durable ballots a second", whole.rate, against, peer, 0.2),
        under(f"{named}: p99 of the answers, s", whole.p99, None, "none", 1.0),
    ]
    for seats, times in TIMES_OPENSLIDES.items() if most == SEATS else ():
        studied = f"OpenSlides 3.3 with {seats}, in the study"
        scenario = f"vote storm of {seats} seats: seconds until all have their receipt"
        found.append(at_most(scenario, storms[seats].seconds, OPENSLIDES[seats], studied, 1 / times))
    return found


class Scene:
    """A served parliament of a thousand seats with a vote open."""

    def __init__(
        self, url: str, programs: Path, house: House, served: Served, vote: str, seats: list[Simulated]
    ) -> None:
        self.url, self.programs = url, programs
        self._house, self._served, self._vote, self._seats = house, served, vote, seats

    def middle(self, seats: int, rounds: int) -> Storm:
        """The storm whose rate is the middle one of so many."""
        storms = sorted((self.storm(seats) for _ in range(rounds)), key=lambda storm: storm.rate)
        return storms[len(storms) // 2]

    def storm(self, seats: int) -> Storm:
        """Let so many cast at once. Raises AssertionError unless every one of them is counted, once, as its receipt says."""
        with self._house.database.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM ballots")
        said = [{"seat": each.seat, "token": each.token} for each in self._seats[:seats]]
        told = json.dumps({"port": self._served.port, "vote": self._vote, "seats": said})
        load = [sys.executable, "-m", "bench.vote_storm", "--load"]
        heard = subprocess.run(load, input=told, capture_output=True, text=True, check=True, timeout=120)
        answered = json.loads(heard.stdout)
        refused = [answer for answer in answered["answers"] if answer["status"] != 200]
        assert not refused, refused[0]
        history = History()
        for answer in answered["answers"]:
            history.cast(answer["seat"], "yes", lambda said=answer["receipt"]: said, KeyError)
        with self._house.reading() as db:
            book = book_of(db, self._vote)
        assert (history.check(book).faults, len(book.papers)) == ([], seats)
        storm = Storm(answered["answers"], answered["seconds"])
        told = f"{seats} seats: all in after {storm.seconds:.2f} s, {storm.rate:.0f}/s, p99 {storm.p99:.2f} s"
        print(told, file=sys.stderr, flush=True)
        return storm


@contextmanager
def ready(seats: int) -> Iterator[Scene]:
    """PostgreSQL, Redis and the server, with the parliament founded and the vote open."""
    with ExitStack() as held:
        held.enter_context(mock.patch.dict(postgres.SETTINGS, {"fsync": "on", "full_page_writes": "on"}))
        cluster = held.enter_context(postgres.cluster())
        url = held.enter_context(cluster.database())
        upgrade(url)
        database = Database(url)
        held.callback(database.engine.dispose)
        house = House(database)
        people = found_demo(house, cities(seats), visiting=0)
        vote = open_a_vote(house, people)["vote"]
        environment = {
            "DATABASE_URL": url,
            "REDIS_URL": held.enter_context(redis.server()),
            "PARLIAMENT_SECRET_KEY": "a key for a bench that nobody guesses",
        }
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="parliament-storm-")))
        served = Served(["serve", "--workers", str(WORKERS)], folder / "log", environment)
        held.callback(served.stop)
        served.start(within=180)
        yield Scene(url, postgres.programs(folder), house, served, vote, people.holding("member"))


def cities(many: int) -> list[dict[str, str]]:
    """The cities of the demo, over and over, each under a name of its own."""
    known = city_rows()
    return [
        {**known[number % len(known)], "name": f"{known[number % len(known)]['name']} {number // len(known) + 1}"}
        for number in range(many)
    ]


def pgbench(url: str, programs: Path, seconds: int) -> float:
    """How many of the same rows a second PostgreSQL takes when nobody asks who sends them."""
    address = make_url(url).set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute("CREATE TABLE storm (LIKE ballots INCLUDING ALL)")
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(SAME_INSERT)
        script.flush()
        where = ["-h", str(address.query["host"]), "-U", "postgres", str(address.database)]
        how = ["-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-T", str(seconds), "-f", script.name]
        said = subprocess.run([programs / "pgbench", *how, *where], capture_output=True, text=True, check=True).stdout
    return next(float(line.split()[2]) for line in said.splitlines() if line.startswith("tps"))


# The load, in a process of its own: it reads what to send from standard input and writes what came back.


async def cast(number: int, seat: dict[str, str], to: dict[str, Any]) -> dict[str, Any]:
    """One seat's ballot, on a connection of its own."""
    body = b'{"choice":"yes"}'
    head = (
        f"PUT /api/votes/{to['vote']}/ballot HTTP/1.1\r\nHost: 127.0.0.1:{to['port']}\r\n"
        f"Authorization: Bearer {seat['token']}\r\nIdempotency-Key: storm-{os.getpid()}-{number:08}\r\n"
        f"Content-Type: application/json\r\nAccept: application/json\r\nContent-Length: {len(body)}\r\n"
        "Connection: close\r\n\r\n"
    )
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", to["port"])
    writer.write(head.encode() + body)
    answer = await reader.read()
    seconds = time.perf_counter() - began
    writer.close()
    status, _, said = answer.partition(b"\r\n\r\n")
    return {"seat": seat["seat"], "status": int(status.split()[1]), "seconds": seconds, "said": said}


async def load(to: dict[str, Any]) -> dict[str, Any]:
    """All of them at once; the receipts are read once all are in, because reading them is not what is measured."""
    began = time.perf_counter()
    answers = await asyncio.gather(*(cast(number, seat, to) for number, seat in enumerate(to["seats"])))
    seconds = time.perf_counter() - began
    for answer in answers:
        answer["receipt"] = json.loads(answer.pop("said"))
    return {"answers": answers, "seconds": seconds}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--full", action="store_true", help="more storms, and a longer pgbench")
    asked.add_argument("--seats", type=int, default=SEATS, help="how many cast at once")
    asked.add_argument("--load", action="store_true", help="be the load: used by this program itself")
    wanted = asked.parse_args()
    if wanted.load:
        print(json.dumps(asyncio.run(load(json.load(sys.stdin)))))
        return
    for row in run(quick=not wanted.full, most=wanted.seats):
        print(
            f"{row.scenario}: {row.ours:.4g} against {row.against and round(row.against, 4)} ({row.peer}), goal {row.goal}"
        )


if __name__ == "__main__":
    main()
