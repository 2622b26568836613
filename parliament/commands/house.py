"""The house: its way in (`perform`), its transaction, its record. One command, one transaction, then it tells."""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Any

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session as Db

from parliament.record.entries import INSTITUTION, Entry, Fact, SessionClosed
from parliament.record.pen import Pen, Prove
from parliament.rules.powers import Actor, Office, Power, check_power
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import SessionStage, check_stage
from parliament.signing.apart import RemotePen
from parliament.signing.inside import EmbeddedPen
from parliament.store import queries, record
from parliament.store.database import Database
from parliament.store.log_tree import consistency
from parliament.store.tables import PlenarySession, Repeat

logger = structlog.get_logger("parliament.house")

COMMANDS: dict[str, "Command"] = {}

Answer = dict[str, Any]

# Under this name an answer carries the facts of a receipt until they are signed.
TO_BE_SIGNED = "to_be_signed"


class Tx:
    """What a command is given: `db`, `actor`, `now`, `record()`. Nothing else reaches the world."""

    def __init__(self, house: "House", db: Db, actor: Actor) -> None:
        self.db, self.actor = db, actor
        self.now = house.now(db)
        self.office: Office | None = None
        self.entries: list[Entry] = []
        self._house = house

    def clock(self) -> datetime:
        """The time this instant, by the database's clock; `now` is when the transaction began."""
        return self._house.now(self.db)

    def new_id(self, kind: str) -> str:
        return f"{kind}-{secrets.token_hex(8)}"

    def hold(self, log: str) -> None:
        """Take the lock that orders the acts of one log; ask before the first read that a decision rests on."""
        queries.hold_log(self.db, log)

    def annex(self, content: bytes, media_type: str = "application/json") -> str:
        """Store a document the record cites; returns its SHA-256 in hex."""
        return record.store_annex(self.db, content, media_type)

    def receipt(self, facts: dict) -> Answer:
        """An answer that the house signs once it is committed: the same facts give the same receipt, byte for byte.

        Not before, because a signer that does not answer must cost nobody the ballot (S32), nor hold the vote's lock.
        """
        return {TO_BE_SIGNED: facts}

    def record(self, fact: Fact, log: str = INSTITUTION) -> Entry:
        """Append the fact to its log, in the name of the actor and the office it acts under.

        Refused: wrong_stage, because the record of a closed session takes no more entries, whatever the command.
        """
        assert (fact.home == INSTITUTION) == (log == INSTITUTION), "a fact goes to the log it belongs to"
        if log != INSTITUTION and not isinstance(fact, SessionClosed):
            check_stage(self.db.get_one(PlenarySession, log).stage, SessionStage.CONVENED, SessionStage.RUNNING)
        by = {"account": self.actor.account, "office": str(self.office or ""), "seat": self.actor.seat}
        entry = record.append(self.db, log, fact, at=self.now, by=by)
        self.entries.append(entry)
        return entry


Command = Callable[..., Answer]


def requires(power: Power) -> Callable[[Command], Command]:
    """Say who may: the power is checked before the command reads anything."""

    def mark(function: Command) -> Command:
        @wraps(function)
        def run(tx: Tx, **arguments: Any) -> Answer:
            check_power(tx.actor, power)
            tx.office = tx.actor.acting_office(power)
            return function(tx, **arguments)

        run.power = power  # type: ignore[attr-defined]
        COMMANDS[function.__name__] = run
        return run

    return mark


