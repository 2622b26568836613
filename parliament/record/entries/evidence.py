"""What the house signed of a published declaration: the evidence that leaves it."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import InstitutionFact


@dataclass(frozen=True, kw_only=True)
class EvidenceSigned(InstitutionFact):
    """The house signed a published declaration in the name of the two offices that certified it, and the list of files in its bundle.

    The three signatures are Ed25519 in base64, over what OpenSSH signs (PROTOCOL.sshsig), by the key `vkey`. The annexes are the
    document, the checkpoint that the bundle carries, and the list of the hashes of all files in it. So the bundle is made again,
    byte for byte, by whoever has the record, whatever key signs later.
    """

    kind: ClassVar[str] = "evidence.signed"
    declaration: str
    vkey: str
    document_hash: str
    checkpoint_hash: str
    files_hash: str
    chair_signature: str
    secretariat_signature: str
    files_signature: str
