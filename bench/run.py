"""All benches, one after the other: `python -m bench.run`, or `make bench`.

Each scenario runs in a process of its own, with an end to its time, so that one that fails leaves the others their turn:
it counts as missed, with what it said last. The table goes to standard output, `bench/results.json` and
`docs/performance.md`; what the figures rest on goes to standard error.
"""

import argparse
import importlib
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import rows
from bench.rows import Row

ROOT = Path(__file__).parents[1]
RESULTS, PAGE = ROOT / "bench/results.json", ROOT / "docs/performance.md"
BEGIN, END = "<!-- table -->\n", "<!-- end of table -->\n"
SCENARIOS = (
    "fanout",
    "memory",
    "result_to_last",
    "follow_storm",
    "vote_storm",
    "append",
    "bytes_per_observer",
    "live_page",
    "amendments",
)
LONG = ("fanout", "result_to_last", "follow_storm", "vote_storm")
QUICK, FULL = 460.0, 3600.0  # seconds for everything
GOODBYE = 15.0  # seconds in which a scenario that is told to end can put away what it started
SHARE = 0.35  # of these, that one scenario may take


def run_all(names: list[str], *, quick: bool) -> list[Row]:
    """The rows of all these scenarios in this order, each tried once; short ones first, as time may end before a long one."""
    found: dict[str, list[Row]] = {}
    budget = QUICK if quick else FULL
    began = time.monotonic()
    for name in sorted(names, key=LONG.__contains__):
        left = budget - (time.monotonic() - began)
        print(f"{name} …", file=sys.stderr, flush=True)
        found[name] = run_apart(name, quick=quick, within=max(5.0, min(left, budget * SHARE)))
    print(f"{time.monotonic() - began:.0f} seconds in all.", file=sys.stderr)
    return [row for name in names for row in found[name]]


def run_apart(name: str, *, quick: bool, within: float) -> list[Row]:
    """The rows of one scenario, from a process of its own; whatever goes wrong in it is one row that says so."""
    with tempfile.TemporaryDirectory(prefix="parliament-bench-") as scratch:
        kept, said = Path(scratch) / "rows.json", Path(scratch) / "said"
        command = [sys.executable, "-m", "bench.run", "--into", str(kept), *([] if quick else ["--full"]), name]
        with said.open("wb") as output:
            child = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output, start_new_session=True)
            try:
                status = child.wait(within)
            except subprocess.TimeoutExpired:
                status = None
            finally:
                _end(child)
        words = said.read_text(errors="replace")
        print(words, end="", file=sys.stderr, flush=True)
        if status == 0 and kept.exists():
            return rows.read(kept)
        last = (words.strip().splitlines() or ["it said nothing"])[-1]
        return [rows.failed(name, f"not over after {within:.0f} s" if status is None else f"failed: {last[:200]}")]


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a scenario and whatever it started: first asked, then made to."""
    for each in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.pid, each)
        except ProcessLookupError:
            return
        try:
            child.wait(GOODBYE)
        except subprocess.TimeoutExpired:
            continue


def into_page(page: str, found: list[Row], heading: str) -> str:
    """The page with its table replaced; the words around it are kept."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("docs/performance.md has lost the marks between which its table stands")
    return f"{before}{BEGIN}{heading}\n\n{rows.table(found)}{END}{after}"


def heading(*, quick: bool) -> str:
    """When and on what the table was made."""
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    length = "quick settings" if quick else "full settings"
    return (
        f"{time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC, {length}: {_processor()}, {cores} cores, {memory:.0f} GB, "
        f"Linux {platform.release().split('-')[0]}, Python {platform.python_version()}."
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def main() -> int:
    """Run what is asked for; the status is 1 if a scenario gave no figure, never because a goal was missed."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("scenarios", nargs="*", choices=[*SCENARIOS, []], help="all, unless some are named")
    asked.add_argument("--full", action="store_true", help="more followers' time, more rounds")
    asked.add_argument("--into", type=Path, help="run one here and now, and write its rows to this file")
    wanted = asked.parse_args()
    if wanted.into:
        # Told to end, it leaves as it leaves after an error: servers are stopped, folders removed.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit("told to end"))
        program = importlib.import_module(f"bench.{wanted.scenarios[0]}")
        rows.write(wanted.into, program.run(not wanted.full))
        return 0
    found = run_all(wanted.scenarios or list(SCENARIOS), quick=not wanted.full)
    print(rows.table(found), end="")
    if not wanted.scenarios:
        rows.write(RESULTS, found)
        PAGE.write_text(into_page(PAGE.read_text(), found, heading(quick=not wanted.full)))
    return any(row.ours is None for row in found)


if __name__ == "__main__":
    sys.exit(main())
