"""Sessions of the past, as they were taken in with `parliament import popolo`."""

from parliament.api.room import Room
from parliament.identity.acting import reading
from parliament.schemas import history as shapes
from parliament.store.views.history import history_view, list_history, past_vote_view

room = Room("history", "Sessions that were over before they came here, with their votes counted again.")


@room.reads("/history", shapes.PastSessionList)
def show_history() -> dict:
    """Every session of the past."""
    with reading() as db:
        return {"sessions": list_history(db)}


@room.reads("/history/<word:slug>", shapes.PastSessionWhole, query=shapes.PagingVotes)
def show_past_session(page: dict, slug: str) -> dict:
    """One session of the past with some of its votes, in the order of the source."""
    with reading() as db:
        return history_view(db, slug, **page)


@room.reads("/history/<word:slug>/votes/<int:number>", shapes.PastVoteWhole)
def show_past_vote(slug: str, number: int) -> dict:
    """One vote of the past: both results, how the outcome follows, and who voted how."""
    with reading() as db:
        return past_vote_view(db, slug, number)
