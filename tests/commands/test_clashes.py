"""Amendments of which part clashes with the text in force: the chair keeps the rest, or lets the whole lapse."""

import pytest

from parliament.commands.annulments import annul_vote
from parliament.commands.decisions import rule_on_clash
from parliament.commands.sittings import suspend_sitting
from parliament.record.entries import AmendmentDecided
from parliament.rules.refusals import Code
from tests.builders import Chamber
from tests.commands.amending import amend, decide, docket_now, fates, order, refuse_to_put, words_now

WHY = "The rest stands by itself."


@pytest.fixture
def clashing(debated: Chamber) -> tuple[str, str]:
    """An amendment that was adopted, and one that clashes with it in one of its two paragraphs."""
    first = amend(debated, 1, p1=("year", "spring"))
    second = amend(debated, 2, p1=("year", "month"), p2=("pay", "pay fairly"))
    order(debated, 1, 2, reason="The shorter one first.")
    said = docket_now(debated).consequences(1)
    assert {number: fate.state for number, fate in said.items()} == {2: "partial"}
    decide(debated, first)
    assert fates(debated) == {1: "adopted", 2: "partial"}
    return first, second


def test_chair_keeps_the_rest_which_is_then_put(debated, clashing):
    _, second = clashing
    refuse_to_put(debated, Code.WAITS_FOR_RULING, second)
    refuse_to_put(debated, Code.AMENDMENTS_PENDING, None)
    debated.by(debated.chair, rule_on_clash, amendment_id=second, keep=True, reason=WHY)
    fact = debated.last().body
    assert (debated.last().kind, fact["decision_kind"], fact["reason"]) == (AmendmentDecided.kind, "cut", WHY)
    assert fates(debated) == {1: "adopted", 2: "pending"}
    assert decide(debated, second) == "adopted"
    assert words_now(debated)[1:] == [
        "Commit to publish a water plan every spring",
        "Call on governments to pay fairly for it",
    ]
    assert decide(debated, None) == "adopted"


def test_chair_lets_the_whole_lapse(debated, clashing):
    _, second = clashing
    debated.by(debated.chair, rule_on_clash, amendment_id=second, keep=False, reason=WHY)
    assert fates(debated) == {1: "adopted", 2: "lapsed"}
    assert decide(debated, None) == "adopted"
    assert words_now(debated)[2] == "Call on governments to pay for it"


def test_ruling_falls_with_the_vote_it_follows(debated, clashing):
    first, second = clashing
    vote = debated.vote
    debated.by(debated.chair, rule_on_clash, amendment_id=second, keep=False, reason=WHY)
    debated.by(debated.chair, annul_vote, vote_id=vote, reason="The line was broken.")
    assert fates(debated) == {1: "pending", 2: "pending"}
    decide(debated, first)
    assert fates(debated) == {1: "adopted", 2: "partial"}


def test_what_a_ruling_is_refused_for(debated, clashing):
    first, second = clashing
    said = {"amendment_id": second, "keep": True, "reason": WHY}
    debated.refused(Code.NOT_ALLOWED, debated.mayors[0], rule_on_clash, **said)
    debated.refused(Code.NOT_PRESIDING, debated.deputy, rule_on_clash, **said)
    debated.refused(Code.REASON_NEEDED, debated.chair, rule_on_clash, **(said | {"reason": " "}))
    debated.refused(Code.NO_CLASH, debated.chair, rule_on_clash, **(said | {"amendment_id": first}))
    debated.refused(Code.NOT_FOUND, debated.chair, rule_on_clash, **(said | {"amendment_id": "amendment-0"}))
    debated.by(debated.chair, suspend_sitting, sitting_id=debated.sitting)
    debated.refused(Code.SITTING_NOT_OPEN, debated.chair, rule_on_clash, **said)


def test_ruling_waits_for_the_item_and_for_the_vote(debated, clashing):
    _, second = clashing
    said = {"amendment_id": second, "keep": True, "reason": WHY}
    debated.call(debated.other_item)
    debated.refused(Code.NOT_CURRENT_ITEM, debated.chair, rule_on_clash, **said)


def test_ruling_waits_for_a_vote_that_runs(debated):
    first = amend(debated, 1, p1=("year", "spring"))
    second = amend(debated, 2, p1=("year", "month"), p2=("pay", "pay fairly"))
    third = amend(debated, 3, p0=("dry", "empty"))
    order(debated, 1, 3, 2, reason="The shorter ones first.")
    decide(debated, first)
    debated.put(third)
    said = {"amendment_id": second, "keep": True, "reason": WHY}
    debated.refused(Code.VOTE_OPEN, debated.chair, rule_on_clash, **said)
