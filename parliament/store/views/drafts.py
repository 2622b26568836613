"""A draft that two people write at once: what the other one saved, beside what is being typed."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.rules.powers import Actor
from parliament.store.tables import Account, PlenarySession, TextVersion
from parliament.store.views.marking import marked
from parliament.store.views.motions import motion_for, text_of


def saved_meanwhile(db: Db, motion_id: str, opened_hash: str, reader: Actor) -> dict | None:
    """The version saved last: by whom, when, and marked what it changed of the one that was opened.

    Nothing if that is still the last. `marked` is None where there is nothing to compare. Refused: not_found.
    """
    motion = motion_for(db, motion_id, reader)
    if opened_hash == motion.text_hash:
        return None
    versions = select(TextVersion).where(TextVersion.motion_id == motion.id)
    last = db.scalars(versions.order_by(TextVersion.number.desc())).first()
    is_known = db.scalar(versions.where(TextVersion.sha256 == opened_hash).limit(1)) is not None
    writer = db.get(Account, last.by_account_id) if last else None
    return {
        "name": writer.name if writer else "",
        "at": last.at if last else None,
        "time_zone": db.get_one(PlenarySession, motion.plenary_id).time_zone,
        "marked": _changes(text_of(db, opened_hash), text_of(db, motion.text_hash)) if is_known else None,
    }


def _changes(opened: texts.Text, saved: texts.Text) -> list[dict] | None:
    depth = saved.outline.depths
    rows = [texts.EditedParagraph(p.id, p.section, depth[p.id], p.text, p.addressee) for p in saved.paragraphs]
    try:
        return marked(opened, texts.derive(opened, rows, saved.title))
    except (texts.TextProblem, texts.Mismatch):  # what cannot be told as changes is shown as it is
        return None
