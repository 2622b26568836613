"""Minutes: drafted from the record, corrected by those who were there, approved by a vote."""

from datetime import timedelta

from parliament.commands.declarations import annexes
from parliament.commands.house import Answer, Tx, requires
from parliament.commands.questions import Asked, annuls, moves, put
from parliament.record.canonical import canonical, timestamp
from parliament.record.entries import CorrectionDecided, CorrectionProposed, MinutesDecided, MinutesDrafted
from parliament.results.minutes import compose_minutes, with_corrections
from parliament.rules.minutes import check_correcting, check_drafting, obstacles_to_approving
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused, raise_first
from parliament.rules.stages import CorrectionState, MinutesState, Outcome, Question, check_stage
from parliament.rules.wording import prose
from parliament.store import record
from parliament.store.queries import found, held
from parliament.store.queries.minutes import (
    corrections_of,
    count_waiting,
    document,
    minutes_of,
    names_for_minutes,
)
from parliament.store.queries.sessions import current_sitting, next_number, profile_of
from parliament.store.tables import Correction, Minutes, Seat, Sitting, Vote

DOCUMENT = "application/vnd.parliament.minutes+json"


@requires(Power.DRAFT_MINUTES)
def draft_minutes(tx: Tx, *, sitting_id: str) -> Answer:
    """Compose the minutes of a sitting from the record, and open the round of corrections (key
    `minutes.correction_hours`).

    Refused: not_found, wrong_stage (the sitting is not over, its minutes are drafted, or the session is closed).
    """
    sitting = held(tx.db, Sitting, sitting_id)
    check_drafting(sitting=sitting.state, drafted=minutes_of(tx.db, sitting.id) is not None)
    entries = record.entries(tx.db, sitting.plenary_id)
    draft = compose_minutes(entries, annexes(tx.db), sitting=sitting.id, names=names_for_minutes(tx.db))
    hours = profile_of(tx.db, sitting.plenary).minutes.correction_hours
    minutes = Minutes(
        id=tx.new_id("minutes"),
        plenary_id=sitting.plenary_id,
        sitting_id=sitting.id,
        state=MinutesState.DRAFT,
        draft_hash=tx.annex(canonical(draft), DOCUMENT),
        drafted_at=tx.now,
        corrections_until_at=tx.now + timedelta(hours=hours),
    )
    tx.db.add(minutes)
    tx.record(
        MinutesDrafted(
            minutes=minutes.id,
            sitting=sitting.id,
            draft_hash=minutes.draft_hash,
            corrections_until_at=timestamp(minutes.corrections_until_at),
        ),
        sitting.plenary_id,
    )
    return {"minutes": minutes.id, "draft_hash": minutes.draft_hash}


@requires(Power.CORRECT_MINUTES)
def propose_correction(tx: Tx, *, minutes_id: str, paragraph: int, text: str) -> Answer:
    """Propose other words for one paragraph; only for a seat that was present, and only in time.

    Refused: not_found, wrong_stage, not_present_then, corrections_over, reason_needed, text_too_long, text_controls.
    """
    minutes = held(tx.db, Minutes, minutes_id)
    draft = document(tx.db, minutes.draft_hash)
    check_correcting(
        state=minutes.state,
        now=tx.now,
        until=minutes.corrections_until_at,
        seat=tx.actor.seat,
        present={row["seat"] for row in draft["present"]},
    )
    if not 1 <= paragraph <= len(draft["paragraphs"]):
        raise Refused(Code.NOT_FOUND, field="paragraph")
    correction = Correction(
        id=tx.new_id("correction"),
        minutes_id=minutes.id,
        number=next_number(tx.db, Correction.number, Correction.minutes_id == minutes.id),
        paragraph=paragraph,
        seat_id=str(tx.actor.seat),
        text=prose(text, "text", limit=2000, required=True),
        state=CorrectionState.PROPOSED,
        proposed_at=tx.now,
    )
    tx.db.add(correction)
    fact = CorrectionProposed(
        correction=correction.id,
        minutes=minutes.id,
        number=correction.number,
        paragraph=paragraph,
        seat=correction.seat_id,
        text=correction.text,
    )
    tx.record(fact, minutes.plenary_id)
    return {"correction": correction.id, "number": correction.number}


