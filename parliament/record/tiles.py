"""The tree cut into tiles (C2SP tlog-tiles), so that files which never change serve any number of readers.

A tile holds up to 256 hashes of one level side by side; the tiles of the level above hold the roots of the full ones.
Whoever can read tiles makes every root and every proof from them, reading one or two tiles a level however long the log.
The roots and proofs are those of `tree`, which needs all leaves for them.
"""

import re
from collections.abc import Callable, Sequence

from parliament.record.leaves import MAX_LEAF
from parliament.record.tree import EMPTY_ROOT, HASH_SIZE, node_hash

HEIGHT = 8
WIDTH = 1 << HEIGHT
MAX_LEVEL = 5
_PATH = re.compile(r"(?:([0-5])|(entries))/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")

# Level, number of the tile, how many hashes it has: to those hashes, one after the other.
Read = Callable[[int, int, int], bytes]


class BadTile(ValueError):
    """A tile, a bundle of entries or the path to one is not in the form of the specification."""


class Nodes:
    """The nodes of a tree of `size` leaves, made from its tiles; each tile is read once."""

    def __init__(self, size: int, read: Read, height: int = HEIGHT) -> None:
        self.size, self._read, self._height = size, read, height
        self._tiles: dict[tuple[int, int], bytes] = {}

    def node(self, level: int, index: int) -> bytes:
        """The root of the complete subtree over the leaves from `index << level` on."""
        above, within = divmod(level, self._height)
        first = index << within
        tile, place = first >> self._height, first & ((1 << self._height) - 1)
        hashes = self._tile(above, tile)
        return _root_of(hashes[place * HASH_SIZE : (place + (1 << within)) * HASH_SIZE])

    def root(self, first: int = 0, last: int | None = None) -> bytes:
        """`MTH` over the leaves from `first` up to `last` (RFC 6962 2.1), which begin where a subtree of them can."""
        end = self.size if last is None else last
        peaks = []
        while first < end:
            level = (end - first).bit_length() - 1
            peaks.append(self.node(level, first >> level))
            first += 1 << level
        if not peaks:
            return EMPTY_ROOT
        found = peaks.pop()
        while peaks:
            found = node_hash(peaks.pop(), found)
        return found

    def _tile(self, level: int, index: int) -> bytes:
        if (level, index) not in self._tiles:
            there = (self.size >> level * self._height) - (index << self._height)
            width = min(there, 1 << self._height)
            hashes = self._read(level, index, width)
            if len(hashes) != width * HASH_SIZE:
                raise BadTile(f"tile {index} of level {level} does not have {width} hashes")
            self._tiles[level, index] = hashes
        return self._tiles[level, index]


def root_of(size: int, read: Read, height: int = HEIGHT) -> bytes:
    """The root of the tree at this size."""
    return Nodes(size, read, height).root()


def prove_inclusion(size: int, index: int, read: Read, height: int = HEIGHT) -> list[bytes]:
    """The path from leaf `index` (counted from 0) to the root at `size`, sibling first (RFC 6962 2.1.1)."""
    if not 0 <= index < size:
        raise IndexError(f"no leaf {index} in a tree of {size}")
    nodes, path = Nodes(size, read, height), []
    first, last = 0, size
    while last - first > 1:
        split = first + _split(last - first)
        if index < split:
            path.append(nodes.root(split, last))
            last = split
        else:
            path.append(nodes.root(first, split))
            first = split
    return path[::-1]


def prove_consistency(old: int, new: int, read: Read, height: int = HEIGHT) -> list[bytes]:
    """What shows that the tree of `old` leaves begins the tree of `new` (RFC 6962 2.1.2). `read` gives the tiles at `new`."""
    if not 0 <= old <= new:
        raise IndexError(f"a tree of {new} never had the size {old}")
    nodes, proof = Nodes(new, read, height), []
    first, last = 0, new
    while first < old < last:
        split = first + _split(last - first)
        if old <= split:
            proof.append(nodes.root(split, last))
            last = split
        else:
            proof.append(nodes.root(first, split))
            first = split
    if first:  # What is left of the old tree is not the whole of it, so its verifier does not have this root.
        proof.append(nodes.root(first, last))
    return proof[::-1]


