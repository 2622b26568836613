"""The evidence for a declaration: what the house signs of it once it is published, and the bundle made of that."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

import structlog
from sqlalchemy.orm import Session as Db

from parliament.commands.house import Answer, House, Tx, requires
from parliament.record.checkpoint import decode64, encode64, parse_vkey, signed_by
from parliament.record.entries import INSTITUTION, EvidenceSigned
from parliament.record.tree import root
from parliament.results.bundle import Told, needed, public, told_until
from parliament.results.evidence import (
    CHAIR,
    DOMAINS,
    HOUSE,
    SECRETARIAT,
    Signed,
    build_evidence,
    house_of,
    list_of,
    unsigned_files,
)
from parliament.rules.powers import THE_CLOCK, Power
from parliament.rules.refusals import Code, Refused
from parliament.store import record
from parliament.store.queries import found
from parliament.store.queries.declarations import declaration_of
from parliament.store.queries.evidence import declarations_to_sign, evidence_of
from parliament.store.tables import Declaration, Evidence, Log

logger = structlog.get_logger("parliament.evidence")

CHECKPOINT, LIST = "text/plain; charset=utf-8", "text/plain; charset=us-ascii"


# How long the clock lets a declaration rest that could not be signed; doubled with each time that it fails again.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True)
class Waiting:
    """A declaration whose evidence could not be signed: how long it rests, and until when."""

    pause: timedelta
    until: datetime


# Of this process alone: whoever leads next begins anew.
_waiting: WeakKeyDictionary[House, dict[str, Waiting]] = WeakKeyDictionary()


@requires(Power.SIGN_EVIDENCE)
def keep_evidence(tx: Tx, *, declaration_id: str, signed: dict[str, str], checkpoint: bytes, listed: bytes) -> Answer:
    """Write down what the house signed of a published declaration: once, so that its bundle stays the same bytes.

    Refused: not_found, already_exists.
    """
    tx.hold(INSTITUTION)
    declaration = found(tx.db, Declaration, declaration_id)
    if tx.db.get(Evidence, declaration_id) is not None:
        raise Refused(Code.ALREADY_EXISTS, what=declaration.slug)
    said = {
        "vkey": signed["vkey"],
        "document_hash": declaration.document_hash,
        "checkpoint_hash": tx.annex(checkpoint, CHECKPOINT),
        "files_hash": tx.annex(listed, LIST),
        "chair_signature": signed[CHAIR],
        "secretariat_signature": signed[SECRETARIAT],
        "files_signature": signed[HOUSE],
    }
    tx.db.add(Evidence(declaration_id=declaration_id, signed_at=tx.now, **said))
    tx.record(EvidenceSigned(declaration=declaration_id, **said))
    return {"declaration": declaration_id, "files_hash": said["files_hash"]}


def sign_evidence(house: House, declaration_id: str) -> None:
    """Sign what the house published, and keep it. Two who do so at the same moment keep what one of them signed.

    Refused: signer_away, not_signed.
    """
    if not house.pen.answers:
        raise Refused(Code.SIGNER_AWAY)
    with house.reading() as db:
        row = db.get_one(Declaration, declaration_id)
        log, told = row.plenary_id, _told(db, row)
        origin = db.get_one(Log, log).origin
    size, top = len(told.lines), root(told.leaves)
    note = house.pen.checkpoint(origin, size, top, house.proving(log))
    vkey = parse_vkey(signed_by(note, house.pen.vkeys)).for_log(house_of(origin)).encode()
    made = {who: house.pen.sign(told.document, DOMAINS[who]) for who in (CHAIR, SECRETARIAT)}
    listed = list_of(unsigned_files(told, Signed(vkey, note, made)))
    made[HOUSE] = house.pen.sign(listed, DOMAINS[HOUSE])
    signed = {"vkey": vkey} | {who: encode64(signature) for who, signature in made.items()}
    try:
        house.perform(
            keep_evidence,
            by=THE_CLOCK,
            declaration_id=declaration_id,
            signed=signed,
            checkpoint=note.encode(),
            listed=listed,
        )
    except Refused as refusal:
        if refusal.code is not Code.ALREADY_EXISTS:
            raise


def sign_due(house: House) -> list[str]:
    """Sign the evidence for every declaration that was published since. Returns their ids."""
    with house.reading() as db:
        due, now = declarations_to_sign(db), house.now(db)
    waiting = _waiting.setdefault(house, {})
    due = [each for each in due if each not in waiting or waiting[each].until <= now]
    # To sign one, the whole record of its session is read: not while there is nobody to sign it.
    if not due or not house.pen.answers:
        return []
    return [declaration_id for declaration_id in due if _sign(house, declaration_id, waiting, now)]


def _sign(house: House, declaration_id: str, waiting: dict[str, Waiting], now: datetime) -> bool:
    try:
        sign_evidence(house, declaration_id)
    except Refused as refusal:
        logger.info("the evidence for a declaration waits", declaration=declaration_id, code=refusal.code)
    except Exception:
        # One that cannot be signed must not keep the others waiting.
        logger.exception("the evidence for a declaration could not be signed", declaration=declaration_id)
    else:
        waiting.pop(declaration_id, None)
        return True
    pause = min(waiting[declaration_id].pause * 2, LONGEST_PAUSE) if declaration_id in waiting else FIRST_PAUSE
    waiting[declaration_id] = Waiting(pause, now + pause)
    return False


def evidence_tag(db: Db, slug: str) -> str | None:
    """What names the bytes of a bundle without making them: the hash of the list that was signed, if one was.

    Refused: not_found.
    """
    row = evidence_of(db, declaration_of(db, slug).id)
    return row.files_hash if row else None


def evidence_bundle(house: House, slug: str) -> bytes:
    """The evidence bundle of a published declaration: the same bytes whenever it is asked for.

    Refused: not_found; signer_away, if nothing was signed of it yet.
    """
    with house.reading() as db:
        declaration_id = declaration_of(db, slug).id
        is_signed = evidence_of(db, declaration_id) is not None
    if not is_signed:
        sign_evidence(house, declaration_id)
    with house.reading() as db:
        signed, listed = _signed(db, declaration_id)
        return build_evidence(_told(db, db.get_one(Declaration, declaration_id)), signed, listed)


def _told(db: Db, row: Declaration) -> Told:
    """The record up to the declaration, with all it cites: what is signed is put together outside of transactions."""
    entries, lines = record.entries(db, row.plenary_id), record.lines(db, row.plenary_id)
    annexes: dict[str, bytes] = {}
    told = told_until(entries, lines, annexes.__getitem__, declaration=row.id)
    annexes |= {sha256: record.annex(db, sha256) for sha256 in (row.document_hash, *needed(public(told.entries)))}
    return told


def _signed(db: Db, declaration_id: str) -> tuple[Signed, bytes]:
    """What was signed, and the list of files it was signed for."""
    row = db.get_one(Evidence, declaration_id)
    said = {CHAIR: row.chair_signature, SECRETARIAT: row.secretariat_signature, HOUSE: row.files_signature}
    checkpoint, listed = record.annex(db, row.checkpoint_hash), record.annex(db, row.files_hash)
    return Signed(row.vkey, checkpoint.decode(), {who: decode64(text) for who, text in said.items()}), listed
