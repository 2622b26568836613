"""Moving out: the keys and the memory of a house that signed inside go to a signer of its own."""

from pathlib import Path

from sqlalchemy import select

from parliament.record.checkpoint import Signer
from parliament.record.pen import Signed
from parliament.signing.strongbox import BadState, Strongbox
from parliament.store.database import Database
from parliament.store.signatures import keys_in_use, waiting_key
from parliament.store.tables import Key, SignedSize


def move_out(database: Database, home: Path) -> str:
    """Write the strongbox of a signer at `home`, and only then forget the seeds here. The key that signs now.

    Seeds that lay in a database lie in its backups: change the key afterwards. Raises `BadState`.
    """
    with database.reading() as db:
        if waiting_key(db) is not None:
            raise BadState("a new key waits for a second person: let it be confirmed first")
        former = [Signer(key.name, key.seed) for key in keys_in_use(db) if key.seed is not None]
        sizes = {row.origin: Signed(row.size, bytes.fromhex(row.root)) for row in db.scalars(select(SignedSize))}
    if not former:
        raise BadState("this house keeps no key of its own")
    box = Strongbox(home, former[0].name, former)
    for origin, tree in sizes.items():
        box.remember(origin, tree)
    box.close()
    with database.writing() as db:
        for key in db.scalars(select(Key)):
            key.seed = None
    return former[0].vkey
