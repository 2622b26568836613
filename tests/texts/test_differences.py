"""What changed, as a reader wants to see it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.texts import (
    TITLE,
    NewParagraph,
    Paragraph,
    Place,
    Readdress,
    Text,
    apply,
    check_text,
    detokenise,
    differences,
    marked_up,
    tokenise,
)
from parliament.texts.operations import Insert, seal
from tests.texts.drafting import MODEST, Case, articles, beside, cases, delete, flat, insert, move, words

ABC = flat("Cities may act", "They report", "They meet")


@MODEST
@given(st.text("ab .é\u0301市", max_size=30), st.text("ab .é\u0301市", max_size=30))
def test_what_stays_and_goes_is_the_old_and_what_stays_and_comes_is_the_new(old: str, new: str) -> None:
    found = differences(old, new)
    assert detokenise(text for change, text in found if change != "added") == detokenise(tokenise(old))
    assert detokenise(text for change, text in found if change != "removed") == detokenise(tokenise(new))
    assert all(text for _, text in found)
    assert all(a[0] != b[0] for a, b in pairwise(found))


def test_differences_read_word_by_word_and_close_ones_as_one() -> None:
    assert differences("Cities may report each year", "Cities shall report each month") == [
        ("same", "Cities "),
        ("removed", "may"),
        ("added", "shall"),
        ("same", " report each "),
        ("removed", "year"),
        ("added", "month"),
    ]
    assert differences("The old city hall stands", "The new town hall stands") == [
        ("same", "The "),
        ("removed", "old city"),
        ("added", "new town"),
        ("same", " hall stands"),
    ]
    assert differences("same", "same") == [("same", "same")]
    assert differences("", "") == []


def test_a_text_that_repeats_itself_is_compared_at_once() -> None:
    """A thousand equal words took another library half a minute."""
    old = "word " * 1_000
    assert differences(old, old + "end") == [("same", old), ("added", "end")]


@MODEST
@given(cases(1))
def test_a_marked_text_holds_both_the_base_and_the_amended_text(case: Case) -> None:
    base, ops = case.base, case.items[1]
    made, marked = apply(base, ops), marked_up(base, ops)
    new = {
        m.id: detokenise(text for change, text in m.segments if change != "removed")
        for m in marked
        if m.mark not in ("deleted", "moved_away")
    }
    old = {
        m.id: detokenise(text for change, text in m.segments if change != "added")
        for m in marked
        if m.mark not in ("inserted", "moved_here")
    }
    assert list(new.items()) == [(TITLE, made.title), *((p.id, p.text) for p in made.paragraphs)]
    assert list(old.items()) == [(TITLE, base.title), *((p.id, p.text) for p in base.paragraphs)] or any(
        m.mark == "moved_away" for m in marked
    )
    assert {m.id: m.addressee for m in marked if m.mark != "moved_away"}.items() >= {
        (p.id, p.addressee) for p in made.paragraphs
    }


def test_an_amendment_is_shown_in_its_base() -> None:
    base = Text("en", "On water", (*ABC.paragraphs, Paragraph("d", "operative", "c", "in spring")))
    block = (NewParagraph(0, ("x",)), NewParagraph(1, ("y",), "governments"))
    ops = [
        *words(base, "a", 2, 3, "shall"),
        *delete(base, "b"),
        *move(base, "c", ""),
        Insert(Place("operative", "b"), block),
    ]
    assert [(m.mark, m.label, m.depth, m.segments) for m in marked_up(base, seal(base, ops))] == [
        ("same", "", 0, (("same", "On water"),)),
        ("moved_here", "3", 0, (("same", "They meet"),)),
        ("same", "3 (a)", 1, (("same", "in spring"),)),
        ("changed", "1", 0, (("same", "Cities "), ("removed", "may"), ("added", "shall"), ("same", " act"))),
        ("deleted", "2", 0, (("removed", "They report"),)),
        ("inserted", "", 0, (("added", "x"),)),
        ("inserted", "", 1, (("added", "y"),)),
        ("moved_away", "3", 0, (("removed", "They meet"),)),
    ]


def test_a_new_addressee_and_a_new_title_are_changes() -> None:
    marked = marked_up(ABC, (Readdress("a", "", "governments"), *words(ABC, TITLE, 2, 3, "rain")))
    assert [(m.mark, m.addressee, m.was_addressee) for m in marked[:3]] == [
        ("changed", "", ""),
        ("changed", "governments", ""),
        ("same", "", ""),
    ]
    assert [m.mark for m in marked_up(ABC, insert(ABC, "c", "x"))] == ["same"] * 4 + ["inserted"]


@pytest.mark.shared_data
@beside("languages")
def test_a_word_put_into_any_script_is_the_only_difference() -> None:
    for language, article in articles().items():
        text = check_text(flat(article)).paragraphs[0].text
        assert differences(text, text + " 2030") == [("same", text), ("added", " 2030")], language
