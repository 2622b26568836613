"""Amendments that broke earlier drafts of the algebra: each of the study's twenty is held by a test.

| no | what broke | held by |
|---|---|---|
| 1 | an anchor that is gone | test_conflicts: test_1_an_insertion_goes_where_its_anchor_stood_in_whatever_order |
| 2 | insertions in the order of their numbers | test_conflicts: test_2_order_at_one_place_belongs_to_the_content |
| 3 | an amendment that conflicts with itself | test_conflicts: test_3_an_amendment_that_extends_another |
| 4 | the depth a move ends at | test_conflicts: test_4_moves_that_end_at_different_depths |
| 5 | two that are only together too deep | test_conflicts: test_5_what_would_together_be_too_deep |
| 6 | a circle of three | test_conflicts: test_6_three_moves_cannot_make_a_circle |
| 7 | an insertion of words that fits anywhere | here |
| 8 | a ledger without places | test_consolidate: test_a_deleted_place_is_restored_beside_a_deleted_neighbour |
| 9 | a deleted parent | test_conflicts: test_9_a_deletion_is_of_one_paragraph |
| 10 | a move against an edit | test_conflicts: test_10_words_follow_their_paragraph |
| 11 | new paragraphs at one place | test_conflicts: test_11_two_new_paragraphs_at_one_place_both_stand |
| 12 | parts that touch | here |
| 13 | an operation that changes nothing | here |
| 14 | a compromise that ends otherwise than by rejection | here |
| 15 | a compromise outside the cluster of what it replaces | here |
| 16 | a vote on a paragraph before an amendment to it | here: the order holds amendments only, and none is left out |
| 17 | one effect by different operations | test_conflicts: test_17_operations_with_one_effect |
| 18 | a sub-amendment to words that are in already | here |
| 19 | what is left after a clash in part | here |
| 20 | blocks that share a paragraph | test_conflicts: test_20_blocks_that_share_a_paragraph, and test_soft |
"""

import re
from pathlib import Path

import pytest

from parliament.texts import (
    Cutting,
    Division,
    Fate,
    Item,
    Mismatch,
    Paragraph,
    Replace,
    Standing,
    Text,
    TextProblem,
    apply,
    check_operations,
    check_parts,
    cut,
    hard,
    order_is_allowed,
    propose_order,
)
from parliament.texts.operations import seal
from tests.texts.drafting import delete, flat, insert, move, words

ABC = flat("Cities may act soon", "They report", "They meet")


def test_7_an_insertion_of_words_expects_its_neighbours() -> None:
    often = words(ABC, "a", 3, 3, " often")
    assert apply(ABC, often).by_id["a"].text == "Cities may often act soon"
    with pytest.raises(Mismatch):
        apply(flat("Cities can act soon", "They report", "They meet"), often)


def test_12_parts_that_touch_are_one_event_and_an_identical_amendment_is_satisfied() -> None:
    (whole,) = words(ABC, "a", 2, 7, "shall report now")
    parts = tuple((piece,) for piece in cut(ABC, whole, 2, 2))
    found = {1: Item(1, (whole,)), 2: Item(2, (whole,)), 3: Item(3, words(ABC, "a", 2, 3, "must"))}
    assert hard(ABC, *parts)
    now = Standing(ABC, found, [Division(1, parts, frozenset({0, 1}))])
    assert now.fates == {1: Fate("adopted"), 2: Fate("satisfied", 1), 3: Fate("lapsed", 1)}


def test_13_an_operation_that_changes_nothing_is_refused_alone_and_as_a_part() -> None:
    (nothing,) = words(ABC, "a", 2, 3, "may")
    with pytest.raises(TextProblem, match="nothing_changed"):
        check_operations(ABC, (nothing,))
    must = words(ABC, "a", 4, 5, "work")
    with pytest.raises(TextProblem, match="parts_do_not_tile"):
        check_parts(ABC, must, [must, (nothing,)])


def test_14_what_a_compromise_held_may_have_fallen_meanwhile_or_be_held_by_another() -> None:
    one, rival, else_where = words(ABC, "a", 2, 3, "must"), words(ABC, "a", 2, 3, "shall"), words(ABC, "b", 0, 1, "We")
    found = {
        1: Item(1, one),
        2: Item(2, rival),
        3: Item(3, else_where, replaces=(1,)),
        4: Item(4, delete(ABC, "c"), replaces=(1,)),
    }
    assert Standing(ABC, found).fate(1) == Fate("held", 3)
    assert Standing(ABC, found, [(3, "rejected")]).fate(1) == Fate("held", 4)
    assert Standing(ABC, found, [(3, "lapsed"), (4, "rejected")]).fate(1) == Fate("pending")
    assert Standing(ABC, found, [(2, "adopted"), (3, "rejected"), (4, "rejected")]).fate(1) == Fate("lapsed", 2)


def test_15_a_compromise_on_other_words_is_still_put_before_what_it_replaces() -> None:
    found = {1: Item(1, words(ABC, "a", 2, 3, "must")), 2: Item(2, words(ABC, "c", 0, 1, "We"), replaces=(1,))}
    assert not hard(ABC, found[1].ops, found[2].ops)
    assert [placed.number for placed in propose_order(ABC, found)] == [2, 1]
    assert not order_is_allowed([2, 1], [1, 2], found)


def test_16_whatever_touches_a_paragraph_is_an_amendment_in_the_order() -> None:
    """A vote on a paragraph by itself is not in this order; whoever adds one must put it after all of these."""
    below = {1: Item(1, insert(ABC, "", "on water", parent="a")), 2: Item(2, words(ABC, "a", 0, 1, "Towns"))}
    order = [placed.number for placed in propose_order(ABC, below)]
    assert sorted(order) == [1, 2]
    assert not order_is_allowed(order, [*order, 3], below)


def test_18_a_sub_amendment_to_words_that_came_in_by_an_identical_amendment_lapses() -> None:
    same = words(ABC, "a", 2, 3, "shall")
    found = {1: Item(1, same), 2: Item(2, same), 3: Item(3, (Replace("o0", ("shall",), ("must",)),), parent=1)}
    now = Standing(ABC, found)
    assert now.consequences(2) == {1: Fate("satisfied", 2), 3: Fate("lapsed", 1)}
    assert now.after((3, "adopted")).consequences(2) == {1: Fate("lapsed", 2)}


def test_19_what_is_left_after_a_clash_in_part_must_be_an_amendment() -> None:
    """Take {move a out, delete p}: without the move, a would hang under nothing."""
    base = Text("en", "t", (*flat("P", "Q").paragraphs, Paragraph("x", "operative", "b", "X")))
    both = seal(base, [*move(base, "x", "", "preamble"), *delete(base, "b")])
    apart = seal(base, [*move(base, "x", "", "preamble"), *words(base, "a", 0, 1, "R")])
    found = {1: Item(1, move(base, "x", "a")), 2: Item(2, both), 3: Item(3, apart)}
    now = Standing(base, found, [(1, "adopted")])
    assert (now.fate(2), now.fate(3)) == (Fate("lapsed", 1), Fate("partial", 1))
    assert now.after(Cutting(3)).text_with(3).text.by_id["a"].text == "R"


def test_the_table_names_tests_that_exist() -> None:
    rooms = {path.stem: path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py")}
    rows = re.findall(r"^\| (\d+) \| .+? \| (.+?) \|$", __doc__ or "", re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 21))
    for number, held in rows:
        room, _, name = held.partition(": ")
        if room.startswith("here"):
            room, name = "test_counterexamples", f"test_{number}_"
        assert f"def {name.split(',')[0].strip()}" in rooms[room]
