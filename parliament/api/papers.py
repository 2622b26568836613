"""Papers: laid before the house, listed, withdrawn. Their bytes are annexes of the record."""

from parliament.api.room import Room
from parliament.api.sessions import by_id
from parliament.commands import papers
from parliament.identity.acting import reading
from parliament.rules.papers import MEGABYTES
from parliament.schemas import papers as shapes
from parliament.store.views.papers import list_papers
from parliament.store.views.sessions import session_named

room = Room("papers", "Documents before the house.")

# Base64 takes four letters for three bytes; the rest is room for the words around it.
LARGEST_BODY = MEGABYTES * 1024 * 1024 * 4 // 3 + 64 * 1024


@room.reads("/sessions/<word:session_id>/papers", shapes.PaperList)
def show_papers(session_id: str) -> dict:
    """Every paper of a session by number, the withdrawn ones too; the bytes are at `/annexes/<content_hash>`."""
    with reading() as db:
        return {"papers": list_papers(db, session_named(db, session_id).id)}


room.acts(
    "/sessions/<word:session_id>/papers",
    papers.add_paper,
    takes=shapes.LayingPaper,
    answers=shapes.PaperMade,
    status=201,
    prepare=by_id,
    limit=LARGEST_BODY,
)
room.acts(
    "/papers/<word:paper_id>/withdraw",
    papers.withdraw_paper,
    takes=shapes.WithdrawingPaper,
    answers=shapes.PaperDone,
)
