"""Sub-amendments: on the words an amendment brings, and on nothing else."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.texts import (
    EditedParagraph,
    Fate,
    Insert,
    Item,
    NewParagraph,
    Op,
    Ops,
    Paragraph,
    Place,
    Readdress,
    Replace,
    Splice,
    Standing,
    Text,
    TextProblem,
    check_operations,
    check_sub,
    derive_sub,
    payload,
    propose_order,
    relation,
    restore,
    revise,
)
from parliament.texts.conflicts import reparents
from parliament.texts.operations import seal
from tests.texts.drafting import MODEST, Case, delete, flat, insert, move, rows_of, with_subs, words

ABC = flat("Cities may act", "They report every year", "They meet")


def rows(base: Text, ops: Ops, **changes: str) -> list[EditedParagraph]:
    """The rows of the form for a sub-amendment, with the words of some pieces changed."""
    text = payload(base, ops)
    return [
        EditedParagraph(
            p.id, p.section, text.outline.depth(p.id), changes.get(p.id.replace(".", "_"), p.text), p.addressee
        )
        for p in text.paragraphs
    ]


@MODEST
@given(with_subs())
def test_a_sub_amendment_never_makes_its_parent_meet_anything_new(taken: tuple[Case, dict[int, Item]]) -> None:
    case, found = taken

    def pair(x: Op, y: Op) -> str:
        return relation(case.base, x, y).replace("same", "hard")  # between these two it may change

    for item in found.values():
        if item.parent is not None:
            before = case.items[item.parent]
            after = revise(case.base, before, [("s", item.ops)])
            for other in case.items.values():
                for at, op in after.items():
                    for theirs in other:
                        was, now = pair(before[at], theirs), pair(op, theirs)
                        is_deeper = isinstance(op, Insert) and reparents(theirs)  # the test of its own below
                        assert was == now or "order" in (was, now) or is_deeper


@MODEST
@given(with_subs(), st.randoms())
def test_consequences_with_sub_amendments_are_what_then_happens(
    taken: tuple[Case, dict[int, Item]], chance: random.Random
) -> None:
    case, found = taken
    log: list[tuple[int, str]] = []
    while pending := [n for n, f in Standing(case.base, found, log).fates.items() if f.state == "pending"]:
        number, outcome = chance.choice(pending), chance.choice(["adopted", "adopted", "rejected"])
        now = Standing(case.base, found, log)
        said = now.consequences(number, outcome)
        log.append((number, outcome))
        then = Standing(case.base, found, log)
        assert {n: f for n, f in then.fates.items() if n != number and f != now.fate(n)} == said
    rows_of(then.consolidated.text)
    assert restore(then.consolidated) == case.base


@MODEST
@given(with_subs())
def test_a_word_of_a_sub_amendment_is_in_the_text_under_its_own_number(taken: tuple[Case, dict[int, Item]]) -> None:
    case, found = taken
    sub = max(found)
    parent = found[sub].parent
    log = [(sub, "adopted"), (parent, "adopted")]
    now = Standing(case.base, found, log).consolidated
    assert rows_of(now.text) == rows_of(Standing(case.base, found, log[:1]).text_with(parent).text)
    sources = {source for words in now.provenance.values() for _, source in words}
    assert sources <= {"", f"amendment-{parent}", f"amendment-{sub}"}
    brings_words = any((isinstance(op, Splice | Replace) and op.new) or isinstance(op, Insert) for op in found[sub].ops)
    assert not brings_words or f"amendment-{sub}" in sources


@MODEST
@given(with_subs())
def test_sub_amendments_are_put_right_before_their_parent(taken: tuple[Case, dict[int, Item]]) -> None:
    case, found = taken
    order = [placed.number for placed in propose_order(case.base, found)]
    assert sorted(order) == sorted(found)
    for parent in case.items:
        below = [n for n in order if found[n].parent == parent]
        at = order.index(parent)
        assert sorted(order[at - len(below) : at]) == sorted(below)


def test_a_word_the_amendment_brings_is_exchanged_and_the_spaces_around_it_stay() -> None:
    parent = words(ABC, "b", 4, 7, "each year by May")
    assert [p.text for p in payload(ABC, parent).paragraphs] == ["each year by May"]
    sub = derive_sub(ABC, parent, rows(ABC, parent, o0="each year by June"))
    found = {1: Item(1, parent), 2: Item(2, sub, parent=1)}
    now = Standing(ABC, found, [(2, "adopted")])
    assert now.text_with(1).text.by_id["b"].text == "They report each year by June"
    assert ("June", "amendment-2") in now.text_with(1).provenance["b"]
    assert ("May", "amendment-1") not in now.text_with(1).provenance["b"]


def test_a_paragraph_is_added_to_those_an_amendment_inserts() -> None:
    parent = insert(ABC, "a", "They pay")
    form = [*rows(ABC, parent), EditedParagraph(None, "operative", 1, "within a year")]
    sub = derive_sub(ABC, parent, form)
    text = Standing(ABC, {1: Item(1, parent), 2: Item(2, sub, parent=1)}, [(2, "adopted")]).text_with(1).text
    assert [(p.text, text.outline.depth(p.id)) for p in text.paragraphs][1:3] == [("They pay", 0), ("within a year", 1)]


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        (lambda parent: rows(ABC, parent), "nothing_changed"),
        (lambda parent: rows(ABC, parent)[1:], "not_its_words"),
        (lambda parent: [EditedParagraph(None, "operative", 0, "Z"), *rows(ABC, parent)], "not_its_words"),
        (lambda parent: rows(ABC, parent, o0="may"), "nothing_changed"),
    ],
)
def test_what_leaves_the_words_of_the_amendment_is_refused(form, kind) -> None:
    parent = words(ABC, "a", 2, 3, "shall")
    with pytest.raises(TextProblem) as caught:
        derive_sub(ABC, parent, form(parent))
    assert caught.value.kind == kind


def test_only_a_new_paragraph_can_be_said_to_address_somebody_else() -> None:
    parent = words(ABC, "a", 2, 3, "shall")
    with pytest.raises(TextProblem, match="not_its_words in o0"):
        check_sub(ABC, parent, (Readdress("o0", "", "governments"),))
    new = insert(ABC, "a", "They pay")
    (op,) = check_sub(ABC, new, (Readdress("o0.0", "", "governments"),))
    assert isinstance(op, Insert)
    assert op.block[0].addressee == "governments"


def test_a_sub_amendment_that_leaves_the_amendment_as_it_was_is_refused() -> None:
    parent = insert(ABC, "a", "w w w w")
    same = (*words(payload(ABC, parent), "o0.0", 0, 2), *words(payload(ABC, parent), "o0.0", 7, 7, " w"))
    with pytest.raises(TextProblem, match="nothing_changed"):
        check_sub(ABC, parent, same)


def test_a_sub_amendment_falls_with_its_parent_and_with_what_makes_its_words_settled() -> None:
    one, same = words(ABC, "a", 2, 3, "shall"), words(ABC, "a", 2, 3, "shall")
    sub = derive_sub(ABC, one, rows(ABC, one, o0="must"))
    found = {1: Item(1, one), 2: Item(2, same), 3: Item(3, sub, parent=1), 4: Item(4, delete(ABC, "c"))}
    assert Standing(ABC, found, [(1, "rejected")]).fate(3) == Fate("lapsed", 1)
    assert Standing(ABC, found, [(2, "adopted")]).fates == {
        1: Fate("satisfied", 2),
        2: Fate("adopted"),
        3: Fate("lapsed", 1),
        4: Fate("pending"),
    }
    assert Standing(ABC, found, [(3, "adopted")]).rivals(1) == {2}


def test_a_sub_amendment_may_make_its_parent_too_deep_for_a_move() -> None:
    """Each is shallow enough; with one more level below the new paragraph they are not, together."""
    rows_ = (("p", None), ("q", "p"), ("a", None), ("b", "a"))
    base = Text("en", "t", tuple(Paragraph(pid, "operative", parent, pid.upper()) for pid, parent in rows_))
    new, carried = insert(base, "", "X", parent="b"), move(base, "b", "", parent="q")
    below = seal(payload(base, new), [Insert(Place("o0.0"), (NewParagraph(0, ("Y",)),))])
    found = {1: Item(1, new), 2: Item(2, carried), 3: Item(3, check_sub(base, new, below) and below, parent=1)}
    now = Standing(base, found)
    assert not now.rivals(1)
    assert now.after((2, "adopted"), (1, "adopted")).consolidated.text.outline.depth("amendment-1.1") == 3
    deeper = now.after((3, "adopted"))
    assert deeper.rivals(1) == {2}
    assert deeper.consequences(1) == {2: Fate("lapsed", 1)}
    assert now.after((2, "adopted")).consequences(3) == {1: Fate("lapsed", 2)}


def test_two_sub_amendments_on_one_word_cannot_both_stand() -> None:
    parent = words(ABC, "a", 2, 3, "shall")
    must, will = (derive_sub(ABC, parent, rows(ABC, parent, o0=word)) for word in ("must", "will"))
    found = {1: Item(1, parent), 2: Item(2, must, parent=1), 3: Item(3, will, parent=1)}
    now = Standing(ABC, found, [])
    assert now.rivals(2) == {3}
    assert now.consequences(2) == {3: Fate("lapsed", 2)}


def test_an_amendment_is_checked_as_a_whole() -> None:
    parent = words(ABC, "a", 2, 3, "shall")
    assert check_operations(ABC, parent).by_id["a"].text == "Cities shall act"
