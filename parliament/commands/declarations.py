"""Declarations: two persons certify the adopted text, then its document is built from the record and published."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.commands.checkpoints import head_of, keep
from parliament.commands.house import Answer, House, Tx, requires
from parliament.commands.prints import keep_print
from parliament.commands.wording import stored_text
from parliament.record.canonical import canonical, timestamp
from parliament.record.checkpoint import signed_by
from parliament.record.entries import INSTITUTION, DeclarationCertified, DeclarationPublished
from parliament.results.bundle import build_bundle
from parliament.results.declaration import build_declaration
from parliament.results.matter import Annex
from parliament.rules.declarations import check_certifying, check_in_earnest, check_publishing
from parliament.rules.powers import Office, Power
from parliament.rules.stages import SessionStage, check_stage
from parliament.rules.wording import slug
from parliament.store import record
from parliament.store.queries import held
from parliament.store.queries.corrections import corrected_hash
from parliament.store.queries.declarations import certifiers_of, declaration_of
from parliament.store.queries.sessions import next_number
from parliament.store.tables import Certification, Declaration, Log, Motion, PlenarySession

DOCUMENT = "application/vnd.parliament.declaration+json"
RUNNING = (SessionStage.CONVENED, SessionStage.RUNNING)


@requires(Power.CERTIFY)
def certify_declaration(tx: Tx, *, motion_id: str) -> Answer:
    """Say that this is the exact text that was adopted, with the corrections made since: once by a chair, once by the secretariat, two persons.

    Refused: not_found, wrong_stage (not adopted, or the session is closed), already_certified, same_person.
    """
    motion = held(tx.db, Motion, motion_id)
    check_stage(tx.db.get_one(PlenarySession, motion.plenary_id).stage, *RUNNING)
    done = certifiers_of(tx.db, motion.id)
    if tx.office in done and Office.SECRETARIAT in tx.actor.offices:
        tx.office = Office.SECRETARIAT  # a chair who is also of the secretariat may give the word still missing
    office = str(tx.office)
    check_certifying(outcome=motion.outcome, office=office, account=tx.actor.account, done=done)
    text_hash = str(corrected_hash(tx.db, motion))
    row = Certification(motion_id=motion.id, office=office, account_id=tx.actor.account, text_hash=text_hash, at=tx.now)
    tx.db.add(row)
    fact = DeclarationCertified(motion=motion.id, text_hash=text_hash, office=office, account=tx.actor.account)
    tx.record(fact, motion.plenary_id)
    return {"motion": motion.id, "office": office, "text_hash": text_hash}


@requires(Power.PUBLISH_DECLARATION)
def publish_declaration(tx: Tx, *, motion_id: str) -> Answer:
    """Number the declaration, build its document from the session's record alone, and publish it.

    Refused: not_found, wrong_stage (published already, or the session is closed), not_certified, rehearsal.
    """
    tx.hold(INSTITUTION)  # the numbers of declarations run through all sessions
    motion = held(tx.db, Motion, motion_id)
    plenary = tx.db.get_one(PlenarySession, motion.plenary_id)
    published = tx.db.scalar(select(Declaration.id).where(Declaration.motion_id == motion.id)) is not None
    check_publishing(done=certifiers_of(tx.db, motion.id), published=published)
    check_stage(plenary.stage, *RUNNING)
    check_in_earnest(rehearsal=plenary.rehearsal)
    number = next_number(tx.db, Declaration.number)
    entries = record.entries(tx.db, plenary.id)
    title = stored_text(tx.db, str(corrected_hash(tx.db, motion))).title
    document = build_declaration(
        entries,
        annexes(tx.db),
        motion=motion.id,
        number=number,
        slug=slug(number, title),
        published_at=timestamp(tx.now),
        origin=tx.db.get_one(Log, plenary.id).origin,
    )
    row = Declaration(
        id=tx.new_id("declaration"),
        plenary_id=plenary.id,
        motion_id=motion.id,
        number=number,
        slug=document["slug"],
        title=document["title"],
        text_hash=document["text_hash"],
        document_hash=tx.annex(canonical(document), DOCUMENT),
        published_at=tx.now,
    )
    tx.db.add(row)
    keep_print(tx, row, document)
    tx.record(_published(row), plenary.id)
    return {"declaration": row.id, "number": number, "slug": row.slug, "document_hash": row.document_hash}


def _published(row: Declaration) -> DeclarationPublished:
    return DeclarationPublished(
        declaration=row.id,
        motion=row.motion_id,
        number=row.number,
        slug=row.slug,
        title=row.title,
        text_hash=row.text_hash,
        document_hash=row.document_hash,
    )


def annexes(db: Db) -> Annex:
    """How the results reach a document of the record."""
    return lambda sha256: record.annex(db, sha256)


def bundle_of(house: House, slug: str) -> bytes:
    """The evidence bundle of a published declaration: the same bytes whenever it is asked for. Refused: not_found."""
    with house.reading() as db:
        row = declaration_of(db, slug)
        entries, lines = record.entries(db, row.plenary_id), record.lines(db, row.plenary_id)

        def signed(size: int, root: bytes) -> tuple[str, str]:
            head = head_of(house, row.plenary_id, size)
            keep(house, head)
            assert head.root == root, "the tree that is kept is that of the entries"
            return head.note, signed_by(head.note, house.pen.vkeys)

        return build_bundle(entries, lines, annexes(db), declaration=row.id, signed=signed)
