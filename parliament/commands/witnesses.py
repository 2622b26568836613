"""Witnesses: listed by the secretariat; what they cosign is taken in by the house itself, from anybody who brings it."""

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.commands.house import Answer, Tx, requires
from parliament.record.checkpoint import (
    BadCheckpoint,
    BadSignature,
    Checkpoint,
    VerifierKey,
    open_checkpoint,
    parse_signature,
    parse_vkey,
    split_note,
)
from parliament.record.cosignature import Cosignature, cosignatures, parse_witness
from parliament.record.entries import INSTITUTION, WitnessAdded, WitnessRemoved
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.witnesses import check_cosigned_at
from parliament.rules.wording import line, prose
from parliament.store.checkpoints import keep_note
from parliament.store.cosignatures import keep_line, listed_witnesses, log_with_origin
from parliament.store.log_tree import root_at
from parliament.store.queries import found
from parliament.store.signatures import keys_in_use
from parliament.store.tables import Log, Witness

logger = structlog.get_logger("parliament.witnesses")


@requires(Power.MANAGE_WITNESSES)
def add_witness(tx: Tx, *, name: str, vkey: str) -> Answer:
    """List somebody who watches the logs, with the verifier key that `parliament witness` printed.

    A key and its name belong to one witness for ever (house rule): who loses a key comes back under another name.
    Refused: bad_witness_key, already_exists, text_empty, text_too_long, text_controls.
    """
    tx.hold(INSTITUTION)
    key = _key(vkey)
    name = line(name, "name")
    if any(parse_witness(known).name == key.name for known in tx.db.scalars(select(Witness.vkey))):
        raise Refused(Code.ALREADY_EXISTS, field="vkey", what=key.name)
    witness = Witness(id=tx.new_id("witness"), name=name, vkey=key.encode(), added_at=tx.now, reason="")
    tx.db.add(witness)
    tx.db.flush()
    tx.record(WitnessAdded(witness=witness.id, name=name, vkey=witness.vkey))
    return {"witness": witness.id}


@requires(Power.MANAGE_WITNESSES)
def remove_witness(tx: Tx, *, witness_id: str, reason: str) -> Answer:
    """List a witness no longer, and say why. Its lines are served no more; they are kept.

    Refused: not_found, wrong_stage (removed already), reason_needed, text_too_long, text_controls.
    """
    tx.hold(INSTITUTION)
    witness = found(tx.db, Witness, witness_id)
    if witness.removed_at is not None:
        raise Refused(Code.WRONG_STAGE, stage="removed")
    witness.reason, witness.removed_at = prose(reason, "reason", limit=500, required=True), tx.now
    tx.record(WitnessRemoved(witness=witness.id, reason=witness.reason))
    return {"witness": witness.id}


@requires(Power.KEEP_COSIGNATURE)
def keep_cosignatures(tx: Tx, *, note: str) -> Answer:
    """Take in a checkpoint of one of our logs with lines of witnesses who are listed; lines of others are left out.

    The house does this by itself: whoever brings it, the signatures say whose it is. Not an entry of the record, because
    an entry would make a larger tree, to be cosigned again. Sent twice it is kept once.
    Refused: not_a_checkpoint, not_our_tree, not_cosigned.
    """
    log, checkpoint, own = _our_checkpoint(tx.db, note)
    given = _cosignatures(tx.db, note)
    tx.hold(log.id)  # two who bring the same at one moment are one after the other
    keep_note(tx.db, log.id, checkpoint.size, root=checkpoint.root, note=own, at=tx.now)
    told = []
    for vkey, witness in listed_witnesses(tx.db).items():
        if said := given.get(vkey):
            at = check_cosigned_at(said.at, tx.now)
            keep_line(tx.db, log.id, checkpoint.size, witness.id, line=said.line, at=at, now=tx.now)
            told.append({"witness": witness.id, "name": witness.name, "cosigned_at": at})
    return {"log": log.id, "size": checkpoint.size, "cosigned": told}


def _key(vkey: str) -> VerifierKey:
    try:
        return parse_witness(vkey.strip())
    except BadCheckpoint:
        raise Refused(Code.BAD_WITNESS_KEY, field="vkey") from None


def _our_checkpoint(db: Db, note: str) -> tuple[Log, Checkpoint, str]:
    """The log, what was signed of it, which must be what it is, and the note with our signatures alone."""
    try:
        origin = split_note(note)[0].partition("\n")[0]
        keys = [VerifierKey(origin, parse_vkey(key.vkey).public_key).encode() for key in keys_in_use(db)]
        checkpoint = open_checkpoint(note, keys)
    except (BadCheckpoint, BadSignature):
        raise Refused(Code.NOT_A_CHECKPOINT, field="checkpoint") from None
    log = log_with_origin(db, origin)
    if log is None:
        raise Refused(Code.NOT_A_CHECKPOINT, field="checkpoint")
    if checkpoint.size > log.size or root_at(db, log.id, checkpoint.size) != checkpoint.root:
        logger.critical("our key signed another tree than ours", log=log.id, checkpoint=note)
        raise Refused(Code.NOT_OUR_TREE, field="checkpoint")
    return log, checkpoint, _own(note, keys)


def _cosignatures(db: Db, note: str) -> dict[str, Cosignature]:
    try:
        given = cosignatures(note, listed_witnesses(db))
    except (BadCheckpoint, BadSignature):
        given = {}
    if not given:
        raise Refused(Code.NOT_COSIGNED, field="checkpoint")
    return given


def _own(note: str, vkeys: list[str]) -> str:
    """The note with the lines of our own keys alone, each once: whatever else a stranger added is not kept."""
    text, lines = split_note(note)
    known = {(key.name, key.key_id) for key in map(parse_vkey, vkeys)}
    own = [each for each in dict.fromkeys(lines) if parse_signature(each)[:2] in known]
    return f"{text}\n" + "".join(f"{each}\n" for each in own)
