"""Who is present: by roll call and check-in, for held seats only, and counted when it matters."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from parliament.commands.seats import begin_mandate
from parliament.commands.sittings import adjourn_sitting, check_in, take_roll_call
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from parliament.store.queries.sessions import count_present, present_seats


def present(chamber) -> set[str]:
    with chamber.house.reading() as db:
        seats = present_seats(db, chamber.sitting)
        assert count_present(db, chamber.sitting) == len(seats)
        return seats


def test_mayor_checks_in_and_out_without_an_entry(convened):
    before = convened.entries()
    convened.by(convened.mayors[0], check_in, sitting_id=convened.sitting)
    convened.by(convened.mayors[1], check_in, sitting_id=convened.sitting)
    assert present(convened) == set(convened.seats[:2])
    convened.by(convened.mayors[0], check_in, sitting_id=convened.sitting, present=False)
    assert present(convened) == {convened.seats[1]}
    assert convened.entries() == before


def test_checking_in_is_refused_without_a_mandate_and_when_the_sitting_is_over(debated):
    seatless = Actor("account-x", "X", frozenset({Office.MEMBER}))
    debated.refused(Code.NO_MANDATE, seatless, check_in, sitting_id=debated.sitting)
    debated.refused(Code.NOT_FOUND, debated.mayors[0], check_in, sitting_id="sitting-0")
    debated.by(debated.chair, adjourn_sitting, sitting_id=debated.sitting)
    debated.refused(Code.WRONG_STAGE, debated.mayors[0], check_in, sitting_id=debated.sitting)


def test_two_tabs_that_check_in_at_one_moment_both_succeed(convened):
    def once(_: int) -> dict:
        return convened.house.perform(check_in, by=convened.mayors[0], sitting_id=convened.sitting)

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(once, range(16)))
    assert answers == [{"sitting": convened.sitting, "present": True}] * 16
    assert present(convened) == {convened.seats[0]}


def test_roll_call_says_present_and_absent_and_leaves_the_others_as_they_are(debated):
    called = {"sitting_id": debated.sitting, "present": [debated.seats[0]], "absent": list(debated.seats[4:])}
    assert debated.by(debated.desk, take_roll_call, **called)["present"] == 4
    assert present(debated) == set(debated.seats[:4])
    assert (debated.last().kind, debated.last().body["present"]) == ("roll_call.taken", 4)


def test_roll_call_before_the_opening_is_reported_by_the_opening(convened):
    before = convened.entries()
    convened.by(convened.chair, take_roll_call, sitting_id=convened.sitting, present=list(convened.seats))
    assert convened.entries() == before


@pytest.mark.parametrize("who", ["vacant", "unknown"])
def test_roll_call_names_held_seats_only(debated, who):
    seat = debated.vacant if who == "vacant" else "seat-0"
    called = {"sitting_id": debated.sitting, "present": [debated.seats[0], seat]}
    debated.refused(Code.NOT_FOUND, debated.desk, take_roll_call, **called)


def test_no_roll_is_called_when_the_sitting_is_over(debated):
    debated.by(debated.chair, adjourn_sitting, sitting_id=debated.sitting)
    debated.refused(Code.WRONG_STAGE, debated.desk, take_roll_call, sitting_id=debated.sitting, present=[])


def test_seat_whose_mandate_ended_is_no_longer_present(debated):
    debated.vacate(debated.seats[5])
    assert present(debated) == set(debated.seats[:5])
    debated.by(debated.desk, take_roll_call, sitting_id=debated.sitting, present=[])
    body = debated.last().body
    assert (body["present"], body["held"], body["vacant"]) == (5, 5, 2)


def test_successor_is_present_only_after_saying_so(debated):
    seat = debated.seats[5]
    debated.vacate(seat)
    debated.by(debated.desk, begin_mandate, seat_id=seat, name="A successor")
    assert present(debated) == set(debated.seats[:5])
    debated.by(debated.desk, take_roll_call, sitting_id=debated.sitting, present=[seat])
    assert present(debated) == set(debated.seats)


def test_quorum_of_a_vote_does_not_count_seats_that_were_vacated(convened):
    """Four of six are present, which is a quorum; with two of them vacated it is two of four, which is none."""
    convened.publish()
    convened.open(absent=2)
    convened.call()
    for seat in convened.seats[2:4]:
        convened.vacate(seat)
    with pytest.raises(Exception, match="2 seats are present; 3 make a quorum"):
        convened.put()
