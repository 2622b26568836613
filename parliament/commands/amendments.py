"""Amendments: submit what was edited as operations, on the text, on an amendment or in place of some; withdraw, order."""

from collections.abc import Sequence

from sqlalchemy import select

from parliament import texts
from parliament.commands.house import Answer, Tx, requires
from parliament.commands.sittings import presided
from parliament.commands.wording import Row, edited, refusing, stored_text
from parliament.record.canonical import canonical
from parliament.record.entries import AmendmentSubmitted, AmendmentWithdrawn, OrderConfirmed
from parliament.rules.amendments import (
    check_amending,
    check_amending_words,
    check_beside_text,
    check_compromise,
    check_ordering,
    check_withdrawing,
)
from parliament.rules.divisions import check_not_begun
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import VoteState
from parliament.rules.wording import prose
from parliament.store.queries import held
from parliament.store.queries.blocs import put_at_once
from parliament.store.queries.docket import docket_of
from parliament.store.queries.sessions import current_sitting, meeting_of, next_number
from parliament.store.queries.votes import waits_for_chair
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
    return _submitted(tx, motion, ops, justification)


@requires(Power.AMEND)
def submit_sub_amendment(tx: Tx, *, parent_id: str, paragraphs: list[Row], justification: str = "") -> Answer:
    """Submit a change to the words that another amendment brings, given as the rows of its `payload`.

    Refused: no_mandate, amendments_closed, sub_of_sub, amendment_settled, no_words_of_its_own, not_its_words,
    changes_nothing, does_not_fit, conflicts_with_itself, text_…
    """
    parent = held(tx.db, Amendment, parent_id)
    if tx.actor.seat is None:
        raise Refused(Code.NO_MANDATE)
    docket = docket_of(tx.db, parent.motion)
    item = docket.items[parent.number]
    check_amending_words(
        stage=parent.motion.stage,
        order_confirmed=docket.confirmed is not None,
        number=parent.number,
        parent=item.parent,
        fate=docket.fates[parent.number].state,
        brings_words=bool(texts.payload(docket.base, item.ops).paragraphs),
    )
    ops = derived_sub(docket.base, item.ops, paragraphs)
    return _submitted(tx, parent.motion, ops, justification, parent=parent.id)


def derived_sub(base: texts.Text, ops: texts.Ops, paragraphs: list[Row]) -> texts.Ops:
    """The operations that make the edited words of those an amendment brings.

    Refused: not_its_words, changes_nothing, does_not_fit, conflicts_with_itself, text_…
    """
    for row in paragraphs:
        _check_piece(base, row)
    with refusing(paragraphs):
        return texts.derive_sub(base, ops, edited(paragraphs))


def _check_piece(base: texts.Text, row: Row) -> None:
    """Refuse a piece by its own name; in the text it would become a part of, nobody knows it by that."""
    if texts.clean_paragraph(row["text"]):
        with refusing([row], ["piece"]):
            piece = texts.Paragraph("piece", "operative", None, row["text"])
            texts.check_text(texts.Text(base.language, base.title, (piece,)))


@requires(Power.AMEND)
def submit_compromise(
    tx: Tx,
    *,
    motion_id: str,
    base_hash: str,
    paragraphs: list[Row],
    replaces: list[int],
    title: str | None = None,
    justification: str = "",
) -> Answer:
    """Submit an amendment in place of others, named by their numbers. It is put before them; if adopted, they lapse.

    Refused: no_mandate, amendments_closed, stale_text, too_few_replaced, not_replaceable, amendment_settled, vote_open,
    changes_nothing, clashes_with_text, conflicts_with_itself, text_…
    """
    motion = held(tx.db, Motion, motion_id)
    if tx.actor.seat is None:
        raise Refused(Code.NO_MANDATE)
    docket = docket_of(tx.db, motion)
    check_compromise(
        stage=motion.stage,
        base_hash=motion.text_hash,
        seen_hash=base_hash,
        replaces=replaces,
        items=docket.items,
        fates=docket.fates,
        being_voted=_being_voted(tx, motion),
    )
    check_not_begun(docket.begun, *replaces)
    replaces = sorted(set(replaces))
    ops = derived_operations(docket.base, title=title, paragraphs=paragraphs)
    check_beside_text(docket.with_one_more(ops, replaces))
    return _submitted(tx, motion, ops, justification, replaces=replaces)


def _being_voted(tx: Tx, motion: Motion) -> list[int]:
    """The numbers of the amendments to a motion on which a vote is open, and of those whose sub-amendment is put.

    A vote may be on several of them at once.
    """
    rows = select(Amendment.number, Amendment.parent_id).join(Vote, Vote.amendment_id == Amendment.id)
    put = tx.db.execute(rows.where(Vote.motion_id == motion.id, Vote.state == VoteState.OPEN)).all()
    above = select(Amendment.number).where(Amendment.id.in_([parent for _, parent in put if parent]))
    return [*(number for number, _ in put), *tx.db.scalars(above), *put_at_once(tx.db, motion.id)]


def _submitted(
    tx: Tx,
    motion: Motion,
    ops: texts.Ops,
    justification: str,
    *,
    parent: str | None = None,
    replaces: Sequence[int] = (),
) -> Answer:
    """The amendment of the actor's seat, numbered and in the record. Refused: text_too_long, text_controls."""
    named = select(Amendment.id).where(Amendment.motion_id == motion.id, Amendment.number.in_(replaces))
    amendment = Amendment(
        id=tx.new_id("amendment"),
        motion_id=motion.id,
        seat_id=tx.actor.seat,
        number=next_number(tx.db, Amendment.number, Amendment.motion_id == motion.id),
        base_hash=motion.text_hash,
        operations_hash=tx.annex(canonical(texts.operations_to_json(ops)), OPERATIONS),
        justification=prose(justification, "justification", limit=1000),
        parent_id=parent,
        replaces=list(tx.db.scalars(named.order_by(Amendment.number))),
        submitted_at=tx.now,
    )
    tx.db.add(amendment)
    tx.record(_fact(amendment), motion.plenary_id)
    return {"amendment": amendment.id, "number": amendment.number}


def _fact(amendment: Amendment) -> AmendmentSubmitted:
    return AmendmentSubmitted(
        amendment=amendment.id,
        motion=amendment.motion_id,
        number=amendment.number,
        seat=amendment.seat_id,
        base_hash=amendment.base_hash,
        operations_hash=amendment.operations_hash,
        justification=amendment.justification,
        parent=amendment.parent_id,
        replaces=amendment.replaces,
    )


@requires(Power.WITHDRAW)
def withdraw_amendment(tx: Tx, *, amendment_id: str) -> Answer:
    """Take an amendment back. Refused: not_your_seat, amendment_settled, vote_open, tie_pending, division_begun."""
    amendment = held(tx.db, Amendment, amendment_id)
    docket = docket_of(tx.db, amendment.motion)
    check_withdrawing(
        seat=amendment.seat_id,
        by=tx.actor.seat,
        number=amendment.number,
        fate=docket.fates[amendment.number].state,
        being_voted=amendment.number in _being_voted(tx, amendment.motion),
    )
    check_not_begun(docket.begun, amendment.number)
    sitting = meeting_of(tx.db, amendment.motion.plenary_id)
    if sitting is not None and waits_for_chair(tx.db, sitting.id, amendment.motion_id):
        raise Refused(Code.TIE_PENDING)
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
