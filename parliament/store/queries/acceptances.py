"""Questions about amendments that sponsors accept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.rules.motions import AMENDABLE
from parliament.rules.stages import SessionStage
from parliament.store.tables import (
    Acceptance,
    AcceptanceObjection,
    Amendment,
    AmendmentDecision,
    Motion,
    PlenarySession,
    Sponsorship,
)


@dataclass(frozen=True)
class Accepting:
    """Who has to accept an amendment, who did, until when seats may object, and which did, with their reasons."""

    sponsors: tuple[str, ...]
    accepted: dict[str, datetime]
    until: datetime | None
    objected: dict[str, str]


def sponsors_of(db: Db, motion: Motion) -> list[str]:
    """The mover, and who signed the text as it stands."""
    signed = select(Sponsorship.seat_id).where(
        Sponsorship.motion_id == motion.id, Sponsorship.text_hash == motion.text_hash
    )
    return [motion.seat_id, *sorted(set(db.scalars(signed)) - {motion.seat_id})]


def accepting(db: Db, amendment: Amendment, motion: Motion) -> Accepting:
    """How far an amendment has come on the way to being accepted."""
    given = db.scalars(
        select(Acceptance).where(Acceptance.amendment_id == amendment.id).order_by(Acceptance.at, Acceptance.seat_id)
    ).all()
    against = db.scalars(
        select(AcceptanceObjection)
        .where(AcceptanceObjection.amendment_id == amendment.id)
        .order_by(AcceptanceObjection.at, AcceptanceObjection.seat_id)
    )
    return Accepting(
        sponsors=tuple(sponsors_of(db, motion)),
        accepted={row.seat_id: row.at for row in given},
        until=next((row.objections_until_at for row in given if row.objections_until_at is not None), None),
        objected={row.seat_id: row.reason for row in against},
    )


def due_acceptances(db: Db, now: datetime) -> list[Amendment]:
    """Amendments whose time for objections is over, unless one was made; nobody has decided on them otherwise by then."""
    against = select(AcceptanceObjection.amendment_id)
    decided = select(AmendmentDecision.amendment_id)
    rows = (
        select(Amendment)
        .join(Acceptance, Acceptance.amendment_id == Amendment.id)
        .join(Motion, Motion.id == Amendment.motion_id)
        .join(PlenarySession, PlenarySession.id == Motion.plenary_id)
        .where(Acceptance.objections_until_at <= now, Amendment.withdrawn_at.is_(None))
        .where(Motion.stage.in_(AMENDABLE), PlenarySession.stage != SessionStage.CLOSED)
        .where(Amendment.id.not_in(against), Amendment.id.not_in(decided))
        .order_by(Acceptance.objections_until_at, Amendment.id)
    )
    return list(db.scalars(rows))
