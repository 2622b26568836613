"""Changing the house's key: the old key says which one follows it, and the new one says whom it follows.

Both sign the same words, so that nobody can pass off a stranger's key as the next one, nor an old one as a new house's.
"""

import base64
import binascii

from parliament.record.checkpoint import BadCheckpoint, BadSignature, Signer, parse_vkey

# Names what is signed. No note can be taken for it, because notes end with a newline, and no receipt, by its first line.
DOMAIN = b"parliament key rotation v1\n"


def statement(old_vkey: str, vkey: str) -> bytes:
    """What both keys sign."""
    return DOMAIN + f"{old_vkey}\n{vkey}".encode()


def endorsed(old: Signer, new: Signer) -> tuple[bytes, bytes]:
    """The signatures of both over the change from one to the other."""
    said = statement(old.vkey, new.vkey)
    return old.sign(said), new.sign(said)


def check_rotation(old_vkey: str, vkey: str, old_signature: str, signature: str) -> None:
    """Raise `BadSignature` unless both keys, of one name, signed this change; signatures are base64."""
    try:
        old, new = parse_vkey(old_vkey), parse_vkey(vkey)
        signed = [base64.b64decode(each.encode("ascii"), validate=True) for each in (old_signature, signature)]
    except (BadCheckpoint, binascii.Error, UnicodeEncodeError) as error:
        raise BadSignature(f"not a change of keys: {error}") from error
    if old.name != new.name:
        raise BadSignature(f"the key of {new.name} cannot follow one of {old.name}")
    said = statement(old_vkey, vkey)
    old.check(said, signed[0])
    new.check(said, signed[1])
