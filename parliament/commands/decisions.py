"""Amendments decided without a vote: what the sponsors accept, and what the chair rules where one clashes in part."""

from sqlalchemy import select

from parliament.commands.house import Answer, Tx, requires
from parliament.commands.sittings import presided
from parliament.record.entries import AmendmentDecided
from parliament.rules.amendments import check_ruling_on_clash
from parliament.rules.divisions import check_not_begun
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.sittings import check_open
from parliament.rules.stages import DecisionKind, VoteState
from parliament.rules.wording import prose
from parliament.store.queries import held
from parliament.store.queries.docket import docket_of, standing_votes
from parliament.store.queries.sessions import current_sitting, item_of_motion, meeting_of, next_number
from parliament.store.queries.votes import waits_for_chair
from parliament.store.tables import Amendment, AmendmentDecision, Vote


def decide_amendment(tx: Tx, amendment: Amendment, kind: DecisionKind, reason: str = "") -> AmendmentDecision:
    """Write the decision down between two votes: its place in the log is after the last one that stands.

    Whether it may be decided so is asked before. Refused: vote_open, tie_pending, division_begun.
    """
    motion = amendment.motion
    open_vote = select(Vote.id).where(Vote.motion_id == motion.id, Vote.state == VoteState.OPEN)
    if tx.db.scalar(open_vote) is not None:
        raise Refused(Code.VOTE_OPEN)
    sitting = meeting_of(tx.db, motion.plenary_id)
    if sitting is not None and waits_for_chair(tx.db, sitting.id, motion.id):
        raise Refused(Code.TIE_PENDING)
    check_not_begun(docket_of(tx.db, motion).begun)
    row = AmendmentDecision(
        id=tx.new_id("decision"),
        motion_id=motion.id,
        amendment_id=amendment.id,
        number=next_number(tx.db, AmendmentDecision.number, AmendmentDecision.motion_id == motion.id),
        kind=kind.value,
        reason=reason,
        after_vote=max(standing_votes(tx.db, motion.id), default=0),
        at=tx.now,
    )
    tx.db.add(row)
    tx.db.flush()
    tx.record(_decided(row), motion.plenary_id)
    return row


def _decided(row: AmendmentDecision) -> AmendmentDecided:
    return AmendmentDecided(
        decision=row.id,
        motion=row.motion_id,
        amendment=row.amendment_id,
        number=row.number,
        decision_kind=row.kind,
        reason=row.reason,
        after_vote=row.after_vote,
    )


@requires(Power.RULE_ON_CLASH)
def rule_on_clash(tx: Tx, *, amendment_id: str, keep: bool, reason: str) -> Answer:
    """Where part of an amendment clashes with the text in force: cut that off and keep the rest, or let it lapse.

    Refused: not_presiding, sitting_not_open, not_current_item, no_clash, reason_needed, text_too_long, text_controls,
    vote_open, tie_pending, division_begun.
    """
    amendment = held(tx.db, Amendment, amendment_id)
    motion = amendment.motion
    sitting = presided(tx, current_sitting(tx.db, motion.plenary_id).id)
    check_open(sitting.state)
    item = item_of_motion(tx.db, motion.id)
    check_ruling_on_clash(
        stage=motion.stage,
        is_current_item=item is not None and item.id == sitting.item_id,
        number=amendment.number,
        fate=docket_of(tx.db, motion).fates[amendment.number].state,
    )
    reason = prose(reason, "reason", limit=1000, required=True)
    row = decide_amendment(tx, amendment, DecisionKind.CUT if keep else DecisionKind.LAPSED, reason)
    return {"amendment": amendment.id, "decision": row.id}
