"""What a cabinet does for its mayor beside drafting: co-sponsoring, when the mayor said so."""

from parliament.commands.house import Answer, Tx, requires
from parliament.commands.motions import sign
from parliament.record.entries import MotionCosponsored
from parliament.rules.motions import check_sponsoring
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.seats import check_accredited
from parliament.rules.wording import prose
from parliament.store.queries import found, held
from parliament.store.tables import Motion, Seat, Sponsorship


@requires(Power.SPONSOR_ON_INSTRUCTION)
def cosponsor_on_instruction(tx: Tx, *, motion_id: str, text_hash: str, instruction: str) -> Answer:
    """Sign this very version for the seat because its mayor said so; when and how stands in the record.

    Refused: not_found, no_mandate, seat_not_accredited, wrong_stage, stale_text, already_exists, reason_needed,
    text_controls, text_too_long.
    """
    motion = held(tx.db, Motion, motion_id)
    if tx.actor.seat is None:
        raise Refused(Code.NO_MANDATE)
    seat = found(tx.db, Seat, tx.actor.seat)
    check_accredited(seat.state)
    check_sponsoring(stage=motion.stage, text_hash=motion.text_hash, seen_hash=text_hash)
    instruction = prose(instruction, "instruction", limit=500, required=True)
    signed = tx.db.get(Sponsorship, (motion.id, seat.id))
    if signed is not None and signed.text_hash == text_hash:
        raise Refused(Code.ALREADY_EXISTS, what=seat.city)
    sign(tx, motion, seat.id, instruction=instruction)
    tx.record(
        MotionCosponsored(motion=motion.id, seat=seat.id, text_hash=text_hash, instruction=instruction),
        motion.plenary_id,
    )
    return {"motion": motion.id, "seat": seat.id}
