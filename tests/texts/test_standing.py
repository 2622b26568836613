"""What becomes of amendments, and that it is said before the vote."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.texts import (
    Cutting,
    Decision,
    Fate,
    Index,
    Item,
    Ops,
    Standing,
    Text,
    index_of,
    rebase,
)
from parliament.texts.apply import apply_to
from parliament.texts.operations import seal
from parliament.texts.problems import Mismatch
from parliament.texts.sheet import Sheet
from tests.texts.drafting import MODEST, Case, adopt, cases, delete, flat, insert, move, rows_of, words

ABC = flat("Cities may act", "They report", "They meet")


def fates(base: Text, items: dict[int, Item], log: list[Decision]) -> dict[int, Fate]:
    return Standing(base, items, log).fates


def consequences(base: Text, items: dict[int, Item], log: list[Decision], number: int) -> dict[int, Fate]:
    return Standing(base, items, log).consequences(number)


def items(*amendments: Ops) -> dict[int, Item]:
    return {number: Item(number, ops) for number, ops in enumerate(amendments, 1)}


@MODEST
@given(cases(4), st.randoms())
def test_consequences_are_what_then_happens(case: Case, chance: random.Random) -> None:
    before, log = case.as_items(), []
    withdrawn = chance.choice([*before, None])
    before |= {withdrawn: Item(withdrawn, case.items[withdrawn], withdrawn=True)} if withdrawn else {}
    index = index_of(case.base, before)
    while pending := [n for n, f in fates(case.base, before, log).items() if f.state == "pending"]:
        number, outcome = chance.choice(pending), chance.choice(["adopted", "adopted", "rejected"])
        now = Standing(case.base, before, log, index)
        said = now.consequences(number, outcome)
        log.append((number, outcome))
        then = fates(case.base, before, log)
        assert {n: f for n, f in then.items() if n != number and f != now.fate(n)} == said
        assert then[number] == Fate(outcome)


@MODEST
@given(cases(4), st.randoms())
def test_fates_are_what_rebasing_and_applying_one_after_the_other_gives(case: Case, chance: random.Random) -> None:
    """Written apart from the index on purpose: each pending amendment is really rebased and laid on the text."""
    sheet, pending, log = Sheet(case.base), dict(case.items), []
    while pending:
        number = chance.choice(sorted(pending))
        adopted = pending.pop(number)  # as it reads by now, like those it is compared with
        apply_to(sheet, adopted, f"A{number}")
        log.append((number, "adopted"))
        found = fates(case.base, case.as_items(), log)
        for other, ops in list(pending.items()):
            try:
                pending[other] = rebase(case.base, ops, adopted)
                expected = "pending" if pending[other] else "satisfied"
            except Mismatch:
                expected = "lapsed"
            assert found[other].state.replace("partial", "lapsed") == expected
            if expected != "pending":
                del pending[other]
        assert rows_of(sheet.text()) == rows_of(adopt(case, [n for n, _ in log]).text)


@MODEST
@given(cases(4), st.randoms())
def test_fate_does_not_depend_on_the_order_amendments_are_listed_in(case: Case, chance: random.Random) -> None:
    number = chance.choice(sorted(case.items))
    shuffled = list(case.as_items().items())
    chance.shuffle(shuffled)
    log = [(number, "adopted")]
    assert fates(case.base, dict(shuffled), log) == fates(case.base, case.as_items(), log)


def test_an_amendment_lapses_by_the_one_it_conflicts_with_and_is_satisfied_by_an_identical_one() -> None:
    rival, same = words(ABC, "a", 2, 3, "must"), words(ABC, "a", 2, 3, "shall")
    before = items(same, rival, same, words(ABC, "b", 0, 1, "We"))
    assert set(fates(ABC, before, []).values()) == {Fate("pending")}
    assert consequences(ABC, before, [], 1) == {2: Fate("lapsed", 1), 3: Fate("satisfied", 1)}
    assert fates(ABC, before, [(1, "adopted")]) == {
        1: Fate("adopted"),
        2: Fate("lapsed", 1),
        3: Fate("satisfied", 1),
        4: Fate("pending"),
    }


def test_a_rejection_leaves_the_others_as_they_were() -> None:
    before = items(words(ABC, "a", 2, 3, "must"), words(ABC, "a", 2, 3, "shall"))
    assert fates(ABC, before, [(1, "rejected")]) == {1: Fate("rejected"), 2: Fate("pending")}


def test_the_withdrawn_stays_withdrawn_whatever_is_adopted() -> None:
    before = items(words(ABC, "a", 2, 3, "must")) | {2: Item(2, words(ABC, "a", 2, 3, "shall"), withdrawn=True)}
    assert consequences(ABC, before, [], 1) == {}
    assert fates(ABC, before, [(1, "adopted")])[2] == Fate("withdrawn")


def test_an_amendment_that_clashes_in_part_waits_for_the_chair_to_keep_the_rest_or_let_it_lapse() -> None:
    partly = seal(ABC, [*words(ABC, "a", 2, 3, "shall"), *insert(ABC, "c", "x")])
    before, log = items(words(ABC, "a", 2, 3, "must"), partly), [(1, "adopted")]
    assert fates(ABC, before, log)[2] == Fate("partial", 1)
    assert fates(ABC, before, [*log, (2, "lapsed")])[2] == Fate("lapsed")
    kept = Standing(ABC, before, [*log, Cutting(2)])
    assert kept.fate(2) == Fate("pending")
    assert [p.text for p in kept.text_with(2).text.paragraphs] == ["Cities must act", "They report", "They meet", "x"]


def test_an_amendment_of_which_nothing_valid_is_left_lapses() -> None:
    both = (*delete(ABC, "a"), *words(ABC, "b", 0, 1, "We"))
    before = items(words(ABC, "a", 2, 3, "must"), words(ABC, "b", 0, 1, "We"), both)
    assert fates(ABC, before, [(1, "adopted")])[3] == Fate("partial", 1)
    assert fates(ABC, before, [(2, "adopted"), (1, "adopted")])[3] == Fate("lapsed", 1)


def test_an_amendment_satisfied_by_two_names_the_one_that_completed_it() -> None:
    one, two = words(ABC, "a", 2, 3, "shall"), delete(ABC, "b")
    before = items(one, two, (*one, *two))
    log = [(2, "adopted")]
    assert fates(ABC, before, log)[3] == Fate("pending")
    assert fates(ABC, before, [*log, (1, "adopted")])[3] == Fate("satisfied", 1)
    assert consequences(ABC, before, log, 1) == {3: Fate("satisfied", 1)}


def test_new_paragraphs_at_one_place_do_not_make_each_other_fall() -> None:
    before = items(insert(ABC, "a", "x"), insert(ABC, "a", "y"), move(ABC, "c", "a"))
    assert consequences(ABC, before, [], 1) == {}


def test_an_unknown_amendment_has_no_fate() -> None:
    with pytest.raises(KeyError):
        Standing(ABC, items(delete(ABC, "a"))).fate(7)
    assert Index(ABC, {}).clusters() == ()
