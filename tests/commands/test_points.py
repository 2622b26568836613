"""Points of order: raised at any time, ruled on before anything else, appealed at once."""

from datetime import timedelta

import pytest

from parliament.commands.floor import ask_to_speak, end_turn, give_floor
from parliament.commands.points import appeal_ruling, put_appeal, raise_point_of_order, rule_on_point, withdraw_appeal
from parliament.commands.sittings import adjourn_sitting, call_item, check_in, resume_sitting, suspend_sitting
from parliament.commands.votes import open_vote
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from parliament.store.tables import PointOfOrder, Turn

SEATLESS = Actor("account-x", "X", frozenset({Office.MEMBER}))
RULING = {"ruling": "dismissed", "words": "The speech is on the item."}


def raised(chamber, mayor=2, **more):
    said = {"sitting_id": chamber.sitting, "about": "The speaker is not on the item."} | more
    return chamber.by(chamber.mayors[mayor], raise_point_of_order, **said)["point"]


def ruled(chamber, **more):
    point = raised(chamber, **more)
    chamber.by(chamber.chair, rule_on_point, point_id=point, **RULING)
    return point


def appealed(chamber):
    point = ruled(chamber)
    chamber.by(chamber.mayors[2], appeal_ruling, point_id=point)
    return point


def decided(chamber, point, choice):
    chamber.vote = chamber.by(chamber.chair, put_appeal, point_id=point)["vote"]
    for mayor in range(6):
        chamber.cast(mayor, choice)
    return chamber.close()


def test_point_of_order_stops_the_countdown_and_the_ruling_sets_it_going_with_what_was_left(debated):
    turn = debated.speak()
    before = debated.row(Turn, turn)
    point = raised(debated)
    stopped = debated.row(Turn, turn)
    assert (stopped.state, stopped.stopped_at) == ("interrupted", debated.at)
    debated.at += timedelta(minutes=5)
    debated.by(debated.chair, rule_on_point, point_id=point, **RULING)
    after = debated.row(Turn, turn)
    assert (after.state, after.stopped_at) == ("speaking", None)
    assert after.ends_at - debated.at == before.ends_at - stopped.stopped_at
    row = debated.row(PointOfOrder, point)
    assert (row.state, row.ruling, row.words, row.turn_id) == ("ruled", "dismissed", RULING["words"], turn)
    kinds = ["turn.interrupted", "point.raised", "point.ruled", "turn.resumed"]
    assert [entry.kind for entry in debated.entries()[-4:]] == kinds


def test_point_has_the_seconds_of_the_rules(debated):
    assert debated.row(PointOfOrder, raised(debated)).seconds == 60


def test_nothing_happens_on_the_floor_before_the_ruling(debated):
    turn = debated.by(debated.mayors[1], ask_to_speak, sitting_id=debated.sitting)["turn"]
    raised(debated)
    chair, sitting = debated.chair, {"sitting_id": debated.sitting}
    debated.refused(Code.POINT_PENDING, chair, give_floor, turn_id=turn)
    debated.refused(Code.POINT_PENDING, chair, call_item, item_id=debated.other_item, **sitting)
    debated.refused(Code.POINT_PENDING, chair, open_vote, motion_id=debated.motion)
    debated.refused(Code.POINT_PENDING, chair, suspend_sitting, **sitting)
    debated.refused(Code.POINT_PENDING, chair, adjourn_sitting, **sitting)
    debated.refused(Code.POINT_PENDING, debated.mayors[3], raise_point_of_order, about="Mine too", **sitting)


def test_point_is_refused_without_a_seat_presence_words_or_an_open_sitting(debated):
    said = {"sitting_id": debated.sitting, "about": "Order"}
    debated.refused(Code.NO_MANDATE, SEATLESS, raise_point_of_order, **said)
    debated.refused(Code.REASON_NEEDED, debated.mayors[1], raise_point_of_order, **(said | {"about": " "}))
    debated.by(debated.mayors[1], check_in, sitting_id=debated.sitting, present=False)
    debated.refused(Code.NOT_PRESENT, debated.mayors[1], raise_point_of_order, **said)
    debated.by(debated.chair, suspend_sitting, sitting_id=debated.sitting)
    debated.refused(Code.SITTING_NOT_OPEN, debated.mayors[2], raise_point_of_order, **said)


def test_while_ballots_are_cast_only_the_conduct_of_the_vote_may_be_the_point(voting):
    said = {"sitting_id": voting.sitting, "about": "I cannot vote"}
    voting.refused(Code.VOTE_OPEN, voting.mayors[1], raise_point_of_order, **said)
    point = raised(voting, on_conduct=True)
    assert voting.row(PointOfOrder, point).on_conduct
    voting.cast(1)


