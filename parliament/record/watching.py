"""Watching a log: whether what it shows today continues what it showed before. The judgment of a witness, and no I/O.

Everything is asked of the log itself, by its own signature: two checkpoints that cannot both be true are evidence by
themselves, whoever holds them.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from parliament.record.canonical import parse_canonical
from parliament.record.checkpoint import BadSignature, Checkpoint, parse_vkey
from parliament.record.rotation import check_rotation
from parliament.record.tiles import Read, prove_consistency, root_of
from parliament.record.tree import BadProof, check_consistency

KEY_ADDED, KEY_ROTATED = "key.added", "key.rotated"
ROTATION = ("old_vkey", "vkey", "old_signature", "signature")

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


def keys_of(origin: str, house_vkeys: Iterable[str]) -> list[str]:
    """The house's keys under the name of one of its logs, as a log's own signature has them."""
    keys = [parse_vkey(vkey) for vkey in house_vkeys]
    return [key.for_log(origin).encode() for key in keys if origin.startswith(f"{key.name}/")]


def keys_told(leaves: Iterable[bytes], known: Sequence[str] = ()) -> tuple[str, ...]:
    """The house's keys in the order in which they followed each other, from the leaves of the institution's log.

    Whoever knows none yet begins with the one that the log begins with, and trusts it for a first time. From then on a
    key counts only if the one before it has signed it. Raises `BadSignature` where it has not.
    """
    keys = list(known)
    for leaf in leaves:
        kind, body = _said(leaf)
        if kind == KEY_ADDED and not keys:
            keys.append(parse_vkey(body.get("vkey", "")).encode())
        elif kind == KEY_ROTATED:
            old, new, *signatures = (body.get(name, "") for name in ROTATION)
            if new not in keys:
                if old not in keys:
                    raise BadSignature(f"{old} is no key we know, and cannot name the next one")
                check_rotation(old, new, *signatures)
                keys.append(new)
    return tuple(keys)


def _said(leaf: bytes) -> tuple[str, dict[str, str]]:
    """The kind of an entry, and what of its body is text; a leaf that is sealed has neither."""
    entry = parse_canonical(leaf)
    kind, body = (entry.get("kind"), entry.get("body")) if isinstance(entry, dict) else (None, None)
    texts = body.items() if isinstance(body, dict) else ()
    return str(kind), {name: value for name, value in texts if isinstance(value, str)}
