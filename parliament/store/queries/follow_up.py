"""Questions about addressees and commitments: what is there already, and whose it is."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from parliament.rules.versions import WithdrawalState
from parliament.store.tables import (
    Account,
    Addressee,
    Commitment,
    CommitmentReport,
    CommitmentReview,
    Dispatch,
    Withdrawal,
)


def is_withdrawn(db: Db, declaration_id: str) -> bool:
    """Whether the declaration was withdrawn; a superseded one is followed on."""
    rows = select(Withdrawal.id).where(
        Withdrawal.declaration_id == declaration_id,
        Withdrawal.state == WithdrawalState.DECIDED,
        Withdrawal.successor.is_(None),
    )
    return db.scalar(rows.limit(1)) is not None


def is_named(db: Db, declaration_id: str, name: str) -> bool:
    """Whether this name is an addressee of the declaration already."""
    rows = select(Addressee.id).where(
        Addressee.declaration_id == declaration_id, Addressee.name == name, Addressee.removed_at.is_(None)
    )
    return db.scalar(rows.limit(1)) is not None


def is_dispatched(db: Db, addressee_id: str) -> bool:
    """Whether anything was sent to this addressee."""
    return db.scalar(select(Dispatch.id).where(Dispatch.addressee_id == addressee_id).limit(1)) is not None


def is_committed(db: Db, declaration_id: str, seat_id: str, measure: str) -> bool:
    """Whether this seat stands by a commitment on the same measure already."""
    rows = select(Commitment.id).where(
        Commitment.declaration_id == declaration_id,
        Commitment.seat_id == seat_id,
        Commitment.measure == measure,
        Commitment.withdrawn_at.is_(None),
    )
    return db.scalar(rows.limit(1)) is not None


def commitments_of(db: Db, declaration_id: str, seat_id: str) -> int:
    """How many commitments this seat ever made under the declaration."""
    rows = select(func.count()).select_from(Commitment)
    return db.scalar(rows.where(Commitment.declaration_id == declaration_id, Commitment.seat_id == seat_id)) or 0


def reports_since(db: Db, commitment_id: str, when: datetime) -> int:
    """How many reports on this commitment were written down after that."""
    rows = select(func.count()).select_from(CommitmentReport)
    about = (CommitmentReport.commitment_id == commitment_id, CommitmentReport.entered_at > when)
    return db.scalar(rows.where(*about)) or 0


def is_reviewed(db: Db, report_id: str) -> bool:
    return db.scalar(select(CommitmentReview.id).where(CommitmentReview.report_id == report_id)) is not None


def member_of(db: Db, account_id: str) -> str | None:
    """The person an account belongs to."""
    return db.scalar(select(Account.member_id).where(Account.id == account_id))
