"""An adopted text with the words that were put right in it since."""

import json

from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.rules.powers import Actor
from parliament.rules.refusals import Code, Refused
from parliament.store.queries.corrections import corrections_of, officers
from parliament.store.record import annex
from parliament.store.tables import Motion, PlenarySession, TextCorrection
from parliament.store.views.certifications import correcting
from parliament.store.views.marking import marked
from parliament.store.views.motions import motion_for, printed, text_of


def corrections_view(db: Db, motion_id: str, reader: Actor) -> dict:
    """The adopted text as it reads now, and every correction that made it so. Refused: not_found."""
    motion = motion_for(db, motion_id, reader)
    text = current_text(db, motion)
    plenary = db.get_one(PlenarySession, motion.plenary_id)
    return {
        "motion": motion.id,
        "number": motion.number,
        "title": motion.title,
        "session_slug": plenary.slug,
        "session_title": plenary.title,
        "time_zone": plenary.time_zone,
        "adopted_hash": motion.adopted_hash,
        "text": printed(text),
        "corrections": corrections_listed(db, motion),
        "obstacles": correcting(db, motion, plenary, reader),
    }


def current_text(db: Db, motion: Motion) -> texts.Text:
    """The adopted text, with its corrections. Refused: not_found, while nothing is adopted."""
    if motion.adopted_hash is None:
        raise Refused(Code.NOT_FOUND)
    made = corrections_of(db, [motion.id])
    return text_of(db, made[-1].after_hash if made else motion.adopted_hash)


def text_to_correct(db: Db, motion_id: str, text_hash: str, reader: Actor) -> texts.Text:
    """The adopted text as it reads now, if that is what the reader has seen. Refused: not_found, stale_text."""
    text = current_text(db, motion_for(db, motion_id, reader))
    if texts.text_hash(text) != text_hash:
        raise Refused(Code.STALE_TEXT)
    return text


def corrections_listed(db: Db, motion: Motion) -> list[dict]:
    """What was put right in the adopted text: in sentences, by whom, when and why."""
    made = corrections_of(db, [motion.id])
    names = officers(db, (row.account_id for row in made))
    return [_listed(db, row, names.get(row.account_id, "")) for row in made]


def _listed(db: Db, row: TextCorrection, name: str) -> dict:
    ops = texts.operations_from_json(json.loads(annex(db, row.operations_hash)))
    return {
        "id": row.id,
        "number": row.number,
        "account": row.account_id,
        "name": name,
        "reason": row.reason,
        "at": row.at,
        "before_hash": row.before_hash,
        "after_hash": row.after_hash,
        "sentences": list(texts.sentences(text_of(db, row.before_hash), ops)),
    }


def correction_preview(before: texts.Text, ops: texts.Ops) -> dict:
    """What edited words amount to, before anybody corrects the text: in sentences, and marked in the text."""
    return {
        "sentences": list(texts.sentences(before, ops)),
        "operations": texts.operations_to_json(ops),
        "marked": marked(before, ops),
    }
