"""The embedded pen: seed and state lie in the house's own database.

Whoever can write that database can also put the state back, and sign another history unnoticed by all who kept no
earlier checkpoint. That is why it is marked "inside" wherever the house says who signs; `apart` does better.
"""

import secrets
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from threading import Lock
from typing import Any, Literal

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session as Db

from parliament.record.checkpoint import Signer, sign_checkpoint
from parliament.record.pen import PenRefused, Prove, Signed, check_growth, check_origin, to_sign
from parliament.record.receipts import ballot_receipt
from parliament.record.rotation import endorsed
from parliament.rules.refusals import Code, Refused
from parliament.signing.scribe import keys_in_turn
from parliament.store.database import Database
from parliament.store.signatures import keys_in_use, raise_signed, signed, waiting_key
from parliament.store.tables import Key

# Another process of this house may have changed the key; for so long a receipt may still be signed with the former.
KEYS_SECONDS = 1.0
TRIES = 20


class EmbeddedPen:
    """Signs with the seed in the house's database. Never ask it inside a transaction that writes."""

    where: Literal["inside"] = "inside"

    def __init__(self, database: Database, now: Callable[[Db], datetime]) -> None:
        self._database, self._now = database, now
        self._signers: tuple[Signer, ...] = ()
        self._vkeys: tuple[str, ...] = ()
        self._read_at = -KEYS_SECONDS
        self._looking = Lock()

    @property
    def answers(self) -> bool:
        try:
            self._look()
        except (DBAPIError, RuntimeError):
            return False  # no database, no tables yet, or no key yet
        return bool(self._signers)

    @property
    def vkey(self) -> str:
        return self.vkeys[0]

    @property
    def vkeys(self) -> tuple[str, ...]:
        self._look()
        return self._vkeys

    def close(self) -> None:
        """There is nothing to close: the database is the house's."""

    def checkpoint(self, origin: str, size: int, root: bytes, prove: Prove) -> str:
        """The note of this tree, remembered before it is answered. Raises `PenRefused`."""
        for _ in range(TRIES):
            signer = self._current()
            check_origin(signer.name, origin)
            with self._database.reading() as db:
                last = signed(db, origin)
            check_growth(last, size, root, prove(min(last.size, size), max(last.size, size)))
            note = sign_checkpoint(origin, size, root, signer)
            if size <= last.size:
                return note
            with self._database.writing() as db:
                if raise_signed(db, origin, last, Signed(size, root), note):
                    return note
        raise PenRefused("no_proof", f"{origin} grows faster than it can be signed")

    def receipt(self, facts: Mapping[str, object]) -> dict[str, Any]:
        return ballot_receipt(facts, self._current())

    def sign(self, message: bytes, domain: str) -> bytes:
        return self._current().sign(to_sign(message, domain, self.vkeys))

    def propose_key(self) -> str:
        """The key that waits, made now unless there is one."""
        name = self._current().name
        with self._database.writing() as db:
            key = waiting_key(db)
            if key is None:
                made = Signer(name, secrets.token_bytes(32))
                now = self._now(db)
                key = Key(id=f"key-{secrets.token_hex(8)}", name=name, vkey=made.vkey, seed=made.seed, created_at=now)
                db.add(key)
            return key.vkey

    def endorse_key(self, vkey: str) -> tuple[bytes, bytes]:
        self._read_at = -KEYS_SECONDS
        self._current()
        with self._database.reading() as db:
            key = waiting_key(db)
            waiting = _signer(key) if key else None
        return endorsed(*keys_in_turn(self._signers, waiting, vkey))

    def adopt_key(self, vkey: str) -> None:
        """The row of the key says already that it was adopted; it is looked at again."""
        self._read_at = -KEYS_SECONDS
        if self.vkey != vkey:
            raise PenRefused("unknown_key", f"{vkey:.200} was not adopted")

    def _look(self) -> None:
        if self._is_stale():
            with self._looking:  # one looks for all who came meanwhile
                if self._is_stale():
                    with self._database.reading() as db:
                        rows = keys_in_use(db)
                        self._vkeys = tuple(key.vkey for key in rows)
                        self._signers = tuple(_signer(key) for key in rows if key.seed is not None)
                    self._read_at = time.monotonic()
        if not self._vkeys:
            raise RuntimeError("This parliament has no key of its own: run `parliament init`, or name its signer.")

    def _current(self) -> Signer:
        """The key that signs now. Refused: signer_away, where the house was set up from its record, or its signer is not named."""
        self._look()
        if not self._signers or self._signers[0].vkey != self._vkeys[0]:
            raise Refused(Code.SIGNER_AWAY)
        return self._signers[0]

    def _is_stale(self) -> bool:
        return time.monotonic() - self._read_at >= KEYS_SECONDS


def _signer(key: Key) -> Signer:
    assert key.seed is not None
    return Signer(key.name, key.seed)
