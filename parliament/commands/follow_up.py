"""Following up a declaration: whom it is sent to, that it was sent, what they answered. The secretariat writes it down."""

from typing import Any

from parliament.commands.house import Answer, Tx, requires
from parliament.record.entries import (
    INSTITUTION,
    AddresseeNamed,
    AddresseeRemoved,
    AddresseeReplied,
    DispatchSent,
)
from parliament.rules.follow_up import (
    AddresseeKind,
    Channel,
    Position,
    check_addressee,
    check_dispatch,
    check_in_force,
    day,
    past_day,
)
from parliament.rules.papers import check_paper
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.wording import line, prose
from parliament.store.queries import found
from parliament.store.queries.follow_up import is_dispatched, is_named, is_withdrawn
from parliament.store.tables import Addressee, AddresseeReply, Declaration, Dispatch


@requires(Power.FOLLOW_UP)
def name_addressee(tx: Tx, *, declaration_id: str, kind: AddresseeKind, name: str) -> Answer:
    """Write down whom a published declaration calls upon.

    Refused: not_found, wrong_stage (withdrawn), already_exists, text_empty, text_too_long, text_controls.
    """
    tx.hold(INSTITUTION)
    declaration = found(tx.db, Declaration, declaration_id)
    check_in_force(withdrawn=is_withdrawn(tx.db, declaration.id))
    name = line(name, "name")
    if is_named(tx.db, declaration.id, name):
        raise Refused(Code.ALREADY_EXISTS, field="name", what=name)
    row = Addressee(
        id=tx.new_id("addressee"),
        declaration_id=declaration.id,
        kind=str(kind),
        name=name,
        named_at=tx.now,
        reason="",
    )
    tx.db.add(row)
    tx.db.flush()
    tx.record(AddresseeNamed(addressee=row.id, declaration=row.declaration_id, addressee_kind=row.kind, name=row.name))
    return {"addressee": row.id, "declaration": row.declaration_id}


@requires(Power.FOLLOW_UP)
def remove_addressee(tx: Tx, *, addressee_id: str, reason: str) -> Answer:
    """Say that an addressee was named by mistake, and why; what was written about it can still be read.

    Refused: not_found, wrong_stage (removed already), reason_needed, text_too_long, text_controls.
    """
    row = _held(tx, addressee_id)
    row.reason, row.removed_at = prose(reason, "reason", limit=500, required=True), tx.now
    tx.record(AddresseeRemoved(addressee=row.id, declaration=row.declaration_id, reason=row.reason))
    return {"addressee": row.id, "declaration": row.declaration_id}


@requires(Power.FOLLOW_UP)
def record_dispatch(
    tx: Tx,
    *,
    addressee_id: str,
    how: Channel,
    sent_on: str,
    answer_by: str | None = None,
    note: str = "",
    media_type: str | None = None,
    content: bytes | None = None,
) -> Answer:
    """Write down that the declaration was sent or handed over; the receipt is a file, which everybody may read.

    Refused: not_found, wrong_stage (removed), bad_date, day_to_come, bad_times, text_too_long, text_controls,
    paper_too_large, wrong_kind_of_file.
    """
    addressee = _held(tx, addressee_id)
    sent_on = past_day(sent_on, "sent_on", now=tx.now)
    answer_by = day(answer_by, "answer_by") if answer_by else None
    check_dispatch(sent_on=sent_on, answer_by=answer_by)
    said: dict[str, Any] = {
        "how": str(how),
        "sent_on": sent_on,
        "answer_by": answer_by,
        "note": prose(note, "note", limit=1000),
        "receipt_hash": _file(tx, media_type, content),
    }
    row = Dispatch(id=tx.new_id("dispatch"), addressee_id=addressee.id, entered_at=tx.now, **said)
    tx.db.add(row)
    tx.db.flush()
    tx.record(DispatchSent(dispatch=row.id, addressee=addressee.id, declaration=addressee.declaration_id, **said))
    return {"dispatch": row.id, "addressee": addressee.id, "declaration": addressee.declaration_id}


@requires(Power.FOLLOW_UP)
def record_reply(
    tx: Tx,
    *,
    addressee_id: str,
    received_on: str,
    position: Position,
    summary: str,
    next_step: str = "",
    next_step_on: str | None = None,
    media_type: str | None = None,
    content: bytes | None = None,
) -> Answer:
    """Write down what an addressee answered, or that it did not, and what comes next; its letter is a file for everybody.

    Refused: not_found, wrong_stage (removed), not_dispatched, bad_date, day_to_come, bad_times, text_empty,
    text_too_long, text_controls, paper_too_large, wrong_kind_of_file.
    """
    addressee = _held(tx, addressee_id)
    if not is_dispatched(tx.db, addressee.id):
        raise Refused(Code.NOT_DISPATCHED)
    received_on = past_day(received_on, "received_on", now=tx.now)
    next_step_on = day(next_step_on, "next_step_on") if next_step_on else None
    if next_step_on is not None and next_step_on < received_on:
        raise Refused(Code.BAD_TIMES, field="next_step_on")
    summary = prose(summary, "summary", limit=2000)
    if not summary:
        raise Refused(Code.TEXT_EMPTY, field="summary")
    said: dict[str, Any] = {
        "received_on": received_on,
        "position": str(position),
        "summary": summary,
        "file_hash": _file(tx, media_type, content),
        "next_step": prose(next_step, "next_step", limit=500),
        "next_step_on": next_step_on,
    }
    row = AddresseeReply(id=tx.new_id("reply"), addressee_id=addressee.id, entered_at=tx.now, **said)
    tx.db.add(row)
    tx.db.flush()
    tx.record(AddresseeReplied(reply=row.id, addressee=addressee.id, declaration=addressee.declaration_id, **said))
    return {"reply": row.id, "addressee": addressee.id, "declaration": addressee.declaration_id}


def _held(tx: Tx, addressee_id: str) -> Addressee:
    """The addressee, once the institution's log is ours. Refused: not_found, wrong_stage."""
    tx.hold(INSTITUTION)
    row = found(tx.db, Addressee, addressee_id)
    check_addressee(removed=row.removed_at is not None)
    return row


def _file(tx: Tx, media_type: str | None, content: bytes | None) -> str | None:
    """The hash of the file that came along, if one did."""
    if content is None:
        return None
    check_paper(str(media_type), content)
    return tx.annex(content, str(media_type))
