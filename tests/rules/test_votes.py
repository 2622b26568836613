"""When a vote may be opened, a ballot counts, and a vote closes."""

from datetime import UTC, datetime, timedelta

import pytest

from parliament.rules.refusals import Code
from parliament.rules.stages import Choice
from parliament.rules.votes import (
    check_annulling,
    check_casting,
    check_casting_vote,
    check_changing,
    check_choice,
    check_closing,
    check_counts,
    check_hands,
    check_speaking_for,
    obstacles_to_putting,
    obstacles_to_putting_text,
)
from parliament.texts import Fate
from tests.rules.refusing import codes, refusal

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MOMENT = timedelta(milliseconds=1)
ROOM = {
    "sitting": "open",
    "live_vote_open": False,
    "someone_speaks": False,
    "tie_pending": False,
    "present": 4,
    "needed": 4,
}
WHOLE_TEXT = {
    "stage": "under_debate",
    "is_current_item": True,
    "vote_open": False,
    "amendment": None,
    "open_in_order": [],
    "order_confirmed": False,
}
AMENDMENT = WHOLE_TEXT | {"amendment": 2, "open_in_order": [2, 1], "order_confirmed": True}
CASTING = {"state": "open", "stopped": False, "at": NOON - MOMENT, "closes_at": NOON, "on_roll": True}
CLOSING = {
    "state": "open",
    "at": NOON - MOMENT,
    "closes_at": NOON,
    "fixed": False,
    "by_clock": False,
    "complete": False,
}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"sitting": "suspended"}, [Code.SITTING_NOT_OPEN]),
        ({"live_vote_open": True, "someone_speaks": True}, [Code.VOTE_OPEN, Code.FLOOR_TAKEN]),
        ({"tie_pending": True}, [Code.TIE_PENDING]),
        ({"present": 3}, [Code.NO_QUORUM]),
    ],
)
def test_obstacles_to_putting_any_question(changes, found):
    assert codes(obstacles_to_putting(**(ROOM | changes))) == found


@pytest.mark.parametrize(
    ("facts", "changes", "found"),
    [
        (WHOLE_TEXT, {}, []),
        (AMENDMENT, {}, []),
        (WHOLE_TEXT, {"is_current_item": False, "stage": "scheduled"}, [Code.NOT_CURRENT_ITEM]),
        (WHOLE_TEXT, {"stage": "decided"}, [Code.WRONG_STAGE]),
        (WHOLE_TEXT, {"stage": "put", "vote_open": True}, [Code.VOTE_OPEN]),
        (WHOLE_TEXT, {"open_in_order": [1]}, [Code.AMENDMENTS_PENDING]),
        (AMENDMENT, {"order_confirmed": False}, [Code.ORDER_NOT_CONFIRMED]),
        (AMENDMENT, {"amendment": 1}, [Code.NOT_NEXT_IN_ORDER]),
        (AMENDMENT, {"open_in_order": []}, [Code.NOT_NEXT_IN_ORDER]),
        (AMENDMENT, {"fate": Fate("lapsed", 1)}, [Code.AMENDMENT_SETTLED]),
        (AMENDMENT, {"fate": Fate("held", 3)}, [Code.WAITS_FOR_COMPROMISE]),
        (AMENDMENT, {"fate": Fate("partial", 1)}, [Code.WAITS_FOR_RULING]),
    ],
)
def test_obstacles_to_putting_a_text(facts, changes, found):
    assert codes(obstacles_to_putting_text(**(facts | changes))) == found


@pytest.mark.parametrize(
    ("manner", "question", "choice", "code"),
    [
        ("show_of_hands", "motion", Choice.YES, Code.NOT_BY_BALLOT),
        ("silence", "motion", Choice.YES, Code.ONLY_OBJECTIONS),
        ("without_objection", "agenda", Choice.ABSTAIN, Code.ONLY_OBJECTIONS),
        ("roll_call", "motion", Choice.PAPER, Code.MALFORMED),
        ("roll_call", "election", Choice.YES, Code.MALFORMED),
    ],
)
def test_a_ballot_says_what_its_vote_asks(manner, question, choice, code):
    assert refusal(check_choice, manner=manner, question=question, choice=choice) == code


