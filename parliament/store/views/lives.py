"""The lives of declarations, from stored entries alone: what pages and the API tell of them after their publication."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.canonical import parse_canonical
from parliament.record.entries import INSTITUTION, Entry, Json
from parliament.results import follow_up
from parliament.results.editions import KINDS as EDITIONS
from parliament.results.life import KINDS, PUBLISHED, life_of
from parliament.rules.refusals import Code, Refused
from parliament.store.tables import Declaration, EntryRow

# What `results.follow_up` reads beside what `results.life` does.
ALL_KINDS = (*KINDS, *getattr(follow_up, "KINDS", ()))


def life_view(db: Db, declaration_id: str) -> Json:
    """What became of this declaration since it was published. Refused: not_found."""
    plenary = db.scalar(select(Declaration.plenary_id).where(Declaration.id == declaration_id))
    if plenary is None:
        raise Refused(Code.NOT_FOUND)
    return life_of(_entries(db, [plenary], [declaration_id]), declaration_id)


def lives_view(db: Db) -> dict[str, Json]:
    """The lives of all declarations, by their ids: one look at the record, however many there are."""
    rows = db.execute(select(Declaration.id, Declaration.plenary_id)).all()
    found = _entries(db, {row.plenary_id for row in rows}, [row.id for row in rows])
    about: dict[str, list[Entry]] = {row.id: [] for row in rows}
    for entry in found:
        about[entry.body["declaration"]].append(entry)
    return {declaration: life_of(entries, declaration) for declaration, entries in about.items()}


def _entries(db: Db, plenaries: Collection[str], declarations: Sequence[str]) -> list[Entry]:
    """The entries of these lives, those of the sessions first. What does not name a declaration is not even parsed."""
    rows = (
        select(EntryRow.data)
        .where(
            ((EntryRow.log_id == INSTITUTION) & EntryRow.kind.in_(ALL_KINDS))
            | (EntryRow.log_id.in_(plenaries) & (EntryRow.kind == PUBLISHED))
        )
        .order_by(EntryRow.log_id == INSTITUTION, EntryRow.log_id, EntryRow.seq)
    )
    names = [name.encode() for name in declarations]
    few = len(names) == 1
    entries = (
        Entry.from_json(parse_canonical(data)) for data in db.scalars(rows) if not few or names[0] in bytes(data)
    )
    wanted = set(declarations)
    return [entry for entry in entries if entry.body["declaration"] in wanted]


def version_entries(db: Db, declaration_id: str) -> list[Entry]:
    """What the institution's log says of the later versions of a declaration."""
    rows = select(EntryRow.data).where(EntryRow.log_id == INSTITUTION, EntryRow.kind.in_(EDITIONS))
    name = declaration_id.encode()
    found = (bytes(data) for data in db.scalars(rows.order_by(EntryRow.seq)))
    entries = [Entry.from_json(parse_canonical(data)) for data in found if name in data]
    return [entry for entry in entries if entry.body["declaration"] == declaration_id]
