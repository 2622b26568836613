"""Questions about annexes: who may read one follows from the entries that cite it."""

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import Session as Db

from parliament.record.audience import AUDIENCE, Audience
from parliament.record.canonical import parse_canonical
from parliament.rules.refusals import Code, Refused
from parliament.store.tables import Annex, EntryRow


def annex_for(db: Db, sha256: str, audience: Audience) -> tuple[bytes, str, Audience]:
    """A cited annex with its media type, and the widest audience that may read it. Refused: not_found.

    What no entry cites, such as the text of a draft, is nobody's to read here, whatever its hash.
    """
    row = db.get(Annex, sha256)
    cited = _audience_of(db, sha256) if row else None
    if row is None or cited is None or cited > audience:
        raise Refused(Code.NOT_FOUND)
    return row.content, row.media_type, cited


def _audience_of(db: Db, sha256: str) -> Audience | None:
    """The widest audience of the entries that cite this hash, in a field that holds hashes; None if none does."""
    found = db.execute(select(EntryRow.kind, EntryRow.data).where(_contains(db, f'"{sha256}"'.encode())))
    audiences = [AUDIENCE[kind] for kind, data in found if _cites(parse_canonical(data)["body"], sha256)]
    return min(audiences, default=None)


def _contains(db: Db, said: bytes) -> ColumnElement[bool]:
    """The two databases look for bytes in bytes under different names."""
    if db.get_bind().dialect.name == "sqlite":
        return func.instr(EntryRow.data, literal(said)) > 0
    return func.pg_catalog.position(EntryRow.data, literal(said)) > 0


def _cites(body: dict, sha256: str) -> bool:
    # Somebody may have written a hash into a title; that cites nothing and opens nothing.
    return any(name.endswith("_hash") and value == sha256 for name, value in body.items())
