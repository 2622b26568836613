"""Amendments: handed in, ordered, put, withdrawn; and what stands in the way of putting one."""

from datetime import timedelta

import pytest

from parliament.commands.amendments import confirm_order, submit_amendment, withdraw_amendment
from parliament.commands.motions import withdraw_motion
from parliament.commands.sittings import adjourn_sitting, schedule_sitting, suspend_sitting
from parliament.commands.votes import open_vote
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from parliament.store.tables import Amendment, AmendmentOrder, Vote

SEATLESS = Actor("account-x", "X", frozenset({Office.MEMBER}))


def amend(chamber, mayor: int, **words: tuple[str, str]) -> str:
    said = {"motion_id": chamber.motion, "base_hash": chamber.text_hash, "paragraphs": chamber.edited(**words)}
    return chamber.by(chamber.mayors[mayor], submit_amendment, **said)["amendment"]


@pytest.fixture
def two(debated) -> list[str]:
    """Two amendments to two paragraphs."""
    return [amend(debated, 1, p1=("year", "spring")), amend(debated, 2, p2=("pay", "pay fairly"))]


def order(chamber, *numbers: int, **said: str) -> list[int]:
    return chamber.by(chamber.chair, confirm_order, motion_id=chamber.motion, numbers=list(numbers) or None, **said)[
        "numbers"
    ]


def test_amendments_are_put_in_the_confirmed_order_and_then_the_whole_text(debated, two):
    assert order(debated) == [1, 2]
    for amendment in two:
        debated.put(amendment)
        for at in range(6):
            debated.cast(at)
        assert debated.close()["outcome"] == "adopted"
    debated.put()
    assert debated.row(Vote, debated.vote).text_hash != debated.text_hash


def test_amending_is_refused_without_a_mandate_on_other_words_and_for_nothing(debated):
    said = {
        "motion_id": debated.motion,
        "base_hash": debated.text_hash,
        "paragraphs": debated.edited(p1=("year", "day")),
    }
    debated.refused(Code.NO_MANDATE, SEATLESS, submit_amendment, **said)
    debated.refused(Code.STALE_TEXT, debated.mayors[1], submit_amendment, **(said | {"base_hash": "0" * 64}))
    debated.refused(
        Code.CHANGES_NOTHING, debated.mayors[1], submit_amendment, **(said | {"paragraphs": debated.edited()})
    )
    debated.refused(Code.NOT_FOUND, debated.mayors[1], submit_amendment, **(said | {"motion_id": "motion-0"}))


def test_amendments_close_when_the_order_is_confirmed(debated, two):
    order(debated)
    said = {
        "motion_id": debated.motion,
        "base_hash": debated.text_hash,
        "paragraphs": debated.edited(p1=("year", "day")),
    }
    debated.refused(Code.AMENDMENTS_CLOSED, debated.mayors[3], submit_amendment, **said)
    debated.refused(Code.AMENDMENTS_CLOSED, debated.chair, confirm_order, motion_id=debated.motion)


def test_mover_withdraws_and_nobody_else(debated, two):
    debated.refused(Code.NOT_YOUR_SEAT, debated.mayors[2], withdraw_amendment, amendment_id=two[0])
    debated.by(debated.mayors[1], withdraw_amendment, amendment_id=two[0])
    assert debated.row(Amendment, two[0]).withdrawn_at == debated.at
    debated.refused(Code.AMENDMENT_SETTLED, debated.mayors[1], withdraw_amendment, amendment_id=two[0])


def test_amendment_is_not_withdrawn_while_it_is_voted_on(debated, two):
    order(debated)
    debated.put(two[0])
    debated.refused(Code.VOTE_OPEN, debated.mayors[1], withdraw_amendment, amendment_id=two[0])
    debated.refused(Code.VOTE_OPEN, debated.mayors[0], withdraw_motion, motion_id=debated.motion)
    debated.by(debated.mayors[2], withdraw_amendment, amendment_id=two[1])


