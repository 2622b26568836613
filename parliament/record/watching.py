"""Watching a log: whether what it shows today continues what it showed before. The judgment of a witness, and no I/O.

Everything is asked of the log itself, by its own signature: two checkpoints that cannot both be true are evidence by
themselves, whoever holds them.
"""

from typing import Literal

from parliament.record.checkpoint import Checkpoint
from parliament.record.tiles import Read, prove_consistency, root_of
from parliament.record.tree import BadProof, check_consistency

Why = Literal["another_log", "fork", "rewritten", "shrunk", "tiles_differ"]


class Contradiction(ValueError):
    """What the log shows now and what it showed before cannot both be true; `why` is one word for programs."""

    def __init__(self, why: Why, said: str) -> None:
        self.why: Why = why
        super().__init__(said)


def check_continues(before: Checkpoint | None, now: Checkpoint, read: Read) -> None:
    """Raise `Contradiction` unless `now` is the tree of its tiles, and begins with the tree of `before`.

    `read` gives the tiles at `now`. A log that is seen for the first time has only itself to agree with.
    """
    if before is not None:
        _check_sizes(before, now)
    if root_of(now.size, read) != now.root:
        raise Contradiction("tiles_differ", f"the tiles of {now.origin} do not give the root that it signed")
    if before is None:
        return
    try:
        proof = prove_consistency(before.size, now.size, read)
        check_consistency(before.size, now.size, proof, before.root, now.root)
    except BadProof as error:
        said = f"{now.origin} with {now.size} entries does not begin with the {before.size} it showed before: {error}"
        raise Contradiction("rewritten", said) from error


def _check_sizes(before: Checkpoint, now: Checkpoint) -> None:
    if now.origin != before.origin:
        raise Contradiction("another_log", f"this is {now.origin}, and what was kept is of {before.origin}")
    if now.size < before.size:
        said = f"{now.origin} shows {now.size} entries, and showed {before.size} before"
        raise Contradiction("shrunk", said)
    if now.size == before.size and now.root != before.root:
        raise Contradiction("fork", f"{now.origin} signed two trees of {now.size} entries")
