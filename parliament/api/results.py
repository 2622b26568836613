"""The results of a session: who was heard."""

from parliament.api.room import Room
from parliament.identity.acting import reading
from parliament.schemas import results as shapes
from parliament.store.views.results import equity_view

room = Room("results", "What came of a session.")


@room.reads("/sessions/<word:session_id>/equity", shapes.Equity)
def show_equity(session_id: str) -> dict:
    """Who was heard in a session: speaking time, texts and their adoption, by region and by the size of cities."""
    with reading() as db:
        return equity_view(db, session_id)
