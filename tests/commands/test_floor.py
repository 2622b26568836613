"""Asking for the floor, leaving the list, giving the floor, ending the turn."""

import pytest

from parliament.commands.floor import ask_to_speak, end_turn, give_floor, leave_list
from parliament.commands.sittings import adjourn_sitting, open_sitting, schedule_sitting, suspend_sitting
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from parliament.store.tables import Turn

SEATLESS = Actor("account-x", "X", frozenset({Office.MEMBER}))


@pytest.fixture
def turn(debated) -> str:
    """The second mayor waits for the floor."""
    return debated.by(debated.mayors[1], ask_to_speak, sitting_id=debated.sitting, side="for")["turn"]


def test_seat_is_listed_called_and_done(debated, turn):
    row = debated.row(Turn, turn)
    assert (row.seat_id, row.item_id, row.side, row.state) == (debated.seats[1], debated.item, "for", "waiting")
    assert debated.by(debated.chair, give_floor, turn_id=turn) == {"turn": turn, "seconds": 120}
    assert debated.row(Turn, turn).state == "speaking"
    assert debated.by(debated.chair, end_turn, turn_id=turn) == {"turn": turn}
    assert debated.row(Turn, turn).state == "done"
    said = ["speaker.listed", "turn.began", "turn.ended"]
    assert [entry.kind for entry in debated.entries()[-3:]] == said


def test_seat_that_left_the_list_may_ask_again(debated, turn):
    debated.by(debated.mayors[1], leave_list, turn_id=turn)
    assert (debated.row(Turn, turn).state, debated.last().kind) == ("withdrawn", "speaker.withdrew")
    again = debated.by(debated.mayors[1], ask_to_speak, sitting_id=debated.sitting)["turn"]
    assert debated.row(Turn, again).state == "waiting"


def test_asking_is_refused_before_the_sitting_opens_and_before_an_item_is_called(published):
    asked = {"sitting_id": published.sitting}
    published.refused(Code.SITTING_NOT_OPEN, published.mayors[1], ask_to_speak, **asked)
    published.open()
    published.refused(Code.NOT_CURRENT_ITEM, published.mayors[1], ask_to_speak, **asked)


def test_asking_twice_is_refused_while_waiting_and_while_speaking(debated, turn):
    asked = {"sitting_id": debated.sitting}
    debated.refused(Code.ALREADY_LISTED, debated.mayors[1], ask_to_speak, **asked)
    debated.by(debated.chair, give_floor, turn_id=turn)
    debated.refused(Code.ALREADY_LISTED, debated.mayors[1], ask_to_speak, **asked)


def test_asking_without_a_mandate_is_refused(debated):
    debated.refused(Code.NO_MANDATE, SEATLESS, ask_to_speak, sitting_id=debated.sitting)


def test_leaving_is_refused_for_another_seat_and_once_called(debated, turn):
    debated.refused(Code.NOT_YOUR_SEAT, debated.mayors[2], leave_list, turn_id=turn)
    debated.by(debated.chair, give_floor, turn_id=turn)
    debated.refused(Code.NOT_LISTED, debated.mayors[1], leave_list, turn_id=turn)


def test_floor_is_given_only_by_whoever_presides(debated, turn):
    debated.refused(Code.NOT_PRESIDING, debated.deputy, give_floor, turn_id=turn)


def test_floor_is_not_given_while_the_sitting_is_suspended(debated, turn):
    debated.by(debated.chair, suspend_sitting, sitting_id=debated.sitting)
    debated.refused(Code.SITTING_NOT_OPEN, debated.chair, give_floor, turn_id=turn)


def test_floor_is_not_given_to_a_seat_that_left_the_list(debated, turn):
    debated.by(debated.mayors[1], leave_list, turn_id=turn)
    debated.refused(Code.NOT_LISTED, debated.chair, give_floor, turn_id=turn)


def test_floor_is_not_given_on_an_item_that_is_no_longer_before_the_house(debated, turn):
    debated.call(debated.other_item)
    debated.refused(Code.NOT_CURRENT_ITEM, debated.chair, give_floor, turn_id=turn)


def test_one_person_speaks_at_a_time(debated, turn):
    debated.speak(2)
    debated.refused(Code.FLOOR_TAKEN, debated.chair, give_floor, turn_id=turn)


def test_floor_waits_for_the_end_of_a_live_vote(debated, turn):
    debated.put()
    debated.refused(Code.VOTE_OPEN, debated.chair, give_floor, turn_id=turn)
    debated.close()
    debated.by(debated.chair, give_floor, turn_id=turn)


def test_floor_does_not_wait_for_the_end_of_a_window(debated, turn):
    debated.put(minutes=60)
    debated.by(debated.chair, give_floor, turn_id=turn)


def test_ending_is_refused_to_another_chair_and_when_nobody_speaks(debated, turn):
    debated.refused(Code.FLOOR_FREE, debated.chair, end_turn, turn_id=turn)
    debated.by(debated.chair, give_floor, turn_id=turn)
    debated.refused(Code.NOT_PRESIDING, debated.deputy, end_turn, turn_id=turn)


def test_turn_that_does_not_exist_is_not_found(debated):
    for command in (give_floor, end_turn):
        debated.refused(Code.NOT_FOUND, debated.chair, command, turn_id="turn-0")
    debated.refused(Code.NOT_FOUND, debated.mayors[0], leave_list, turn_id="turn-0")


def test_seat_that_was_never_called_may_ask_again_in_the_next_sitting(debated, turn):
    """The list ends with its sitting: a waiting turn of an adjourned sitting could never be called."""
    debated.by(debated.chair, adjourn_sitting, sitting_id=debated.sitting)
    assert debated.row(Turn, turn).state == "withdrawn"
    next_one = {"session_id": debated.plenary, "starts_at": debated.at}
    debated.sitting = debated.by(debated.desk, schedule_sitting, **next_one)["sitting"]
    debated.open()
    debated.call()
    asked = debated.by(debated.mayors[1], ask_to_speak, sitting_id=debated.sitting)
    debated.by(debated.chair, give_floor, turn_id=asked["turn"])
    debated.refused(Code.WRONG_STAGE, debated.deputy, open_sitting, sitting_id=debated.sitting)
