"""Adopted texts on their way to a declaration: who has certified, what this reader can still do. Four queries."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.rules.declarations import check_certifying, check_correcting, check_in_earnest, check_publishing
from parliament.rules.powers import Actor, Office, Power
from parliament.rules.refusals import Code, Obstacle
from parliament.rules.stages import Outcome, SessionStage
from parliament.store.queries.corrections import corrected_hashes
from parliament.store.tables import Account, Certification, Declaration, Motion, PlenarySession
from parliament.store.views.in_the_way import in_the_way

Words = dict[str, dict]  # by office


def certifications(db: Db, reader: Actor, plenary_id: str | None = None) -> list[dict]:
    """The adopted motions of one session, or of every session that is not closed, the first adopted first."""
    here = PlenarySession.id == plenary_id if plenary_id else PlenarySession.stage != SessionStage.CLOSED
    rows = db.execute(
        select(Motion, PlenarySession, Declaration)
        .join(PlenarySession, PlenarySession.id == Motion.plenary_id)
        .outerjoin(Declaration, Declaration.motion_id == Motion.id)
        .where(here, Motion.outcome == Outcome.ADOPTED)
        .order_by(PlenarySession.number, Motion.number)
    ).all()
    words = _words(db, [motion.id for motion, _, _ in rows])
    texts = corrected_hashes(db, [motion for motion, _, _ in rows])
    return [
        _row(motion, plenary, declaration, words[motion.id], reader) | {"text_hash": texts[motion.id]}
        for motion, plenary, declaration in rows
    ]


def _words(db: Db, motions: list[str]) -> dict[str, Words]:
    rows = (
        select(Certification, Account.name)
        .join(Account, Account.id == Certification.account_id)
        .where(Certification.motion_id.in_(motions))
    )
    found: dict[str, Words] = {motion: {} for motion in motions}
    for word, name in db.execute(rows):
        found[word.motion_id][word.office] = {"account": word.account_id, "name": name, "at": word.at}
    return found


def _row(motion: Motion, plenary: PlenarySession, declaration: Declaration | None, words: Words, reader: Actor) -> dict:
    done = {office: word["account"] for office, word in words.items()}
    return {
        "motion": motion.id,
        "number": motion.number,
        "title": motion.title,
        "plenary_slug": plenary.slug,
        "plenary_title": plenary.title,
        "time_zone": plenary.time_zone,
        "certified": words,
        "declaration": {"slug": declaration.slug, "number": declaration.number} if declaration else None,
        "correcting": _correcting(motion, plenary, reader, certified=bool(done)),
        "certifying": _certifying(motion, plenary, done, reader),
        "publishing": in_the_way(check_publishing, done=done, published=declaration is not None)
        + in_the_way(check_in_earnest, rehearsal=plenary.rehearsal),
    }


def correcting(db: Db, motion: Motion, plenary: PlenarySession, reader: Actor) -> list[Obstacle]:
    """What keeps this reader from putting words right in one text."""
    return _correcting(motion, plenary, reader, certified=bool(_words(db, [motion.id])[motion.id]))


def _correcting(motion: Motion, plenary: PlenarySession, reader: Actor, *, certified: bool) -> list[Obstacle]:
    if Power.CORRECT_TEXT not in reader.powers:
        return [Obstacle(Code.NOT_ALLOWED)]
    if plenary.stage == SessionStage.CLOSED:
        return [Obstacle(Code.WRONG_STAGE, (("stage", plenary.stage),))]
    same = {"text_hash": "", "seen_hash": ""}
    return in_the_way(check_correcting, outcome=motion.outcome, certified=certified, **same)


def _certifying(motion: Motion, plenary: PlenarySession, done: dict[str, str], reader: Actor) -> list[Obstacle]:
    """What keeps this reader from certifying; a chair who is also of the secretariat gives the word still missing."""
    if Power.CERTIFY not in reader.powers:
        return [Obstacle(Code.NOT_ALLOWED)]
    if plenary.stage == SessionStage.CLOSED:
        return [Obstacle(Code.WRONG_STAGE, (("stage", plenary.stage),))]
    office = reader.acting_office(Power.CERTIFY)
    if office in done and Office.SECRETARIAT in reader.offices:
        office = Office.SECRETARIAT
    return in_the_way(check_certifying, outcome=motion.outcome, office=str(office), account=reader.account, done=done)
