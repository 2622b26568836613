"""The order of speakers that the machine proposes: fair, steady, and never at the cost of one for ever."""

from hypothesis import given
from hypothesis import strategies as st

from parliament.rules.floor_order import PATIENCE, REASONS, Reason, Waiting, proposed_order
from parliament.rules.stages import FloorOrder, Side

ALTERNATE = FloorOrder.ALTERNATE


@st.composite
def lists(draw):
    """A list in the order of asking: nobody has waited past patience who did not ask before those after them."""
    count = draw(st.integers(0, 9))
    return [
        Waiting(
            turn=f"turn-{at}",
            side=draw(st.sampled_from([str(side) for side in Side])),
            continent=draw(st.sampled_from(["AF", "EU", "OC"])),
            spoken=draw(st.integers(0, 2)),
            overtaken=draw(st.integers(0, PATIENCE)),
        )
        for at in range(count)
    ]


last_sides = st.sampled_from([None, *(str(side) for side in Side)])
heard = st.dictionaries(st.sampled_from(["AF", "EU", "OC"]), st.integers(0, 5))


@given(lists(), last_sides, heard)
def test_everybody_stands_on_it_once_with_a_reason_and_always_at_the_same_place(waiting, last, counts):
    places = proposed_order(waiting, order=ALTERNATE, last_side=last, heard=counts)
    assert sorted(place.turn for place in places) == sorted(each.turn for each in waiting)
    assert all(place.reasons and set(place.reasons) <= set(REASONS) for place in places)
    assert places == proposed_order(list(waiting), order=ALTERNATE, last_side=last, heard=dict(counts))


@given(lists(), last_sides, heard)
def test_nobody_is_overtaken_more_often_than_patience_allows(waiting, last, counts):
    order = [place.turn for place in proposed_order(waiting, order=ALTERNATE, last_side=last, heard=counts)]
    for at, each in enumerate(waiting):
        later = {other.turn for other in waiting[at + 1 :]}
        before = sum(turn in later for turn in order[: order.index(each.turn)])
        assert before + each.overtaken <= PATIENCE or before == 0


@given(lists(), last_sides, heard)
def test_whoever_has_not_spoken_comes_before_whoever_has_on_the_same_side_unless_they_lost_patience(
    waiting, last, counts
):
    places = proposed_order(waiting, order=ALTERNATE, last_side=last, heard=counts)
    by_turn = {each.turn: each for each in waiting}
    for at, place in enumerate(places):
        second = by_turn[place.turn]
        if second.spoken and place.reasons != (Reason.WAITED,):
            after = [by_turn[later.turn] for later in places[at + 1 :]]
            assert all(first.spoken for first in after if first.side == second.side)


@given(lists(), last_sides)
def test_as_asked_is_as_asked(waiting, last):
    places = proposed_order(waiting, order=FloorOrder.AS_ASKED, last_side=last)
    assert [place.turn for place in places] == [each.turn for each in waiting]
    assert {reason for place in places for reason in place.reasons} <= {Reason.ASKED_FIRST}


def speaker(turn, side="for", continent="AF", spoken=0, overtaken=0):
    return Waiting(turn, side, continent, spoken, overtaken)


def test_sides_answer_each_other_for_as_long_as_both_wait():
    waiting = [speaker("a"), speaker("b"), speaker("c", "against"), speaker("d", "neutral")]
    places = proposed_order(waiting, order=ALTERNATE, last_side="for")
    assert [place.turn for place in places] == ["c", "a", "d", "b"]
    assert [place.reasons[0] for place in places] == ["other_side", "asked_first", "other_side", "asked_first"]


def test_continents_heard_less_come_first_on_a_side():
    waiting = [speaker("a", continent="EU"), speaker("b", continent="OC")]
    places = proposed_order(waiting, order=ALTERNATE, last_side="against", heard={"EU": 2})
    assert [(place.turn, place.reasons) for place in places] == [("b", ("continent",)), ("a", ("asked_first",))]


def test_first_speech_is_the_reason_that_is_given():
    places = proposed_order([speaker("a", spoken=1), speaker("b")], order=ALTERNATE)
    assert [(place.turn, place.reasons) for place in places] == [("b", ("first_speech",)), ("a", ("asked_first",))]


def test_whoever_waited_too_long_goes_first_whatever_the_balance():
    waiting = [speaker("a", spoken=2, overtaken=PATIENCE), speaker("b", "against")]
    places = proposed_order(waiting, order=ALTERNATE, last_side="for")
    assert (places[0].turn, places[0].reasons) == ("a", (Reason.WAITED,))