def tile_bytes(hashes: Sequence[bytes]) -> bytes:
    """A tile as it is kept and served: at most 256 hashes, one after the other."""
    if not 1 <= len(hashes) <= WIDTH or any(len(each) != HASH_SIZE for each in hashes):
        raise BadTile("a tile is 1 to 256 hashes of 32 bytes")
    return b"".join(hashes)


def is_full(tile: bytes) -> bool:
    """Whether a tile can grow no more, and its root stands in the level above."""
    return len(tile) == WIDTH * HASH_SIZE


def root_of_tile(tile: bytes) -> bytes:
    """The root of a full tile: the hash that stands for it in the level above."""
    if not is_full(tile):
        raise BadTile("only a full tile has its root in the level above")
    return _root_of(tile)


def tiles_of(leaves: Sequence[bytes]) -> dict[tuple[int, int], bytes]:
    """All tiles over these leaf hashes by level and number, but for a leaves' tile that is not full: those that are kept."""
    found: dict[tuple[int, int], bytes] = {}
    level, row = 0, list(leaves[: len(leaves) // WIDTH * WIDTH])
    while row:
        cut = [tile_bytes(row[first : first + WIDTH]) for first in range(0, len(row), WIDTH)]
        found |= {(level, index): tile for index, tile in enumerate(cut)}
        level, row = level + 1, [root_of_tile(tile) for tile in cut if is_full(tile)]
    return found


def tile_path(level: int, index: int, width: int = WIDTH) -> str:
    """Where a tile of hashes lies below the log's own address, as in `tile/0/x001/067.p/12`."""
    return f"tile/{level}/{_place(index, width)}"


def entries_path(index: int, width: int = WIDTH) -> str:
    """Where the bundle of the entries under a leaves' tile lies."""
    return f"tile/entries/{_place(index, width)}"


def parse_path(path: str) -> tuple[int | None, int, int]:
    """Level (none for entries), number and width in the path after `tile/`, in the one spelling it has. Raises `BadTile`."""
    found = _PATH.fullmatch(path)
    if found is None:
        raise BadTile(f"no tile lies at {path[:100]!r}")
    level, _, digits, said = found.groups()
    index = int(digits.replace("x", "").replace("/", ""))
    width = int(said) if said else WIDTH
    if width > WIDTH - bool(said) or _place(index, width) != path.partition("/")[2]:
        raise BadTile(f"no tile lies at {path[:100]!r}")
    return (None if level is None else int(level)), index, width


def pack_entries(leaves: Sequence[bytes]) -> bytes:
    """A bundle of entries: each leaf after its length in two bytes."""
    if any(len(leaf) > MAX_LEAF for leaf in leaves):
        raise BadTile("a leaf is longer than a bundle of entries can say")
    return b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)


def unpack_entries(data: bytes) -> list[bytes]:
    """The leaves in a bundle of entries. Raises `BadTile` where it ends in the middle of one."""
    leaves, place = [], 0
    while place < len(data):
        begin = place + 2
        end = begin + int.from_bytes(data[place:begin], "big")
        if begin > len(data) or end > len(data):
            raise BadTile("the bundle ends in the middle of an entry")
        leaves.append(data[begin:end])
        place = end
    return leaves


def _place(index: int, width: int) -> str:
    """The number of a tile in groups of three digits, so that no folder holds more than a thousand."""
    groups = [f"{index % 1000:03}"]
    while index := index // 1000:
        groups.insert(0, f"x{index % 1000:03}")
    return "/".join(groups) + ("" if width == WIDTH else f".p/{width}")


def _root_of(hashes: bytes) -> bytes:
    """The root over hashes side by side, as many as a power of two."""
    row = [hashes[place : place + HASH_SIZE] for place in range(0, len(hashes), HASH_SIZE)]
    while len(row) > 1:
        row = [node_hash(row[place], row[place + 1]) for place in range(0, len(row), 2)]
    return row[0]


def _split(size: int) -> int:
    """The largest power of two below `size`: how many leaves the left subtree has."""
    return 1 << ((size - 1).bit_length() - 1)
