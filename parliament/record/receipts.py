"""The receipt of a ballot: the house confirms in writing what it counted for a seat.

A ballot is not an entry of the record; its receipt and the roll call bind it. Whoever keeps the receipt
can show that the roll call says something else, and nobody can make one up against the house.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from typing import Any

from parliament.record.canonical import NotCanonical, canonical, parse_canonical, parse_timestamp
from parliament.record.checkpoint import BadSignature, Signer, VerifierKey

FACTS = ("vote", "seat", "choice", "cast_at", "revision", "text_hash")
# The paper of an election also says whom it names.
MARKS = "marks"
# Names what is signed. No note can be taken for a receipt: notes end with a newline, canonical JSON never does.
DOMAIN = b"parliament ballot receipt v1\n"
# Crockford's base 32 leaves out I, L, O and U: codes are read aloud and typed from paper.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class BadReceipt(ValueError):
    """This does not have the form of a receipt."""


def ballot_receipt(fields: Mapping[str, object], signer: Signer) -> dict[str, Any]:
    """The six facts of a ballot with the house's signature and a short code a person can compare.

    The same facts give the same receipt, byte for byte (Ed25519 takes no chance), so a repeated
    submission can be answered with the first receipt.
    """
    message = _message(fields)
    signature = base64.b64encode(signer.sign(message)).decode("ascii")
    return _said(message) | {"signature": signature, "code": _code(message)}


def unsigned_receipt(fields: Mapping[str, object]) -> dict[str, Any]:
    """The facts and the short code, to be shown: the code follows from the facts, and needs nobody who signs."""
    message = _message(fields)
    return _said(message) | {"code": _code(message)}


def check_receipt(receipt: Mapping[str, object], public_key: bytes) -> None:
    """Raise `BadSignature` unless the holder of this Ed25519 key (32 bytes) gave exactly this receipt."""
    facts = {name: fact for name, fact in receipt.items() if name not in ("signature", "code")}
    message = _message(facts)
    signature = receipt.get("signature")
    if not isinstance(signature, str):
        raise BadReceipt("the signature is missing")
    try:
        raw = base64.b64decode(signature.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise BadReceipt("the signature is not base64") from error
    if base64.b64encode(raw).decode("ascii") != signature:
        raise BadReceipt("the signature is not in the one spelling of base64")
    VerifierKey("the house", public_key).check(message, raw)
    if receipt.get("code") != _code(message):
        raise BadSignature("the code does not belong to these facts")


def _said(message: bytes) -> dict[str, Any]:
    """What is signed, not what was handed in."""
    said = parse_canonical(message.removeprefix(DOMAIN))
    named = FACTS if MARKS not in said else (*FACTS, MARKS)
    return {name: said[name] for name in named}


def _message(facts: Mapping[str, object]) -> bytes:
    """What is signed: the facts alone, all of them and nothing else, in canonical form under our domain."""
    if set(facts) - {MARKS} != set(FACTS) or (MARKS in facts) != (facts["choice"] == "paper"):
        raise BadReceipt(f"a receipt states {', '.join(FACTS)}, and nothing else")
    try:
        parse_timestamp(str(facts["cast_at"]))
        return DOMAIN + canonical(dict(facts))
    except NotCanonical as error:
        raise BadReceipt(str(error)) from error


def _code(message: bytes) -> str:
    """Eighty bits of the hash in four groups of four, for the eye and the telephone."""
    number = int.from_bytes(hashlib.sha256(message).digest()[:10], "big")
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(75, -1, -5))
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))
