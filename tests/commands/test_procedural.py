"""Procedural motions: their rank, who is heard on them, and what each does once it is adopted."""

from datetime import timedelta

import pytest

from parliament.commands.agenda import add_item, remove_item
from parliament.commands.floor import ask_to_speak, give_floor
from parliament.commands.motions import withdraw_motion
from parliament.commands.points import raise_point_of_order
from parliament.commands.procedural import move_procedural, put_procedural, withdraw_procedural
from parliament.commands.profiles import shipped_profile
from parliament.commands.sittings import adjourn_sitting, call_item, check_in, suspend_sitting
from parliament.commands.votes import open_vote
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from parliament.store.queries.agenda import items_of
from parliament.store.tables import Item, Motion, ProceduralMotion, Sitting, Turn

LIMIT = shipped_profile("global_mayors").procedural.speakers_for
SEATLESS = Actor("account-x", "X", frozenset({Office.MEMBER}))


def moved(chamber, kind, mayor=2, **more):
    said = {"sitting_id": chamber.sitting, "kind": kind} | more
    return chamber.by(chamber.mayors[mayor], move_procedural, **said)["procedural"]


def decided(chamber, procedural, choice="yes"):
    chamber.vote = chamber.by(chamber.chair, put_procedural, procedural_id=procedural)["vote"]
    for mayor in range(6):
        chamber.cast(mayor, choice)
    return chamber.close()["outcome"]


def adopted(chamber, kind, **more):
    procedural = moved(chamber, kind, **more)
    assert decided(chamber, procedural) == "adopted"
    assert chamber.row(ProceduralMotion, procedural).state == "adopted"
    return procedural


def waiting(chamber, mayor=1, **more):
    return chamber.by(chamber.mayors[mayor], ask_to_speak, sitting_id=chamber.sitting, **more)["turn"]


def test_moved_and_pending_it_comes_before_every_other_business(debated):
    turn = waiting(debated)
    moved(debated, "closure", text="Everything has been said.")
    debated.refused(Code.PROCEDURAL_PENDING, debated.chair, give_floor, turn_id=turn)
    debated.refused(Code.PROCEDURAL_PENDING, debated.chair, open_vote, motion_id=debated.motion)
    said = {"sitting_id": debated.sitting}
    debated.refused(Code.PROCEDURAL_PENDING, debated.chair, call_item, item_id=debated.other_item, **said)
    debated.refused(Code.PROCEDURAL_PENDING, debated.chair, adjourn_sitting, **said)


def test_moving_is_refused_without_seat_presence_kind_or_during_a_vote(debated):
    said = {"sitting_id": debated.sitting, "kind": "closure"}
    debated.refused(Code.NO_MANDATE, SEATLESS, move_procedural, **said)
    debated.refused(Code.NOT_OFFERED, debated.mayors[1], move_procedural, **(said | {"kind": "separate_vote"}))
    debated.refused(Code.NOT_OFFERED, debated.mayors[1], move_procedural, **(said | {"kind": "dance"}))
    debated.by(debated.mayors[1], check_in, sitting_id=debated.sitting, present=False)
    debated.refused(Code.NOT_PRESENT, debated.mayors[1], move_procedural, **said)
    debated.put()
    debated.refused(Code.VOTE_OPEN, debated.mayors[2], move_procedural, **said)


def test_moving_waits_for_a_ruling_and_for_an_open_sitting(debated):
    said = {"sitting_id": debated.sitting, "kind": "closure"}
    debated.by(debated.mayors[1], raise_point_of_order, sitting_id=debated.sitting, about="Order")
    debated.refused(Code.POINT_PENDING, debated.mayors[2], move_procedural, **said)


def test_motion_that_ranks_higher_takes_over_and_a_lower_one_waits_until_it_is_decided(debated):
    closure = moved(debated, "closure")
    for kind in ("closure", "reference_back", "change_of_order"):
        said = {"sitting_id": debated.sitting, "kind": kind, "target": debated.other_item}
        assert debated.refused(Code.LOWER_RANK, debated.mayors[3], move_procedural, **said).facts["kind"] == "closure"
    suspension = moved(debated, "suspension", mayor=3)
    debated.refused(Code.PROCEDURAL_PENDING, debated.chair, put_procedural, procedural_id=closure)
    assert decided(debated, suspension, "no") == "rejected"
    assert decided(debated, closure) == "adopted"


