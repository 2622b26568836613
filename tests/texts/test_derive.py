"""From free editing to operations."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.texts import (
    Delete,
    EditedParagraph,
    Insert,
    Move,
    NewParagraph,
    Ops,
    Place,
    Readdress,
    Replace,
    Splice,
    Text,
    TextProblem,
    apply,
    check_operations,
    check_text,
    consolidate,
    derive,
    operations_from_json,
    operations_to_json,
    restore,
)
from parliament.texts.derive import normal
from tests.texts.drafting import MODEST, WORDS, articles, as_edited, beside, edited, flat, rows_of, words

ABC = flat("Cities may report every year", "They meet in spring", "They thank the hosts")


def changed(base: Text, **rows: str) -> Ops:
    """The operations that come out where only these paragraphs are rewritten."""
    form = [EditedParagraph(**row | {"text": rows.get(row["id"], row["text"])}) for row in as_edited(base)]
    return derive(base, form)


@MODEST
@given(edited())
def test_derived_operations_make_the_edited_text(case: tuple[Text, list[EditedParagraph], str]) -> None:
    base, rows, title = case
    wanted = [(row.section, row.depth, row.text, row.addressee) for row in rows]
    if (wanted, title) == (rows_of(base), base.title):
        with pytest.raises(TextProblem, match="nothing_changed"):
            derive(base, rows, title)
        return
    ops = derive(base, rows, title)
    made = apply(base, ops)
    assert (rows_of(made), made.title) == (wanted, title)
    assert check_operations(base, ops) == made
    assert restore(consolidate(base, [("A1", ops)])) == base
    assert operations_from_json(operations_to_json(ops)) == ops


@MODEST
@given(edited())
def test_where_only_words_change_only_words_are_amended(case: tuple[Text, list[EditedParagraph], str]) -> None:
    base, rows, title = case
    texts = [row.text for row in rows] + ["b"] * len(base.paragraphs)
    form = [EditedParagraph(**row | {"text": text}) for row, text in zip(as_edited(base), texts, strict=False)]
    try:
        ops = derive(base, form, title)
    except TextProblem:
        assert (base.title, [p.text for p in base.paragraphs]) == (title, [row.text for row in form])
        return
    assert {type(op) for op in ops} <= {Splice, Replace}


@MODEST
@given(WORDS, st.data())
def test_splices_with_one_effect_have_one_normal_form(body: list[str], data: st.DataObject) -> None:
    tokens, forms = tuple(body), dict[tuple[str, ...], set[object]]()
    for _ in range(6):
        start, end = sorted(data.draw(st.integers(0, len(tokens))) for _ in "se")
        new = tuple(data.draw(WORDS)[:3])
        made = tokens[:start] + new + tokens[end:]
        s, e, n = normal(tokens, start, end, new)
        assert tokens[:s] + n + tokens[e:] == made
        if made != tokens:  # what changes nothing is no operation
            forms.setdefault(made, set()).add((s, e, n))
    assert Counter(map(len, forms.values())) == {1: len(forms)}


def test_a_changed_word_is_one_splice_that_states_its_neighbours() -> None:
    assert changed(ABC, a="Cities shall report every year") == (Splice("a", 2, 3, ("may",), ("shall",), " ", " "),)


def test_changes_a_word_apart_are_one_and_further_apart_are_two() -> None:
    assert len(changed(ABC, a="Towns must report every year")) == 1
    assert [op.pid for op in changed(ABC, a="Towns may report each year") if isinstance(op, Splice)] == ["a", "a"]


def test_a_paragraph_written_anew_is_replaced() -> None:
    (op,) = changed(ABC, b="Every member invites the others in turn")
    assert isinstance(op, Replace)


def test_end_punctuation_and_spaces_typed_by_the_mayor_change_nothing() -> None:
    with pytest.raises(TextProblem, match="nothing_changed"):
        changed(ABC, a=" Cities  may report every year; ")


def test_structure_comes_out_as_deletions_moves_and_insertions() -> None:
    rows = [
        EditedParagraph("c", "operative", 0, ABC.paragraphs[2].text, "governments"),
        EditedParagraph("a", "operative", 0, ABC.paragraphs[0].text),
        EditedParagraph(None, "operative", 1, "on waste"),
        EditedParagraph(None, "operative", 2, "at home", "we_commit"),
    ]
    block = (NewParagraph(0, ("on", " ", "waste")), NewParagraph(1, ("at", " ", "home"), "we_commit"))
    ops = derive(ABC, rows)
    assert ops[0] == Delete("b", ("They", " ", "meet", " ", "in", " ", "spring"))
    assert {type(op): op.place for op in ops if isinstance(op, Insert | Move)} == {
        Insert: Place("a"),
        Move: Place("operative", "c"),
    }
    assert [op.block for op in ops if isinstance(op, Insert)] == [block]
    assert ops[-1] == Readdress("c", "", "governments")


def test_a_forgotten_id_is_found_again_by_its_words() -> None:
    """Words without spaces: with them "They meet in spring" would look like any other three words."""
    rows = [EditedParagraph(None, "operative", 0, p.text) for p in ABC.paragraphs[:2]]
    rows.append(EditedParagraph(None, "operative", 0, "They thank all the hosts"))
    assert [type(op) for op in derive(ABC, rows)] == [Splice]


def test_a_paragraph_that_looks_like_no_other_is_new() -> None:
    rows = [EditedParagraph(p.id, "operative", 0, p.text) for p in ABC.paragraphs[:2]]
    rows.append(EditedParagraph(None, "operative", 0, "A fund is set up"))
    assert [type(op) for op in derive(ABC, rows)] == [Delete, Insert]


@pytest.mark.parametrize(
    ("rows", "title", "kind", "where"),
    [
        ([EditedParagraph("a", "operative", 0, " ")], None, "empty", "a"),
        ([EditedParagraph("a", "operative", 0, "x\u202ey")], None, "character", "a"),
        ([EditedParagraph("a", "operative", 1, "x")], None, "order", "a"),
        ([EditedParagraph("a", "operative", -1, "x")], None, "order", "a"),
        ([EditedParagraph(None, "operative", 0, "x"), EditedParagraph("a", "preamble", 0, "x")], None, "order", "a"),
        ([EditedParagraph(None, "operative", n, "x") for n in range(5)], None, "too_deep", "4"),
        ([EditedParagraph("a", "operative", 0, "x" * 5_001)], None, "too_long", "a"),
        ([EditedParagraph("a", "operative", 0, "x")], "\u2066", "empty", None),
        ([], None, "empty", None),
    ],
)
def test_what_no_text_may_be_is_refused(
    rows: list[EditedParagraph], title: str | None, kind: str, where: str | None
) -> None:
    with pytest.raises(TextProblem) as caught:
        derive(ABC, rows, title)
    assert (caught.value.kind, caught.value.paragraph) == (kind, where)


def test_the_same_edit_by_two_mayors_is_identical_whatever_else_they_do() -> None:
    """Normal form also where an amendment makes several edits: one of them alone is the same operation."""
    base = flat("a a b c d e f")
    (alone,) = changed(base, a="a b c d e f")
    assert alone in changed(base, a="a b c d e g")
    assert alone == words(base, "a", 0, 2)[0]


@pytest.mark.shared_data
@beside("languages")
def test_one_changed_word_in_any_script_is_one_small_operation() -> None:
    for language, article in articles().items():
        base = check_text(Text(language, "t", flat(article).paragraphs))
        text = base.paragraphs[0].text
        half = len(text) // 2
        ops = changed(base, a=text[:half].rstrip() + " 2030 " + text[half:].lstrip())
        made = apply(base, ops).paragraphs[0].text
        assert made == check_text(flat(text[:half].rstrip() + " 2030 " + text[half:].lstrip())).paragraphs[0].text
        assert [type(op) for op in ops] == [Splice], language
