"""One line of the table of benches: what we did, what ran beside us in the same minutes, and the goal.

Every program of a scenario has `run(quick: bool) -> list[Row]`, leaves no process behind, and may be run by itself.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """What `bench/results.json` keeps. `ratio` is ours divided by theirs; no number means that it was not measured."""

    scenario: str  # with the unit of the numbers: "fan-out to 1,000 followers, deliveries a second on one core"
    ours: float | None
    against: float | None
    peer: str  # what ran beside us: "C send() loop"
    ratio: float | None
    goal: str
    met: bool


def at_least(scenario: str, ours: float, against: float, peer: str, times: float) -> Row:
    """More is better: the goal is so many times the peer's number."""
    return Row(scenario, ours, against, peer, ours / against, f"≥ {times:g} ×", ours >= times * against)


def at_most(scenario: str, ours: float, against: float, peer: str, times: float) -> Row:
    """Less is better: the goal is at most so many times the peer's number."""
    return Row(scenario, ours, against, peer, ours / against, f"≤ {times:g} ×", ours <= times * against)


def under(scenario: str, ours: float, against: float | None, peer: str, limit: float, unit: str = "s") -> Row:
    """The goal is an absolute one; the peer's number, if there is one, says what the machine was like."""
    ratio = ours / against if against else None
    return Row(scenario, ours, against, peer, ratio, f"< {limit:g} {unit}", ours < limit)


def failed(scenario: str, why: str) -> Row:
    """A scenario that gave no number; its goal counts as missed."""
    return Row(scenario, None, None, why, None, "a figure", met=False)


def table(rows: Sequence[Row]) -> str:
    """The rows as a table in Markdown."""
    head = ["scenario", "ours", "against", "peer", "ratio", "goal", "met"]
    cells = [[row.scenario, *_numbers(row), row.goal, "yes" if row.met else "**no**"] for row in rows]
    lines = [head, ["---", "---:", "---:", "---", "---:", "---", "---"], *cells]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def read(path: Path) -> list[Row]:
    """The rows of a file that `write` wrote."""
    return [Row(**each) for each in json.loads(path.read_text())]


def write(path: Path, rows: Sequence[Row]) -> None:
    """The rows as JSON, one to a line."""
    lines = ",\n".join(json.dumps(asdict(row), ensure_ascii=False) for row in rows)
    path.write_text(f"[\n{lines}\n]\n")


def figure(number: float | None) -> str:
    """Three digits that count, and no more: a machine shared with others is not more exact."""
    if number is None:
        return "–"
    rounded = float(f"{number:.3g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 100 else f"{rounded:g}"


def _numbers(row: Row) -> list[str]:
    # What went wrong is told in a line: a bar or a line break in it would end the cell.
    peer = row.peer.replace("|", "/").replace("\n", " ")
    return [figure(row.ours), figure(row.against), peer, figure(row.ratio)]
