"""The pen of a house that has a signer of its own: it asks over a Unix socket, and keeps what it was answered.

The seed is not here. Each request names the key that the record names, and the newest note the house keeps: so a signer
whose state was put back learns what it signed before it signs anything else.
"""

import base64
import json
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from queue import Empty, Full, LifoQueue
from typing import Any, Literal

from parliament.record.checkpoint import open_checkpoint, parse_vkey
from parliament.record.pen import PenRefused, Prove, Signed
from parliament.rules.refusals import Code, Refused
from parliament.signing.process import LINE_BYTES
from parliament.store.database import Database
from parliament.store.signatures import keys_in_use, raise_signed, signed, signed_note

ANSWER_SECONDS = 2.0  # a disk that syncs slowly is still in time
PATIENCE_SECONDS = 3.0  # within which a signer that was killed is started again by whoever watches over it
AGAIN_SECONDS = 0.05
KEYS_SECONDS = 1.0
IDLE_CONNECTIONS = 16
TRIES = 20


class RemotePen:
    """Asks the signer at a socket. Works with threads, and with gevent's once they are patched in."""

    where: Literal["apart"] = "apart"

    def __init__(self, path: str, database: Database) -> None:
        self._path, self._database = path, database
        self._idle: LifoQueue[socket.socket] = LifoQueue(IDLE_CONNECTIONS)
        self._vkeys: tuple[str, ...] = ()
        self._read_at = -KEYS_SECONDS
        self._away_until = 0.0

    def close(self) -> None:
        """Close the connections that are free; others are opened when they are needed."""
        with suppress(Empty):
            while True:
                self._idle.get_nowait().close()

    @property
    def answers(self) -> bool:
        try:
            self._ask("keys", patience=0.0)
        except (Refused, OSError):
            return False
        return True

    @property
    def vkey(self) -> str:
        return self.vkeys[0]

    @property
    def vkeys(self) -> tuple[str, ...]:
        """As the record has them; before the parliament is founded, as the signer says. Refused: signer_away."""
        if not self._vkeys or time.monotonic() - self._read_at >= KEYS_SECONDS:
            with self._database.reading() as db:
                self._vkeys = tuple(key.vkey for key in keys_in_use(db))
            self._read_at = time.monotonic()
        return self._vkeys or tuple(self._ask("keys")["vkeys"])

    def checkpoint(self, origin: str, size: int, root: bytes, prove: Prove) -> str:
        """The note of this tree. Refused: signer_away; not_signed, as `PenRefused`."""
        with self._database.reading() as db:
            before, kept = signed(db, origin), signed_note(db, origin)
        since, refused = before.size, PenRefused("no_proof", f"{origin} grows faster than it can be signed")
        for _ in range(TRIES):
            proof = [each.hex() for each in prove(min(since, size), max(since, size))]
            wanted: dict[str, Any] = {"origin": origin, "size": size, "root": root.hex(), "kept": kept}
            answer = self._ask("checkpoint", key=self.vkey, since=since, proof=proof, **wanted)
            if "note" in answer:
                return self._kept(origin, Signed(size, root), answer["note"])
            refused = PenRefused(answer["refused"], answer["said"])
            if answer.get("size", since) == since:
                break
            since = answer["size"]  # another process of this house was faster, or we had kept nothing
        raise refused

    def receipt(self, facts: Mapping[str, object]) -> dict[str, Any]:
        """The facts of a ballot with the house's signature. Refused: signer_away; the ballot is in all the same."""
        receipt: dict[str, Any] = self._done("receipt", key=self.vkey, facts=dict(facts))["receipt"]
        return receipt

    def sign(self, message: bytes, domain: str) -> bytes:
        said = base64.b64encode(message).decode("ascii")
        return base64.b64decode(self._done("sign", key=self.vkey, domain=domain, message=said)["signature"])

    def propose_key(self) -> str:
        return str(self._done("propose_key", key=self.vkey)["vkey"])

    def endorse_key(self, vkey: str) -> tuple[bytes, bytes]:
        old, new = self._done("endorse_key", vkey=vkey)["signatures"]
        return base64.b64decode(old), base64.b64decode(new)

    def adopt_key(self, vkey: str) -> None:
        """The signer adopts what the record names, whenever it next hears of it; this is at once."""
        self._read_at = -KEYS_SECONDS
        self._done("keys", key=vkey)

    def _kept(self, origin: str, tree: Signed, note: str) -> str:
        """Look at the note, and keep it if it is of the largest tree so far."""
        vkeys = [parse_vkey(vkey).for_log(origin).encode() for vkey in self.vkeys]
        told = open_checkpoint(note, vkeys)
        if (told.origin, told.size, told.root) != (origin, tree.size, tree.root):
            raise PenRefused("malformed", "the signer signed something else than it was asked to")
        while True:
            with self._database.reading() as db:
                last = signed(db, origin)
            if last.size >= tree.size:
                return note
            with self._database.writing() as db:
                if raise_signed(db, origin, last, tree, note):
                    return note

    def _done(self, do: str, **more: Any) -> dict[str, Any]:
        answer = self._ask(do, **more)
        if "refused" in answer:
            raise PenRefused(answer["refused"], answer["said"])
        return answer

    def _ask(self, do: str, *, patience: float | None = None, **more: Any) -> dict[str, Any]:
        """One question; asked again while the signer is started anew, because asking twice changes nothing more."""
        line = json.dumps({"do": do, **more}).encode() + b"\n"
        begun = time.monotonic()
        if patience is None:
            patience = PATIENCE_SECONDS if begun >= self._away_until else 0.0
        while True:
            try:
                answer: dict[str, Any] = json.loads(self._exchanged(line))
            except (OSError, EOFError, ValueError) as error:
                if time.monotonic() - begun >= patience and self._idle.empty():
                    # For a second everybody else asks once only: a house must not stand still for its signer.
                    self._away_until = time.monotonic() + 1.0
                    raise Refused(Code.SIGNER_AWAY) from error
                time.sleep(AGAIN_SECONDS if self._idle.empty() else 0)
            else:
                return answer

    def _exchanged(self, line: bytes) -> bytes:
        connection = self._connection()
        try:
            connection.sendall(line)
            answer = b""
            while not answer.endswith(b"\n"):
                part = connection.recv(LINE_BYTES)
                if not part or len(answer) > LINE_BYTES:
                    raise EOFError("the signer hung up")
                answer += part
        except BaseException:
            connection.close()
            raise
        try:
            self._idle.put_nowait(connection)
        except Full:
            connection.close()
        return answer

    def _connection(self) -> socket.socket:
        """One that is free, or a new one."""
        try:
            return self._idle.get_nowait()
        except Empty:
            connection = socket.socket(socket.AF_UNIX)
        try:
            connection.settimeout(ANSWER_SECONDS)
            connection.connect(self._path)
        except BaseException:
            connection.close()
            raise
        return connection
