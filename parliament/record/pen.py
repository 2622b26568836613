"""The pen: whatever signs for the house, and the one rule it has. It never signs two histories of a log.

A pen may lie inside the house or be a process of its own. Either remembers, for each log, the largest tree it signed,
and signs another size only with a proof that one of the two trees begins with the other.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from parliament.record.canonical import parse_canonical
from parliament.record.checkpoint import BadCheckpoint, BadSignature, parse_vkey, signed_by
from parliament.record.sshsig import signed_data
from parliament.record.tree import EMPTY_ROOT, BadProof, check_consistency
from parliament.rules.refusals import Code, Refused

# Given the smaller and the larger size, the hashes that show the larger tree to begin with the smaller one.
Prove = Callable[[int, int], Sequence[bytes]]


class PenRefused(Refused):
    """The pen does not sign this; `why` is one word for programs, `more` what helps them to ask better."""

    def __init__(self, why: str, said: str, **more: int) -> None:
        self.why, self.said, self.more = why, said, more
        super().__init__(Code.NOT_SIGNED)

    def __str__(self) -> str:
        return f"{self.why}: {self.said}"


@dataclass(frozen=True)
class Signed:
    """The largest tree of a log that was signed."""

    size: int = 0
    root: bytes = EMPTY_ROOT


class Pen(Protocol):
    """What signs for the house. `where` says whether it lies inside the house or is a process of its own."""

    @property
    def where(self) -> Literal["inside", "apart"]: ...

    @property
    def answers(self) -> bool:
        """Whether it would sign at this moment."""
        ...

    @property
    def vkey(self) -> str:
        """The house's key that signs now, under the house's name."""
        ...

    @property
    def vkeys(self) -> tuple[str, ...]:
        """Every key that ever signed for the house, the one that signs now first."""
        ...

    def close(self) -> None:
        """Let go of connections; asked again, it opens them again."""
        ...

    def checkpoint(self, origin: str, size: int, root: bytes, prove: Prove) -> str:
        """The signed note of this tree, under the log's own name. What is asked for must be committed.

        Raises `PenRefused` for another history of the log than the one signed before.
        """
        ...

    def receipt(self, facts: Mapping[str, object]) -> dict[str, Any]:
        """The facts of a ballot with the house's signature."""
        ...

    def sign(self, message: bytes, domain: str) -> bytes:
        """The bare signature over a message of one of the domains this pen knows by name (`to_sign`)."""
        ...

    def propose_key(self) -> str:
        """The verifier key that shall sign next, made now unless one is waiting already."""
        ...

    def endorse_key(self, vkey: str) -> tuple[bytes, bytes]:
        """The signatures of the key in use and of the waiting one over the change from one to the other."""
        ...

    def adopt_key(self, vkey: str) -> None:
        """Sign with the waiting key from now on. Adopting it again changes nothing."""
        ...


def check_origin(name: str, origin: str) -> None:
    """A pen signs for the logs of its own house alone, which all begin with its name."""
    if not origin.startswith(f"{name}/"):
        raise PenRefused("unknown_log", f"{origin!r:.200} is no log of {name}")


def check_growth(last: Signed, size: int, root: bytes, proof: Sequence[bytes]) -> None:
    """Refuse to sign a tree unless it and the largest one signed so far belong to one history."""
    if size == last.size and root != last.root:
        raise PenRefused("fork", f"another tree of {size} entries was signed before")
    if size not in (0, last.size) and last.size and not proof:
        raise PenRefused("no_proof", f"the last tree that was signed has {last.size} entries")
    (small, of_small), (large, of_large) = sorted([(last.size, last.root), (size, root)], key=lambda tree: tree[0])
    try:
        check_consistency(small, large, proof, of_small, of_large)
    except BadProof as error:
        raise PenRefused("fork", f"the trees of {small} and {large} entries are not of one history: {error}") from error


# What a pen signs beside checkpoints, receipts and changes of its key, each under a namespace of its own.
OFFICES = {"declaration.chair": "chair", "declaration.secretariat": "secretariat"}
DOMAINS = ("checkpoint", *OFFICES, "bundle")
FILE_LINE = re.compile(r"[0-9a-f]{64}  [^\n]+")


def namespace(domain: str, name: str) -> str:
    """The namespace of a house's signatures in one domain, for `ssh-keygen -n`."""
    return f"{domain}@{name}"


def to_sign(message: bytes, domain: str, vkeys: Sequence[str]) -> bytes:
    """The bytes to sign as OpenSSH would, where this pen signs such a thing.

    A checkpoint in this form has to be one that a key of the house signed before: no second way round the one rule. A
    declaration is signed in the name of an office that certified it, as it says itself, and is of a log of this house.
    """
    if domain not in DOMAINS:
        raise PenRefused("unknown_domain", f"this pen signs {', '.join(DOMAINS)}, not {domain!r:.80}")
    name = parse_vkey(vkeys[0]).name
    if domain == "checkpoint":
        try:
            signed_by(message.decode("utf-8"), vkeys)
        except (BadSignature, BadCheckpoint, UnicodeDecodeError) as error:
            raise PenRefused("malformed", f"not a checkpoint of this house: {error}") from error
    elif domain == "bundle":
        _check_files(message)
    else:
        _check_declaration(message, OFFICES[domain], name)
    return signed_data(namespace(domain, name), message)


def _check_declaration(message: bytes, office: str, name: str) -> None:
    try:
        document = parse_canonical(message)
        kind, origin = document["kind"], str(document["check"]["origin"])
        offices = {row["office"] for row in document["certifications"]}
    except (ValueError, LookupError, TypeError) as error:
        raise PenRefused("malformed", f"not a declaration: {error}") from error
    check_origin(name, origin)
    if kind != "declaration" or office not in offices:
        raise PenRefused("malformed", f"the {office} did not certify this as a declaration")


def _check_files(message: bytes) -> None:
    """A list of hashes as `sha256sum` writes it, in the order of the names."""
    *lines, rest = message.decode("utf-8", errors="replace").split("\n")
    names = [line[66:] for line in lines]
    if rest or names != sorted(set(names)) or not all(map(FILE_LINE.fullmatch, lines)) or not lines:
        raise PenRefused("malformed", "not a list of files with their hashes")
