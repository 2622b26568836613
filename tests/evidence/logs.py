"""A small log of the tests with everything that is served of it, as files."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from parliament.record.canonical import canonical
from parliament.record.checkpoint import Signer, encode64, sign_checkpoint, write_proof
from parliament.record.rotation import endorsed
from parliament.record.tiles import WIDTH, entries_path, pack_entries, tile_path
from parliament.record.tree import consistency_proof, inclusion_proof, leaf_hash, root

HOUSE = Signer("parliament.example.org", bytes(32))
ORIGIN = f"{HOUSE.name}/institution"
SIGNER = HOUSE.for_log(ORIGIN)


def key_added(seq: int, key: Signer) -> bytes:
    """The entry that a house begins with."""
    body = {"vkey": key.vkey}
    return canonical({"v": 1, "log": "institution", "seq": seq, "kind": "key.added", "body": body})


def key_rotated(seq: int, old: Signer, new: Signer) -> bytes:
    """The entry with which one key follows another."""
    signatures = [encode64(each) for each in endorsed(old, new)]
    body = {"old_vkey": old.vkey, "vkey": new.vkey, "old_signature": signatures[0], "signature": signatures[1]}
    return canonical({"v": 1, "log": "institution", "seq": seq, "kind": "key.rotated", "body": body})


def entry(seq: int, said: str = "as it was") -> bytes:
    """The canonical bytes of an entry like those of the house."""
    body = {"what": said, "naïve": "Ünïcode – 😀\u2028", "number": seq}
    return canonical({"v": 1, "log": "institution", "seq": seq, "kind": "test.done", "body": body})


@dataclass
class Log:
    """Leaves, and who signs for them."""

    leaves: list[bytes]
    signer: Signer = SIGNER
    hashes: list[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.hashes = [leaf_hash(leaf) for leaf in self.leaves]

    @property
    def vkeys(self) -> list[str]:
        return [self.signer.vkey]

    def checkpoint(self, size: int | None = None) -> str:
        size = len(self.leaves) if size is None else size
        return sign_checkpoint(self.signer.name, size, root(self.hashes[:size]), self.signer)

    def proof(self, index: int) -> str:
        return write_proof(index, inclusion_proof(index, self.hashes), self.checkpoint())

    def consistency(self, old: int) -> list[bytes]:
        return consistency_proof(old, self.hashes)

    def tile(self, level: int, index: int, width: int) -> bytes:
        """Hashes of one level side by side, each computed from all its leaves."""
        span = WIDTH**level
        first = index * WIDTH
        return b"".join(root(self.hashes[at * span : (at + 1) * span]) for at in range(first, first + width))

    def write(self, place: Path) -> None:
        """Everything below the log's address, as a static web server would serve it."""
        level, count = 0, len(self.leaves)
        while count:
            for first in range(0, count, WIDTH):
                width = min(WIDTH, count - first)
                _put(place / tile_path(level, first // WIDTH, width), self.tile(level, first // WIDTH, width))
                if level == 0:
                    bundle = pack_entries(self.leaves[first : first + width])
                    _put(place / entries_path(first // WIDTH, width), bundle)
            level, count = level + 1, count // WIDTH
        _put(place / "checkpoint", self.checkpoint().encode())


@cache
def a_log(size: int, *, forked_from: int | None = None) -> Log:
    """A log of so many entries, the first of them its key; a forked one says something else from that number on."""
    changed = range(forked_from, size) if forked_from is not None else ()
    said = [entry(at + 1, "otherwise" if at in changed else "as it was") for at in range(size)]
    return Log([key_added(1, HOUSE) if 0 not in changed else said[0], *said[1:]])


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
