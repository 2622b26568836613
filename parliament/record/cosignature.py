"""Cosignatures: "at this time I saw this checkpoint, and all I saw before agrees with it", as C2SP tlog-cosignature v1.

A witness signs with an Ed25519 key of its own, of another type than a log's, over a header, a time and the text of the
checkpoint. So the same note carries the log's signature and those of whoever watches it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from parliament.record.checkpoint import (
    BadCheckpoint,
    BadSignature,
    VerifierKey,
    check_name,
    encode64,
    parse_signature,
    parse_vkey,
    split_note,
)

COSIGNATURE = b"\x04"  # The signature type in C2SP tlog-cosignature, "Format".
MAX_TIME = 2**63 - 1
_SIZE = 8 + 64  # The time, and Ed25519's signature.


@dataclass(frozen=True)
class Cosignature:
    """One line of a note by a witness: `at` is when it was given, in seconds since 1970."""

    name: str
    at: int
    line: str


@dataclass(frozen=True)
class Cosigner:
    """A witness's name and its Ed25519 seed of 32 bytes, which is never shown and signs nothing else."""

    name: str
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.seed) != 32:
            raise ValueError("an Ed25519 seed has 32 bytes")

    @cached_property
    def _private_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @cached_property
    def verifier(self) -> VerifierKey:
        return VerifierKey(self.name, self._private_key.public_key().public_bytes_raw(), COSIGNATURE)

    @property
    def vkey(self) -> str:
        """The public half in one line, to be registered with those who shall believe this witness."""
        return self.verifier.encode()

    def cosign(self, note: str, at: int) -> str:
        """The note with this witness's line at its end. Whether it deserves one was asked before."""
        text, _ = split_note(note)
        signed = at.to_bytes(8, "big") + self._private_key.sign(_message(text, at))
        return f"{note}— {self.name} {encode64(self.verifier.key_id + signed)}\n"


def parse_witness(vkey: str) -> VerifierKey:
    """The key of a witness in a published line. Raises `BadCheckpoint`."""
    return parse_vkey(vkey, COSIGNATURE)


def cosignatures(note: str, vkeys: Iterable[str]) -> dict[str, Cosignature]:
    """The newest line of each of these witnesses in the note, by verifier key. Lines of others are passed over.

    Raises `BadSignature` for a wrong line of a known key, which condemns the note as any wrong signature does.
    """
    text, lines = split_note(note)
    known = {(key.name, key.key_id): key for key in map(parse_witness, vkeys)}
    found: dict[str, Cosignature] = {}
    for line in lines:
        name, key_id, signed = parse_signature(line)
        if key := known.get((name, key_id)):
            given = Cosignature(name, _check(key, text, signed), f"{line}\n")
            vkey = key.encode()
            found[vkey] = max(found.get(vkey, given), given, key=lambda each: each.at)
    return found


def cosigned_at(note: str, vkey: str) -> int:
    """When this witness says it saw the note. Raises `BadSignature` if it never said so."""
    found = cosignatures(note, [vkey])
    if not found:
        raise BadSignature(f"{parse_witness(vkey).name} did not cosign this")
    return next(iter(found.values())).at


def with_lines(note: str, lines: Iterable[str]) -> str:
    """The note with these lines of signatures added, each of them once."""
    _, there = split_note(note)
    return note + "".join(line for line in dict.fromkeys(lines) if line.rstrip("\n") not in there)


def _check(key: VerifierKey, text: str, signed: bytes) -> int:
    if len(signed) != _SIZE:
        raise BadSignature(f"{key.name} did not cosign this: a cosignature is a time and a signature")
    at = int.from_bytes(signed[:8], "big")
    key.check(_message(text, at), signed[8:])
    return at


def _message(text: str, at: int) -> bytes:
    """What is signed (C2SP tlog-cosignature, "Ed25519 signed message"). The header keeps it from being anything else."""
    if not 0 <= at <= MAX_TIME:
        raise BadCheckpoint(f"{at} is no time of a cosignature")
    return f"cosignature/v1\ntime {at}\n{text}".encode()
