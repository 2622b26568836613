"""Correcting a published declaration: proposed, certified by two persons, published beside the version before it."""

from parliament import texts
from parliament.commands.amendments import OPERATIONS
from parliament.commands.corrections import derived_correction
from parliament.commands.declarations import DOCUMENT, annexes
from parliament.commands.house import Answer, Tx, requires
from parliament.commands.motions import TEXT
from parliament.commands.signatures import declaration_held
from parliament.commands.wording import Row, stored_text
from parliament.record.canonical import canonical, timestamp
from parliament.record.entries import (
    INSTITUTION,
    DeclarationCorrected,
    Entry,
    VersionCertified,
    VersionDropped,
    VersionProposed,
)
from parliament.results.declaration import build_declaration
from parliament.results.editions import Edition
from parliament.rules.powers import Office, Power
from parliament.rules.signing import check_in_force
from parliament.rules.versions import (
    VersionState,
    check_certifying_version,
    check_dropping,
    check_proposing_version,
    check_publishing_version,
)
from parliament.rules.wording import prose
from parliament.store import record
from parliament.store.queries import found
from parliament.store.queries import signatures as queries
from parliament.store.queries.corrections import corrections_of
from parliament.store.tables import Declaration, DeclarationVersion, Log, VersionCertification
from parliament.store.views.lives import version_entries


@requires(Power.CORRECT_DECLARATION)
def propose_version(
    tx: Tx, *, declaration_id: str, text_hash: str, paragraphs: list[Row], notice: str, title: str | None = None
) -> Answer:
    """Put words right in a published declaration; `text_hash` says which text, `notice` what readers are told.

    Nothing is published by that. Refused: not_found, wrong_stage (withdrawn or superseded), correction_pending,
    stale_text, reason_needed, changes_nothing, more_than_words, more_than_a_few_words, number_changed, text_…
    """
    declaration = declaration_held(tx, declaration_id)
    check_in_force(queries.standing_of(tx.db, declaration.id))
    before = queries.text_in_force(tx.db, declaration)
    pending = queries.pending_version(tx.db, declaration.id) is not None
    check_proposing_version(pending=pending, text_hash=before, seen_hash=text_hash)
    notice = prose(notice, "notice", limit=1000, required=True)
    ops, corrected = derived_correction(stored_text(tx.db, text_hash), title=title, paragraphs=paragraphs)
    number, supersedes = queries.in_force(tx.db, declaration)
    row = DeclarationVersion(
        id=tx.new_id("version"),
        declaration_id=declaration.id,
        number=number + 1,
        correction=len(corrections_of(tx.db, [declaration.motion_id])) + number,
        operations_hash=tx.annex(canonical(texts.operations_to_json(ops)), OPERATIONS),
        supersedes=supersedes,
        before_hash=text_hash,
        after_hash=tx.annex(texts.canonical(corrected), TEXT),
        notice=notice,
        account_id=tx.actor.account,
        proposed_at=tx.now,
    )
    tx.db.add(row)
    tx.record(_proposed(row))
    return {"version": row.id, "declaration": declaration.id, "number": row.number, "text_hash": row.after_hash}


def _proposed(row: DeclarationVersion) -> VersionProposed:
    said = ("number", "correction", "operations_hash", "supersedes", "before_hash", "after_hash", "notice")
    words = {name: getattr(row, name) for name in said}
    return VersionProposed(version=row.id, declaration=row.declaration_id, account=row.account_id, **words)


def _version_held(tx: Tx, version_id: str) -> DeclarationVersion:
    tx.hold(INSTITUTION)
    return found(tx.db, DeclarationVersion, version_id, populate_existing=True)


@requires(Power.CERTIFY)
def certify_version(tx: Tx, *, version_id: str) -> Answer:
    """Say that the corrected text is right: once by a chair, once by the secretariat, two persons.

    Refused: not_found, wrong_stage (published or given up), already_certified, same_person.
    """
    row = _version_held(tx, version_id)
    done = queries.version_certifiers(tx.db, row.id)
    if tx.office in done and Office.SECRETARIAT in tx.actor.offices:
        tx.office = Office.SECRETARIAT  # a chair who is also of the secretariat may give the word still missing
    office, account = str(tx.office), tx.actor.account
    check_certifying_version(state=row.state, office=office, account=account, done=done)
    tx.db.add(
        VersionCertification(version_id=row.id, office=office, account_id=account, text_hash=row.after_hash, at=tx.now)
    )
    tx.record(
        VersionCertified(
            version=row.id, declaration=row.declaration_id, office=office, account=account, text_hash=row.after_hash
        )
    )
    return {"version": row.id, "declaration": row.declaration_id, "office": office, "text_hash": row.after_hash}


@requires(Power.CORRECT_DECLARATION)
def drop_version(tx: Tx, *, version_id: str, reason: str) -> Answer:
    """Give a proposed correction up; the declaration stays as it is.

    Refused: not_found, wrong_stage (published or given up), reason_needed, text_…
    """
    row = _version_held(tx, version_id)
    check_dropping(row.state)
    row.reason = prose(reason, "reason", limit=1000, required=True)
    row.state, row.settled_at = VersionState.DROPPED, tx.now
    tx.record(VersionDropped(version=row.id, declaration=row.declaration_id, reason=row.reason))
    return {"version": row.id, "declaration": row.declaration_id, "number": row.number}


@requires(Power.PUBLISH_DECLARATION)
def publish_version(tx: Tx, *, version_id: str) -> Answer:
    """Build the corrected document from the record alone and publish it; the version before stays where it was.

    Refused: not_found, wrong_stage (published or given up, or the declaration is withdrawn or superseded), not_certified.
    """
    row = _version_held(tx, version_id)
    declaration = found(tx.db, Declaration, row.declaration_id)
    check_publishing_version(state=row.state, done=queries.version_certifiers(tx.db, row.id))
    check_in_force(queries.standing_of(tx.db, declaration.id))
    edition = Edition.of(version_entries(tx.db, declaration.id), row.number, timestamp(tx.now))
    document = canonical(_document(tx, declaration, edition))
    row.document_hash = tx.annex(document, DOCUMENT)
    row.state, row.settled_at = VersionState.PUBLISHED, tx.now
    said = ("number", "supersedes", "document_hash", "notice")
    words = {name: getattr(row, name) for name in said}
    tx.record(DeclarationCorrected(version=row.id, declaration=declaration.id, text_hash=row.after_hash, **words))
    return {
        "version": row.id,
        "declaration": declaration.id,
        "number": row.number,
        "slug": declaration.slug,
        "document_hash": row.document_hash,
    }


def _document(tx: Tx, declaration: Declaration, edition: Edition) -> dict:
    entries: list[Entry] = record.entries(tx.db, declaration.plenary_id)
    return build_declaration(
        entries,
        annexes(tx.db),
        motion=declaration.motion_id,
        number=declaration.number,
        slug=declaration.slug,
        published_at=timestamp(declaration.published_at),
        origin=tx.db.get_one(Log, declaration.plenary_id).origin,
        edition=edition,
    )
