"""Everybody comes at once: `python -m bench.follow_storm` lets 5,000 clients in within ten seconds, 200 entries behind.

Each opens a socket through nginx, joins, asks to follow from 200 entries ago, is told to read them over HTTP because they
are many, reads two full pages, and is then ready. Beside it, in the same run, as many clients read the same pages and do
nothing else: what HTTP alone costs on this machine.
"""

import sys

from bench import rows
from bench.chamber import Sat, sitting
from bench.programs import Programs, following
from bench.rows import Row

MANY, WITHIN, BEHIND, PAGE = 5_000, 10, 200, 100  # clients, seconds, entries, entries on a page
LIMIT = 3.0  # seconds, p99 from the first byte to being up to date


def storm(programs: Programs, sat: Sat, *, only_pages: bool) -> dict:
    """How so many came in."""
    head = sat.chamber.lengthen(BEHIND)
    after = head - BEHIND
    pages = [f"/api/sessions/{sat.chamber.slug}/record?after={after + at}" for at in range(0, BEHIND, PAGE)]
    options = ["-o", sat.origin, "-r", MANY // WITHIN, *[part for page in pages for part in ("-g", page)]]
    options += ["-h"] if only_pages else following(sat.chamber.plenary, after=after)
    listeners = programs.listeners(sat.front, MANY, *options)
    programs.end(listeners.program)
    return listeners.ready


def run(_quick: bool) -> list[Row]:  # noqa: FBT001 -- what every bench is called with; this one knows one length
    """Two rows: none refused, and how long it takes."""
    with Programs() as programs, sitting(programs) as sat:
        pages = storm(programs, sat, only_pages=True)
        came = storm(programs, sat, only_pages=False)
    for name, found in (("pages alone", pages), ("followers", came)):
        print(f"  {name}: {found}", file=sys.stderr)
    refused = MANY - came["ready"]
    peer = "the same HTTP pages through nginx"
    behind = f"follow storm: {MANY:,} within {WITHIN} s, {BEHIND} entries behind"
    return [
        rows.under(f"{behind}, refused", refused, MANY - pages["ready"], peer, 1, "client"),
        rows.under(f"{behind}, p99 until up to date, s", came["p99"], pages["p99"], peer, LIMIT),
    ]


if __name__ == "__main__":
    print(rows.table(run(True)), end="")
