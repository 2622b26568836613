"""Checkpoints: "this log had so many entries and this root", signed, as C2SP tlog-checkpoints.

The formats are C2SP signed-note, tlog-checkpoint and tlog-proof, so that anybody can check them with tools
that are not ours. Each log signs under its own name: a checkpoint of one log never passes for another's.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from parliament.record.tree import HASH_SIZE, check_inclusion

ED25519 = b"\x01"  # The signature type in C2SP signed-note.
PROOF_HEADER = "c2sp.org/tlog-proof@v1"
MAX_NOTE = 200_000  # Room for sixteen post-quantum cosignatures, which the specification asks for.
_KEY_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]+")
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")
_SIGNATURE_LINE = re.compile(r"— ([^\s+]+) (\S+)")


class BadCheckpoint(ValueError):
    """This is not a checkpoint, a note, a key or a proof in the form the specification gives."""


class BadSignature(ValueError):
    """The form is right, but nobody we know signed exactly this."""


@dataclass(frozen=True)
class VerifierKey:
    """A public key under a name: what a city keeps in order to check a log."""

    name: str
    public_key: bytes
    kind: bytes = ED25519

    @cached_property
    def key_id(self) -> bytes:
        """Four bytes that say which key to try: the start of SHA-256(name, newline, type, public key)."""
        return hashlib.sha256(self.name.encode() + b"\n" + self.kind + self.public_key).digest()[:4]

    def encode(self) -> str:
        """The key in one line, as Go's note package and the witnesses read it."""
        return f"{self.name}+{self.key_id.hex()}+{encode64(self.kind + self.public_key)}"

    def for_log(self, origin: str) -> "VerifierKey":
        """The same key under the name of a log, as the log's checkpoints are signed."""
        return replace(self, name=origin)

    def check(self, message: bytes, signature: bytes) -> None:
        """Raise `BadSignature` unless this key signed `message`."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(signature, message)
        except (InvalidSignature, ValueError) as error:
            raise BadSignature(f"{self.name} did not sign this") from error


@dataclass(frozen=True)
class Signer:
    """A name and an Ed25519 seed of 32 bytes, which is never shown."""

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
        return VerifierKey(self.name, self._private_key.public_key().public_bytes_raw())

    @property
    def public_key(self) -> bytes:
        return self.verifier.public_key

    @property
    def vkey(self) -> str:
        """The public half in one line, to publish."""
        return self.verifier.encode()

    def for_log(self, origin: str) -> "Signer":
        """The same seed under the name of a log, as tlog-checkpoint wants its key to be called."""
        return replace(self, name=origin)

    def sign(self, message: bytes) -> bytes:
        """The bare 64 bytes of Ed25519 over `message`."""
        return self._private_key.sign(message)


@dataclass(frozen=True)
class Checkpoint:
    """What a log said of itself. `signed_by` are the names whose signatures were checked."""

    origin: str
    size: int
    root: bytes
    signed_by: tuple[str, ...]


def parse_vkey(vkey: str, kind: bytes = ED25519) -> VerifierKey:
    """The key in a published line; its identifier must belong to it, and it must be of this type."""
    name, _, rest = vkey.partition("+")
    key_id, _, encoded = rest.partition("+")
    check_name(name)
    raw = decode64(encoded)
    if len(raw) != 33 or raw[:1] != kind:
        raise BadCheckpoint(f"not an Ed25519 key of type {kind.hex()}: {vkey[:200]}")
    key = VerifierKey(name, raw[1:], kind)
    if key_id != key.key_id.hex():
        raise BadCheckpoint(f"the identifier does not belong to the key: {vkey[:200]}")
    return key


def sign_note(text: str, signers: Iterable[Signer]) -> str:
    """`text` as a C2SP signed note, one line for each signer."""
    _check_text(text)
    lines = [f"— {each.name} {encode64(each.verifier.key_id + each.sign(text.encode()))}\n" for each in signers]
    if not lines:
        raise BadCheckpoint("a note needs a signature")
    return f"{text}\n{''.join(lines)}"


def open_note(note: str, vkeys: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The text of a note and the names of the known keys that signed it, at least one.

    Signatures by unknown keys are passed over, so that witnesses can be added and keys changed; a wrong
    signature by a known key condemns the note (C2SP signed-note, "Signatures").
    """
    text, lines = split_note(note)
    known = {(key.name, key.key_id): key for key in map(parse_vkey, vkeys)}
    signed_by: dict[str, None] = {}
    for line in lines:
        name, key_id, signature = parse_signature(line)
        if key := known.get((name, key_id)):
            key.check(text.encode(), signature)
            signed_by[name] = None
    if not signed_by:
        raise BadSignature("no key we know signed this note")
    return text, tuple(signed_by)


