"""The own books: record against tables, trees against entries, documents against their hashes."""

import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from parliament.cli.election_books import problems_in_elections
from parliament.cli.past_books import problems_in_history
from parliament.record.canonical import sha256_hex
from parliament.record.tree import Frontier, frontier, leaf_hash
from parliament.store import record, snapshot
from parliament.store.tables import Annex, EntryRow, Log


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
    grown = frontier([leaf_hash(leaf) for leaf in record.leaves(db, log.id)])
    if grown != Frontier.from_hex(log.size, json.loads(log.frontier)):
        return [f"log {log.id}: its tree does not grow from its entries"]
    return []
