"""Tiles give the roots and proofs of the tree, from few reads, and lie where the specification says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parliament.record import tree
from parliament.record.tiles import (
    WIDTH,
    BadTile,
    Nodes,
    entries_path,
    is_full,
    pack_entries,
    parse_path,
    prove_consistency,
    prove_inclusion,
    root_of,
    root_of_tile,
    tile_bytes,
    tile_path,
    tiles_of,
    unpack_entries,
)

LEAVES = [tree.leaf_hash(str(number).encode()) for number in range(300)]
LONG = [tree.leaf_hash(str(number).encode()) for number in range(WIDTH * WIDTH + WIDTH + 3)]
UNHURRIED = settings(deadline=None)


class Shelf:
    """The tiles of a log at any height, cut from its leaves, and how often they were read."""

    def __init__(self, leaves, height):
        self.reads = []
        self._rows = [list(leaves)]
        while len(self._rows[-1]) >> height:
            row = self._rows[-1]
            width = 1 << height
            self._rows.append([tree.root(row[at : at + width]) for at in range(0, len(row) - width + 1, width)])
        self._height = height

    def read(self, level, index, width):
        self.reads.append((level, index, width))
        first = index << self._height
        found = self._rows[level][first : first + width]
        assert len(found) == width, "a tile was asked for that is not there yet"
        return b"".join(found)


@pytest.mark.parametrize("height", [1, 2, 3])
def test_root_at_every_size_is_that_of_the_tree(height):
    shelf = Shelf(LEAVES, height)
    for size in (*range(70), 127, 128, 129, 255, 256, 257, 300):
        assert root_of(size, shelf.read, height) == tree.root(LEAVES[:size])


@UNHURRIED
@given(st.integers(1, 300), st.integers(1, 4), st.data())
def test_inclusion_proof_is_that_of_the_tree(size, height, data):
    index = data.draw(st.integers(0, size - 1))
    proof = prove_inclusion(size, index, Shelf(LEAVES, height).read, height)
    assert proof == tree.inclusion_proof(index, LEAVES[:size])


@UNHURRIED
@given(st.integers(0, 300), st.integers(1, 4), st.data())
def test_consistency_proof_is_that_of_the_tree(new, height, data):
    old = data.draw(st.integers(0, new))
    proof = prove_consistency(old, new, Shelf(LEAVES, height).read, height)
    assert proof == tree.consistency_proof(old, LEAVES[:new])


def reading(kept):
    """How the kept tiles are read; a leaves' tile that is not full comes from the leaves, as in the store."""

    def read(level, index, width):
        hashes = kept.get((level, index)) or tile_bytes(LONG[index * WIDTH : index * WIDTH + width])
        return hashes[: width * 32]

    return read


@pytest.fixture(scope="module")
def kept():
    return tiles_of(LONG)


@pytest.mark.parametrize(("old", "new"), [(1, 257), (256, 257), (255, 512), (40_000, 65_795), (65_536, 65_537)])
def test_tiles_of_256_prove_what_the_tree_proves(kept, old, new):
    read = reading(kept)
    assert root_of(new, read) == tree.root(LONG[:new])
    assert prove_consistency(old, new, read) == tree.consistency_proof(old, LONG[:new])
    assert prove_inclusion(new, old - 1, read) == tree.inclusion_proof(old - 1, LONG[:new])


def test_proof_reads_two_tiles_a_level_at_most():
    """O(log n): 65,795 leaves have three levels of tiles."""
    shelf = Shelf(LONG, 8)
    for index in (0, 300, 65_535, 65_536, 65_794):
        shelf.reads.clear()
        prove_inclusion(len(LONG), index, shelf.read)
        assert len(shelf.reads) == len(set(shelf.reads)) <= 6
        shelf.reads.clear()
        prove_consistency(index + 1, len(LONG), shelf.read)
        assert len(shelf.reads) == len(set(shelf.reads)) <= 6


def test_proof_that_no_tree_can_have_is_refused():
    shelf = Shelf(LEAVES, 2)
    for wrong in (lambda: prove_inclusion(5, 5, shelf.read, 2), lambda: prove_inclusion(5, -1, shelf.read, 2)):
        with pytest.raises(IndexError):
            wrong()
    with pytest.raises(IndexError):
        prove_consistency(6, 5, shelf.read, 2)


def test_tile_of_another_width_than_asked_is_refused():
    with pytest.raises(BadTile):
        Nodes(5, lambda _level, _index, width: bytes(32 * (width - 1))).root()


@pytest.mark.parametrize(("key", "old"), [((0, 7), 1793), ((1, 0), 1793), ((2, 0), 65_541), ((1, 1), 65_793)])
def test_changed_hash_in_a_tile_proves_nothing(kept, key, old):
    changed = kept | {key: bytes([kept[key][0] ^ 1]) + kept[key][1:]}
    new, roots = len(LONG), (tree.root(LONG[:old]), tree.root(LONG))
    tree.check_consistency(old, new, prove_consistency(old, new, reading(kept)), *roots)
    with pytest.raises(tree.BadProof):
        tree.check_consistency(old, new, prove_consistency(old, new, reading(changed)), *roots)


def test_tiles_are_those_that_growing_leaves_behind(kept):
    assert {key for key in kept if key[0] > 0} == {(1, 0), (1, 1), (2, 0)}
    assert len([key for key in kept if key[0] == 0]) == WIDTH + 1
    assert is_full(kept[1, 0])
    assert kept[2, 0] == root_of_tile(kept[1, 0]) == tree.root(LONG[: WIDTH * WIDTH])
    assert kept[1, 1] == root_of_tile(kept[0, WIDTH])
    assert tiles_of(LONG[:255]) == {}


@pytest.mark.parametrize(
    ("path", "parsed"),
    [
        ("0/000", (0, 0, 256)),
        ("0/x001/067", (0, 1067, 256)),
        ("3/x123/x456/789.p/255", (3, 123_456_789, 255)),
        ("entries/x001/067.p/1", (None, 1067, 1)),
    ],
)
def test_path_is_the_one_of_the_specification(path, parsed):
    level, index, width = parsed
    assert parse_path(path) == parsed
    assert f"tile/{path}" == (entries_path(index, width) if level is None else tile_path(level, index, width))


@pytest.mark.parametrize(
    "path",
    [
        "",
        "0",
        "0/0",
        "0/67",
        "6/000",
        "00/000",
        "0/x000/001",
        "0/001/067",
        "0/x001",
        "0/000.p/0",
        "0/000.p/256",
        "0/000.p/01",
        "0/000.p",
        "0/000/",
        "data/000",
        "0/٠٠٠",
        "0/000\n",
    ],
)
def test_other_spelling_of_a_path_is_refused(path):
    with pytest.raises(BadTile):
        parse_path(path)


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_bundle_of_entries_comes_back_as_it_went_in(leaves):
    assert unpack_entries(pack_entries(leaves)) == leaves


def test_bundle_of_entries_that_was_cut_short_is_refused():
    data = pack_entries([b"one", b"two"])
    for end in (1, 4, 6, 9):
        with pytest.raises(BadTile):
            unpack_entries(data[:end])
    with pytest.raises(BadTile):
        pack_entries([bytes(65_536)])
