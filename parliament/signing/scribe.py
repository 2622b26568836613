"""The scribe: what a signer of its own answers to each request, with the strongbox open before it.

Nothing here trusts the house: every request is looked at as if a stranger had sent it.
"""

import base64
from collections.abc import Callable
from threading import Lock
from typing import Any

import structlog

from parliament.record.checkpoint import (
    BadCheckpoint,
    BadSignature,
    Signer,
    open_checkpoint,
    parse_vkey,
    sign_checkpoint,
)
from parliament.record.pen import PenRefused, Signed, check_growth, check_origin, to_sign
from parliament.record.receipts import BadReceipt, ballot_receipt
from parliament.record.rotation import endorsed
from parliament.signing.strongbox import Strongbox

logger = structlog.get_logger("parliament.signing")

Said = dict[str, Any]


class Scribe:
    """Answers requests, one at a time where the state is asked or changed."""

    def __init__(self, box: Strongbox) -> None:
        self._box, self._one_at_a_time = box, Lock()
        self._answers: dict[str, Callable[[Said], Said]] = {
            "keys": self._keys,
            "checkpoint": self._checkpoint,
            "receipt": self._receipt,
            "sign": self._sign,
            "propose_key": self._propose_key,
            "endorse_key": self._endorse_key,
        }

    def close(self) -> None:
        """Let another process have the strongbox, once nobody is being answered."""
        with self._one_at_a_time:
            self._box.close()

    def answer(self, request: object) -> Said:
        """What was asked for, or `refused` with one word why and, for people, a sentence."""
        try:
            if not isinstance(request, dict) or request.get("do") not in self._answers:
                raise PenRefused("malformed", "not a request")
            with self._one_at_a_time:
                self._follow(request.get("key"))
                return self._answers[request["do"]](request)
        except PenRefused as refusal:
            logger.warning("refused", why=refusal.why, said=str(refusal))
            return {"refused": refusal.why, "said": refusal.said, **refusal.more}
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            return {"refused": "malformed", "said": f"{type(error).__name__}: {error}"[:300]}

    def _follow(self, key: str | None) -> None:
        """Adopt the waiting key once the house's record names it: a crash between the two is healed here."""
        if key is not None and self._box.waiting is not None and key == self._box.waiting.vkey:
            self._box.adopt(key)
            logger.info("adopted a key", vkey=key)
        elif key is not None and key not in self._vkeys():
            raise PenRefused(
                "unknown_key", f"the house's record names a key that this signer does not have: {key:.200}"
            )

    def _vkeys(self) -> list[str]:
        return [each.vkey for each in self._box.signers]

    def _keys(self, _request: Said) -> Said:
        return {"vkeys": self._vkeys()}

    def _receipt(self, request: Said) -> Said:
        try:
            return {"receipt": ballot_receipt(request["facts"], self._box.signer)}
        except BadReceipt as error:
            raise PenRefused("malformed", str(error)) from error

    def _sign(self, request: Said) -> Said:
        message = base64.b64decode(request["message"], validate=True)
        signed = self._box.signer.sign(to_sign(message, request["domain"], self._vkeys()))
        return {"signature": base64.b64encode(signed).decode("ascii")}

    def _propose_key(self, _request: Said) -> Said:
        return {"vkey": self._box.make(self._box.signer.name).vkey}

    def _endorse_key(self, request: Said) -> Said:
        pair = keys_in_turn(self._box.signers, self._box.waiting, request["vkey"])
        return {"signatures": [base64.b64encode(each).decode("ascii") for each in endorsed(*pair)]}

    def _checkpoint(self, request: Said) -> Said:
        """Sign a tree that continues the largest one signed, which `since` has to name; remembered before it is told."""
        origin, tree = str(request["origin"]), Signed(_size(request["size"]), _hash(request["root"]))
        signer = self._box.signer
        check_origin(signer.name, origin)
        self._recall(origin, request.get("kept"))
        last = self._box.signed(origin)
        if request["since"] != last.size:
            raise PenRefused("no_proof", f"the last tree that was signed has {last.size} entries", size=last.size)
        check_growth(last, tree.size, tree.root, [_hash(each) for each in request["proof"]])
        note = sign_checkpoint(origin, tree.size, tree.root, signer)
        if tree.size > last.size:
            self._box.remember(origin, tree)
        return {"note": note}

    def _recall(self, origin: str, kept: str | None) -> None:
        """Our own signature on a larger tree than we remember: the state was put back to an earlier one (T17).

        What was signed is known again, and no other history will be. A note by a key that is gone is refused.
        """
        if kept is None:
            return
        vkeys = [parse_vkey(each).for_log(origin).encode() for each in self._vkeys()]
        try:
            told = open_checkpoint(kept, vkeys)
        except (BadCheckpoint, BadSignature) as error:
            raise PenRefused("unknown_key", f"the note that the house keeps was not signed here: {error}") from error
        if told.origin == origin and told.size > self._box.signed(origin).size:
            logger.error("the state was put back", origin=origin, size=self._box.signed(origin).size, signed=told.size)
            self._box.remember(origin, Signed(told.size, told.root))


def keys_in_turn(signers: tuple[Signer, ...], waiting: Signer | None, vkey: str) -> tuple[Signer, Signer]:
    """The key in use and the one that shall follow it; asked again after the change, the same two."""
    row = signers if waiting is None else (waiting, *signers)
    if len(row) < 2 or row[0].vkey != vkey:
        raise PenRefused("unknown_key", "no such key waits to be adopted")
    return row[1], row[0]


def _size(value: object) -> int:
    if type(value) is not int or not 0 <= value < 2**53:
        raise ValueError("a size is a whole number")
    return value


def _hash(value: object) -> bytes:
    raw = bytes.fromhex(str(value))
    if len(raw) != 32:
        raise ValueError("a hash has 32 bytes")
    return raw
