"""Commitments: what a city promises under a declaration, how far it says it has come, what the secretariat finds.

The mayor writes, or the cabinet as the mayor told it to; nobody commits a city but itself.
"""

from datetime import timedelta
from typing import Any

from parliament.commands.house import Answer, Tx, requires
from parliament.record.entries import (
    INSTITUTION,
    CommitmentMade,
    CommitmentReported,
    CommitmentReviewed,
    CommitmentWithdrawn,
)
from parliament.rules.follow_up import (
    Finding,
    Progress,
    check_commitment,
    check_in_force,
    check_instruction,
    check_report,
    check_review,
    check_room_for_commitment,
    check_room_for_report,
    check_standing,
    coming_day,
    evidence,
    figure,
    past_day,
)
from parliament.rules.powers import Office, Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.seats import check_accredited, check_voice
from parliament.rules.wording import line, prose
from parliament.store.queries import found
from parliament.store.queries.follow_up import (
    commitments_of,
    is_committed,
    is_reviewed,
    is_withdrawn,
    member_of,
    reports_since,
)
from parliament.store.queries.seats import running_mandate
from parliament.store.tables import Commitment, CommitmentReport, CommitmentReview, Declaration, Seat

DAY = timedelta(days=1)
CITY = ("city", "other_name", "country", "country_name", "continent", "population")


@requires(Power.MAKE_COMMITMENT)
def make_commitment(
    tx: Tx,
    *,
    declaration_id: str,
    measure: str,
    unit: str,
    target: str,
    due_on: str,
    next_review_on: str,
    baseline: str | None = None,
    instruction: str = "",
) -> Answer:
    """Commit the own city to something that can be measured, by a day, under a published declaration.

    Refused: not_found, no_mandate, seat_not_accredited, wrong_stage (withdrawn), already_exists, bad_figure, bad_date,
    day_over, bad_times, reason_needed (a cabinet names its instruction), too_many_of_these, text_empty, text_too_long,
    text_controls.
    """
    tx.hold(INSTITUTION)
    declaration = found(tx.db, Declaration, declaration_id)
    seat = _own_seat(tx)
    check_in_force(withdrawn=is_withdrawn(tx.db, declaration.id))
    said: dict[str, Any] = {
        "measure": line(measure, "measure"),
        "unit": line(unit, "unit", limit=60),
        "baseline": figure(baseline, "baseline") if baseline else None,
        "target": figure(target, "target"),
        "due_on": coming_day(due_on, "due_on", now=tx.now),
        "next_review_on": coming_day(next_review_on, "next_review_on", now=tx.now),
        "instruction": _instruction(tx, instruction),
    }
    check_commitment(due_on=said["due_on"], next_review_on=said["next_review_on"])
    if is_committed(tx.db, declaration.id, seat.id, said["measure"]):
        raise Refused(Code.ALREADY_EXISTS, field="measure", what=said["measure"])
    check_room_for_commitment(commitments=commitments_of(tx.db, declaration.id, seat.id))
    about = {"declaration_id": declaration.id, "seat_id": seat.id, "made_at": tx.now, "reason": ""}
    row = Commitment(id=tx.new_id("commitment"), **about, **said)
    tx.db.add(row)
    tx.db.flush()
    city: dict[str, Any] = {name: getattr(seat, name) for name in CITY}
    tx.record(CommitmentMade(commitment=row.id, declaration=declaration.id, seat=seat.id, **city, **said))
    return {"commitment": row.id, "declaration": declaration.id, "seat": seat.id}


@requires(Power.MAKE_COMMITMENT)
def report_commitment(
    tx: Tx,
    *,
    commitment_id: str,
    status: Progress,
    reported_on: str,
    figure_now: str | None = None,
    evidence_url: str | None = None,
    note: str = "",
    next_review_on: str | None = None,
    instruction: str = "",
) -> Answer:
    """Say how far the own city has come: a word, a figure, the address of what shows it, and when to look again.

    Refused: not_found, no_mandate, not_your_seat, seat_not_accredited, wrong_stage (withdrawn), bad_figure,
    bad_evidence, evidence_needed, bad_date, day_to_come, day_over, reason_needed, too_many_of_these, text_too_long,
    text_controls.
    """
    commitment = _held(tx, commitment_id)
    said: dict[str, Any] = {
        "status": str(status),
        "figure": figure(figure_now, "figure_now") if figure_now else None,
        "reported_on": past_day(reported_on, "reported_on", now=tx.now),
        "evidence": evidence(evidence_url, "evidence_url") if evidence_url else None,
        "note": prose(note, "note", limit=2000),
        "next_review_on": coming_day(next_review_on, "next_review_on", now=tx.now) if next_review_on else None,
        "instruction": _instruction(tx, instruction),
    }
    check_report(status=status, evidence=said["evidence"], next_review_on=said["next_review_on"])
    check_room_for_report(reports=reports_since(tx.db, commitment.id, tx.now - DAY))
    row = CommitmentReport(id=tx.new_id("report"), commitment_id=commitment.id, entered_at=tx.now, **said)
    tx.db.add(row)
    commitment.next_review_on = said["next_review_on"] or commitment.next_review_on
    tx.db.flush()
    about = {"commitment": commitment.id, "declaration": commitment.declaration_id}
    tx.record(CommitmentReported(report=row.id, **about, **said))
    return {"report": row.id, **about}


