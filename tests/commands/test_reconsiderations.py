"""Deciding anew what was decided, before anybody has certified it."""

import pytest

from parliament.commands.declarations import certify_declaration
from parliament.commands.reconsiderations import (
    move_reconsideration,
    put_reconsideration,
    withdraw_reconsideration,
)
from parliament.commands.sittings import check_in, suspend_sitting
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from parliament.store.tables import Motion, Reconsideration

SEATLESS = Actor("account-x", "X", frozenset({Office.MEMBER}))


@pytest.fixture
def decided(voting):
    """The motion is adopted by five to one."""
    for mayor in range(6):
        voting.cast(mayor, "no" if mayor == 5 else "yes")
    voting.close()
    return voting


def moved(chamber, mayor=1):
    said = {"motion_id": chamber.motion, "reason": "The figures were wrong."}
    return chamber.by(chamber.mayors[mayor], move_reconsideration, **said)["reconsideration"]


def put(chamber, reconsideration, choice):
    chamber.vote = chamber.by(chamber.chair, put_reconsideration, reconsideration_id=reconsideration)["vote"]
    for mayor in range(6):
        chamber.cast(mayor, choice)
    return chamber.close()["outcome"]


def test_adopted_it_reopens_the_debate_and_the_motion_can_be_put_again(decided):
    again = moved(decided)
    assert put(decided, again, "yes") == "adopted"
    motion = decided.row(Motion, decided.motion)
    assert (motion.stage, motion.outcome, motion.adopted_hash) == ("under_debate", None, None)
    assert decided.last().kind == "motion.reconsidered"
    decided.put()
    for mayor in range(6):
        decided.cast(mayor, "no")
    assert decided.close()["outcome"] == "rejected"
    assert decided.row(Motion, decided.motion).outcome == "rejected"


def test_rejected_it_leaves_the_decision(decided):
    again = moved(decided)
    assert put(decided, again, "no") == "rejected"
    assert decided.row(Reconsideration, again).state == "rejected"
    assert decided.row(Motion, decided.motion).outcome == "adopted"


def test_moving_is_refused_before_a_decision_twice_without_reason_seat_or_presence(decided):
    said = {"motion_id": decided.motion, "reason": "Figures"}
    by = decided.mayors[1]
    decided.refused(Code.NO_MANDATE, SEATLESS, move_reconsideration, **said)
    decided.refused(Code.REASON_NEEDED, by, move_reconsideration, **(said | {"reason": " "}))
    decided.refused(Code.NOT_FOUND, by, move_reconsideration, **(said | {"motion_id": "motion-0"}))
    moved(decided)
    decided.refused(Code.SAID_ALREADY, decided.mayors[2], move_reconsideration, **said)
    decided.by(decided.mayors[3], check_in, sitting_id=decided.sitting, present=False)
    decided.refused(Code.NOT_PRESENT, decided.mayors[3], move_reconsideration, **said)
    decided.by(decided.chair, suspend_sitting, sitting_id=decided.sitting)
    decided.refused(Code.SITTING_NOT_OPEN, decided.mayors[2], move_reconsideration, **said)


def test_moving_is_refused_for_what_is_not_decided(debated):
    said = {"motion_id": debated.motion, "reason": "Figures"}
    debated.refused(Code.WRONG_STAGE, debated.mayors[1], move_reconsideration, **said)


def test_what_is_certified_is_not_decided_anew(decided):
    again = moved(decided)
    decided.by(decided.chair, certify_declaration, motion_id=decided.motion)
    decided.refused(Code.ALREADY_CERTIFIED, decided.chair, put_reconsideration, reconsideration_id=again)
    decided.by(decided.mayors[1], withdraw_reconsideration, reconsideration_id=again)
    said = {"motion_id": decided.motion, "reason": "Figures"}
    decided.refused(Code.ALREADY_CERTIFIED, decided.mayors[1], move_reconsideration, **said)


def test_mover_takes_it_back_before_it_is_put(decided):
    again = moved(decided)
    decided.refused(Code.NOT_YOUR_SEAT, decided.mayors[2], withdraw_reconsideration, reconsideration_id=again)
    decided.vote = decided.by(decided.chair, put_reconsideration, reconsideration_id=again)["vote"]
    decided.refused(Code.VOTE_OPEN, decided.mayors[1], withdraw_reconsideration, reconsideration_id=again)
    for mayor in range(6):
        decided.cast(mayor, "abstain")
    decided.close()
    decided.refused(Code.WRONG_STAGE, decided.mayors[1], withdraw_reconsideration, reconsideration_id=again)


def test_only_whoever_presides_puts_it(decided):
    again = moved(decided)
    decided.refused(Code.NOT_PRESIDING, decided.deputy, put_reconsideration, reconsideration_id=again)
