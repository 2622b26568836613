"""From the close of a vote to the last who sees its result: `python -m bench.result_to_last`, with 5,000 observers.

The observers have the live page open: 5,000 sockets at two workers, which render it and send what changed. The clock runs
from the chair's request to close, over HTTP, to the frame that shows the result, so it holds the count, the commit, the
bell between the workers and the rendering. Beside it, a C loop sends as many bytes to as many sockets.
"""

import sys
import time

from bench import rows
from bench.chamber import Sat, sitting
from bench.programs import Listeners, Programs, following
from bench.rows import Row

OBSERVERS = 5_000
LIMIT = 1.0  # seconds, p99
SETTLED = 1.5  # seconds after which the opening of the vote, and who has come, has been sent to everybody


def close_one(sat: Sat, listeners: Listeners) -> dict[str, float]:
    """Seconds from the request to half, 99 % and all of the observers, and the bytes each was sent."""
    vote = sat.chamber.open_vote(sat.port)
    time.sleep(SETTLED)
    listeners.count(1, '"fragments"')
    asked = time.monotonic()
    sat.chamber.ask(sat.port, f"/api/votes/{vote}/close", {})
    answered = time.monotonic()
    found = listeners.counted()
    if found["missing"] or found["gone"]:
        raise RuntimeError(f"{found['missing']} observers saw no result, {found['gone']} are gone")
    taken = {name: found[name] - asked for name in ("p50", "p99", "last")}
    return taken | {"answered": answered - asked, "bytes": found["bytes"] / OBSERVERS, "busy": found["busy"]}


def beside(programs: Programs, size: int) -> float:
    """Seconds in which a C loop sends so many bytes to everybody, to the last listener."""
    loop = programs.loop(OBSERVERS)
    listeners = programs.listeners(loop.port, OBSERVERS, "-p", size)
    loop.wait_until_taken()
    taken = []
    for _ in range(3):
        listeners.count(1)
        asked = time.monotonic()
        loop.send(1, size)
        taken.append(listeners.counted()["p99"] - asked)
    programs.end(listeners.program)
    programs.end(loop.program)
    return min(taken)


def run(quick: bool) -> list[Row]:  # noqa: FBT001 -- what every bench is called with
    """One row, the worst of some votes after the first, which is only told."""
    with Programs() as programs:
        with sitting(programs) as sat:
            wish = following(sat.chamber.plenary, form="html")
            listeners = programs.listeners(sat.port, OBSERVERS, "-o", sat.origin, *wish)
            print(f"  observers: {listeners.ready}", file=sys.stderr)
            if listeners.ready["refused"]:
                raise RuntimeError(f"{listeners.ready['refused']} observers were refused")
            first = close_one(sat, listeners)  # in workers that have rendered no result before
            found = [close_one(sat, listeners) for _ in range(3 if quick else 4)]
        loop = beside(programs, max(1, round(found[-1]["bytes"])))
    for each in (first, *found):
        print("  " + ", ".join(f"{name} {value:,.3f}" for name, value in each.items()), file=sys.stderr)
    scenario = f"close of a vote → {OBSERVERS:,} observers have the result, p99 in s"
    return [rows.under(scenario, max(each["p99"] for each in found), loop, "C send() loop, as many bytes", LIMIT)]


if __name__ == "__main__":
    print(rows.table(run(quick=True)), end="")
