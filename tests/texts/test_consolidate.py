"""The text in force: who brought each word, what left, and the way back to the base."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.texts import (
    TITLE,
    Deleted,
    Mismatch,
    Moved,
    Ops,
    Paragraph,
    Readdress,
    Removed,
    Standing,
    Text,
    apply,
    consolidate,
    detokenise,
    landing_order,
    restore,
)
from parliament.texts.operations import seal
from tests.texts.drafting import MODEST, Case, adopt, cases, delete, flat, insert, move, rows_of, words

ABC = flat("Cities may act", "They report", "They meet")


@MODEST
@given(cases(1))
def test_one_amendment_consolidated_is_the_amendment_applied(case: Case) -> None:
    assert adopt(case, [1]).text == apply(case.base, case.items[1], "A1")


@MODEST
@given(cases(4), st.randoms())
def test_every_token_has_its_source_and_the_base_can_be_restored(case: Case, chance: random.Random) -> None:
    adopted = list(case.peaceful())
    chance.shuffle(adopted)
    now = adopt(case, adopted)
    assert set(now.provenance) == {TITLE, *(p.id for p in now.text.paragraphs)}
    assert detokenise(token for token, _ in now.provenance[TITLE]) == now.text.title
    for p in now.text.paragraphs:
        assert detokenise(token for token, _ in now.provenance[p.id]) == p.text
    assert {source for found in now.provenance.values() for _, source in found} <= {"", *(f"A{n}" for n in adopted)}
    assert restore(now) == case.base


@MODEST
@given(cases(4), st.randoms())
def test_what_was_rejected_or_has_lapsed_leaves_no_token(case: Case, chance: random.Random) -> None:
    """A sitting decides at random; the text holds the words of the adopted and is the same as if none else had been."""
    items, log = case.as_items(), []
    while pending := [n for n, f in Standing(case.base, items, log).fates.items() if f.state == "pending"]:
        log.append((chance.choice(pending), chance.choice(["adopted", "rejected"])))
    adopted = [n for n, outcome in log if outcome == "adopted"]
    now = adopt(case, adopted)
    sources = {source for found in now.provenance.values() for _, source in found}
    assert sources | {line.source for line in now.ledger} <= {"", *(f"A{n}" for n in adopted)}
    without = Case(case.base, {n: case.items[n] for n in adopted})
    assert rows_of(adopt(without, sorted(adopted)).text) == rows_of(now.text)


@MODEST
@given(cases(4))
def test_the_order_of_landing_never_depends_on_the_order_of_adoption(case: Case) -> None:
    rank, peaceful = landing_order(case.items), case.peaceful()
    found = [
        rows_of(consolidate(case.base, [(f"A{n}", peaceful[n]) for n in order], rank).text)
        for order in (sorted(peaceful), sorted(peaceful, reverse=True))
    ]
    assert found[0] == found[1]


def test_nothing_adopted_is_the_base_itself() -> None:
    now = consolidate(ABC, [])
    assert (now.text, now.ledger) == (ABC, ())
    assert {source for found in now.provenance.values() for _, source in found} == {""}


def test_an_operation_two_amendments_share_is_done_once_for_the_first() -> None:
    ops = words(ABC, "a", 2, 3, "shall")
    now = consolidate(ABC, [("A4", ops), ("A2", ops)])
    assert now.text.paragraphs[0].text == "Cities shall act"
    assert ("shall", "A4") in now.provenance["a"]


def test_the_ledger_says_what_left_and_from_where() -> None:
    base = Text("en", "t", (Paragraph("a", "operative", None, "x y", "governments"), *ABC.paragraphs[1:]))
    now = consolidate(base, [("A1", delete(base, "a")), ("A2", move(base, "c", ""))])
    removed = [line.token for line in now.ledger if isinstance(line, Removed)]
    assert removed == ["x", " ", "y"]
    assert [line.pid for line in now.ledger if isinstance(line, Deleted | Moved)] == ["a", "c"]
    assert restore(now) == base


def test_a_deleted_place_is_restored_beside_a_deleted_neighbour() -> None:
    """Counterexample 8: a ledger of deletions without their places cannot restore the base."""
    now = consolidate(ABC, [("A1", delete(ABC, "a", "b")), ("A2", move(ABC, "c", "a"))])
    assert [p.id for p in now.text.paragraphs] == ["c"]
    assert restore(now) == ABC


def test_tokens_that_compose_where_they_meet_give_a_text_in_nfc() -> None:
    now = consolidate(flat("e x"), [("A1", words(flat("e x"), "a", 1, 1, "\u0301"))])
    assert now.text.paragraphs[0].text == "\u00e9 x"
    assert restore(now) == flat("e x")


@pytest.mark.parametrize(
    "adopted",
    [
        (words(ABC, "a", 0, 1, "x"), words(ABC, "a", 0, 1, "y")),
        (words(ABC, "a", 0, 1, "x"), words(ABC, "a", 1, 2, "-")),
        (delete(ABC, "a"), words(ABC, "a", 0, 1, "x")),
        (delete(ABC, "a"), insert(ABC, "", "x", "a")),
        (insert(ABC, "", "x", "a"), delete(ABC, "a")),
        (move(ABC, "a", "b"), move(ABC, "a", "c")),
        ((Readdress("a", "", "governments"),), (Readdress("a", "", "institutions"),)),
        (words(flat("Towns may act"), "a", 0, 1, "x"),),
        (words(flat("x", "x", "x", "x"), "d", 0, 1, "x"),),
    ],
)
def test_what_cannot_stand_together_fails_loudly(adopted: tuple[Ops, ...]) -> None:
    with pytest.raises(Mismatch):
        consolidate(ABC, [(f"A{n}", ops) for n, ops in enumerate(adopted)])


def test_one_name_for_two_amendments_fails_loudly() -> None:
    with pytest.raises(Mismatch, match="exists"):
        consolidate(ABC, [("A1", insert(ABC, "a", "x")), ("A1", insert(ABC, "b", "y"))])


def test_ids_of_new_paragraphs_do_not_depend_on_what_was_satisfied() -> None:
    one = insert(ABC, "a", "x")
    both = seal(ABC, [*one, *insert(ABC, "b", "y")])
    now = consolidate(ABC, [("A1", one), ("A2", both)])
    assert [p.id for p in now.text.paragraphs] == ["a", "A1.1", "b", "A2.2", "c"]
