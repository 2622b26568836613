"""How long the list of what will be voted takes with a thousand amendments to one text, database and page included.

`python -m bench.marshalled_list` plays a session of the tests up to a published motion of 200 paragraphs, puts so many
amendments into its SQLite and asks for the first page of the list as a reader would. Every time is given beside that of reading
the same amendments' operations from JSON, run right before it: the ratio is worth comparing between machines.
"""

import argparse
import hashlib
import json
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.amendments import draw_amendment
from parliament import texts
from parliament.app import create_app
from parliament.commands.wording import stored_text
from parliament.config import Settings
from parliament.record.canonical import canonical
from parliament.store.tables import Amendment, Annex, Motion
from parliament.store.views.docket import docket_view
from tests.results import played

PARAGRAPHS = 200


def milliseconds(work: Callable[[], object], runs: int) -> float:
    """The fastest of some runs, by the clock."""
    best = float("inf")
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best * 1000


def amend(house: played.Played, motion_id: str, many: int) -> list[str]:
    """Put so many amendments into the tables, as submitting them one by one would; their operations as JSON."""
    chance, kept = random.Random(1), []
    with house.house.database.writing() as db:
        motion = db.get_one(Motion, motion_id)
        base = stored_text(db, motion.text_hash)
        for number in range(1, many + 1):
            content = canonical(texts.operations_to_json(draw_amendment(chance, base)))
            kept.append(content.decode())
            sha256 = hashlib.sha256(content).hexdigest()
            if db.get(Annex, sha256) is None:
                db.add(Annex(sha256=sha256, content=content, media_type="application/json"))
                db.flush()
            seat = house.seats[number % len(house.seats)]
            said = {"motion_id": motion_id, "base_hash": motion.text_hash, "operations_hash": sha256}
            row = Amendment(id=f"amendment-{number}", seat_id=seat, number=number, replaces=[], submitted_at=house.now)
            for name, value in (said | {"justification": ""}).items():
                setattr(row, name, value)
            db.add(row)
        db.commit()
    return kept


def measure(many: int, runs: int, folder: Path) -> tuple[float, float, float]:
    """Milliseconds of the view, of the page, and of reading the same operations from JSON."""
    house = played.Played(folder)
    house.convene()
    motion = house.bring_forward("On water in cities")
    kept = amend(house, motion, many)
    client = create_app(Settings("sqlite://", "a key that signs nothing"), house=house.house).test_client()
    beside = milliseconds(lambda: [json.loads(each) for each in kept], runs)
    with house.house.reading() as db:
        view = milliseconds(lambda: docket_view(db, motion, house.chair), runs)
    return view, milliseconds(lambda: client.get(f"/motions/{motion}/list"), runs), beside


def main() -> None:
    """Print a line for each size."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--sizes", type=int, nargs="+", default=[250, 500, 1000])
    asked.add_argument("--runs", type=int, default=3, help="the fastest of so many runs counts")
    wanted = asked.parse_args()
    played.PARAGRAPHS = [
        {"section": "operative", "text": " ".join(f"w{n}-{k}" for k in range(30)), "addressee": ""}
        for n in range(PARAGRAPHS)
    ]
    for many in wanted.sizes:
        with tempfile.TemporaryDirectory() as folder:
            view, page, beside = measure(many, wanted.runs, Path(folder))
        print(
            f"{many:>5} amendments: view {view:>6.0f} ms {view / beside:>5.0f}x, page {page:>6.0f} ms {page / beside:>5.0f}x"
        )


if __name__ == "__main__":
    main()
