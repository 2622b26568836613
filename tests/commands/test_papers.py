"""Papers: laid by the desk on anything, by a mayor on the own motion's item; withdrawn, never deleted."""

import pytest

from parliament.commands.agenda import remove_item
from parliament.commands.papers import add_paper, withdraw_paper
from parliament.rules.refusals import Code
from parliament.store.record import annex
from parliament.store.tables import Paper

PLAIN = {"title": "A map", "media_type": "text/plain", "content": b"Here be wells."}


def test_session_keeps_so_many_papers_and_no_more(published, monkeypatch):
    """The withdrawn ones stay in the record, so they count."""
    with published.house.reading() as db:
        there = db.query(Paper).filter_by(plenary_id=published.plenary).count()
    monkeypatch.setattr("parliament.rules.papers.MOST_PAPERS", there + 1)
    made = published.by(published.desk, add_paper, session_id=published.plenary, **PLAIN)
    published.by(published.desk, withdraw_paper, paper_id=made["paper"], reason="A mistake")
    published.refused(Code.TOO_MANY_OF_THESE, published.desk, add_paper, session_id=published.plenary, **PLAIN)


def test_paper_is_an_annex_of_the_record(published):
    made = published.by(published.desk, add_paper, session_id=published.plenary, item_id=published.item, **PLAIN)
    assert published.last().body["content_hash"] == made["content_hash"]
    with published.house.reading() as db:
        assert annex(db, made["content_hash"]) == PLAIN["content"]


def test_mayor_lays_papers_on_the_own_motion_and_on_nothing_else(published):
    own = {"session_id": published.plenary} | PLAIN
    made = published.by(published.mayors[0], add_paper, item_id=published.item, **own)
    assert published.row(Paper, made["paper"]).seat_id == published.seats[0]
    published.refused(Code.NOT_YOUR_SEAT, published.mayors[1], add_paper, item_id=published.item, **own)
    published.refused(Code.NOT_YOUR_SEAT, published.mayors[0], add_paper, item_id=published.other_item, **own)
    published.refused(Code.NOT_YOUR_SEAT, published.mayors[0], add_paper, **own)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, Code.TEXT_EMPTY),
        ({"media_type": "application/pdf"}, Code.WRONG_KIND_OF_FILE),
        ({"content": b"x" * (5 * 1024 * 1024 + 1)}, Code.PAPER_TOO_LARGE),
        ({"item_id": "item-0"}, Code.NOT_FOUND),
    ],
)
def test_paper_that_cannot_be_kept_is_refused(published, changes, code):
    published.refused(code, published.desk, add_paper, session_id=published.plenary, **PLAIN | changes)


def test_withdrawn_paper_stays_in_the_record_with_the_reason(published):
    paper = published.by(published.desk, add_paper, session_id=published.plenary, **PLAIN)["paper"]
    published.refused(Code.REASON_NEEDED, published.desk, withdraw_paper, paper_id=paper, reason=" ")
    published.by(published.desk, withdraw_paper, paper_id=paper, reason="The wrong map")
    assert published.row(Paper, paper).reason == "The wrong map"
    published.refused(Code.WRONG_STAGE, published.desk, withdraw_paper, paper_id=paper, reason="Again")


def test_paper_of_an_item_that_is_removed_stays_with_the_session(published):
    own = {"session_id": published.plenary, "item_id": published.other_item}
    paper = published.by(published.desk, add_paper, **own, **PLAIN)["paper"]
    published.by(published.desk, remove_item, item_id=published.other_item)
    assert published.row(Paper, paper).item_id is None
