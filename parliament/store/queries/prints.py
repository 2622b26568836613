"""The print that is kept of a published declaration."""

from sqlalchemy.orm import Session as Db

from parliament.rules.refusals import Code, Refused
from parliament.store.record import annex
from parliament.store.tables import Print


def kept_print(db: Db, declaration_id: str) -> bytes:
    """The PDF made when it was published. Refused: not_found, also for a declaration from before prints were kept."""
    row = db.get(Print, declaration_id)
    if row is None:
        raise Refused(Code.NOT_FOUND)
    return annex(db, row.pdf_hash)
