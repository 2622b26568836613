"""How long the server works on the live page, beside a Flask page that renders the same template from a dict.

`python -m bench.live_page` asks both in turn, many times, in one process. The dict is what the house read for the page before;
so the difference is all that a living page costs more: reading the house, knowing who asks, the language, the headers. The number
of queries is counted at the beginning of a sitting and when it has grown: it must be the same. The first page that a process
gives after a change reads the house again; what that costs is printed above the table.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask, before_render_template, render_template
from flask.testing import FlaskClient
from sqlalchemy import event

from bench.rows import Row, at_most, table
from bench.sitting import Sitting
from parliament.app import create_app
from parliament.commands import floor, sittings
from parliament.config import Settings
from parliament.pages import moment
from parliament.store.views.sessions import session_view

GOAL = 2.0
TEMPLATE = "live/show.html"


class Counter:
    """How many statements a database was sent."""

    def __init__(self, engine: Any) -> None:
        self.statements = 0
        event.listen(engine, "before_cursor_execute", self._note)

    def _note(self, *_: Any) -> None:
        self.statements += 1

    def of(self, work: Callable[[], Any]) -> int:
        """The statements of one piece of work."""
        before = self.statements
        work()
        return self.statements - before


def plain(app: Flask, path: str) -> Flask:
    """A Flask application whose live page renders the same template from what the house's page was given last."""
    given: dict[str, Any] = {}

    def keep(_app: Flask, template: Any, context: dict[str, Any], **_: Any) -> None:
        if template.name == TEMPLATE:
            given.update(context)

    with before_render_template.connected_to(keep, app):
        app.test_client().get(path)
    for name in ("request", "session", "g"):
        given.pop(name, None)
    beside = Flask("beside", root_path=app.root_path)
    beside.secret_key = "signs nothing"  # noqa: S105 -- and protects nothing
    beside.jinja_env = app.jinja_env  # its filters and sentences are part of the template
    beside.extensions |= app.extensions
    beside.url_map = app.url_map
    beside.view_functions = {"live.show": lambda slug: render_template(TEMPLATE, **given)}  # noqa: ARG005
    return beside


def sitting_of(folder: Path) -> Sitting:
    """A motion before the house with its amendments, and a list of speakers."""
    house = Sitting(folder, 1)
    house.act(sittings.open_sitting, house.chair, sitting_id=house.sitting)
    house.act(sittings.call_item, house.chair, sitting_id=house.sitting, item_id=house.items[0])
    return house


def grow(house: Sitting) -> None:
    """More of everything a page may show: amendments, speakers, those who are here."""
    motion, draft = house.business[0]
    for change in draft.changes:
        house.amended(motion, change)
    for mayor in house.mayors[:40]:
        house.act(floor.ask_to_speak, mayor, sitting_id=house.sitting)


def in_turn(works: Sequence[Callable[[], object]], times: int) -> list[list[float]]:
    """Milliseconds of each piece of work, done one after the other so many times."""
    found: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, spent in zip(works, found, strict=True):
            began = time.perf_counter()
            work()
            spent.append((time.perf_counter() - began) * 1000)
    return found


def forget(client: FlaskClient, path: str) -> None:
    """Ask for a page when nobody has asked since the last change."""
    moment.known_moments.clear()
    client.get(path)


def looked_at(house: Sitting, times: int) -> tuple[float, float, int]:
    """The medians of our page and of the plain one, and the number of queries."""
    app = create_app(Settings("sqlite://", "a key that signs nothing, long enough"), house=house.house)
    with house.house.reading() as db:
        path = f"/sessions/{session_view(db, house.plenary)['slug']}/live"
    ours, beside = app.test_client(), plain(app, path).test_client()
    counter = Counter(house.house.database.engine)
    assert counter.of(lambda: beside.get(path)) == 0, "what is rendered from a dict asks no database"
    queries = counter.of(lambda: ours.get(path))
    assert ours.get(path).status_code == beside.get(path).status_code == 200
    spent = in_turn([lambda: ours.get(path), lambda: beside.get(path), lambda: forget(ours, path)], times)
    print(
        f"the first page of a process after a change: {median(spent[2]):.1f} ms, {median(spent[2]) / median(spent[1]):.2f} ×"
    )
    return median(spent[0]), median(spent[1]), queries


def run(quick: bool) -> list[Row]:  # noqa: FBT001 -- what every bench is called with
    """The rows of the table: a small sitting and a grown one."""
    times, rows, queries = 30 if quick else 300, [], []
    with tempfile.TemporaryDirectory() as folder:
        house = sitting_of(Path(folder))
        for what in ("at the beginning", "with amendments and speakers"):
            ours, beside, asked = looked_at(house, times)
            rows.append(
                at_most(
                    f"live page {what}, milliseconds of the server",
                    ours,
                    beside,
                    "Flask, the same template from a dict",
                    GOAL,
                )
            )
            queries.append(asked)
            if len(queries) == 1:
                grow(house)
        house.house.database.engine.dispose()
    rows.append(
        at_most(
            "queries of the live page when the sitting has grown", queries[1], queries[0], "queries at the beginning", 1
        )
    )
    return rows


def main() -> None:
    """Print the rows."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--quick", action="store_true", help="fewer rounds")
    print(table(run(asked.parse_args().quick)))


if __name__ == "__main__":
    main()
