"""Amendments: submit what was edited as operations, withdraw, confirm the order of voting."""

from sqlalchemy import select

from parliament import texts
from parliament.commands.house import Answer, Tx, requires
from parliament.commands.sittings import presided
from parliament.commands.wording import Row, edited, refusing, stored_text
from parliament.record.canonical import canonical
from parliament.record.entries import AmendmentSubmitted, AmendmentWithdrawn, OrderConfirmed
from parliament.rules.amendments import check_amending, check_ordering, check_withdrawing
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import VoteState
from parliament.rules.wording import prose
from parliament.store.queries import held
from parliament.store.queries.docket import docket_of
from parliament.store.queries.sessions import current_sitting, next_number
from parliament.store.tables import Amendment, AmendmentOrder, Motion, Vote

OPERATIONS = "application/vnd.parliament.operations+json"


def derived_operations(base: texts.Text, *, title: str | None, paragraphs: list[Row]) -> texts.Ops:
    """The operations that make the edited text of the base. Refused: changes_nothing, text_…, does_not_fit."""
    with refusing(paragraphs):
        ops = texts.derive(base, edited(paragraphs), title)
        texts.check_operations(base, ops)
    return ops


@requires(Power.AMEND)
def submit_amendment(
    tx: Tx,
    *,
    motion_id: str,
    base_hash: str,
    paragraphs: list[Row],
    title: str | None = None,
    justification: str = "",
) -> Answer:
    """Submit what was edited; it is kept as operations on the published text, which nobody overwrites.

    Refused: no_mandate, amendments_closed, stale_text, changes_nothing, conflicts_with_itself, text_…
    """
    motion = held(tx.db, Motion, motion_id)
    if tx.actor.seat is None:
        raise Refused(Code.NO_MANDATE)
    check_amending(
        stage=motion.stage,
        order_confirmed=tx.db.get(AmendmentOrder, motion.id) is not None,
        base_hash=motion.text_hash,
        seen_hash=base_hash,
    )
    ops = derived_operations(stored_text(tx.db, motion.text_hash), title=title, paragraphs=paragraphs)
    amendment = Amendment(
        id=tx.new_id("amendment"),
        motion_id=motion.id,
        seat_id=tx.actor.seat,
        number=next_number(tx.db, Amendment.number, Amendment.motion_id == motion.id),
        base_hash=motion.text_hash,
        operations_hash=tx.annex(canonical(texts.operations_to_json(ops)), OPERATIONS),
        justification=prose(justification, "justification", limit=1000),
        submitted_at=tx.now,
    )
    tx.db.add(amendment)
    fact = AmendmentSubmitted(
        amendment=amendment.id,
        motion=motion.id,
        number=amendment.number,
        seat=amendment.seat_id,
        base_hash=amendment.base_hash,
        operations_hash=amendment.operations_hash,
        justification=amendment.justification,
        parent=None,
        replaces=[],
    )
    tx.record(fact, motion.plenary_id)
    return {"amendment": amendment.id, "number": amendment.number}


@requires(Power.WITHDRAW)
def withdraw_amendment(tx: Tx, *, amendment_id: str) -> Answer:
    """Take an amendment back. Refused: not_your_seat, amendment_settled, vote_open."""
    amendment = held(tx.db, Amendment, amendment_id)
    open_vote = select(Vote.id).where(Vote.amendment_id == amendment.id, Vote.state == VoteState.OPEN)
    check_withdrawing(
        seat=amendment.seat_id,
        by=tx.actor.seat,
        number=amendment.number,
        fate=docket_of(tx.db, amendment.motion).fates[amendment.number].state,
        being_voted=tx.db.scalar(open_vote) is not None,
    )
    amendment.withdrawn_at = tx.now
    tx.record(AmendmentWithdrawn(amendment=amendment.id), amendment.motion.plenary_id)
    return {"amendment": amendment.id}


@requires(Power.CONFIRM_ORDER)
def confirm_order(tx: Tx, *, motion_id: str, numbers: list[int] | None = None, reason: str = "") -> Answer:
    """Fix the order of voting: as proposed, or as the chair wants it, with the reason. Both are kept.

    Refused: not_presiding, sitting_not_open, not_current_item, amendments_closed, bad_order, reason_needed.
    """
    motion = held(tx.db, Motion, motion_id)
    presided(tx, current_sitting(tx.db, motion.plenary_id).id)
    docket = docket_of(tx.db, motion)
    proposed = docket.proposed_numbers
    wanted = list(numbers) if numbers is not None else proposed
    if not texts.order_is_allowed(proposed, wanted, docket.items):
        raise Refused(Code.BAD_ORDER, field="numbers")
    reason = prose(reason, "reason", limit=1000)
    check_ordering(
        stage=motion.stage,
        any_decided=docket.confirmed is not None,
        pending=docket.pending,
        changed=wanted != proposed,
        reason=reason,
    )
    tx.db.add(AmendmentOrder(motion_id=motion.id, proposed=proposed, confirmed=wanted, reason=reason, at=tx.now))
    fact = OrderConfirmed(motion=motion.id, proposed=proposed, confirmed=wanted, reason=reason)
    tx.record(fact, motion.plenary_id)
    return {"motion": motion.id, "numbers": wanted}