def test_order_may_differ_from_the_proposed_one_with_a_reason(debated, two):
    said = {"motion_id": debated.motion}
    debated.refused(Code.REASON_NEEDED, debated.chair, confirm_order, numbers=[2, 1], **said)
    assert order(debated, 2, 1, reason="The second is simpler.") == [2, 1]
    row = debated.row(AmendmentOrder, debated.motion)
    assert (row.proposed, row.confirmed) == ([1, 2], [2, 1])


@pytest.mark.parametrize("numbers", [[1], [1, 1], [1, 2, 3], [2, 3], []])
def test_order_that_leaves_something_out_or_adds_something_is_refused(debated, two, numbers):
    said = {"motion_id": debated.motion, "numbers": numbers, "reason": "Because."}
    debated.refused(Code.BAD_ORDER, debated.chair, confirm_order, **said)


def test_order_is_confirmed_by_whoever_presides_once_there_is_something_to_order(debated):
    debated.refused(Code.AMENDMENTS_CLOSED, debated.chair, confirm_order, motion_id=debated.motion)
    amend(debated, 1, p1=("year", "spring"))
    debated.refused(Code.NOT_PRESIDING, debated.deputy, confirm_order, motion_id=debated.motion)
    debated.by(debated.chair, suspend_sitting, sitting_id=debated.sitting)
    debated.refused(Code.SITTING_NOT_OPEN, debated.chair, confirm_order, motion_id=debated.motion)


def test_order_waits_for_the_debate(published):
    amend(published, 1, p1=("year", "spring"))
    published.open()
    published.refused(Code.NOT_CURRENT_ITEM, published.chair, confirm_order, motion_id=published.motion)


def refuse_to_put(chamber, code: Code, amendment: str | None = None, **said: object) -> None:
    said = {"motion_id": chamber.motion, "amendment_id": amendment, **said}
    chamber.refused(code, chamber.chair, open_vote, **said)


def test_what_stands_in_the_way_of_putting_an_amendment(debated, two):
    refuse_to_put(debated, Code.ORDER_NOT_CONFIRMED, two[0])
    refuse_to_put(debated, Code.AMENDMENTS_PENDING)
    order(debated)
    refuse_to_put(debated, Code.NOT_NEXT_IN_ORDER, two[1])
    refuse_to_put(debated, Code.NOT_FOUND, "amendment-0")
    debated.put(two[0])
    refuse_to_put(debated, Code.VOTE_OPEN, two[1])
    debated.close()
    refuse_to_put(debated, Code.AMENDMENT_SETTLED, two[0])


def test_what_stands_in_the_way_of_putting_the_whole_text(debated):
    said = {"motion_id": debated.motion}
    debated.refused(Code.NOT_PRESIDING, debated.deputy, open_vote, **said)
    refuse_to_put(debated, Code.WINDOW_TOO_SHORT, closes_at=debated.at + timedelta(minutes=60))
    debated.speak()
    refuse_to_put(debated, Code.FLOOR_TAKEN)


def test_vote_is_opened_on_the_item_before_the_house_in_an_open_sitting(debated):
    debated.call(debated.other_item)
    refuse_to_put(debated, Code.NOT_CURRENT_ITEM)
    debated.by(debated.chair, suspend_sitting, sitting_id=debated.sitting)
    refuse_to_put(debated, Code.SITTING_NOT_OPEN)


def test_motion_that_was_decided_is_not_put_again(voting):
    voting.close()
    refuse_to_put(voting, Code.WRONG_STAGE)


def test_amendment_whose_window_runs_on_is_not_put_again_in_the_next_sitting(debated, two):
    """Two open votes on one question could decide it twice, and differently."""
    order(debated)
    debated.put(two[0], minutes=60)
    debated.by(debated.chair, adjourn_sitting, sitting_id=debated.sitting)
    next_one = {"session_id": debated.plenary, "starts_at": debated.at}
    debated.sitting = debated.by(debated.desk, schedule_sitting, **next_one)["sitting"]
    debated.open()
    debated.call()
    refuse_to_put(debated, Code.VOTE_OPEN, two[0])
