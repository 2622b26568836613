"""Questions about the evidence for declarations: what the house signed, and what is still to be signed."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.store.tables import Declaration, Evidence


def declarations_to_sign(db: Db) -> list[str]:
    """The declarations of whose evidence nothing was signed yet, in the order of their numbers."""
    signed = select(Evidence.declaration_id)
    rows = select(Declaration.id).where(Declaration.id.not_in(signed)).order_by(Declaration.number)
    return list(db.scalars(rows))


def evidence_of(db: Db, declaration_id: str) -> Evidence | None:
    """What the house signed of this declaration."""
    return db.get(Evidence, declaration_id)