@requires(Power.FOLLOW_UP)
def review_commitment(
    tx: Tx, *, report_id: str, finding: Finding, note: str = "", next_review_on: str | None = None
) -> Answer:
    """Say what was found of a report, once; a next review may be set.

    Refused: not_found, wrong_stage (withdrawn), said_already, bad_date, day_over, text_too_long, text_controls.
    """
    tx.hold(INSTITUTION)
    report = found(tx.db, CommitmentReport, report_id)
    commitment = found(tx.db, Commitment, report.commitment_id)
    check_standing(withdrawn=commitment.withdrawn_at is not None)
    check_review(reviewed=is_reviewed(tx.db, report.id))
    said: dict[str, Any] = {
        "finding": str(finding),
        "note": prose(note, "note", limit=2000),
        "next_review_on": coming_day(next_review_on, "next_review_on", now=tx.now) if next_review_on else None,
    }
    about = {"commitment_id": commitment.id, "report_id": report.id, "entered_at": tx.now}
    row = CommitmentReview(id=tx.new_id("review"), **about, **said)
    tx.db.add(row)
    commitment.next_review_on = said["next_review_on"] or commitment.next_review_on
    tx.db.flush()
    where = {"commitment": commitment.id, "declaration": commitment.declaration_id}
    tx.record(CommitmentReviewed(review=row.id, report=report.id, **where, **said))
    return {"review": row.id, **where}


@requires(Power.MAKE_COMMITMENT)
def withdraw_commitment(tx: Tx, *, commitment_id: str, reason: str, instruction: str = "") -> Answer:
    """Say that the own city no longer stands by a commitment, and why. It stays in sight.

    Refused: not_found, no_mandate, not_your_seat, seat_not_accredited, wrong_stage (withdrawn already), reason_needed,
    text_too_long, text_controls.
    """
    row = _held(tx, commitment_id)
    instruction = _instruction(tx, instruction)
    row.reason, row.withdrawn_at = prose(reason, "reason", limit=500, required=True), tx.now
    about = {"commitment": row.id, "declaration": row.declaration_id}
    tx.record(CommitmentWithdrawn(**about, reason=row.reason, instruction=instruction))
    return about


def _held(tx: Tx, commitment_id: str) -> Commitment:
    """A commitment of the seat that asks, which stands, once the institution's log is ours."""
    tx.hold(INSTITUTION)
    row = found(tx.db, Commitment, commitment_id)
    if _own_seat(tx).id != row.seat_id:
        raise Refused(Code.NOT_YOUR_SEAT)
    check_standing(withdrawn=row.withdrawn_at is not None)
    return row


def _own_seat(tx: Tx) -> Seat:
    """The seat that asks: its holder, or its cabinet. A substitute speaks for it in a session, and commits it to nothing."""
    if tx.actor.seat is None:
        raise Refused(Code.NO_MANDATE)
    seat = found(tx.db, Seat, tx.actor.seat)
    check_accredited(seat.state)
    holder = running_mandate(tx.db, seat.id)
    held_by = holder.member_id if holder else None
    own = member_of(tx.db, tx.actor.account) if tx.office is Office.MEMBER else held_by
    check_voice(own=own, holder=held_by, stand_in=None, until_at=None)
    return seat


def _instruction(tx: Tx, said: str) -> str:
    """When and how the mayor told the cabinet to; empty for the mayor. Refused: reason_needed."""
    instruction = prose(said, "instruction", limit=500)
    check_instruction(by_cabinet=tx.office is Office.CABINET, instruction=instruction)
    return instruction if tx.office is Office.CABINET else ""
