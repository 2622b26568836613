"""A parliament of two workers on PostgreSQL and Redis, with a line to each of them that can be cut."""

import os
import re
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import psycopg
import pytest
from sqlalchemy import URL, make_url

from parliament.cli.running import WITH_GREENLETS
from tests.browser.served import Parliament
from tests.faults.parliaments import children
from tests.faults.proxy import Proxy, between, to_port, to_unix_socket
from tests.live.listener import Listener
from tests.services import postgres, processes, redis

Found = TypeVar("Found")
LEADER = """SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND granted AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = %s)"""


class Joined(Parliament):
    """Two workers; `database` and `redis` are the lines to what joins them."""

    def __init__(self, home: Path, url: str, database: Proxy, redis: Proxy) -> None:
        super().__init__(home, url)
        self.database, self.redis = database, redis
        self.origins: tuple[str, ...] = (self.url,)  # where it can be reached; others stand in front of it
        self._direct = make_url(url)
        through = URL.create("postgresql+psycopg", "postgres", None, "127.0.0.1", database.port, self._direct.database)
        self._through = through.render_as_string()

    def settings(self) -> dict[str, str]:
        places = {"PARLIAMENT_BASE_URL": self.origins[0], "PARLIAMENT_ORIGINS": ",".join(self.origins)}
        places |= {"PARLIAMENT_PROXIES": "1"} if self.origins[0] != self.url else {}
        joined = {"DATABASE_URL": self._through, "REDIS_URL": f"redis://127.0.0.1:{self.redis.port}/0"}
        return super().settings() | joined | places

    def command(self) -> list[str]:
        return [*WITH_GREENLETS, "serve", "--workers", "2", "--port", str(self.port)]

    @property
    def workers(self) -> list[int]:
        assert self._process is not None
        return children(self._process.pid)

    def end_worker(self, worker: int) -> None:
        """What the kernel does to a process when memory runs out: nothing it had in hand is finished."""
        os.kill(worker, signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, as a new version does that is put in its place."""
        assert self._process is not None
        processes.stop(self._process, within=30)

    def ask(self, statement: str, *given: object) -> list[tuple]:
        """Ask the database itself, past the line that may be cut."""
        address = self._direct.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            cursor = connection.execute(statement, given)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []

    def leader(self) -> int | None:
        """The worker that keeps the clock, as the database knows it."""
        found = self.ask(LEADER, self._direct.database)
        assert len(found) < 2, "two workers lead"
        return int(re.findall(r"\d+", found[0][0])[-1]) if found else None

    def another_leads(self, than: int | None, within: float = 20) -> int:
        """Wait until some worker leads that is not this one; which it is."""
        return until(lambda: (leader := self.leader()) != than and leader, within)

    def both_serve(self) -> list[int]:
        """Wait until two workers take connections; which they are. Starts what was stopped."""
        if self._process is not None and self._process.poll() is not None:
            self.start()
        until(lambda: len(self.workers) == 2, 30)
        with self._lines(set(self.workers)) as lines:
            return sorted(lines)

    def connected_to(self, worker: int) -> HTTPConnection:
        """An open connection that this worker has taken."""
        with self._lines({worker}) as lines:
            return lines.pop(worker)

    @contextmanager
    def _lines(self, wanted: set[int]) -> Iterator[dict[int, HTTPConnection]]:
        """Connections that have had an answer, to each of these workers at least."""
        lines: dict[int, HTTPConnection] = {}
        try:
            until(lambda: wanted <= lines.keys() or self._one_more(lines), 30)
            yield lines
        finally:
            for line in lines.values():
                line.close()

    def _one_more(self, lines: dict[int, HTTPConnection]) -> None:
        line = HTTPConnection("127.0.0.1", self.port, timeout=30)
        line.request("GET", "/healthz")
        line.getresponse().read()
        if (worker := self.worker_of(line.sock)) in lines:
            line.close()
        else:
            lines[worker] = line

    def sockets_of(self, worker: int) -> int:
        """How many connections to this parliament a worker holds open."""
        return len(held(worker) & set(established(self.port)))

    def worker_of(self, line: socket.socket) -> int:
        """Which worker has taken a connection, from what the kernel says of open files."""
        far = established(self.port, line.getsockname()[1])
        found = [worker for worker in self.workers if held(worker) & set(far)]
        assert len(found) == 1, "nobody has taken the connection"
        return found[0]

    def listener_at(self, worker: int) -> Listener:
        """A socket in the gallery of one worker."""
        found: list[Listener] = []

        def opened() -> bool:
            listener = Listener(self.port, origin=self.origins[0])
            if self.worker_of(listener.socket.socket) == worker:
                found.append(listener)
            else:
                listener.socket.close()
            return bool(found)

        until(opened, 20)
        return found[0]


def established(port: int, remote: int | None = None) -> list[str]:
    """The open connections that were accepted on a port, from anywhere or from one other port, as the kernel knows them."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    ends = [(row[1].partition(":")[2], row[2].partition(":")[2], row[3], row[9]) for row in rows]
    return [
        f"socket:[{inode}]"
        for local, far, state, inode in ends
        if (int(local, 16), state) == (port, "01") and remote in (None, int(far, 16))
    ]


def held(pid: int) -> set[str]:
    """The open files of a process, by the kernel's names for them."""
    found = set()
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            found.add(os.readlink(file))  # noqa: PTH115 -- no path: a name the kernel made up
    return found


def until(found: Callable[[], Found], within: float) -> Found:
    """What is found at last. Fails if nothing is in time."""
    deadline = time.monotonic() + within
    while not (result := found()):
        if time.monotonic() > deadline:
            pytest.fail("it did not come to pass in time")
        time.sleep(0.05)
    return result


@contextmanager
def paused(pid: int) -> Iterator[None]:
    """A process that is stopped for a while, as by a machine that moves or swaps."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@contextmanager
def joined(home: Path) -> Iterator[Joined]:
    """One such parliament on services of its own, not started yet; all are gone on leaving."""
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patched:
        for name in ("fsync", "full_page_writes"):  # `serve` refuses the quick settings of other tests
            patched.setitem(postgres.SETTINGS, name, "on")
        cluster = stack.enter_context(postgres.cluster())
        url = stack.enter_context(cluster.database())
        path = f"{make_url(url).query['host']}/.s.PGSQL.5432"
        database = stack.enter_context(between(to_unix_socket(path)))
        news = urlsplit(stack.enter_context(redis.server())).port
        assert news is not None
        parliament = Joined(home, url, database, stack.enter_context(between(to_port(news))))
        stack.callback(parliament.kill)
        yield parliament
