"""Questions about linguistic corrections of an adopted text."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db
from sqlalchemy.orm import aliased

from parliament.rules.stages import Question, VoteState
from parliament.store.tables import Account, Motion, TextCorrection, Vote


def corrections_of(db: Db, motions: Iterable[str]) -> list[TextCorrection]:
    """The corrections of what is adopted now; those of a text that was annulled or taken up again do not count."""
    last = aliased(Vote)
    adopting = (
        select(func.max(last.number))
        .where(last.motion_id == Vote.motion_id, last.question == Question.MOTION, last.state == VoteState.CLOSED)
        .correlate(Vote)
        .scalar_subquery()
    )
    rows = (
        select(TextCorrection)
        .join(Vote, Vote.id == TextCorrection.vote_id)
        .where(TextCorrection.motion_id.in_(list(motions)), Vote.state == VoteState.CLOSED, Vote.number == adopting)
    )
    return list(db.scalars(rows.order_by(TextCorrection.motion_id, TextCorrection.number)))


def corrected_hashes(db: Db, motions: Iterable[Motion]) -> dict[str, str | None]:
    """For each motion the text that is certified and published: as adopted, or as the last correction left it."""
    found = {motion.id: motion.adopted_hash for motion in motions}
    adopted = [motion for motion, text_hash in found.items() if text_hash is not None]
    return found | {row.motion_id: row.after_hash for row in corrections_of(db, adopted)}


def corrected_hash(db: Db, motion: Motion) -> str | None:
    """The same of one motion."""
    return corrected_hashes(db, [motion])[motion.id]


def officers(db: Db, accounts: Iterable[str]) -> dict[str, str]:
    """The names of those who put words right."""
    return dict(db.execute(select(Account.id, Account.name).where(Account.id.in_(set(accounts)))).all())
