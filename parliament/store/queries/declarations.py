"""Questions about certifications and published declarations. What is shown comes from the document, not from tables."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.canonical import timestamp
from parliament.rules.declarations import CERTIFIERS
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Outcome
from parliament.store.queries.corrections import corrected_hash
from parliament.store.queries.digests import Digest, digests_of
from parliament.store.queries.locking import found
from parliament.store.record import annex
from parliament.store.tables import (
    Account,
    Certification,
    Classification,
    Declaration,
    DeclarationVersion,
    EntryRow,
    Log,
    Motion,
    PlenarySession,
)

View = dict[str, Any]


def certifiers_of(db: Db, motion_id: str) -> dict[str, str]:
    """Who certified already: account by office."""
    rows = select(Certification.office, Certification.account_id).where(Certification.motion_id == motion_id)
    return dict(db.execute(rows).all())


def certification_state(db: Db, motion_id: str) -> View:
    """How far an adopted motion is on its way to a declaration: who certified, who has to, what was published.

    Refused: not_found.
    """
    motion = found(db, Motion, motion_id)
    words = _certified(db, motion_id)
    published = db.scalar(select(Declaration).where(Declaration.motion_id == motion_id))
    missing = [office.value for office in CERTIFIERS if office not in words]
    adopted = motion.outcome == Outcome.ADOPTED
    return {
        "motion": motion.id,
        "title": motion.title,
        "outcome": motion.outcome,
        "text_hash": corrected_hash(db, motion),
        "certified": words,
        "missing": missing if adopted else [],
        "may_certify": adopted and bool(missing),
        "may_publish": adopted and not missing and published is None,
        "declaration": {"number": published.number, "slug": published.slug} if published else None,
    }


def _certified(db: Db, motion_id: str) -> dict[str, View]:
    rows = (
        select(Certification, Account.name)
        .join(Account, Account.id == Certification.account_id)
        .where(Certification.motion_id == motion_id)
    )
    return {
        word.office: {
            "office": word.office,
            "account": word.account_id,
            "name": name,
            "at": timestamp(word.at),
            "text_hash": word.text_hash,
        }
        for word, name in db.execute(rows)
    }


def declaration_of(db: Db, slug: str) -> Declaration:
    """The published declaration with this slug. Refused: not_found."""
    row = db.scalar(select(Declaration).where(Declaration.slug == slug))
    if row is None:
        raise Refused(Code.NOT_FOUND)
    return row


def list_declarations(db: Db) -> list[View]:
    """Every declaration, the newest first, with the figures people quote."""
    rows = db.execute(
        select(Declaration, PlenarySession, Classification.topics)
        .join(PlenarySession, PlenarySession.id == Declaration.plenary_id)
        .outerjoin(Classification, Classification.declaration_id == Declaration.id)
        .order_by(Declaration.number.desc())
    ).all()
    current = _current(db)
    hashes = {row.id: current.get(row.id, row.document_hash) for row, _, _ in rows}
    digests = digests_of(db, hashes.values())
    return [
        _heading(row, plenary) | {"topics": topics or []} | _in_short(hashes[row.id], digests[hashes[row.id]])
        for row, plenary, topics in rows
    ]


def _current(db: Db) -> dict[str, str]:
    """The document of the newest version of each declaration that was corrected after it was published."""
    rows = (
        select(DeclarationVersion.declaration_id, DeclarationVersion.document_hash)
        .where(DeclarationVersion.document_hash.is_not(None))
        .order_by(DeclarationVersion.number)
    )
    return {declaration: str(document_hash) for declaration, document_hash in db.execute(rows)}


def _in_short(document_hash: str, digest: Digest) -> View:
    return {
        "title": digest.title,
        "document_hash": document_hash,
        "adopted_at": digest.adopted_at,
        "language": digest.language,
        "tally": digest.tally,
        "figures": digest.figures,
    }


def _heading(row: Declaration, plenary: PlenarySession) -> View:
    return {
        "id": row.id,
        "number": row.number,
        "slug": row.slug,
        "title": row.title,
        "published_at": timestamp(row.published_at),
        "session": {
            "id": plenary.id,
            "slug": plenary.slug,
            "number": plenary.number,
            "title": plenary.title,
            "time_zone": plenary.time_zone,
        },
    }


def declaration_view(db: Db, slug: str) -> View:
    """One declaration: its document as published, and where it stands in the record. Refused: not_found."""
    row = declaration_of(db, slug)
    plenary = db.get_one(PlenarySession, row.plenary_id)
    certified = _certified(db, row.motion_id)
    return _heading(row, plenary) | {
        "motion": row.motion_id,
        "text_hash": row.text_hash,
        "document_hash": row.document_hash,
        "topics": _topics(db, row),
        "certified": [certified[office] for office in CERTIFIERS],
        "record": {"log": row.plenary_id, "origin": db.get_one(Log, row.plenary_id).origin, "seq": _seq(db, row)},
        "earlier": _neighbour(db, row.number - 1),
        "later": _neighbour(db, row.number + 1),
        "document": json.loads(annex(db, row.document_hash)),
    }


def _topics(db: Db, row: Declaration) -> list[str]:
    """What it is about, as the secretariat said last."""
    return db.scalar(select(Classification.topics).where(Classification.declaration_id == row.id)) or []


def _seq(db: Db, row: Declaration) -> int:
    """The number of the entry that published it."""
    entries = select(EntryRow).where(EntryRow.log_id == row.plenary_id, EntryRow.kind == "declaration.published")
    return next(e.seq for e in db.scalars(entries) if json.loads(e.data)["body"]["declaration"] == row.id)


def _neighbour(db: Db, number: int) -> View | None:
    row = db.scalar(select(Declaration).where(Declaration.number == number))
    return {"number": row.number, "slug": row.slug, "title": row.title} if row else None