def test_same_kind_is_decided_once_during_an_item_where_the_rules_say_so(debated):
    assert decided(debated, moved(debated, "closure"), "no") == "rejected"
    said = {"sitting_id": debated.sitting, "kind": "closure"}
    debated.refused(Code.MOVED_ALREADY, debated.mayors[1], move_procedural, **said)
    debated.call(debated.other_item)
    moved(debated, "closure")


def test_so_many_are_heard_on_each_side_as_the_rules_say(debated):
    procedural = moved(debated, "closure")
    said = {"sitting_id": debated.sitting, "procedural_id": procedural}
    debated.refused(Code.MALFORMED, debated.mayors[1], ask_to_speak, side="neutral", **said)
    turn = waiting(debated, 1, side="for", procedural_id=procedural)
    debated.refused(Code.ALREADY_LISTED, debated.mayors[1], ask_to_speak, side="against", **said)
    for mayor in range(3, 3 + LIMIT - 1):
        waiting(debated, mayor, side="for", procedural_id=procedural)
    debated.refused(Code.SIDE_FULL, debated.mayors[5], ask_to_speak, side="for", **said)
    waiting(debated, 5, side="against", procedural_id=procedural)
    debated.by(debated.chair, give_floor, turn_id=turn)
    assert debated.row(Turn, turn).kind == "procedural"


def test_nobody_speaks_on_what_is_not_pending_or_not_here(debated):
    procedural = moved(debated, "closure")
    debated.by(debated.mayors[2], withdraw_procedural, procedural_id=procedural)
    said = {"sitting_id": debated.sitting, "side": "for"}
    debated.refused(Code.WRONG_STAGE, debated.mayors[1], ask_to_speak, procedural_id=procedural, **said)
    debated.refused(Code.NOT_FOUND, debated.mayors[1], ask_to_speak, procedural_id="procedural-0", **said)


def test_mover_withdraws_it_before_it_is_put_and_nobody_else(debated):
    procedural = moved(debated, "closure")
    turn = waiting(debated, 1, side="for", procedural_id=procedural)
    debated.refused(Code.NOT_YOUR_SEAT, debated.mayors[1], withdraw_procedural, procedural_id=procedural)
    debated.vote = debated.by(debated.chair, put_procedural, procedural_id=procedural)["vote"]
    debated.refused(Code.VOTE_OPEN, debated.mayors[2], withdraw_procedural, procedural_id=procedural)
    debated.at += timedelta(minutes=10)
    for mayor in range(1, 6):
        debated.by(debated.mayors[mayor], check_in, sitting_id=debated.sitting, present=False)
    assert debated.close()["outcome"] == "inquorate"
    debated.by(debated.mayors[2], withdraw_procedural, procedural_id=procedural)
    assert debated.row(ProceduralMotion, procedural).state == "withdrawn"
    assert debated.row(Turn, turn).state == "withdrawn"
    debated.refused(Code.WRONG_STAGE, debated.chair, put_procedural, procedural_id=procedural)


def test_only_whoever_presides_puts_it(debated):
    procedural = moved(debated, "closure")
    debated.refused(Code.NOT_PRESIDING, debated.deputy, put_procedural, procedural_id=procedural)
    debated.refused(Code.NOT_FOUND, debated.chair, put_procedural, procedural_id="procedural-0")


def test_adopted_suspension_suspends_the_sitting(debated):
    adopted(debated, "suspension")
    assert debated.row(Sitting, debated.sitting).state == "suspended"
    assert [entry.kind for entry in debated.entries()[-2:]] == ["procedural.decided", "sitting.suspended"]


def test_adopted_adjournment_of_the_sitting_ends_it_with_everything_that_waited_for_it(debated):
    turn = waiting(debated)
    closure = moved(debated, "closure")
    adopted(debated, "adjournment_of_sitting")
    assert debated.row(Sitting, debated.sitting).state == "adjourned"
    assert debated.row(Turn, turn).state == "withdrawn"
    assert debated.row(ProceduralMotion, closure).state == "lapsed"


