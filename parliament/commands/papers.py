"""Papers: laid before the house, and withdrawn; never deleted."""

from parliament.commands.house import Answer, Tx, requires
from parliament.record.entries import PaperAdded, PaperWithdrawn
from parliament.rules.motions import check_seat
from parliament.rules.papers import check_paper, check_room
from parliament.rules.powers import Office, Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import SessionStage, check_stage
from parliament.rules.wording import line, prose
from parliament.store.queries import found, held
from parliament.store.queries.sessions import next_number
from parliament.store.tables import Item, Motion, Paper, PlenarySession

RUNNING = (SessionStage.CONVENED, SessionStage.RUNNING)


@requires(Power.ADD_PAPER)
def add_paper(
    tx: Tx,
    *,
    session_id: str,
    title: str,
    media_type: str,
    content: bytes,
    language: str = "en",
    item_id: str | None = None,
) -> Answer:
    """Lay a document before the house: the secretariat on anything, a mayor on the item of the seat's own motion.

    Refused: not_found, wrong_stage, not_your_seat, text_empty, paper_too_large, wrong_kind_of_file,
    too_many_of_these.
    """
    plenary = held(tx.db, PlenarySession, session_id)
    check_stage(plenary.stage, *RUNNING)
    item = found(tx.db, Item, item_id) if item_id else None
    if item is not None and item.plenary_id != plenary.id:
        raise Refused(Code.NOT_FOUND, field="item_id")
    if Office.SECRETARIAT not in tx.actor.offices:
        motion = tx.db.get(Motion, item.motion_id) if item is not None and item.motion_id else None
        check_seat(of=motion.seat_id if motion else "", by=tx.actor.seat)
    paper = lay(tx, plenary, title=title, media_type=media_type, content=content, language=language, item=item)
    return {"paper": paper.id, "number": paper.number, "content_hash": paper.content_hash}


def lay(
    tx: Tx, plenary: PlenarySession, *, title: str, media_type: str, content: bytes, language: str, item: Item | None
) -> Paper:
    """The paper, numbered, with its annex; whether it may be laid was asked before."""
    check_paper(media_type, content)
    number = next_number(tx.db, Paper.number, Paper.plenary_id == plenary.id)
    check_room(papers=number - 1)
    paper = Paper(
        id=tx.new_id("paper"),
        plenary_id=plenary.id,
        item_id=item.id if item else None,
        number=number,
        title=line(title, "title"),
        language=language,
        media_type=media_type,
        content_hash=tx.annex(content, media_type),
        size=len(content),
        seat_id=None if Office.SECRETARIAT in tx.actor.offices else tx.actor.seat,
        added_at=tx.now,
    )
    tx.db.add(paper)
    tx.db.flush()
    tx.record(_added(paper), plenary.id)
    return paper


def _added(paper: Paper) -> PaperAdded:
    return PaperAdded(
        paper=paper.id,
        number=paper.number,
        item=paper.item_id,
        title=paper.title,
        language=paper.language,
        media_type=paper.media_type,
        content_hash=paper.content_hash,
        size=paper.size,
        seat=paper.seat_id,
    )


@requires(Power.WITHDRAW_PAPER)
def withdraw_paper(tx: Tx, *, paper_id: str, reason: str) -> Answer:
    """Take a paper from before the house, and say why; it stays in the record, and can be read there.

    Refused: not_found, wrong_stage (withdrawn already), reason_needed.
    """
    paper = held(tx.db, Paper, paper_id)
    if paper.withdrawn_at is not None:
        raise Refused(Code.WRONG_STAGE, stage="withdrawn")
    paper.reason, paper.withdrawn_at = prose(reason, "reason", limit=500, required=True), tx.now
    tx.record(PaperWithdrawn(paper=paper.id, reason=paper.reason), paper.plenary_id)
    return {"paper": paper.id}
