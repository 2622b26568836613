"""Amendments accepted by the sponsors of the motion: accept, object, and say what has come true."""

from datetime import timedelta

from parliament import texts
from parliament.commands.decisions import decide_amendment
from parliament.commands.house import Answer, Tx, requires
from parliament.commands.substitutes import check_own_voice
from parliament.record.canonical import timestamp
from parliament.record.entries import AcceptanceGiven, AcceptanceObjected
from parliament.rules.acceptances import check_accepting, check_objecting, check_open, check_settling
from parliament.rules.motions import AMENDABLE
from parliament.rules.powers import Power
from parliament.rules.stages import DecisionKind, check_stage
from parliament.rules.wording import prose
from parliament.store.queries import held
from parliament.store.queries.acceptances import Accepting, accepting
from parliament.store.queries.docket import docket_of
from parliament.store.queries.sessions import open_vote_on, profile_of
from parliament.store.tables import Acceptance, AcceptanceObjection, Amendment, PlenarySession


def _open_one(tx: Tx, amendment_id: str) -> tuple[Amendment, texts.Item, Accepting]:
    """An amendment that is still to be voted. Refused: not_found, wrong_stage, vote_open, amendment_settled."""
    amendment = held(tx.db, Amendment, amendment_id)
    motion = amendment.motion
    check_stage(motion.stage, *AMENDABLE)
    docket = docket_of(tx.db, motion)
    item = docket.items[amendment.number]
    vote_open = open_vote_on(tx.db, motion.id) is not None
    check_open(item=item, fate=docket.fates[item.number].state, vote_open=vote_open)
    return amendment, item, accepting(tx.db, amendment, motion)


@requires(Power.ACCEPT_AMENDMENT)
def accept_amendment(tx: Tx, *, amendment_id: str) -> Answer:
    """Accept an amendment for a seat that sponsors the motion. Once the last sponsor has, seats may object for a time.

    Refused: not_found, no_mandate, voice_rests, wrong_stage, vote_open, amendment_settled, not_offered (the rules know
    no acceptance, or it is a change to another amendment), not_a_sponsor, acceptance_objected, said_already.
    """
    amendment, item, so_far = _open_one(tx, amendment_id)
    plenary = tx.db.get_one(PlenarySession, amendment.motion.plenary_id)
    seat = check_own_voice(tx, plenary)
    minutes = profile_of(tx.db, plenary).amendments.acceptance_minutes
    check_accepting(
        minutes=minutes,
        item=item,
        sponsors=so_far.sponsors,
        by=seat,
        accepted=so_far.accepted,
        objected=bool(so_far.objected),
    )
    is_last = {*so_far.accepted, seat} >= set(so_far.sponsors)
    until = tx.now + timedelta(minutes=minutes) if is_last else None
    tx.db.add(Acceptance(amendment_id=amendment.id, seat_id=seat, at=tx.now, objections_until_at=until))
    said_until = timestamp(until) if until else None
    fact = AcceptanceGiven(
        motion=amendment.motion_id, amendment=amendment.id, seat=seat, objections_until_at=said_until
    )
    tx.record(fact, plenary.id)
    return {"amendment": amendment.id, "seat": seat, "objections_until_at": said_until}


@requires(Power.OBJECT_TO_ACCEPTANCE)
def object_to_acceptance(tx: Tx, *, amendment_id: str, reason: str = "") -> Answer:
    """Object to an amendment being accepted without a vote: one seat is enough, and need not say why.

    Refused: not_found, no_mandate, voice_rests, wrong_stage, vote_open, amendment_settled, not_accepted (no sponsor
    has yet), said_already, text_too_long, text_controls.
    """
    amendment, _, so_far = _open_one(tx, amendment_id)
    plenary = tx.db.get_one(PlenarySession, amendment.motion.plenary_id)
    seat = check_own_voice(tx, plenary)
    check_objecting(by=seat, accepted=so_far.accepted, objected=so_far.objected)
    reason = prose(reason, "reason", limit=1000)
    tx.db.add(AcceptanceObjection(amendment_id=amendment.id, seat_id=seat, reason=reason, at=tx.now))
    fact = AcceptanceObjected(motion=amendment.motion_id, amendment=amendment.id, seat=seat, reason=reason)
    tx.record(fact, plenary.id)
    return {"amendment": amendment.id, "seat": seat}


@requires(Power.SETTLE_ACCEPTANCE)
def settle_acceptance(tx: Tx, *, amendment_id: str) -> Answer:
    """Say that an amendment is accepted, once the time for objections is over. The clock does so by itself.

    Refused: not_found, wrong_stage, vote_open, tie_pending, amendment_settled, acceptance_objected, not_accepted,
    objections_run, division_begun.
    """
    amendment, _, so_far = _open_one(tx, amendment_id)
    check_settling(
        sponsors=so_far.sponsors,
        accepted=so_far.accepted,
        objected=bool(so_far.objected),
        until=so_far.until,
        now=tx.now,
    )
    row = decide_amendment(tx, amendment, DecisionKind.ACCEPTED)
    return {"amendment": amendment.id, "decision": row.id}
