"""What a follower costs in memory: `python -m bench.memory` holds a thousand of them with us and with stock Flask-SocketIO.

Both are gunicorn's gevent worker over the same library. A follower's memory is what the worker holds more with all of them
than with the first hundred, which pay for what is there once.
"""

import sys
import time

from bench import rows
from bench.fanout import MOST, house_server, stock_server
from bench.programs import Programs, Server, following
from bench.rows import Row
from tests.live.server import LOG

FIRST = 100
SETTLED = 1.0  # seconds after which what a handshake needed has been given back


def bytes_of_one(programs: Programs, server: Server, many: int) -> float:
    """Resident bytes of one follower in a server that holds so many."""
    programs.listeners(server.port, FIRST, *following(LOG))
    time.sleep(SETTLED)
    before = server.resident_bytes()
    came = programs.listeners(server.port, many, *following(LOG)).ready
    if came["ready"] < many:
        raise RuntimeError(f"{came['refused']} of {many} followers were refused")
    time.sleep(SETTLED)
    return (server.resident_bytes() - before) / many


def run(quick: bool) -> list[Row]:  # noqa: FBT001 -- what every bench is called with
    """One row: ours beside stock."""
    many = 1_000 if quick else 5_000
    with Programs() as programs:
        ours = bytes_of_one(programs, house_server(programs, "gevent", MOST), many)
        stock = bytes_of_one(programs, stock_server(programs), many)
    print(f"  a follower of {many:,}: ours {ours:,.0f} bytes, stock {stock:,.0f}", file=sys.stderr)
    scenario = f"memory of one follower of {many:,}, kB"
    return [rows.at_most(scenario, ours / 1000, stock / 1000, "stock Flask-SocketIO, gevent", 1.0)]


if __name__ == "__main__":
    print(rows.table(run(quick=True)), end="")