def test_objections_papers_and_blank_papers_are_ballots():
    check_choice(manner="silence", question="motion", choice=Choice.NO)
    check_choice(manner="roll_call", question="election", choice=Choice.PAPER)
    check_choice(manner="roll_call", question="election", choice=Choice.ABSTAIN)


def test_a_proxy_speaks_only_while_its_holder_is_there_and_the_seat_has_not_spoken_itself():
    here = {"own": False, "holder_present": True, "own_ballot_cast": False}
    check_speaking_for(**here)
    check_speaking_for(own=True, holder_present=False, own_ballot_cast=True)
    assert refusal(check_speaking_for, **here | {"holder_present": False}) == Code.PROXY_HOLDER_ABSENT
    assert refusal(check_speaking_for, **here | {"own_ballot_cast": True}) == Code.NOT_YOUR_SEAT


def test_hands_are_counted_where_hands_are_raised_and_no_more_than_are_there():
    check_hands(manner="show_of_hands", state="open", counted=5, present=5)
    assert refusal(check_hands, manner="roll_call", state="open", counted=1, present=5) == Code.NOT_BY_HANDS
    assert refusal(check_hands, manner="show_of_hands", state="closed", counted=1, present=5) == Code.WRONG_STAGE
    assert refusal(check_hands, manner="show_of_hands", state="open", counted=6, present=5) == Code.TOO_MANY_HANDS


def test_two_officers_have_to_count_the_same():
    check_counts([(3, 1, 0), (3, 1, 0)])
    assert refusal(check_counts, [(3, 1, 0)]) == Code.COUNTS_MISSING
    assert refusal(check_counts, [(3, 1, 0), (3, 0, 1)]) == Code.COUNTS_DIFFER


def test_the_chair_decides_equal_votes_and_no_others():
    check_casting_vote(state="closed", outcome="tied", tie="casting_vote")
    assert refusal(check_casting_vote, state="closed", outcome="rejected", tie="casting_vote") == Code.NOT_TIED
    assert refusal(check_casting_vote, state="closed", outcome="tied", tie="second_round") == Code.NOT_TIED
    assert refusal(check_casting_vote, state="annulled", outcome="tied", tie="casting_vote") == Code.NOT_TIED


def test_a_vote_is_annulled_once_and_while_nothing_rests_on_it():
    check_annulling(state="open", rested_on=False)
    check_annulling(state="closed", rested_on=False)
    assert refusal(check_annulling, state="annulled", rested_on=False) == Code.WRONG_STAGE
    assert refusal(check_annulling, state="closed", rested_on=True) == Code.RESTED_ON


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"at": NOON}, Code.VOTE_CLOSED),
        ({"at": NOON + MOMENT}, Code.VOTE_CLOSED),
        ({"state": "closed"}, Code.VOTE_CLOSED),
        ({"stopped": True}, Code.VOTE_CLOSED),
        ({"on_roll": False}, Code.NOT_ON_ROLL),
    ],
)
def test_whether_a_ballot_counts(changes, code):
    assert refusal(check_casting, **(CASTING | changes)) == code


def test_whether_a_choice_may_be_changed():
    assert refusal(check_changing, may_change=True, recorded="yes") is None
    assert refusal(check_changing, may_change=False, recorded="yes") == Code.ALREADY_VOTED


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"state": "closed"}, Code.VOTE_CLOSED),
        ({"fixed": True}, Code.WINDOW_RUNS),
        ({"fixed": True, "complete": True}, None),
        ({"fixed": True, "at": NOON}, None),
        ({"by_clock": True}, Code.WINDOW_RUNS),
        ({"by_clock": True, "at": NOON}, None),
        ({"by_clock": True, "fixed": True, "at": NOON}, None),
    ],
)
def test_who_may_close_a_vote_and_when(changes, code):
    assert refusal(check_closing, **(CLOSING | changes)) == code
