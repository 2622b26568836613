"""Linguistic corrections: words alone, no number, and nothing that cannot be undone."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.texts import (
    CORRECTION,
    MOST_WORDS,
    Consolidated,
    EditedParagraph,
    Mismatch,
    Splice,
    Standing,
    Text,
    TextProblem,
    apply,
    check_correction,
    clean_paragraph,
    consolidate,
    correct,
    derive_correction,
    detokenise,
    restore,
    say,
    sentences,
    tokenise,
    undo,
)
from parliament.texts.corrections import numbers_in
from tests.texts.drafting import MODEST, Case, cases, delete, flat, insert, move, words

WELLS = flat("Cities repare 10 wells until 2030", "They report evry year", title="On watter")


def edited(text: Text, **changes: str) -> list[EditedParagraph]:
    return [
        EditedParagraph(p.id, p.section, text.outline.depth(p.id), changes.get(p.id, p.text), p.addressee)
        for p in text.paragraphs
    ]


def problem(text: Text, rows: list[EditedParagraph], title: str | None = None) -> str:
    with pytest.raises(TextProblem) as caught:
        check_correction(text, derive_correction(text, rows, title))
    return caught.value.kind


def test_words_are_put_right_and_the_sentences_say_it() -> None:
    rows = edited(WELLS, a="Cities repair 10 wells until 2030", b="They report every year.")
    ops = derive_correction(WELLS, rows, "On water")
    corrected = check_correction(WELLS, ops)
    assert [p.text for p in corrected.paragraphs] == ["Cities repair 10 wells until 2030", "They report every year"]
    assert corrected.title == "On water"
    assert say(sentences(WELLS, ops)[0]) == "In paragraph 1, replace “repare” by “repair”."
    assert undo(corrected, ops) == WELLS


def test_a_paragraph_of_one_word_may_be_put_right_too() -> None:
    text = flat("Watter")
    assert check_correction(text, derive_correction(text, edited(text, a="Water"))).paragraphs[0].text == "Water"


@pytest.mark.parametrize(
    "typed",
    ["Cities repare 11 wells until 2030", "Cities repare 10 wells", "Cities repare 10 wells until 2030 to 5"],
)
def test_a_number_is_never_corrected(typed: str) -> None:
    assert problem(WELLS, edited(WELLS, a=typed)) == "number_changed"


@pytest.mark.parametrize(
    ("was", "typed"),
    [
        ("٥٠ بئرا", "٥١ بئرا"),
        ("修复三口井", "修复四口井"),
        ("5 % of wells", "-5 % of wells"),
        ("5 of wells", "5 % of wells"),
        ("1.5 wells", "15 wells"),
        ("1 000 wells", "1000 wells"),
        ("१२ कुएं", "१३ कुएं"),
        ("Chapter Ⅳ", "Chapter Ⅴ"),
    ],
)
def test_nor_is_one_of_any_script(was: str, typed: str) -> None:
    text = flat(was)
    assert problem(text, edited(text, a=typed)) == "number_changed"


def test_latin_letters_are_letters_even_where_a_reader_takes_them_for_a_number() -> None:
    """What the machine cannot tell apart, a word and a number in letters, the officer answers for by name."""
    assert numbers_in("Article IV, as I said, twice") == []


def test_a_comma_after_a_number_is_no_number() -> None:
    rows = edited(WELLS, a="Cities repare 10 wells, until 2030")
    assert check_correction(WELLS, derive_correction(WELLS, rows)).paragraphs[0].text.count(",") == 1


def test_more_than_a_few_words_are_an_amendment() -> None:
    text = flat("One two three four five six seven eight nine ten, and so on for a long while")
    rows = edited(text, a="One b c d e f g h nine ten, and so on for a long while")
    assert problem(text, rows) == "more_than_a_few_words"
    assert MOST_WORDS == 5


def test_paragraphs_stay_what_and_where_they_are() -> None:
    rows = edited(WELLS)
    for typed in (
        rows[::-1],
        rows[:1],
        [*rows, EditedParagraph(None, "operative", 0, "New")],
        [replace(rows[0], addressee="we_commit"), rows[1]],
        [rows[0], replace(rows[1], depth=1)],
    ):
        assert problem(WELLS, typed) == "more_than_words"
    for ops in (delete(WELLS, "a"), insert(WELLS, "a", "New"), move(WELLS, "a", "b")):
        with pytest.raises(TextProblem, match="more_than_words"):
            check_correction(WELLS, ops)


def test_a_correction_that_changes_nothing_is_none() -> None:
    assert problem(WELLS, edited(WELLS)) == "nothing_changed"


def test_what_nobody_touched_is_not_even_cleaned() -> None:
    text = flat("Two  spaces", "Anothre word")
    ops = derive_correction(text, edited(text, b="Another word"))
    assert check_correction(text, ops).paragraphs[0].text == "Two  spaces"


def test_the_words_of_a_correction_have_it_as_their_source() -> None:
    text = flat("Wels dry")
    now = correct(consolidate(text, []), derive_correction(text, edited(text, a="Wells dry")), f"{CORRECTION}1")
    assert now.provenance["a"] == (("Wells", "correction-1"), (" ", ""), ("dry", ""))


def test_operations_made_for_another_text_do_not_fit() -> None:
    ops = derive_correction(WELLS, edited(WELLS, b="They report every year"))
    with pytest.raises(Mismatch):
        check_correction(flat("Cities repair 10 wells", "They meet"), ops)
    with pytest.raises(Mismatch):
        undo(WELLS, ops)


def test_a_splice_whose_words_run_into_their_neighbours_cannot_be_undone() -> None:
    (op,) = words(WELLS, "b", 0, 1, "They")
    assert isinstance(op, Splice)
    with pytest.raises(Mismatch):
        check_correction(WELLS, (replace(op, start=1, end=2, old=(" ",), new=(), left="They", right="report"),))


@MODEST
@given(cases(4), st.randoms())
def test_a_corrected_text_leads_back_to_the_adopted_one_and_to_the_base(case: Case, chance: random.Random) -> None:
    standing = Standing(case.base, case.as_items())
    while pending := [n for n in case.items if standing.fate(n).state == "pending"]:
        standing = Standing(case.base, case.as_items(), (*standing.log, (chance.choice(pending), "adopted")))
    adopted = standing.consolidated
    rows = edited(adopted.text)
    if not rows:
        return
    at = chance.randrange(len(rows))
    tokens = list(tokenise(rows[at].text))
    tokens[chance.randrange(len(tokens))] = chance.choice(["x", "xy z", "é"])
    typed = clean_paragraph(detokenise(tokens))
    if not typed or typed == rows[at].text:
        return
    rows[at] = replace(rows[at], text=typed)
    ops = derive_correction(adopted.text, rows)
    corrected = correct(adopted, ops, f"{CORRECTION}1")
    assert corrected.text == apply(adopted.text, ops) == check_correction(adopted.text, ops)
    assert corrected.text.paragraphs[at].text == typed
    assert undo(corrected.text, ops) == adopted.text
    assert restore(Consolidated(undo(corrected.text, ops), adopted.provenance, corrected.ledger)) == case.base
    for p in corrected.text.paragraphs:
        assert "".join(token for token, _ in corrected.provenance[p.id]) == p.text
    put = {token for op in ops if isinstance(op, Splice) for token in op.new}
    mine = [token for words_now in corrected.provenance.values() for token, by in words_now if by == f"{CORRECTION}1"]
    assert put == set(mine)
