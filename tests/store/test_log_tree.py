"""The tree as the store keeps it: the roots and proofs of the whole tree, whatever was written before there were tiles."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, select, text

from parliament.record import tree
from parliament.record.canonical import parse_canonical
from parliament.record.entries import MotionAdmitted, TurnInterrupted
from parliament.record.leaves import hash_of_line
from parliament.record.tiles import tiles_of, unpack_entries
from parliament.rules.refusals import Code, Refused
from parliament.store import log_tree, record
from parliament.store.database import Database
from parliament.store.migrate import downgrade, upgrade
from parliament.store.tables import Base, EntryRow, Log, Tile

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LOG = "session-1"
ENTRIES, BEFORE = 530, 514


def grown(database: Database, entries: int) -> None:
    """A log of that many entries, every fifth of them the house's own."""
    with database.writing() as db:
        if db.get(Log, LOG) is None:
            record.open_log(db, LOG, "house.example/1-water")
        for number in range(entries):
            fact = (
                MotionAdmitted(motion="motion-1", number=number) if number % 5 == 0 else TurnInterrupted(turn="turn-1")
            )
            record.append(db, LOG, fact, at=AT, by={"account": "", "office": "", "seat": None})


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'house.db'}"
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database(url)
    Base.metadata.create_all(database.engine)
    yield database
    database.engine.dispose()


def hashes(db) -> list[bytes]:
    return [tree.leaf_hash(leaf) for leaf in record.leaves(db, LOG)]


def kept(db) -> dict[tuple[int, int], bytes]:
    return {(row.level, row.index): row.hashes for row in db.scalars(select(Tile).where(Tile.log_id == LOG))}


def check_tree(db) -> None:
    """Everything the tree says of this log, against the tree over all its leaves."""
    leaves = hashes(db)
    assert db.get(Log, LOG).size == len(leaves) == ENTRIES
    assert kept(db) == tiles_of(leaves)
    for size in (0, 1, 2, 255, 256, 257, 511, 512, 520, ENTRIES):
        assert log_tree.root_at(db, LOG, size) == tree.root(leaves[:size])
        assert log_tree.consistency(db, LOG, size, ENTRIES) == tree.consistency_proof(size, leaves)
    for index, size in [(0, 1), (0, ENTRIES), (255, 256), (256, 520), (529, ENTRIES), (17, 513)]:
        assert log_tree.inclusion(db, LOG, index, size) == tree.inclusion_proof(index, leaves[:size])


def test_tree_in_the_store_is_the_tree_over_all_leaves(database: Database) -> None:
    grown(database, ENTRIES)
    with database.reading() as db:
        check_tree(db)


def test_tiles_and_bundles_of_entries_fit_together(founded_log: Database) -> None:
    with founded_log.reading() as db:
        for index, width in [(0, 256), (0, 1), (0, 255), (1, 44), (1, 7)]:
            lines = unpack_entries(log_tree.entry_bundle(db, LOG, index, width))
            tile = log_tree.tile(db, LOG, 0, index, width)
            assert b"".join(map(tree.leaf_hash, lines)) == tile
        assert log_tree.tile(db, LOG, 1, 0, 1) == tree.root(hashes(db)[:256])


@pytest.mark.parametrize(
    ("level", "index", "width"), [(0, 1, 256), (0, 1, 45), (0, 2, 1), (1, 0, 2), (1, 1, 1), (5, 0, 1)]
)
def test_tile_that_is_not_there_yet_is_refused(founded_log: Database, level: int, index: int, width: int) -> None:
    with founded_log.reading() as db:
        with pytest.raises(Refused) as caught:
            log_tree.tile(db, LOG, level, index, width)
        assert caught.value.code == Code.NOT_FOUND
        if level == 0:
            with pytest.raises(Refused):
                log_tree.entry_bundle(db, LOG, index, width)


@pytest.fixture(scope="module")
def founded_log(tmp_path_factory) -> Iterator[Database]:
    """A log of 300 entries that nobody changes."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('log') / 'house.db'}")
    Base.metadata.create_all(database.engine)
    grown(database, 300)
    yield database
    database.engine.dispose()


def test_size_the_log_never_had_is_refused(founded_log: Database) -> None:
    with founded_log.reading() as db:
        for ask in (
            lambda: log_tree.root_at(db, LOG, 301),
            lambda: log_tree.root_at(db, "session-none", 0),
            lambda: log_tree.inclusion(db, LOG, 300, 300),
            lambda: log_tree.inclusion(db, LOG, -1, 300),
            lambda: log_tree.inclusion(db, LOG, 0, 301),
            lambda: log_tree.consistency(db, LOG, 2, 1),
            lambda: log_tree.consistency(db, LOG, 1, 301),
        ):
            with pytest.raises(Refused) as caught:
                ask()
            assert caught.value.code == Code.NOT_FOUND


def test_seal_tells_nothing_and_binds_every_byte(founded_log: Database) -> None:
    with founded_log.reading() as db:
        row = db.get_one(EntryRow, (LOG, 1))
        sealed = parse_canonical(unpack_entries(log_tree.entry_bundle(db, LOG, 0, 1))[0])
        assert sealed == {"v": 1, "log": LOG, "seq": 1, "sealed": hashlib.sha256(row.salt + row.data).hexdigest()}
        assert len(row.salt) == 32
        salts = [each for each in db.scalars(select(EntryRow.salt)) if each]
        assert len(salts) == len(set(salts)) == 60
        assert set(db.scalars(select(EntryRow.kind).where(EntryRow.salt.is_not(None)))) == {"motion.admitted"}


def test_append_asks_as_much_at_any_length(founded_log: Database, tmp_path) -> None:
    """Between two full tiles, an entry more is the same statements however many there are."""
    short = Database(f"sqlite:///{tmp_path / 'short.db'}")
    Base.metadata.create_all(short.engine)
    grown(short, 2)
    asked: list[list[str]] = []
    for database in (short, founded_log):
        said: list[str] = []
        event.listen(database.engine, "before_cursor_execute", lambda *args, said=said: said.append(args[2]))
        with database.writing() as db:
            record.append(db, LOG, TurnInterrupted(turn="turn-1"), at=AT, by={})
            db.flush()
            asked.append(list(said))
            db.rollback()
    short.engine.dispose()
    assert asked[0] == asked[1]


def test_log_from_before_there_were_tiles_keeps_its_leaves_and_gets_them(url: str) -> None:
    """Roots that were signed then still hold; of what was not sealed then, only the hash is told."""
    upgrade(url)
    database = Database(url)
    grown(database, BEFORE)
    with database.writing() as db:
        db.execute(text("UPDATE entries SET salt = NULL"))
        leaves = hashes(db)
        edge = tree.frontier(leaves)
        db.execute(text("UPDATE logs SET frontier = :edge"), {"edge": str(edge.to_hex()).replace("'", '"')})
    database.engine.dispose()
    downgrade(url, to="0001")
    upgrade(url)
    database = Database(url)
    grown(database, ENTRIES - BEFORE)
    with database.reading() as db:
        check_tree(db)
        assert log_tree.root_at(db, LOG, BEFORE) == tree.root(leaves)
        lines = unpack_entries(log_tree.entry_bundle(db, LOG, 0)) + unpack_entries(log_tree.entry_bundle(db, LOG, 1))
        assert [hash_of_line(line) for line in lines] == leaves[:512]
        assert set(parse_canonical(lines[0])) == {"leaf", "seq"}
        assert b"motion.admitted" not in b"".join(lines)
    database.engine.dispose()
