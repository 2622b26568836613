"""Questions about the evidence for declarations: what the house signed, and what is still to be signed."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.canonical import parse_canonical
from parliament.store.record import annex
from parliament.store.tables import Declaration, EntryRow, Evidence


def declarations_to_sign(db: Db) -> list[str]:
    """The declarations of whose evidence nothing was signed yet, in the order of their numbers."""
    signed = select(Evidence.declaration_id)
    rows = select(Declaration.id).where(Declaration.id.not_in(signed)).order_by(Declaration.number)
    return list(db.scalars(rows))


def evidence_of(db: Db, declaration_id: str) -> Evidence | None:
    """What the house signed of this declaration."""
    return db.get(Evidence, declaration_id)


def printed_pdf(db: Db, declaration_id: str) -> bytes | None:
    """The PDF that was made as the declaration was published, the first there is; nothing if none was kept."""
    rows = select(EntryRow.data).where(EntryRow.kind == "declaration.printed").order_by(EntryRow.log_id, EntryRow.seq)
    for data in db.scalars(rows):
        body = parse_canonical(data)["body"]
        if body["declaration"] == declaration_id:
            return annex(db, body["pdf_hash"])
    return None
