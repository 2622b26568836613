"""The tree of a log as it is kept: tiles that grow with it, and roots and proofs read from them.

Full tiles of leaves are rows, and so is every tile above them, which grows by one hash when one below it is complete. The
hashes of the last leaves are made from their entries. So an entry more costs the same however many there are, and a
proof reads one or two tiles a level.
"""

from sqlalchemy.orm import Session as Db

from parliament.record import tiles
from parliament.record.tiles import HEIGHT, WIDTH, Read, is_full, pack_entries, root_of_tile, tile_bytes
from parliament.record.tree import HASH_SIZE, leaf_hash
from parliament.rules.refusals import Code, Refused
from parliament.store.leaves import leaves, lines
from parliament.store.tables import Log, Tile


def root_at(db: Db, log: str, size: int) -> bytes:
    """The root over the first `size` entries. Refused: not_found, because there are not so many."""
    _check_size(db, log, size)
    return tiles.root_of(size, _reading(db, log))


def inclusion(db: Db, log: str, index: int, size: int) -> list[bytes]:
    """The path from leaf `index`, counted from 0, to the root over the first `size`. Refused: not_found."""
    _check_size(db, log, size)
    if not 0 <= index < size:
        raise Refused(Code.NOT_FOUND)
    return tiles.prove_inclusion(size, index, _reading(db, log))


def consistency(db: Db, log: str, old: int, new: int) -> list[bytes]:
    """What shows that the first `new` entries begin with the first `old`. Refused: not_found."""
    _check_size(db, log, new)
    if not 0 <= old <= new:
        raise Refused(Code.NOT_FOUND)
    return tiles.prove_consistency(old, new, _reading(db, log))


def tile(db: Db, log: str, level: int, index: int, width: int = WIDTH) -> bytes:
    """The first `width` hashes of a tile. Refused: not_found, because there are not so many."""
    row = db.get(Tile, (log, level, index))
    hashes = row.hashes[: width * HASH_SIZE] if row else b""
    if row is None and level == 0 and width < WIDTH:
        hashes = b"".join(map(leaf_hash, leaves(db, log, after=index << HEIGHT, limit=width)))
    if len(hashes) != width * HASH_SIZE:
        raise Refused(Code.NOT_FOUND)
    return hashes


def entry_bundle(db: Db, log: str, index: int, width: int = WIDTH) -> bytes:
    """The first `width` leaves under a tile, as everybody may read them. Refused: not_found."""
    told = lines(db, log, after=index << HEIGHT, limit=width)
    if len(told) != width:
        raise Refused(Code.NOT_FOUND)
    return pack_entries(told)


def grow(db: Db, log: str, size: int) -> None:
    """Write the tiles that entry number `size` completes: none, but for every 256th. The log's lock is held."""
    if size % WIDTH:
        return
    hashes = tile_bytes([leaf_hash(leaf) for leaf in leaves(db, log, after=size - WIDTH)])
    level, index = 0, (size >> HEIGHT) - 1
    db.add(Tile(log_id=log, level=level, index=index, hashes=hashes))
    while is_full(hashes):
        root = root_of_tile(hashes)
        level, index, place = level + 1, index >> HEIGHT, index & (WIDTH - 1)
        if place == 0:
            hashes = root
            db.add(Tile(log_id=log, level=level, index=index, hashes=hashes))
        else:
            row = db.get_one(Tile, (log, level, index))
            hashes = row.hashes = row.hashes + root


def _reading(db: Db, log: str) -> Read:
    return lambda level, index, width: tile(db, log, level, index, width)


def _check_size(db: Db, log: str, size: int) -> None:
    row = db.get(Log, log)
    if row is None or not 0 <= size <= row.size:
        raise Refused(Code.NOT_FOUND)
