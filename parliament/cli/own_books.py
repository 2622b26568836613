"""The own books: record against tables, trees against entries, documents against their hashes."""

import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from parliament.cli.election_books import problems_in_elections
from parliament.cli.past_books import problems_in_history
from parliament.record.canonical import sha256_hex
from parliament.record.checkpoint import BadCheckpoint, BadSignature, open_checkpoint, parse_vkey
from parliament.record.tiles import tiles_of
from parliament.record.tree import Frontier, frontier, leaf_hash
from parliament.store import record, snapshot
from parliament.store.log_tree import root_at
from parliament.store.signatures import keys_in_use
from parliament.store.tables import Annex, CheckpointRow, EntryRow, Log, Tile


def problems_in(db: Db) -> tuple[list[str], str]:
    """Everything that does not hold, and a sentence on how much was looked at."""
    logs = list(db.scalars(select(Log).order_by(Log.id)))
    found = snapshot.check(db)
    for log in logs:
        found += _problems_in_log(db, log)
    found += [
        f"annex {sha256}: its content has another hash"
        for sha256, content in db.execute(select(Annex.sha256, Annex.content)).yield_per(100)
        if sha256_hex(content) != sha256
    ]
    found += problems_in_elections(db)
    found += problems_in_history(db)
    annexes = db.scalar(select(func.count()).select_from(Annex))
    return found, f"Looked at {len(logs)} logs, {sum(log.size for log in logs)} entries, {annexes} annexes."


def _problems_in_log(db: Db, log: Log) -> list[str]:
    """Entries without gaps, and a tree that grows from them: without both, a signed root says nothing."""
    numbers = list(db.scalars(select(EntryRow.seq).where(EntryRow.log_id == log.id).order_by(EntryRow.seq)))
    if numbers != list(range(1, log.size + 1)):
        return [f"log {log.id}: it says it has {log.size} entries, and they are not numbered 1 to {log.size}"]
    leaves = [leaf_hash(leaf) for leaf in record.leaves(db, log.id)]
    if frontier(leaves) != Frontier.from_hex(log.size, json.loads(log.frontier)):
        return [f"log {log.id}: its tree does not grow from its entries"]
    kept = {(tile.level, tile.index): tile.hashes for tile in db.scalars(select(Tile).where(Tile.log_id == log.id))}
    if kept != tiles_of(leaves):
        return [f"log {log.id}: its tiles are not those of its entries"]
    rows = db.scalars(select(CheckpointRow).where(CheckpointRow.log_id == log.id).order_by(CheckpointRow.size))
    keys = [parse_vkey(key.vkey).for_log(log.origin).encode() for key in keys_in_use(db)]
    return [found for row in rows if (found := _problem_with(db, log, row, keys))]


def _problem_with(db: Db, log: Log, row: CheckpointRow, keys: list[str]) -> str:
    """A checkpoint that was given away is signed by a key of the house, and its root is that of the entries."""
    where = f"log {log.id}: the checkpoint of its first {row.size} entries"
    try:
        said = open_checkpoint(row.note, keys)
    except (BadCheckpoint, BadSignature) as error:
        return f"{where} does not hold: {error}"
    if row.size > log.size or root_at(db, log.id, row.size).hex() != row.root:
        return f"{where} has another root than they have"
    if (said.origin, said.size, said.root.hex()) != (log.origin, row.size, row.root):
        return f"{where} says something else"
    return ""
