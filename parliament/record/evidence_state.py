"""What the house signed of its declarations, in the shape of `record.state`."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class Evidence:
    """The signatures over one declaration and over the files of its bundle."""

    declaration: str
    vkey: str
    document_hash: str
    checkpoint_hash: str
    files_hash: str
    chair_signature: str
    secretariat_signature: str
    files_signature: str
    signed_at: str