@requires(Power.RULE_ON_CORRECTIONS)
def rule_on_correction(tx: Tx, *, correction_id: str, accept: bool, reason: str = "") -> Answer:
    """Accept a correction, or refuse it and say why. Refused: not_found, wrong_stage, reason_needed."""
    correction = held(tx.db, Correction, correction_id)
    check_stage(correction.minutes.state, MinutesState.DRAFT)
    check_stage(correction.state, CorrectionState.PROPOSED)
    correction.reason = prose(reason, "reason", limit=1000, required=not accept)
    correction.state = CorrectionState.ACCEPTED if accept else CorrectionState.REFUSED
    correction.decided_at = tx.now
    fact = CorrectionDecided(correction=correction.id, outcome=correction.state, reason=correction.reason)
    tx.record(fact, correction.minutes.plenary_id)
    return {"correction": correction.id, "state": str(correction.state)}


@requires(Power.OPEN_VOTE)
def put_minutes(tx: Tx, *, minutes_id: str, manner: str | None = None) -> Answer:
    """Put the minutes to the house, in a later sitting of the same session.

    Refused: not_found, wrong_stage (approved already), corrections_run, corrections_wait, not_presiding, and as any
    question: sitting_not_open, vote_open, floor_taken, no_quorum, urgency_undecided.
    """
    minutes = held(tx.db, Minutes, minutes_id)
    sitting = current_sitting(tx.db, minutes.plenary_id)
    waiting = count_waiting(tx.db, minutes.id)
    until = minutes.corrections_until_at
    raise_first(obstacles_to_approving(state=minutes.state, now=tx.now, until=until, waiting=waiting))
    number = found(tx.db, Sitting, minutes.sitting_id).number
    asked = Asked(question=Question.MINUTES, about=minutes.id, wording=f"The minutes of sitting {number}")
    return put(tx, sitting, asked, manner=manner)


@moves(Question.MINUTES)
def minutes_decided(tx: Tx, vote: Vote, outcome: Outcome) -> None:
    """Approved, they are frozen with the accepted corrections. Rejected, they stay a draft, and may be put again."""
    if outcome not in (Outcome.ADOPTED, Outcome.REJECTED):
        return
    minutes = tx.db.get_one(Minutes, vote.about)
    if outcome is Outcome.ADOPTED:
        final = with_corrections(document(tx.db, minutes.draft_hash), _accepted(tx, minutes))
        minutes.state, minutes.approved_at = MinutesState.APPROVED, tx.now
        minutes.approved_hash = tx.annex(canonical(final), DOCUMENT)
    fact = MinutesDecided(minutes=minutes.id, vote=vote.id, outcome=outcome, approved_hash=minutes.approved_hash)
    tx.record(fact, minutes.plenary_id)


@annuls(Question.MINUTES)
def minutes_annulled(tx: Tx, vote: Vote) -> None:
    """Minutes that were rejected are still a draft; approved ones are frozen, and that is not undone. Refused: rested_on."""
    if tx.db.get_one(Minutes, vote.about).state == MinutesState.APPROVED:
        raise Refused(Code.RESTED_ON)


def _accepted(tx: Tx, minutes: Minutes) -> list[dict]:
    return [
        {
            "number": row.number,
            "paragraph": row.paragraph,
            "text": row.text,
            "seat": row.seat_id,
            "city": found(tx.db, Seat, row.seat_id).city,
        }
        for row in corrections_of(tx.db, minutes.id, CorrectionState.ACCEPTED)
    ]
