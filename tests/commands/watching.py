"""A checkpoint of a chamber's log as it is served, and witnesses who sign it."""

from parliament.record.cosignature import Cosigner
from parliament.store.log_tree import root_at
from parliament.store.tables import Log
from tests.builders import Chamber

ACCRA = Cosigner("witness.accra.example.org", bytes([1]) * 32)
LYON = Cosigner("witness.lyon.example.org", bytes([2]) * 32)


def checkpoint_of(chamber: Chamber, log: str = "institution", size: int | None = None) -> str:
    """What the house's pen says of the log."""
    with chamber.house.reading() as db:
        row = db.get_one(Log, log)
        origin, size = row.origin, row.size if size is None else size
        root = root_at(db, log, size)
    return chamber.house.pen.checkpoint(origin, size, root, chamber.house.proving(log))


def seconds(chamber: Chamber) -> int:
    """Now, as a witness writes it."""
    return int(chamber.at.timestamp())
