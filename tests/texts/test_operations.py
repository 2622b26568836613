"""Operations as data, and that each finds exactly what it expects."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.texts import (
    TITLE,
    Delete,
    Insert,
    Mismatch,
    Move,
    NewParagraph,
    Place,
    Readdress,
    Replace,
    Splice,
    TextProblem,
    apply,
    check_operations,
    operations_from_json,
    operations_to_json,
)
from parliament.texts.apply import apply_to
from parliament.texts.operations import EDGE, seal
from parliament.texts.sheet import Sheet
from tests.texts.drafting import MODEST, Case, amendments, cases, delete, flat, insert, move, texts, words

ABC = flat("Cities may act", "They report", "They meet")


@MODEST
@given(cases(1))
def test_operations_come_back_from_their_json(case: Case) -> None:
    data = operations_to_json(case.items[1])
    assert operations_from_json(json.loads(json.dumps(data))) == case.items[1]


@pytest.mark.parametrize(
    "data",
    [
        {},
        [{}],
        ["delete"],
        [{"op": "delete", "paragraph": "a"}],
        [{"op": "delete", "paragraph": "a", "old": ["x"], "more": 1}],
        [{"op": "delete", "paragraph": "a", "old": [""]}],
        [{"op": "delete", "paragraph": "a", "old": [1]}],
        [{"op": "readdress", "paragraph": "a", "old": "", "new": "you"}],
        [{"op": "insert", "place": {"parent": "a", "after": ""}, "block": [], "group": "", "seq": 0}],
        [{"op": "insert", "place": {"parent": "a"}, "block": [{}], "group": "", "seq": 0}],
    ],
)
def test_data_that_is_no_operation_is_refused(data: object) -> None:
    with pytest.raises(TextProblem, match="malformed"):
        operations_from_json(data)


def test_a_new_paragraph_is_named_after_its_amendment() -> None:
    text = apply(ABC, seal(ABC, [*insert(ABC, "a", "x"), *insert(ABC, "b", "y")]), "A7")
    assert [p.id for p in text.paragraphs] == ["a", "A7.1", "b", "A7.2", "c"]


def test_a_new_paragraph_brings_what_hangs_under_it() -> None:
    block = tuple(NewParagraph(depth, (word,)) for depth, word in ((0, "x"), (1, "y"), (2, "z"), (1, "w")))
    text = apply(ABC, seal(ABC, [Insert(Place("operative", "a"), block)]), "A7")
    assert [(p.text, p.parent) for p in text.paragraphs[1:5]] == [
        ("x", None),
        ("y", "A7.1"),
        ("z", "A7.2"),
        ("w", "A7.1"),
    ]


def test_the_title_takes_words_and_nothing_else() -> None:
    assert apply(ABC, words(ABC, TITLE, 2, 3, "rain")).title == "On rain"
    title = ("On", " ", "water")
    for ops in ((Delete(TITLE, title),), (Replace(TITLE, title, ("x",)),), insert(ABC, "", "x", TITLE)):
        with pytest.raises(Mismatch):
            apply(ABC, ops)


@pytest.mark.parametrize(
    "ops",
    [
        (Delete("a", ("Cities",)),),
        (Delete("nobody", ()),),
        (Replace("a", ("Cities",), ("x",)),),
        (Splice("a", 2, 3, ("shall",), ("may",), " ", " "),),
        (Splice("a", 2, 3, ("may",), ("shall",), EDGE, " "),),
        (Splice("a", -1, 0, (), ("x",), "act", EDGE),),
        (Splice("a", 5, 4, (), ("x",), " ", "act"),),
        (Readdress("a", "governments", "institutions"),),
        (Move("a", Place("operative", "b"), Place("operative", "c")),),
        (Move("a", Place("operative"), Place("operative", "z")),),
        (Move("a", Place("operative"), Place("b"), depth=0),),
        (Insert(Place("z"), (NewParagraph(0, ("x",)),)),),
        (Insert(Place("operative"), (NewParagraph(1, ("x",)),)),),
    ],
)
def test_an_operation_that_does_not_find_what_it_expects_fails(ops: tuple[Splice, ...]) -> None:
    with pytest.raises(Mismatch):
        apply(ABC, ops)


def test_paragraphs_cannot_move_under_themselves_or_in_a_circle() -> None:
    for ops in (move(ABC, "a", "", "a"), seal(ABC, [*move(ABC, "a", "", "b"), *move(ABC, "b", "", "a")])):
        with pytest.raises(Mismatch):
            apply(ABC, ops)


def test_a_parent_is_not_deleted_from_above_its_children() -> None:
    nested = apply(ABC, move(ABC, "b", "", "a"))
    with pytest.raises(Mismatch, match="deleted"):
        apply(nested, delete(nested, "a"))
    assert [p.id for p in apply(nested, delete(nested, "a", "b")).paragraphs] == ["c"]


@pytest.mark.parametrize("ops", [(), words(ABC, "a", 0, 1, "Cities"), (Readdress("a", "", ""),)])
def test_an_operation_that_changes_nothing_is_refused(ops: tuple[Splice, ...]) -> None:
    with pytest.raises(TextProblem, match="nothing_changed"):
        check_operations(ABC, ops)


def test_an_amendment_that_conflicts_with_itself_is_refused() -> None:
    twice = words(ABC, "a", 0, 1, "Towns") + words(ABC, "a", 1, 2, "-")
    for ops in (twice, insert(ABC, "a", "x") * 2, move(ABC, "a", "b") + move(ABC, "a", "c")):
        with pytest.raises(Mismatch):
            check_operations(ABC, ops)


def test_an_amendment_cannot_empty_a_paragraph_or_smuggle_in_a_control_character() -> None:
    for ops in (words(ABC, "a", 0, 5), words(ABC, "a", 0, 1, "\u202e")):
        with pytest.raises(TextProblem):
            check_operations(ABC, ops)


@MODEST
@given(texts(), st.data())
def test_on_another_text_an_amendment_fails_or_finds_exactly_what_it_states(text, data) -> None:
    mine, other = data.draw(amendments(text)), Sheet(text)
    apply_to(other, data.draw(amendments(text)), "A1")
    found = {pid: (EDGE, *other.tokens(pid), EDGE) for pid in other.words}
    at, dead, addressee = dict(other.at), set(other.dead), dict(other.addressee)
    try:
        apply_to(other, mine, "A2")
    except Mismatch:
        return
    for op in mine:
        match op:
            case Splice():
                assert found[op.pid][op.start : op.end + 2] == (op.left, *op.old, op.right)
            case Replace() | Delete():
                assert found[op.pid] == (EDGE, *op.old, EDGE)
            case Move():
                assert at[op.pid] == op.home
            case Readdress():
                assert addressee[op.pid] == op.old
            case Insert():
                assert op.place.parent not in dead


def test_an_insertion_of_words_fails_where_a_neighbour_has_changed() -> None:
    """Without one token either side a pure insertion would fit any text long enough."""
    there = words(ABC, "a", 2, 2, "all ")
    with pytest.raises(Mismatch):
        apply(apply(ABC, words(ABC, "a", 2, 3, "shall")), there)
    assert apply(ABC, there).paragraphs[0].text == "Cities all may act"


def test_a_move_states_the_depth_it_ends_at() -> None:
    (honest,) = move(ABC, "a", "", "b")
    assert isinstance(honest, Move)
    assert honest.depth == 1
    with pytest.raises(Mismatch, match="depth"):
        apply(ABC, (replace(honest, depth=0),))
