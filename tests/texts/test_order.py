"""The proposed order of voting and its reasons."""

import random

from hypothesis import given
from hypothesis import strategies as st

from parliament.texts import (
    REASONS,
    Delete,
    Index,
    Item,
    Ops,
    Paragraph,
    Replace,
    Text,
    index_of,
    order_is_allowed,
    propose_order,
    say,
    tokenise,
)
from tests.texts.drafting import MODEST, Case, cases, delete, flat, insert, move, words

BASE = Text(
    "en",
    "On water",
    (
        Paragraph("p", "preamble", None, "Noting the drought"),
        *flat("Cities may act soon", "They report", "They meet").paragraphs,
    ),
)


def as_items(found: dict[int, Ops]) -> dict[int, Item]:
    return {number: Item(number, ops) for number, ops in found.items()}


def numbers(found: dict[int, Ops], base: Text = BASE) -> list[int]:
    return [placed.number for placed in propose_order(base, as_items(found))]


@MODEST
@given(cases(5), st.randoms())
def test_order_is_total_and_independent_of_the_order_of_input(case: Case, chance: random.Random) -> None:
    proposed = propose_order(case.base, case.as_items())
    shuffled = list(case.as_items().items())
    chance.shuffle(shuffled)
    assert propose_order(case.base, dict(shuffled)) == proposed
    assert sorted(placed.number for placed in proposed) == sorted(case.items)
    assert all("{" not in say(placed.reason) for placed in proposed)


@MODEST
@given(cases(5))
def test_amendments_that_conflict_stand_together(case: Case) -> None:
    order = numbers(case.items, case.base)
    for cluster in Index(case.base, case.items).clusters():
        places = sorted(order.index(n) for n in cluster)
        assert places == list(range(places[0], places[0] + len(cluster)))


@MODEST
@given(cases(5), st.randoms())
def test_the_chair_may_choose_any_order_of_the_same_amendments(case: Case, chance: random.Random) -> None:
    order = numbers(case.items, case.base)
    wanted = chance.sample(order, len(order))
    assert order_is_allowed(order, wanted, case.as_items())
    assert not order_is_allowed(order, wanted[1:], case.as_items())
    assert not order_is_allowed(order, [*wanted, wanted[0]], case.as_items())
    assert not order_is_allowed(order, [*wanted[1:], 99], case.as_items())


def test_operative_comes_before_preamble_and_the_title_last() -> None:
    found = {1: words(BASE, "title", 0, 1, "About"), 2: words(BASE, "p", 0, 1, "Seeing"), 3: delete(BASE, "c")}
    found |= {4: insert(BASE, "", "x"), 5: words(BASE, "a", 0, 1, "Towns"), 6: insert(BASE, "a", "x")}
    assert numbers(found) == [4, 5, 6, 3, 2, 1]
    assert {placed.key for placed in propose_order(BASE, as_items(found))} == {"text_order"}


def test_among_those_that_conflict_the_furthest_from_the_text_comes_first() -> None:
    old = tokenise("Cities may act soon")
    found: dict[int, Ops] = {
        1: words(BASE, "a", 2, 2, "often "),
        2: words(BASE, "a", 2, 3, "shall"),
        3: words(BASE, "a", 2, 4),
        4: (Replace("a", old, ("x",)),),
        5: (Delete("a", old),),
    }
    assert numbers(found) == [5, 4, 3, 2, 1]


def test_the_reason_names_the_rivals_and_what_goes_further() -> None:
    found = {2: words(BASE, "a", 2, 3, "shall"), 4: words(BASE, "a", 2, 3, "will"), 7: delete(BASE, "a")}
    assert [(p.number, p.key, say(p.reason)) for p in propose_order(BASE, as_items(found))] == [
        (7, "furthest_first", "It conflicts with 2, 4 and goes furthest from the text: it deletes a paragraph."),
        (2, "furthest_first", "It conflicts with 4, 7; 7 goes further from the text and comes first."),
        (4, "submitted_first", "It conflicts with 2, 7; 2 goes as far from the text and was submitted first."),
    ]


def test_who_is_alone_is_placed_by_the_text() -> None:
    (placed,) = propose_order(BASE, as_items({3: move(BASE, "b", "")}))
    assert say(placed.reason) == "In the order of the text: it concerns paragraph 2 and conflicts with no other."
    assert placed.reason.template in REASONS


def test_no_amendments_need_no_order() -> None:
    assert propose_order(BASE, {}) == ()


def test_what_was_withdrawn_joins_no_others_and_may_have_been_replaced_by_a_compromise() -> None:
    first, whole, last = words(BASE, "a", 0, 1, "Towns"), delete(BASE, "a"), words(BASE, "a", 5, 7)
    found = as_items({1: first, 2: whole, 3: last, 4: words(BASE, "c", 0, 1, "We")})
    found |= {2: Item(2, whole, withdrawn=True), 4: Item(4, found[4].ops, replaces=(2,))}
    placed = propose_order(BASE, found)
    assert [(p.number, p.key) for p in placed] == [(1, "text_order"), (3, "text_order"), (4, "compromise_first")]
    assert placed == propose_order(BASE, found, index=index_of(BASE, found))