def test_only_whoever_presides_rules_and_once_and_with_words(debated):
    point = raised(debated)
    said = {"point_id": point} | RULING
    debated.refused(Code.NOT_PRESIDING, debated.deputy, rule_on_point, **said)
    debated.refused(Code.MALFORMED, debated.chair, rule_on_point, **(said | {"ruling": "perhaps"}))
    debated.refused(Code.REASON_NEEDED, debated.chair, rule_on_point, **(said | {"words": ""}))
    debated.by(debated.chair, rule_on_point, **said)
    debated.refused(Code.WRONG_STAGE, debated.chair, rule_on_point, **said)
    debated.refused(Code.NOT_FOUND, debated.chair, rule_on_point, **(said | {"point_id": "point-0"}))


def test_appeal_stops_the_speech_again_and_comes_before_everything_else(debated):
    turn = debated.speak()
    point = appealed(debated)
    assert debated.row(Turn, turn).state == "interrupted"
    debated.refused(Code.APPEAL_PENDING, debated.chair, open_vote, motion_id=debated.motion)
    debated.refused(Code.APPEAL_PENDING, debated.mayors[3], raise_point_of_order, sitting_id=debated.sitting, about="x")
    debated.refused(Code.APPEAL_PENDING, debated.chair, adjourn_sitting, sitting_id=debated.sitting)
    assert decided(debated, point, "no")["outcome"] == "rejected"
    row = debated.row(PointOfOrder, point)
    assert (row.state, row.stands, debated.row(Turn, turn).state) == ("settled", True, "speaking")
    debated.by(debated.chair, end_turn, turn_id=turn)


@pytest.mark.parametrize(("choice", "stands"), [("yes", False), ("no", True), ("abstain", True)])
def test_ruling_stands_unless_the_appeal_is_adopted(debated, choice, stands):
    point = appealed(debated)
    decided(debated, point, choice)
    row = debated.row(PointOfOrder, point)
    assert (row.stands, debated.last().kind) == (stands, "appeal.settled")


def test_appeal_that_found_no_quorum_is_put_again(debated):
    point = appealed(debated)
    debated.vote = debated.by(debated.chair, put_appeal, point_id=point)["vote"]
    for mayor in range(5):
        debated.by(debated.mayors[mayor], check_in, sitting_id=debated.sitting, present=False)
    debated.at += timedelta(minutes=10)
    assert debated.close()["outcome"] == "inquorate"
    assert debated.row(PointOfOrder, point).state == "appealed"
    debated.refused(Code.NO_QUORUM, debated.chair, put_appeal, point_id=point)
    # Too few are left to decide it: the chair may end the sitting, and the ruling stands.
    debated.by(debated.chair, adjourn_sitting, sitting_id=debated.sitting)
    assert debated.row(PointOfOrder, point).stands


def test_appeal_is_in_time_only_before_the_sitting_goes_on(debated):
    turn = debated.by(debated.mayors[1], ask_to_speak, sitting_id=debated.sitting)["turn"]
    point = ruled(debated)
    debated.by(debated.mayors[3], ask_to_speak, sitting_id=debated.sitting)  # a place on the list is no going on
    debated.by(debated.chair, give_floor, turn_id=turn)
    debated.refused(Code.APPEAL_TOO_LATE, debated.mayors[2], appeal_ruling, point_id=point)


def test_appeal_is_refused_before_the_ruling_twice_and_to_the_absent(debated):
    point = raised(debated)
    debated.refused(Code.WRONG_STAGE, debated.mayors[2], appeal_ruling, point_id=point)
    debated.by(debated.chair, rule_on_point, point_id=point, **RULING)
    debated.refused(Code.NO_MANDATE, SEATLESS, appeal_ruling, point_id=point)
    debated.by(debated.mayors[3], check_in, sitting_id=debated.sitting, present=False)
    debated.refused(Code.NOT_PRESENT, debated.mayors[3], appeal_ruling, point_id=point)
    debated.by(debated.mayors[2], appeal_ruling, point_id=point)
    debated.refused(Code.WRONG_STAGE, debated.mayors[2], appeal_ruling, point_id=point)


def test_appeal_can_be_taken_back_by_whoever_made_it_before_it_is_put(debated):
    point = appealed(debated)
    debated.refused(Code.NOT_YOUR_SEAT, debated.mayors[1], withdraw_appeal, point_id=point)
    debated.vote = debated.by(debated.chair, put_appeal, point_id=point)["vote"]
    debated.refused(Code.VOTE_OPEN, debated.mayors[2], withdraw_appeal, point_id=point)
    debated.at += timedelta(minutes=10)
    for mayor in range(6):
        debated.by(debated.mayors[mayor], check_in, sitting_id=debated.sitting, present=mayor < 1)
    debated.close()
    debated.by(debated.mayors[2], withdraw_appeal, point_id=point)
    assert debated.row(PointOfOrder, point).stands
    debated.refused(Code.WRONG_STAGE, debated.chair, put_appeal, point_id=point)


def test_sitting_may_pause_over_an_appeal_and_finds_it_again(debated):
    point = appealed(debated)
    debated.by(debated.chair, suspend_sitting, sitting_id=debated.sitting)
    debated.by(debated.chair, resume_sitting, sitting_id=debated.sitting)
    decided(debated, point, "yes")
    assert not debated.row(PointOfOrder, point).stands
