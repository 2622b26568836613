"""What an entry more costs as the record grows, and what verifying a bundle costs: `python -m bench.append`.

Three logs of one SQLite database hold 10, 10,000 and 1,000,000 entries. A round appends the same entries to each in turn,
so that what else the machine does falls on all three; a figure is the fastest of some rounds, without the commit, which
is the disk's and the same for all. Every 256th entry completes a tile, so a round has whole tiles.

The bundle is that of a declaration of the tests. It is verified from its bytes, as `parliament verify` does.
"""

import argparse
import cProfile
import hashlib
import json
import pstats
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.orm import Session as Db

from bench import rows
from bench.rows import Row
from parliament.commands.declarations import bundle_of
from parliament.record.entries import ItemCalled
from parliament.record.tiles import WIDTH, is_full, root_of_tile
from parliament.record.tree import Frontier, frontier, leaf_hash
from parliament.results.archive import unpack
from parliament.results.verify import verify_bundle
from parliament.store import record
from parliament.store.database import Database
from parliament.store.log_tree import root_at
from parliament.store.tables import Base, Log, Tile
from tests.results.played import Played

SIZES = (10, 10_000, 1_000_000)
BATCH = 10_000  # rows put in at once
FLAT = 1.5  # times: within what the same append differs from round to round on a shared machine
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
FACT = ItemCalled(sitting="sitting-1", item="item-1")
LINE = (
    '{"at":"2026-11-22T09:00:00.000Z","body":{"item":"item-1","sitting":"sitting-1"},"by":{"office":"chair"},'
    '"kind":"item.called","log":"%s","seq":%d,"v":1}'
)
PUT = "INSERT INTO entries (log_id, seq, kind, at, data) VALUES (?, ?, ?, '2026-11-22 09:00:00.000000', ?)"


def fill(db: Db, log: str, size: int) -> None:
    """Bring an empty log to this size at once: entries, tiles and the edge of the tree, as `append` would have left them."""
    connection = db.connection()
    leaves: list[bytes] = []
    for begin in range(0, size, BATCH):
        lines = [(LINE % (log, seq)).encode() for seq in range(begin + 1, min(begin + BATCH, size) + 1)]
        # Past SQLAlchemy, which would think about each of a million rows.
        connection.exec_driver_sql(PUT, [(log, seq, FACT.kind, line) for seq, line in enumerate(lines, begin + 1)])
        leaves += map(leaf_hash, lines)
    hashes, level, roots = leaves, 0, []
    while hashes:
        tiles = [b"".join(hashes[at : at + WIDTH]) for at in range(0, len(hashes), WIDTH)]
        kept = [tile for tile in tiles if level or is_full(tile)]  # leaves without a whole tile are made from entries
        if kept:
            same = {"log_id": log, "level": level}
            told = [{**same, "index": at, "hashes": tile} for at, tile in enumerate(kept)]
            connection.execute(insert(Tile.__table__), told)
        hashes, level = [root_of_tile(tile) for tile in tiles if is_full(tile)], level + 1
        roots = roots or hashes
    peaks = (*frontier(roots).peaks, *frontier(leaves[len(roots) * WIDTH :]).peaks)
    row = db.get_one(Log, log)
    row.size, row.frontier = size, json.dumps(Frontier(size, peaks).to_hex())
    db.flush()
    if root_at(db, log, size) != Frontier(size, peaks).root():
        raise RuntimeError("the log was not filled as it would have grown")


def append_seconds(database: Database, log: str, many: int) -> float:
    """Seconds of one append, the mean of so many in one transaction."""
    with database.writing() as db:
        begun = time.perf_counter()
        for _ in range(many):
            record.append(db, log, FACT, at=AT, by={"office": "chair"})
        db.flush()
        taken = time.perf_counter() - begun
        db.commit()
    return taken / many


def appends(folder: Path, rounds: int) -> list[Row]:
    """Two rows: 10,000 and 1,000,000 beside 10."""
    database = Database(f"sqlite:///{folder}/record.db")
    Base.metadata.create_all(database.engine)
    begun = time.perf_counter()
    for size in SIZES:
        with database.writing() as db:
            record.open_log(db, f"log-{size}", f"example.org/log-{size}")
            fill(db, f"log-{size}", size)
    print(f"  the three logs were filled in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    taken = {size: [append_seconds(database, f"log-{size}", WIDTH) for _ in range(1)] for size in SIZES}  # and warm
    for _ in range(rounds):
        for size in SIZES:
            taken[size].append(append_seconds(database, f"log-{size}", WIDTH))
    database.engine.dispose()
    few, *more = [min(taken[size]) * 1e6 for size in SIZES]
    return [
        rows.at_most(f"append one entry to a record of {size:,}, µs", ours, few, "to a record of 10", FLAT)
        for size, ours in zip(SIZES[1:], more, strict=True)
    ]


def fastest(work: Callable[[], object], runs: int) -> float:
    """Seconds of the processor for one call, the least of some."""
    best = float("inf")
    for _ in range(runs):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def _json_in(data: bytes) -> list[bytes]:
    """The documents of a file of the bundle: one, or one to a line, or none."""
    return [line for line in data.splitlines() if line[:1] in (b"{", b"[") and line[-1:] in (b"}", b"]")]


def verifying(folder: Path, runs: int, *, profile: bool = False) -> list[Row]:
    """One row: verifying a bundle beside hashing its bytes."""
    played = Played(folder)
    played.convene()
    bundle = bundle_of(played.house, played.declare(played.adopt())["slug"])
    if not verify_bundle(bundle).ok:
        raise RuntimeError("the bundle does not verify")
    hashing = fastest(lambda: hashlib.sha256(bundle).digest(), runs * 20) * 1000
    verifying = fastest(lambda: verify_bundle(bundle), runs) * 1000
    plain = [line for data in unpack(bundle).values() for line in _json_in(data)]
    reading = fastest(lambda: [json.loads(line) for line in plain], runs * 5) * 1000
    print(
        f"  the bundle has {len(bundle):,} bytes; to read its {len(plain)} JSON documents alone takes {reading:.2f} ms, "
        f"{reading / hashing:.0f} times the hash",
        file=sys.stderr,
    )
    if profile:
        watched = cProfile.Profile()
        watched.runcall(verify_bundle, bundle)
        pstats.Stats(watched, stream=sys.stderr).sort_stats("cumulative").print_stats(25)
    return [rows.at_most("verify an evidence bundle, ms", verifying, hashing, "SHA-256 of its bytes", 10.0)]


def run(quick: bool, *, profile: bool = False) -> list[Row]:  # noqa: FBT001 -- what every bench is called with
    """Three rows: two of appending, one of verifying."""
    with tempfile.TemporaryDirectory(prefix="parliament-bench-") as folder:
        return [
            *appends(Path(folder), 5 if quick else 20),
            *verifying(Path(folder), 5 if quick else 20, profile=profile),
        ]


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--profile", action="store_true", help="say where verifying spends its time")
    print(rows.table(run(quick=True, profile=asked.parse_args().profile)), end="")
