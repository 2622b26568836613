"""A whole sitting, played by the simulation against a real server, which is killed in the middle of it."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from parliament.commands.declarations import bundle_of
from parliament.commands.house import House
from parliament.demo.client import Client
from parliament.demo.founding import city_rows, found_demo
from parliament.demo.home import PEOPLE, write_people
from parliament.results.verify import report_text, verify_bundle
from parliament.store.database import Database
from parliament.store.migrate import upgrade
from parliament.store.snapshot import check
from tests.faults.parliaments import Served

CITIES, VISITING = 16, 3


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Served]:
    """A demo of sixteen cities, forty times as fast as life."""
    upgrade(f"sqlite:///{tmp_path / 'parliament.db'}")
    database = Database(f"sqlite:///{tmp_path / 'parliament.db'}")
    write_people(tmp_path / PEOPLE, found_demo(House(database), city_rows()[:CITIES], visiting=VISITING))
    database.engine.dispose()
    served = Served(["demo", "--home", str(tmp_path), "--speed", "40"], tmp_path / "log")
    served.start()
    yield served
    served.stop()


def read(served: Served, path: str) -> Any:
    """What anybody may read."""
    client = Client(served.url)
    try:
        return client._ask("GET", path, {}, None)
    finally:
        client.close()


def wait_for(what: Callable[[], Any], served: Served, seconds: float) -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = what()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"waited {seconds} s in vain:\n{served.log.read_text()[-3000:]}")


def is_running(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def players(served: Served) -> list[int]:
    """The simulation's process: the child of the server's worker."""
    (worker,) = served.workers()
    found = []
    for each in Path(f"/proc/{worker}/task").iterdir():
        found += [int(child) for child in (each / "children").read_text().split()]
    return found


@pytest.mark.timeout(170)
def test_a_demo_that_is_killed_during_a_vote_goes_on_to_a_declaration_that_verifies(
    demo: Served, tmp_path: Path
) -> None:
    session = wait_for(lambda: read(demo, "/api/sessions")["sessions"], demo, 30)[0]["slug"]
    simulation = players(demo)
    assert len(simulation) == 1
    # Nothing comes between seeing the first ballots and the kill, because a vote is short at this speed.
    wait_for(lambda: (read(demo, f"/api/sessions/{session}/live")["vote"] or {}).get("voted"), demo, 60)
    demo.kill()
    wait_for(lambda: not is_running(simulation[0]), demo, 10)

    demo.start()
    declared = wait_for(lambda: read(demo, f"/api/sessions/{session}/live")["declarations"], demo, 90)
    demo.stop()

    database = Database(f"sqlite:///{tmp_path / 'parliament.db'}")
    house = House(database)
    report = verify_bundle(bundle_of(house, declared[0]["slug"]))
    assert report.ok, report_text(report)
    with house.reading() as db:
        assert check(db) == []
    database.engine.dispose()


@pytest.mark.timeout(120)
def test_a_simulation_that_falls_is_started_again_and_the_server_stays(demo: Served) -> None:
    (first,) = wait_for(lambda: players(demo), demo, 10)
    worker = demo.workers()

    os.kill(first, signal.SIGKILL)
    second = wait_for(lambda: [pid for pid in players(demo) if pid != first], demo, 20)
    assert len(second) == 1
    assert demo.workers() == worker
    assert "the simulation ended and is started again" in demo.log.read_text()