def split_note(note: str) -> tuple[str, list[str]]:
    """The text of a note and its lines of signatures, which are not looked at here."""
    if len(note) > MAX_NOTE:
        raise BadCheckpoint("the note is too long")
    body, blank, tail = note.rpartition("\n\n")
    if not blank or not tail.endswith("\n"):
        raise BadCheckpoint("a note is a text, an empty line and lines of signatures")
    text = body + "\n"
    _check_text(text)
    return text, tail[:-1].split("\n")


def signed_by(note: str, vkeys: Iterable[str]) -> str:
    """The one of the house's keys that signed this checkpoint, under the name of its log. Raises `BadSignature`."""
    origin = note.partition("\n")[0]
    for vkey in (parse_vkey(each).for_log(origin).encode() for each in vkeys):
        try:
            open_checkpoint(note, [vkey])
        except BadSignature:
            continue
        return vkey
    raise BadSignature(f"no key of the house signed this checkpoint of {origin}")


def sign_checkpoint(origin: str, size: int, root: bytes, signer: Signer) -> str:
    """The checkpoint of a log as a note, signed under the name of the log itself."""
    if size < 0 or len(root) != HASH_SIZE:
        raise BadCheckpoint("a checkpoint has a size and a root of 32 bytes")
    return sign_note(f"{origin}\n{size}\n{encode64(root)}\n", [signer.for_log(origin)])


def open_checkpoint(note: str, vkeys: Iterable[str]) -> Checkpoint:
    """What the log said, if a known key with the log's own name signed it. Witnesses alone do not suffice."""
    text, signed_by = open_note(note, vkeys)
    lines = text[:-1].split("\n")
    # The specification discourages further lines because no monitor can check them; this house has none.
    if len(lines) != 3 or not _DECIMAL.fullmatch(lines[1]):
        raise BadCheckpoint("a checkpoint is an origin, a size and a root, each on its line")
    origin, size, root = lines[0], int(lines[1]), decode64(lines[2])
    if len(root) != HASH_SIZE:
        raise BadCheckpoint("the root does not have 32 bytes")
    if origin not in signed_by:
        raise BadSignature(f"no known key of {origin} signed this checkpoint")
    return Checkpoint(origin, size, root, signed_by)


def write_proof(index: int, path: Sequence[bytes], checkpoint: str) -> str:
    """A `.tlog-proof` file: this entry (counted from 0) is in the log of that checkpoint."""
    lines = [PROOF_HEADER, f"index {index}", *map(encode64, path)]
    return "\n".join(lines) + "\n\n" + checkpoint


def check_proof(proof: str, leaf: bytes, vkeys: Iterable[str]) -> tuple[int, Checkpoint]:
    """The place of `leaf` and the checkpoint it is proven against; raises when anything does not hold."""
    head, _, note = proof.partition("\n\n")
    lines = head.split("\n")
    if lines[0] != PROOF_HEADER:
        raise BadCheckpoint(f"a proof begins with {PROOF_HEADER}")
    rest = lines[2:] if lines[1:] and lines[1].startswith("extra ") else lines[1:]
    index = rest[0].removeprefix("index ") if rest and rest[0].startswith("index ") else ""
    if not _DECIMAL.fullmatch(index):
        raise BadCheckpoint("a proof names the index of its entry")
    path = [decode64(line) for line in rest[1:]]
    checkpoint = open_checkpoint(note, vkeys)
    check_inclusion(leaf, int(index), checkpoint.size, path, checkpoint.root)
    return int(index), checkpoint


def parse_signature(line: str) -> tuple[str, bytes, bytes]:
    """Who signed by this line of a note, the identifier of the key, and what the key made."""
    found = _SIGNATURE_LINE.fullmatch(line)
    raw = decode64(found[2]) if found else b""
    if not found or len(raw) < 5:
        raise BadCheckpoint(f"not a signature line: {line[:200]!r}")
    return found[1], raw[:4], raw[4:]


def check_name(name: str) -> None:
    """Key names are not empty and hold neither spaces nor plus signs (C2SP signed-note, "Format")."""
    is_text = not any("\ud800" <= character <= "\udfff" for character in name)  # halves of pairs are no UTF-8
    if not is_text or not _KEY_NAME.fullmatch(name):
        raise BadCheckpoint(f"not a name for a key or a log: {name[:200]!r}")


def _check_text(text: str) -> None:
    if not text.endswith("\n") or any(character < " " and character != "\n" for character in text):
        raise BadCheckpoint("a note ends with a newline and holds no other control characters")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadCheckpoint("a note is UTF-8") from error


def encode64(data: bytes) -> str:
    """Base64 as all these formats write it."""
    return base64.b64encode(data).decode("ascii")


def decode64(text: str) -> bytes:
    """Strict base64: one spelling for each value, so that no character can change unnoticed."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise BadCheckpoint(f"not base64: {text[:100]!r}") from error
    if encode64(data) != text:
        raise BadCheckpoint(f"not the one spelling in base64: {text[:100]!r}")
    return data
