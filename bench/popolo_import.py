"""How long 2,000 roll calls of 400 seats take to come in from Popolo JSON: `python -m bench.popolo_import`.

Writes a file as a stranger would, imports it into a new database as `parliament import popolo` does, and says the time
of each part beside that of `json.load` alone: the ratio is worth comparing between machines, the seconds are not.
"""

import argparse
import json
import random
import tempfile
import time
from pathlib import Path

from parliament.cli.history import read_and_count
from parliament.commands.founding import found_house
from parliament.commands.history import import_history
from parliament.commands.house import House
from parliament.record.canonical import sha256_hex
from parliament.results.past_report import report
from parliament.results.popolo import Defaults
from parliament.rules.powers import Actor, Office
from parliament.store.database import Database
from parliament.store.migrate import upgrade

REQUIREMENTS = ("simple", "of_members 1/2", "qualified 2/3", "absolute 201; quorum more_than 1/2 of members")


def write_file(path: Path, votes: int, seats: int) -> None:
    """Roll calls in which everybody is named, in an order that changes, with a group, as real files have it."""
    chance = random.Random(20261122)
    people = [{"id": f"person/{number}", "name": f"Member {number}"} for number in range(seats)]
    motions, events = [], []
    for number in range(votes):
        motions.append({"id": f"m{number}", "text": f"Question {number}", "requirement": chance.choice(REQUIREMENTS)})
        present = chance.sample(people, seats - number % 7)
        cast = chance.choices(("yes", "no", "abstain", "absent", "not voting"), (50, 35, 5, 8, 2), k=len(present))
        ballots = [
            {"voter_id": person["id"], "option": option, "group_id": f"party/{len(person['name']) % 9}"}
            for person, option in zip(present, cast, strict=True)
        ]
        day = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
        event = {"id": f"v{number}", "motion_id": f"m{number}", "organization_id": "house", "start_date": day}
        events.append(event | {"result": "pass", "votes": ballots})
    whole = {"organizations": [{"id": "house", "name": "The House"}], "persons": people}
    path.write_text(json.dumps(whole | {"motions": motions, "vote_events": events}), encoding="utf-8")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--votes", type=int, default=2000)
    asked.add_argument("--seats", type=int, default=400)
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "votes.json"
        write_file(path, wanted.votes, wanted.seats)
        print(f"{wanted.votes} roll calls of {wanted.seats} seats, {path.stat().st_size / 1e6:.1f} MB")
        started = time.perf_counter()
        with path.open(encoding="utf-8") as file:
            json.load(file)
        alone = time.perf_counter() - started
        said, took = import_into(path, f"sqlite:///{folder}/parliament.db")
    for part, seconds in {"json.load alone": alone, **took}.items():
        print(f"{part:>16}: {seconds:6.2f} s")
    print(f"{said['votes']} votes, {len(said['disagreements'])} disagreements", end="; ")
    print(f"import: {sum(took.values()):.1f} s, {sum(took.values()) / alone:.1f} times json.load")


def import_into(path: Path, url: str) -> tuple[dict, dict[str, float]]:
    """Import a file into a new parliament; the report, and how long each part took."""
    upgrade(url)
    house = House(Database(url))
    founded = found_house(house, origin="bench.example", login="bench@bench.example", name="Bench")
    clerk = Actor(account=founded["account"], offices=frozenset({Office.SECRETARIAT}))
    took: dict[str, float] = {}
    started = time.perf_counter()
    data = path.read_bytes()
    popolo, arrived = read_and_count(data, Defaults())
    took["read and count"] = time.perf_counter() - started
    said = report(popolo, arrived)
    house.perform(import_history, by=clerk, arrivals=arrived, source_sha256=sha256_hex(data))
    took["keep"] = time.perf_counter() - started - sum(took.values())
    house.database.engine.dispose()
    return said, took


if __name__ == "__main__":
    main()