class House:
    """Everything that changes goes through here. `listeners` hear of entries only once they are committed.

    `signer` is the socket of a signer that is a process of its own; without one the house signs itself.
    """

    def __init__(
        self, database: Database, *, clock: Callable[[], datetime] | None = None, signer: str | None = None
    ) -> None:
        self.database = database
        self.listeners: list[Callable[[list[Entry]], None]] = []
        self._clock = clock
        self._signer = signer
        self._pen: Pen | None = None

    def now(self, db: Db) -> datetime:
        return self._clock() if self._clock else self.database.now(db)

    def told_time(self) -> datetime | None:
        """This instant by a clock of this process, or None where the database's own clock says what time it is."""
        if self._clock:
            return self._clock()
        return self.database.told_time()

    @property
    def pen(self) -> Pen:
        """What signs for this house. Ask it outside of transactions: what it signed cannot be rolled back."""
        if self._pen is None:
            apart = RemotePen(self._signer, self.database) if self._signer else None
            self._pen = apart or EmbeddedPen(self.database, self.now)
        return self._pen

    @property
    def is_for_reading(self) -> bool:
        """A parliament that was set up again from its record has no key to sign with: nothing may happen in it any more,
        not even by the passing of time. A signer apart that is away comes back, and its house goes on."""
        return self.pen.where == "inside" and not self.pen.answers

    def close(self) -> None:
        """Let go of database and signer; whoever asks again opens them again."""
        if self._pen is not None:
            self._pen.close()
        self.database.engine.dispose()

    def proving(self, log: str) -> Prove:
        """How the pen is shown that one tree of this log begins with another: from what is committed this instant."""

        def prove(old: int, new: int) -> list[bytes]:
            try:
                with self.reading() as db:
                    return consistency(db, log, old, new)
            except Refused:
                return []  # fewer entries than were signed: there is nothing to show, and the pen will not sign

        return prove

    def signed(self, answer: Answer) -> Answer:
        """What a command answered, with the signature it left to us. Asked again, it is signed again.

        Refused: signer_away; what was done is done.
        """
        facts = answer.get(TO_BE_SIGNED)
        return answer if facts is None else self.pen.receipt(facts)

    @contextmanager
    def reading(self) -> Iterator[Db]:
        with self.database.reading() as db:
            yield db

    @contextmanager
    def glancing(self) -> Iterator[Connection]:
        """For a single question, which is of one moment by itself."""
        with self.database.glancing() as db:
            yield db

    @contextmanager
    def transaction(self, *, by: Actor) -> Iterator[Tx]:
        """Leaving the block commits; only then are the new entries told."""
        with self.database.writing() as db:
            tx = Tx(self, db, by)
            yield tx
            self.before_commit(tx)
        self._tell(tx.entries)

    def before_commit(self, tx: Tx) -> None:
        """A place for the double-entry check of the test house."""

    def perform(self, command: Command, *, by: Actor, once: str | None = None, **arguments: Any) -> Answer:
        """Run one command. With a key (`once`), sending the same thing again returns the first answer.

        Refused: `key_reused` when the key was used for something else; whatever the command refuses.
        """
        return self.signed(self._performed(command, by, once, arguments))

    def _performed(self, command: Command, by: Actor, once: str | None, arguments: dict[str, Any]) -> Answer:
        if once is None:
            with self.transaction(by=by) as tx:
                return command(tx, **arguments)
        once = hashlib.sha256(once.encode()).hexdigest()  # one length, whatever the sender chose
        fingerprint = _fingerprint(command, arguments)
        try:
            return self._perform_once(command, by, (once, fingerprint), arguments)
        except IntegrityError:
            # The same key arrived twice at one moment; the other one has committed by now.
            answer = self._earlier_answer(by, once, fingerprint)
            if answer is None:
                raise
            return answer

    def _perform_once(self, command: Command, by: Actor, key: tuple[str, str], arguments: Any) -> Answer:
        once, fingerprint = key
        with self.transaction(by=by) as tx:
            row = tx.db.get(Repeat, (by.account, once))
            if row is not None:
                return _same(row, fingerprint)
            row = Repeat(account_id=by.account, key=once, fingerprint=fingerprint, answer={}, at=tx.now)
            tx.db.add(row)
            tx.db.flush()  # a twin of this request waits here until we are done
            row.answer = command(tx, **arguments)
            return row.answer

    def _earlier_answer(self, by: Actor, once: str, fingerprint: str) -> Answer | None:
        with self.reading() as db:
            row = db.get(Repeat, (by.account, once))
            return _same(row, fingerprint) if row else None

    def _tell(self, entries: list[Entry]) -> None:
        for listener in self.listeners if entries else ():
            try:
                listener(entries)
            except Exception:
                # The record is the outbox: whoever missed this sees the gap and asks. Never undo a decision for it.
                logger.exception("a listener failed", entries=[(e.log, e.seq) for e in entries])


def _fingerprint(command: Command, arguments: dict[str, Any]) -> str:
    said = json.dumps([command.__name__, arguments], sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def _same(row: Repeat, fingerprint: str) -> Answer:
    if row.fingerprint != fingerprint:
        raise Refused(Code.KEY_REUSED)
    return row.answer
