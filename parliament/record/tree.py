"""The Merkle tree over the entries of a log: RFC 6962 section 2.1, kept by RFC 9162.

Everything here works on leaf hashes, so that a log can be proven without holding its entries. The path
from an entry to the root proves that it is in the record; a consistency proof shows that a later record
only adds to an earlier one.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

HASH_SIZE = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


class BadProof(ValueError):
    """A proof does not show what it was brought to show."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of one entry's canonical bytes. The leading zero keeps leaves apart from nodes."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees. The leading one keeps nodes apart from leaves."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True)
class Frontier:
    """The right edge of a tree: the roots of its complete subtrees, largest first.

    Enough to append and to know the root, and no more than one hash for each binary digit of the size.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ValueError(f"{len(self.peaks)} peaks cannot be the edge of a tree of {self.size}")
        _check_hashes(self.peaks)

    def append(self, leaf: bytes) -> "Frontier":
        """The edge after one more leaf hash."""
        peaks, carried, remaining = list(self.peaks), leaf, self.size
        while remaining & 1:  # Each trailing one is a complete subtree that this leaf completes further.
            carried = node_hash(peaks.pop(), carried)
            remaining >>= 1
        return Frontier(self.size + 1, (*peaks, carried))

    def root(self) -> bytes:
        """The root of the whole tree."""
        if not self.peaks:
            return EMPTY_ROOT
        return reduce(lambda right, left: node_hash(left, right), reversed(self.peaks))

    def to_hex(self) -> list[str]:
        """The peaks as the store keeps them, beside the size."""
        return [peak.hex() for peak in self.peaks]

    @classmethod
    def from_hex(cls, size: int, peaks: Sequence[str]) -> "Frontier":
        """The edge that `to_hex` wrote down at this size."""
        return cls(size, tuple(bytes.fromhex(peak) for peak in peaks))


def frontier(leaves: Sequence[bytes]) -> Frontier:
    """The edge of the tree over these leaf hashes."""
    _check_hashes(leaves)
    # Level by level rather than leaf by leaf: an odd one out at a level is a peak.
    peaks: list[bytes] = []
    level = list(leaves)
    while level:
        if len(level) % 2:
            peaks.insert(0, level.pop())
        level = [node_hash(level[i], level[i + 1]) for i in range(0, len(level), 2)]
    return Frontier(len(leaves), tuple(peaks))


def root(leaves: Sequence[bytes]) -> bytes:
    """The root of the tree over these leaf hashes (`MTH` in RFC 6962 2.1)."""
    return frontier(leaves).root()


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The path from leaf `index` (counted from 0) to the root (`PATH` in RFC 6962 2.1.1), sibling first."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} in a tree of {len(leaves)}")
    path: list[bytes] = []
    while len(leaves) > 1:
        split = _split(len(leaves))
        if index < split:
            path.append(root(leaves[split:]))
            leaves = leaves[:split]
        else:
            path.append(root(leaves[:split]))
            index, leaves = index - split, leaves[split:]
    return path[::-1]


def check_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected_root: bytes) -> None:
    """Raise `BadProof` unless `leaf` is number `index` of the tree with that size and root (RFC 9162 2.1.3.2)."""
    _check_proof_hashes([leaf, *proof, expected_root])
    if not 0 <= index < size:
        raise BadProof(f"no leaf {index} in a tree of {size}")
    position, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise BadProof("the path is longer than the tree is high")
        if position & 1 or position == last:
            found = node_hash(sibling, found)
            position, last = _climb_left(position, last)
        else:
            found = node_hash(found, sibling)
        position, last = position >> 1, last >> 1
    if last != 0:
        raise BadProof("the path ends before the root")
    if found != expected_root:
        raise BadProof("the path does not lead to the root")


def consistency_proof(old_size: int, leaves: Sequence[bytes]) -> list[bytes]:
    """What shows that the first `old_size` leaves still begin this tree (`PROOF` in RFC 6962 2.1.2).

    The empty tree begins every tree, so its proof is empty, as it is for a tree and itself.
    """
    if not 0 <= old_size <= len(leaves):
        raise IndexError(f"a tree of {len(leaves)} never had the size {old_size}")
    proof: list[bytes] = []
    whole = True  # Whether what is left of the old tree is the old root, which the verifier has.
    while 0 < old_size < len(leaves):
        split = _split(len(leaves))
        if old_size <= split:
            proof.append(root(leaves[split:]))
            leaves = leaves[:split]
        else:
            proof.append(root(leaves[:split]))
            old_size, leaves, whole = old_size - split, leaves[split:], False
    if not whole:
        proof.append(root(leaves))
    return proof[::-1]


def check_consistency(old_size: int, new_size: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """Raise `BadProof` unless the new tree begins with the whole of the old one (RFC 9162 2.1.4.2)."""
    _check_proof_hashes([*proof, old_root, new_root])
    if not 0 <= old_size <= new_size:
        raise BadProof(f"a tree of {old_size} cannot come before one of {new_size}")
    if (old_size == 0 and old_root != EMPTY_ROOT) or (old_size == new_size and old_root != new_root):
        raise BadProof("the roots do not go with the sizes")
    if old_size in (0, new_size):
        if proof:
            raise BadProof("a proof was given where none is needed")
        return
    # A complete old tree is itself a node of the new one, and the proof leaves it out.
    path = list(proof) if old_size & (old_size - 1) else [old_root, *proof]
    if not path:
        raise BadProof("the proof is empty")
    old_found, new_found = _climb_both(old_size - 1, new_size - 1, path)
    if old_found != old_root or new_found != new_root:
        raise BadProof("the new tree does not begin with the old one")


def _climb_both(position: int, last: int, path: list[bytes]) -> tuple[bytes, bytes]:
    """The old and the new root that this path leads to."""
    while position & 1:
        position, last = position >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise BadProof("the proof is longer than the tree is high")
        if position & 1 or position == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            position, last = _climb_left(position, last)
        else:
            new = node_hash(new, sibling)
        position, last = position >> 1, last >> 1
    if last != 0:
        raise BadProof("the proof ends before the root")
    return old, new


def _climb_left(position: int, last: int) -> tuple[int, int]:
    """Skip the levels at which the last node has no sibling and moves up unhashed."""
    while position != 0 and not position & 1:
        position, last = position >> 1, last >> 1
    return position, last


def _split(size: int) -> int:
    """The largest power of two below `size`: how many leaves the left subtree has."""
    return 1 << ((size - 1).bit_length() - 1)


def _check_hashes(hashes: Sequence[bytes]) -> None:
    if any(len(each) != HASH_SIZE for each in hashes):
        raise ValueError("a hash has 32 bytes; leaves are given as leaf hashes")


def _check_proof_hashes(hashes: Sequence[bytes]) -> None:
    if any(len(each) != HASH_SIZE for each in hashes):
        raise BadProof("a hash in the proof does not have 32 bytes")