def test_adopted_adjournment_of_the_debate_puts_the_item_off(debated):
    turn = waiting(debated)
    adopted(debated, "adjournment_of_debate")
    assert debated.row(Sitting, debated.sitting).item_id is None
    assert debated.row(Motion, debated.motion).stage == "scheduled"
    assert debated.row(Turn, turn).state == "withdrawn"
    debated.call()
    assert debated.row(Motion, debated.motion).stage == "under_debate"


def test_adopted_closure_leaves_only_votes(debated):
    turn = waiting(debated)
    adopted(debated, "closure")
    assert debated.row(Turn, turn).state == "withdrawn"
    debated.refused(Code.DEBATE_CLOSED, debated.mayors[1], ask_to_speak, sitting_id=debated.sitting)
    said = {"sitting_id": debated.sitting, "kind": "closure"}
    debated.refused(Code.MOVED_ALREADY, debated.mayors[1], move_procedural, **said)
    debated.put()


def test_adopted_reference_back_takes_the_motion_off_the_house_until_it_is_scheduled_anew(debated):
    adopted(debated, "reference_back")
    assert debated.row(Motion, debated.motion).stage == "published"
    assert debated.row(Sitting, debated.sitting).item_id is None
    debated.call()  # its former item is called, and finds no debate
    assert debated.row(Motion, debated.motion).stage == "published"
    said = {"session_id": debated.plenary, "kind": "motion", "motion_id": debated.motion}
    again = debated.by(debated.desk, add_item, **said)["item"]
    debated.call(again)
    assert debated.row(Motion, debated.motion).stage == "under_debate"
    debated.put()


def test_reference_back_needs_a_motion_under_debate_and_closure_an_item(debated):
    debated.call(debated.other_item)
    said = {"sitting_id": debated.sitting}
    debated.refused(Code.WRONG_STAGE, debated.mayors[1], move_procedural, kind="reference_back", **said)
    adopted(debated, "adjournment_of_debate")
    debated.refused(Code.NOT_CURRENT_ITEM, debated.mayors[1], move_procedural, kind="closure", **said)
    moved(debated, "suspension")


def test_adopted_change_of_order_brings_the_named_item_next(debated):
    said = {"session_id": debated.plenary, "kind": "debate"}
    third = debated.by(debated.desk, add_item, title="Buses", **said)["item"]
    kind = {"sitting_id": debated.sitting, "kind": "change_of_order"}
    for target in (None, debated.item, "item-0"):
        debated.refused(Code.NOT_FOUND, debated.mayors[1], move_procedural, target=target, **kind)
    adopted(debated, "change_of_order", target=third)
    with debated.house.reading() as db:
        assert [item.id for item in items_of(db, debated.plenary)] == [debated.item, third, debated.other_item]
    assert debated.row(Item, third).position == 2


def test_pause_is_possible_while_a_procedural_motion_is_pending(debated):
    procedural = moved(debated, "closure")
    debated.by(debated.chair, suspend_sitting, sitting_id=debated.sitting)
    assert debated.row(ProceduralMotion, procedural).state == "pending"


@pytest.mark.parametrize("kind", ["closure", "suspension"])
def test_procedural_motion_does_not_interrupt_a_speech(debated, kind):
    turn = debated.speak()
    procedural = moved(debated, kind)
    assert debated.row(Turn, turn).state == "speaking"
    debated.refused(Code.FLOOR_TAKEN, debated.chair, put_procedural, procedural_id=procedural)


def test_motion_withdrawn_while_the_house_votes_on_sending_it_back_stays_withdrawn(debated):
    procedural = moved(debated, "reference_back")
    debated.vote = debated.by(debated.chair, put_procedural, procedural_id=procedural)["vote"]
    debated.by(debated.mayors[0], withdraw_motion, motion_id=debated.motion)
    for mayor in range(6):
        debated.cast(mayor, "yes")
    assert debated.close()["outcome"] == "adopted"
    assert debated.row(Motion, debated.motion).stage == "withdrawn"


def test_item_that_left_the_draft_while_the_house_votes_on_it_is_not_brought_forward(debated):
    procedural = moved(debated, "change_of_order", target=debated.other_item)
    debated.vote = debated.by(debated.chair, put_procedural, procedural_id=procedural)["vote"]
    debated.by(debated.desk, remove_item, item_id=debated.other_item)
    for mayor in range(6):
        debated.cast(mayor, "yes")
    assert debated.close()["outcome"] == "adopted"
    assert debated.last().kind == "procedural.decided"
