"""The checker of histories finds what it is there to find; it would be no use if it always agreed."""

from typing import Any

import pytest

from parliament.rules.refusals import Code, Refused
from tests.faults.history import Book, History, Kept

AT = "2026-11-22T09:00:00.000Z"


def receipt(seat: str, choice: str, revision: int = 1, **more: Any) -> dict[str, Any]:
    return {"seat": seat, "choice": choice, "revision": revision, "cast_at": AT, **more}


def paper(seat: str, choice: str, revision: int = 1) -> Kept:
    return seat, revision, choice, AT


def refuse() -> dict[str, Any]:
    raise Refused(Code.VOTE_CLOSED, closed_at=AT)


def vanish() -> dict[str, Any]:
    raise ConnectionResetError


@pytest.fixture
def history() -> History:
    """Two seats with receipts, one of which has changed its mind; one refused; one that never heard."""
    history = History()
    for seat, choice, revision in (("a", "yes", 1), ("b", "no", 1), ("b", "yes", 2)):
        said = receipt(seat, choice, revision)
        history.cast(seat, choice, lambda said=said: said, Refused)
    history.cast("c", "yes", refuse, Refused)
    history.cast("d", "no", vanish, Refused)
    return history


def book(*changes: Kept, counting: tuple[Kept, ...] = (paper("a", "yes"), paper("b", "yes", 2))) -> Book:
    return Book([*counting, *(changes or (paper("b", "no"),))], list(counting))


@pytest.mark.parametrize("counting", [(), (paper("d", "no"),)])
def test_what_agrees_is_found_to_agree_whether_or_not_the_unanswered_ballot_is_in(
    history: History, counting: tuple[Kept, ...]
) -> None:
    kept = book(counting=(paper("a", "yes"), paper("b", "yes", 2), *counting))
    assert history.check(kept).faults == []
    assert [history.count(kind) for kind in ("invoke", "ok", "fail", "info")] == [5, 3, 1, 1]


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        (Book([paper("b", "yes", 2), paper("b", "no")], [paper("b", "yes", 2)]), "lost 1, doubled 0, phantom 0"),
        (Book([paper("a", "yes"), paper("b", "no")], [paper("a", "yes"), paper("b", "no")]), "lost 1,"),
        (book(counting=(paper("a", "yes"), paper("b", "yes", 2), paper("c", "yes"))), "lost 0, doubled 0, phantom 1"),
        (book(counting=(paper("a", "yes"), paper("b", "yes", 2), paper("d", "yes"))), "lost 0, doubled 0, phantom 1"),
        (book(paper("b", "no"), paper("b", "yes", 3)), "lost 0, doubled 1, phantom 0"),
        (book(counting=(paper("a", "yes"), paper("a", "yes"), paper("b", "yes", 2))), "lost 0, doubled 2, phantom 0"),
    ],
    ids=["paper gone", "change gone", "refused counts", "other choice", "repeat counts", "seat twice"],
)
def test_what_does_not_agree_is_named(history: History, kept: Book, found: str) -> None:
    assert found in str(history.check(kept))


def test_result_that_says_something_else_than_the_papers_is_a_lost_vote(history: History) -> None:
    kept = book()
    kept.declared = {"a": "yes", "b": "no"}
    assert history.check(kept).faults == ["lost: b is yes, declared no"]


def test_two_receipts_of_one_paper_have_to_be_the_same_to_the_letter(history: History) -> None:
    history.cast("a", "yes", lambda: receipt("a", "yes", code="other"), Refused)
    assert str(history.check(book())) == "lost 0, doubled 0, phantom 0, unequal 1"
