"""What stands in the tree for an entry: the entry itself, or a seal on it where only the house may read it.

A transparency log is read by everybody to the last leaf, and a motion nobody has published yet is the house's own. So its
leaf is the hash of a salt and the entry: it commits the house to every byte and tells none. Whoever is given entry and
salt later can see that this is what was recorded. Without the salt, a guess could be tried against the hash.
"""

from hashlib import sha256

from parliament.record.audience import AUDIENCE, Audience
from parliament.record.canonical import canonical, parse_canonical
from parliament.record.entries import Json
from parliament.record.tree import HASH_SIZE, leaf_hash

SALT_SIZE = 32
SEALED = frozenset({"v", "log", "seq", "sealed"})
MAX_LEAF = 0xFFFF  # What a bundle of entries has room for (C2SP tlog-tiles, "Log entries").


class BadLine(ValueError):
    """This is not what stands for an entry."""


def is_sealed(kind: str) -> bool:
    """Whether the leaf of such an entry keeps to itself what the entry says."""
    return AUDIENCE[kind] is not Audience.PUBLIC


def leaf_of(log: str, seq: int, data: bytes, salt: bytes | None) -> bytes:
    """The bytes of the leaf. `data` are the entry's; without a salt, they are the leaf."""
    if salt is None:
        return data
    if len(salt) != SALT_SIZE:
        raise ValueError("a salt has 32 bytes")
    return canonical({"v": 1, "log": log, "seq": seq, "sealed": sha256(salt + data).hexdigest()})


def line_of(log: str, seq: int, kind: str, data: bytes, salt: bytes | None) -> bytes:
    """What everybody may read of an entry: its leaf.

    Entries of the house that were recorded before there were seals have themselves as their leaf; of those, its hash.
    """
    if salt is None and is_sealed(kind):
        return canonical({"leaf": leaf_hash(data).hex(), "seq": seq})
    return leaf_of(log, seq, data, salt)


def hash_of_line(line: bytes) -> bytes:
    """The leaf's hash, from the line that stands for it. Raises `BadLine`, or `NotCanonical`."""
    value = parse_canonical(line)
    if isinstance(value, dict) and set(value) == {"leaf", "seq"}:
        return told_hash(value, "leaf")
    return leaf_hash(line)


def is_seal(line: bytes) -> bool:
    """Whether this line is a seal on an entry. What it is said to be is not looked at."""
    value = parse_canonical(line)
    return isinstance(value, dict) and set(value) == SEALED


def told_hash(value: Json, name: str) -> bytes:
    """The 32 bytes of a hash that a line tells in hexadecimal digits. Raises `BadLine`."""
    said = value[name]
    if isinstance(said, str) and len(said) == 2 * HASH_SIZE:
        try:
            found = bytes.fromhex(said)
        except ValueError:
            found = b""
        if found.hex() == said:
            return found
    raise BadLine(f"{name} is no hash: {said!r:.80}")
