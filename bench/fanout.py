"""One entry to everybody: `python -m bench.fanout` sends bursts to 1,000 and 5,000 followers, on one core.

Servers hold the same number of sockets and send events of the same size in turn, so that what else the machine does falls on
all of them: ours, a loop that only sends, in C and in Python, Node's Socket.IO and Flask-SocketIO as it comes. The server has one
core, the listeners another. A rate is all deliveries of a burst over the seconds from the first to the last of them, the
median of some rounds. Ours includes what a house does for each entry: reading it, deciding who may see it, making its JSON.
The listeners say how busy their core was: as long as it had time left, nobody waited for them.
"""

import argparse
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from bench import gallery_server, rows
from bench.programs import Listeners, Programs, Server, following, node_peer, post
from bench.rows import Row
from tests.live.server import LOG
from tests.services import processes

MOST = 20_000  # sockets: more than any size here, because the listeners' addresses are few
C, PYTHON = "C send() loop", "Python send() loop"
GOALS = {C: 0.8, PYTHON: 0.8, "Node.js socket.io": 1.8, "stock Flask-SocketIO, gevent": 7.0}
HEADER = 4  # bytes of a WebSocket frame's head, at these sizes
EMPTY = len(f'42/live,["entry",{{"log":"{LOG}","seq":100,"filling":""}}]')


@dataclass
class Contestant:
    """A server with its listeners. `send(times, size)` starts a burst, and a slower server sends a smaller one."""

    name: str
    server: Server
    listeners: Listeners
    send: Callable[[int, int], object]
    share: float = 1.0
    holding: str = '"entry"'
    commits_first: bool = False
    rates: list[float] = field(default_factory=list)  # deliveries a second, by the clock
    core_rates: list[float] = field(default_factory=list)  # deliveries to a second of the server's own work
    listeners_busy: float = 0.0

    def burst(self, times: int, size: int) -> float:
        """Send, and note the rate; returns the bytes of one delivery."""
        times = max(2, round(times * self.share))
        self.listeners.count(times, self.holding)
        before = self.server.busy_seconds()
        self.send(times, size)
        if self.commits_first:  # what the commit took is no part of the broadcast, which begins after it
            before = self.server.busy_seconds()
        found = self.listeners.counted()
        if found["missing"] or found["gone"]:
            raise RuntimeError(f"{self.name}: {found['missing']} events missing, {found['gone']} listeners gone")
        self.rates.append(found["events"] / found["seconds"])
        self.core_rates.append(found["events"] / max(0.01, self.server.busy_seconds() - before))
        self.listeners_busy = max(self.listeners_busy, found["busy"])
        return float(found["bytes"]) / float(found["events"])


def house_server(programs: Programs, mode: str, most: int) -> Server:
    """Our gallery with room for so many, over a house in SQLite."""
    database = f"sqlite:///{programs.scratch}/{mode}.db"
    gallery_server.prepare(database)
    worker, options = ("gevent", []) if mode == "gevent" else ("gthread", ["--threads", str(most)])
    application = f"bench.gallery_server:create({database!r}, {mode!r}, {most})"
    return programs.gunicorn(application, name=f"ours-{mode}", worker=worker, options=options)


def house(programs: Programs, many: int, mode: str) -> Contestant:
    """Our gallery with its followers."""
    server = house_server(programs, mode, MOST)
    listeners = programs.listeners(server.port, many, *following(LOG))

    def send(times: int, _size: int) -> None:
        post(server.port, f"/append/{times}")

    return Contestant(f"ours, {mode}", server, listeners, send, commits_first=True)


def bare_loop(programs: Programs, many: int, size: int, name: str, *, in_python: bool = False) -> Contestant:
    """A loop around send(), to as many sockets."""
    loop = programs.loop(many, in_python=in_python)
    listeners = programs.listeners(loop.port, many, "-p", size)
    loop.wait_until_taken()
    server = Server(loop.port, loop.program)
    return Contestant(name, server, listeners, loop.send, holding="")


def node(programs: Programs, many: int) -> Contestant:
    """Node's own server."""
    port = processes.free_port()
    server = programs.serve(["node", node_peer() / "server.js", port], port, name=f"node-{many}")
    listeners = programs.listeners(port, many, *following(LOG))
    return Contestant("Node.js socket.io", server, listeners, _broadcast(port), 0.5)


def stock_server(programs: Programs) -> Server:
    """Flask-SocketIO without anything of ours."""
    return programs.gunicorn("bench.peers.stock:create()", name="stock")


def stock(programs: Programs, many: int) -> Contestant:
    """Stock, with its followers."""
    server = stock_server(programs)
    listeners = programs.listeners(server.port, many, *following(LOG))
    return Contestant("stock Flask-SocketIO, gevent", server, listeners, _broadcast(server.port), 0.15)


def contest(many: int, deliveries: int, rounds: int, mode: str) -> list[Contestant]:
    """All of them with so many followers, round after round; ours comes first."""
    times = max(4, deliveries // many)
    with Programs() as programs:
        ours = house(programs, many, mode)
        size = round(ours.burst(times, 0))  # and warm
        loops = [bare_loop(programs, many, size, C), bare_loop(programs, many, size, PYTHON, in_python=True)]
        all_of_them = [ours, *loops, node(programs, many), stock(programs, many)]
        for _ in range(rounds):
            for each in all_of_them:
                each.burst(times, size if each.holding == "" else size - HEADER - EMPTY)
    del ours.rates[0], ours.core_rates[0]
    return all_of_them


def run(quick: bool, mode: str = "gevent") -> list[Row]:  # noqa: FBT001 -- what every bench is called with
    """Rows of both sizes against the three peers."""
    found = []
    for many in (1_000, 5_000):
        ours, *peers = contest(many, 100_000 if quick else 400_000, 3 if quick else 7, mode)
        _tell(many, [ours, *peers])
        scenario = f"fan-out to {many:,} followers, deliveries a second on one core"
        rate = statistics.median(ours.rates)
        found += [
            rows.at_least(scenario, rate, statistics.median(each.rates), each.name, GOALS[each.name]) for each in peers
        ]
    return found


def _broadcast(port: int) -> Callable[[int, int], object]:
    return lambda times, size: post(port, f"/broadcast/{times}/{size}")


def _tell(many: int, contestants: list[Contestant]) -> None:
    """What the rates rest on. A server whose two numbers differ shared its core with somebody."""
    for each in contestants:
        by_clock, by_work = statistics.median(each.rates), statistics.median(each.core_rates)
        print(
            f"  {each.name} to {many:,}: {by_clock:,.0f} deliveries a second by the clock, {by_work:,.0f} by its own work; "
            f"listeners at most {each.listeners_busy:.0%} busy",
            file=sys.stderr,
        )


def main() -> None:
    """Print the rows."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--full", action="store_true", help="longer bursts, more rounds")
    asked.add_argument("--mode", choices=("gevent", "threading"), default="gevent")
    wanted = asked.parse_args()
    print(rows.table(run(not wanted.full, wanted.mode)), end="")


if __name__ == "__main__":
    main()
