"""The order of an agenda with parts, and what an undecided urgency holds up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.rules.agenda import check_agenda_order, is_in_order, labels, obstacles_to_business, placed
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Urgency

AGENDA = {"a": None, "b": None, "b1": "b", "b2": "b", "c": None}


@st.composite
def agendas(draw: st.DrawFn) -> dict[str, str | None]:
    """Items, some of them with parts, in an order that stands."""
    found: dict[str, str | None] = {}
    for at, parts in enumerate(draw(st.lists(st.integers(0, 3), min_size=1, max_size=5))):
        found[f"item{at}"] = None
        found |= {f"item{at}.{part}": f"item{at}" for part in range(parts)}
    return found


def test_parts_are_numbered_below_their_item() -> None:
    assert labels(AGENDA) == {"a": "1", "b": "2", "b1": "2.1", "b2": "2.2", "c": "3"}


@pytest.mark.parametrize(
    ("item", "parent", "place", "order"),
    [
        ("b", None, 1, ["b", "b1", "b2", "a", "c"]),
        ("a", None, 3, ["b", "b1", "b2", "c", "a"]),
        ("b1", "b", 2, ["a", "b", "b2", "b1", "c"]),
        ("new", None, None, ["a", "b", "b1", "b2", "c", "new"]),
        ("new", None, 3, ["a", "b", "b1", "b2", "new", "c"]),
        ("new", "b", None, ["a", "b", "b1", "b2", "new", "c"]),
        ("new", "a", 1, ["a", "new", "b", "b1", "b2", "c"]),
    ],
)
def test_item_goes_to_its_place_among_those_of_its_rank(item: str, parent: str | None, place: int, order: list) -> None:
    assert placed(AGENDA, item, parent, place) == order


@given(agendas(), st.data())
def test_whatever_moves_the_order_stands_and_nothing_is_lost(
    agenda: dict[str, str | None], data: st.DataObject
) -> None:
    item = data.draw(st.sampled_from(sorted(agenda)))
    peers = [each for each, above in agenda.items() if above == agenda[item]]
    place = data.draw(st.integers(1, len(peers)))
    order = placed(agenda, item, agenda[item], place)
    assert is_in_order(order, agenda)
    assert [each for each in order if each in peers].index(item) + 1 == place


@pytest.mark.parametrize("place", [0, 4])
def test_place_that_is_not_there_is_refused(place: int) -> None:
    with pytest.raises(Refused) as refused:
        placed(AGENDA, "a", None, place)
    assert refused.value.code == Code.BAD_ORDER


@pytest.mark.parametrize(
    "order", [["a", "b", "b1", "b2"], ["a", "b", "b1", "c", "b2"], ["b1", "a", "b", "b2", "c"], [*AGENDA, "c"]]
)
def test_order_that_loses_an_item_or_tears_it_apart_is_refused(order: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        check_agenda_order(order, AGENDA)
    assert refused.value.code == Code.BAD_ORDER


def test_only_an_adopted_urgency_lets_an_urgent_session_go_on() -> None:
    codes = {urgency: [each.code for each in obstacles_to_business(urgency)] for urgency in (None, *Urgency)}
    assert codes == {
        None: [],
        Urgency.PENDING: [Code.URGENCY_UNDECIDED],
        Urgency.ADOPTED: [],
        Urgency.REJECTED: [Code.URGENCY_REJECTED],
    }
