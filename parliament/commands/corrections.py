"""Linguistic corrections: the secretariat puts words right in an adopted text, before anybody certifies it."""

from parliament import texts
from parliament.commands.amendments import OPERATIONS
from parliament.commands.house import Answer, Tx, requires
from parliament.commands.motions import TEXT
from parliament.commands.wording import Row, edited, refusing, stored_text
from parliament.record.canonical import canonical
from parliament.record.entries import TextCorrected
from parliament.rules.declarations import check_correcting
from parliament.rules.powers import Power
from parliament.rules.stages import SessionStage, check_stage
from parliament.rules.wording import prose
from parliament.store.queries import held
from parliament.store.queries.corrections import corrected_hash
from parliament.store.queries.declarations import certifiers_of
from parliament.store.queries.sessions import next_number
from parliament.store.queries.statements import deciding_vote
from parliament.store.tables import Motion, PlenarySession, TextCorrection


def derived_correction(
    adopted: texts.Text, *, title: str | None, paragraphs: list[Row]
) -> tuple[texts.Ops, texts.Text]:
    """The splices that make the edited text of the adopted one, and what they make of it.

    Refused: changes_nothing, more_than_words, more_than_a_few_words, number_changed, text_…
    """
    with refusing(paragraphs):
        ops = texts.derive_correction(adopted, edited(paragraphs), title)
        return ops, texts.check_correction(adopted, ops)


@requires(Power.CORRECT_TEXT)
def correct_text(
    tx: Tx, *, motion_id: str, text_hash: str, paragraphs: list[Row], reason: str, title: str | None = None
) -> Answer:
    """Put words right in the text as it was adopted, or as the correction before left it; `text_hash` says which.

    Refused: not_found, wrong_stage (not adopted, or the session is closed), text_certified, stale_text, reason_needed,
    changes_nothing, more_than_words, more_than_a_few_words, number_changed, text_…
    """
    motion = held(tx.db, Motion, motion_id)
    check_stage(tx.db.get_one(PlenarySession, motion.plenary_id).stage, SessionStage.CONVENED, SessionStage.RUNNING)
    before = corrected_hash(tx.db, motion)
    check_correcting(
        outcome=motion.outcome,
        certified=bool(certifiers_of(tx.db, motion.id)),
        text_hash=before or "",
        seen_hash=text_hash,
    )
    reason = prose(reason, "reason", limit=1000, required=True)
    ops, corrected = derived_correction(stored_text(tx.db, text_hash), title=title, paragraphs=paragraphs)
    vote = deciding_vote(tx.db, motion)
    assert vote is not None, "a vote has adopted the motion"
    row = TextCorrection(
        id=tx.new_id("correction"),
        motion_id=motion.id,
        vote_id=vote.id,
        number=next_number(tx.db, TextCorrection.number, TextCorrection.motion_id == motion.id),
        account_id=tx.actor.account,
        operations_hash=tx.annex(canonical(texts.operations_to_json(ops)), OPERATIONS),
        before_hash=text_hash,
        after_hash=tx.annex(texts.canonical(corrected), TEXT),
        reason=reason,
        at=tx.now,
    )
    tx.db.add(row)
    tx.record(_corrected(row), motion.plenary_id)
    return {"motion": motion.id, "correction": row.id, "number": row.number, "text_hash": row.after_hash}


def _corrected(row: TextCorrection) -> TextCorrected:
    return TextCorrected(
        correction=row.id,
        motion=row.motion_id,
        vote=row.vote_id,
        number=row.number,
        account=row.account_id,
        operations_hash=row.operations_hash,
        before_hash=row.before_hash,
        after_hash=row.after_hash,
        reason=row.reason,
    )
