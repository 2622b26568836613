"""Signatures as OpenSSH writes them (PROTOCOL.sshsig), which `ssh-keygen -Y verify` checks on almost any machine.

The namespace stands in what is signed: a signature made for one purpose never passes for another's.
"""

import base64
import hashlib

from parliament.record.checkpoint import BadSignature, VerifierKey

MAGIC, VERSION, TYPE, HASH = b"SSHSIG", 1, b"ssh-ed25519", b"sha512"
LINE = 70
SIZE = 64  # of a bare signature of Ed25519


def signed_data(namespace: str, message: bytes) -> bytes:
    """What the key signs."""
    digest = hashlib.sha512(message).digest()
    return MAGIC + _string(namespace.encode()) + _string(b"") + _string(HASH) + _string(digest)


def armored(public_key: bytes, namespace: str, signature: bytes) -> str:
    """A signature file: what `signed_data` was signed into, with the key that did."""
    blob = MAGIC + VERSION.to_bytes(4, "big") + _string(_key(public_key)) + _string(namespace.encode())
    blob += _string(b"") + _string(HASH) + _string(_string(TYPE) + _string(signature))
    text = base64.b64encode(blob).decode("ascii")
    lines = [text[start : start + LINE] for start in range(0, len(text), LINE)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----"]) + "\n"


def signature_in(text: str, public_key: bytes, namespace: str, message: bytes) -> bytes:
    """The signature in a signature file, which must be this key's over this message, in this namespace, and written as here.

    Raises `BadSignature`. One spelling alone is good: `ssh-keygen` itself passes over white space in the base64.
    """
    body = text.partition("\n")[2].partition("-----END")[0].replace("\n", "")
    try:
        signature = base64.b64decode(body, validate=True)[-SIZE:]
    except ValueError as error:
        raise BadSignature("not a signature file") from error
    if len(signature) != SIZE or armored(public_key, namespace, signature) != text:
        raise BadSignature(f"not a signature by this key in the namespace {namespace}")
    VerifierKey(namespace, public_key).check(signed_data(namespace, message), signature)
    return signature


def public_line(public_key: bytes) -> str:
    """The key as it stands in a file of allowed signers."""
    return f"{TYPE.decode()} {base64.b64encode(_key(public_key)).decode('ascii')}"


def _key(public_key: bytes) -> bytes:
    return _string(TYPE) + _string(public_key)


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data
