"""Division in parts, votes on several at once, and compromises: the same text and the same fates, however it is voted."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.texts import (
    Division,
    Fate,
    Item,
    Op,
    Ops,
    Splice,
    Standing,
    TextProblem,
    can_be_divided,
    check_parts,
    cut,
    order_is_allowed,
    propose_order,
    rejoin,
    restore,
    say,
)
from parliament.texts.operations import splice
from tests.texts.drafting import MODEST, Case, by_chance, cases, delete, flat, insert, make_case, move, rows_of, words

ABC = flat("Cities may act soon", "They report", "They meet")


def make_divided(chance: random.Random) -> tuple[Case, tuple[Ops, ...]] | None:
    """Amendments, and the parts of the first: its operations shared out, one splice perhaps cut in two."""
    case = make_case(chance, 3)
    pieces = list(case.items[1])
    for op in case.items[1]:
        if isinstance(op, Splice) and (len(op.old) > 1 or len(op.new) > 1):
            place = pieces.index(op)
            at = chance.randint(0, len(op.old)), chance.randint(0, len(op.new))
            pieces[place : place + 1] = cut(case.base, op, *at)
    many = min(len(pieces), chance.randint(2, 3))
    parts: list[list[Op]] = [[] for _ in range(many)]
    for n, piece in enumerate(pieces):
        parts[chance.randrange(many) if n >= many else n].append(piece)
    found = tuple(tuple(part) for part in parts)
    try:
        check_parts(case.base, case.items[1], found)
    except TextProblem:
        return None
    return case, found


divided = by_chance(make_divided)


@MODEST
@given(divided())
def test_adopting_all_parts_is_adopting_the_whole(drawn: tuple[Case, tuple[Ops, ...]]) -> None:
    case, parts = drawn
    whole = Standing(case.base, case.as_items(), [(1, "adopted")])
    in_parts = Standing(case.base, case.as_items(), [Division(1, parts, frozenset(range(len(parts))))])
    assert in_parts.consolidated == whole.consolidated
    assert in_parts.fates == whole.fates


@MODEST
@given(divided(), st.randoms())
def test_any_choice_of_parts_leaves_a_text_that_leads_back_to_the_base(
    drawn: tuple[Case, tuple[Ops, ...]], chance: random.Random
) -> None:
    case, parts = drawn
    chosen = frozenset(n for n in range(len(parts)) if chance.random() < 0.5)
    now = Standing(case.base, case.as_items(), [Division(1, parts, chosen)])
    assert restore(now.consolidated) == case.base
    state = "adopted" if len(chosen) == len(parts) else "part_adopted" if chosen else "rejected"
    assert now.fate(1) == Fate(state)
    if not chosen:
        assert now.fates == Standing(case.base, case.as_items(), [(1, "rejected")]).fates


@MODEST
@given(cases(4), st.randoms())
def test_a_vote_on_several_is_a_vote_on_each_in_turn(case: Case, chance: random.Random) -> None:
    numbers = list(case.peaceful())
    chance.shuffle(numbers)
    at_once = Standing(case.base, case.as_items(), [(n, "adopted") for n in numbers])
    log: list[tuple[int, str]] = []
    for n in numbers:
        if Standing(case.base, case.as_items(), log).fate(n).state == "pending":
            log.append((n, "adopted"))
    in_turn = Standing(case.base, case.as_items(), log)
    assert rows_of(at_once.consolidated.text) == rows_of(in_turn.consolidated.text)
    rest = case.items.keys() - set(numbers)
    assert {n: at_once.fate(n).state for n in rest} == {n: in_turn.fate(n).state for n in rest}


def with_compromise(case: Case, chance: random.Random) -> dict[int, Item]:
    """The last amendment offered in place of some of the others."""
    found = case.as_items()
    last = max(found)
    others = chance.sample([n for n in found if n != last], chance.randint(1, len(found) - 1))
    return found | {last: Item(last, case.items[last], replaces=tuple(sorted(others)))}


@MODEST
@given(cases(4), st.randoms(), st.sampled_from(["rejected", "lapsed", "withdrawn"]))
def test_a_compromise_that_fails_leaves_all_as_if_it_had_never_been_submitted(
    case: Case, chance: random.Random, end: str
) -> None:
    found = with_compromise(case, chance)
    last = max(found)
    log = [] if end == "withdrawn" else [(last, end)]
    without = {n: item for n, item in found.items() if n != last}
    if end == "withdrawn":
        found[last] = Item(last, found[last].ops, withdrawn=True, replaces=found[last].replaces)
    while pending := [
        n for n, f in Standing(case.base, without, log[end != "withdrawn" :]).fates.items() if f.state == "pending"
    ]:
        log.append((chance.choice(pending), chance.choice(["adopted", "rejected"])))
        plain = Standing(case.base, without, log[end != "withdrawn" :])
        assert {n: f for n, f in Standing(case.base, found, log).fates.items() if n != last} == plain.fates


@MODEST
@given(cases(4), st.randoms())
def test_consequences_with_a_compromise_are_what_then_happens(case: Case, chance: random.Random) -> None:
    found, log = with_compromise(case, chance), []
    while pending := [n for n, f in Standing(case.base, found, log).fates.items() if f.state == "pending"]:
        number, outcome = chance.choice(pending), chance.choice(["adopted", "rejected"])
        now = Standing(case.base, found, log)
        said = now.consequences(number, outcome)
        log.append((number, outcome))
        then = Standing(case.base, found, log)
        assert {n: f for n, f in then.fates.items() if n != number and f != now.fate(n)} == said


@MODEST
@given(cases(4), st.randoms())
def test_a_compromise_comes_before_what_it_replaces_even_after_an_override(case: Case, chance: random.Random) -> None:
    found = with_compromise(case, chance)
    last = max(found)
    order = [placed.number for placed in propose_order(case.base, found)]
    assert all(order.index(last) < order.index(n) for n in found[last].replaces)
    wanted = chance.sample(order, len(order))
    keeps = all(wanted.index(last) < wanted.index(n) for n in found[last].replaces)
    assert order_is_allowed(order, wanted, found) is keeps


def test_a_compromise_holds_what_it_would_replace_and_makes_it_lapse_when_adopted() -> None:
    one, two, both = words(ABC, "a", 2, 3, "must"), delete(ABC, "c"), words(ABC, "b", 0, 1, "We")
    found = {1: Item(1, one), 2: Item(2, two), 3: Item(3, both, replaces=(1, 2))}
    now = Standing(ABC, found)
    assert now.fates == {1: Fate("held", 3), 2: Fate("held", 3), 3: Fate("pending")}
    assert now.consequences(3) == {1: Fate("lapsed", 3), 2: Fate("lapsed", 3)}
    assert now.consequences(3, "rejected") == {1: Fate("pending"), 2: Fate("pending")}
    placed = propose_order(ABC, found)
    assert [(p.number, p.key) for p in placed] == [
        (3, "compromise_first"),
        (2, "compromise_first"),
        (1, "compromise_first"),
    ]
    assert [say(p.reason) for p in placed[:2]] == [
        "It is a compromise in place of 1, 2 and comes before them.",
        "It would be replaced by the compromise 3, which comes first.",
    ]


def test_a_rival_of_a_compromise_is_not_said_to_be_replaced_by_it() -> None:
    one, rival, both = words(ABC, "b", 0, 1, "Towns"), words(ABC, "a", 2, 3, "shall"), words(ABC, "a", 2, 3, "must")
    found = {1: Item(1, one), 2: Item(2, rival), 3: Item(3, both, replaces=(1,))}
    placed = {p.number: (p.key, say(p.reason)) for p in propose_order(ABC, found)}
    assert placed[1] == ("compromise_first", "It would be replaced by the compromise 3, which comes first.")
    assert placed[2] == ("compromise_first", "It conflicts with 3; the compromise 3 comes first.")


def test_an_amendment_accepted_by_the_sponsors_is_in_the_text_like_an_adopted_one() -> None:
    found = {1: Item(1, words(ABC, "a", 2, 3, "must")), 2: Item(2, words(ABC, "a", 2, 3, "shall"))}
    now = Standing(ABC, found, [(1, "accepted")])
    assert now.fates == {1: Fate("accepted"), 2: Fate("lapsed", 1)}
    assert now.consolidated.text.by_id["a"].text == "Cities must act soon"


def test_pieces_that_meet_are_one_again() -> None:
    (whole,) = words(ABC, "a", 2, 7, "shall report now")
    first, second = cut(ABC, whole, 2, 2)
    assert (first.old, first.new, second.old) == (("may", " "), ("shall", " "), ("act", " ", "soon"))
    assert rejoin(ABC, (whole,), [second, first]) == (whole,)
    assert rejoin(ABC, (whole,), [first]) == words(ABC, "a", 2, 3, "shall")


def test_a_part_that_is_an_operation_stays_identical_to_the_same_operation_of_another() -> None:
    """Shortened, it would touch its like: the words of both would be in the text."""
    twice, gone = words(ABC, "a", 0, 1, "All Cities"), delete(ABC, "c")
    found = {1: Item(1, twice), 2: Item(2, (*twice, *gone))}
    now = Standing(ABC, found, [(1, "adopted"), Division(2, (twice, gone), frozenset({0}))])
    assert now.consolidated.text.by_id["a"].text == "All Cities may act soon"
    assert now.fate(2) == Fate("part_adopted")


def test_a_piece_of_what_is_already_in_the_text_brings_nothing_more() -> None:
    (whole,), gone = words(ABC, "a", 2, 7, "shall report now"), delete(ABC, "c")
    found = {1: Item(1, (whole,)), 2: Item(2, (whole, *gone))}
    parts = (*((piece,) for piece in cut(ABC, whole, 2, 2)), gone)
    now = Standing(ABC, found, [(1, "adopted"), Division(2, parts, frozenset({0, 2}))])
    assert [p.text for p in now.consolidated.text.paragraphs] == ["Cities shall report now", "They report"]


A, B = words(ABC, "a", 2, 3, "must"), delete(ABC, "c")


def test_a_part_stays_where_its_amendment_was_so_that_it_meets_nobody_new() -> None:
    """Its shortest, leftmost form would be the first "w", which another amendment changes."""
    base = flat("w w w b c")
    (whole,) = words(base, "a", 3, 7)
    other = words(base, "a", 0, 1, "z")
    parts = tuple((piece,) for piece in cut(base, whole, 2, 0))
    found = {1: Item(1, (whole,)), 2: Item(2, other)}
    now = Standing(base, found, [Division(1, parts, frozenset({0}))])
    assert now.fate(2) == Fate("pending")
    assert now.text_with(2).text.by_id["a"].text == "z w b c"


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ([A], "parts_do_not_tile"),
        ([(*A, *B)], "parts_do_not_tile"),
        ([A, B, ()], "parts_do_not_tile"),
        ([A, A, B], "parts_do_not_tile"),
        ([A, B, *[A] * 5], "too_many_parts"),
    ],
)
def test_parts_that_are_not_the_whole_are_refused(parts: list[Ops], kind: str) -> None:
    check_parts(ABC, (*A, *B), [A, B])
    with pytest.raises(TextProblem) as caught:
        check_parts(ABC, (*A, *B), parts)
    assert caught.value.kind == kind


def test_parts_that_cannot_stand_alone_are_refused() -> None:
    text = flat("Cities act", "They report")
    below = insert(text, "", "on water", parent="a")
    # A paragraph cannot be deleted without what hangs under it leaving too.
    tree = Standing(text, {1: Item(1, below)}, [(1, "adopted")]).consolidated.text
    gone = (*delete(tree, "a"), *move(tree, "amendment-1.1", "b"))
    with pytest.raises(TextProblem) as caught:
        check_parts(tree, gone, [gone[:1], gone[1:]])
    assert caught.value.kind == "parts_need_each_other"


def test_whether_an_amendment_can_be_divided_at_all():
    pid = ABC.paragraphs[0].id
    tokens = ABC.tokens[pid]
    last = len(tokens)
    assert can_be_divided(ABC, (splice(tokens, pid, last - 1, last, ("late",)),))
    assert can_be_divided(ABC, (splice(tokens, pid, last - 2, last, ()),))
    assert not can_be_divided(ABC, (splice(tokens, pid, last - 1, last, ()),))
