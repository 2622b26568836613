"""Translations: of one wording, stale with what changed, the same paragraphs in another language, a set with a hash."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.texts import TITLE, Text, TextProblem, as_printed, check_words, consolidate, detokenise, tokenise
from parliament.texts.translations import (
    STATES,
    WORK,
    Translation,
    check_set,
    counts,
    in_language,
    rendered,
    set_hash,
    set_to_json,
    words_hash,
    words_of,
    work_first,
)
from tests.texts.drafting import MODEST, WORDS, articles, beside, flat, texts, words

SAID = st.lists(st.sampled_from(["ا", "ب", "水", "ก", "क"]), min_size=1, max_size=4).map("".join)


@st.composite
def begun(draw: st.DrawFn) -> tuple[Text, list[Translation]]:
    """A text with some translations of its words now and of earlier ones."""
    text = draw(texts())
    made = []
    for pid, now in words_of(text).items():
        for revision in range(1, draw(st.integers(0, 3)) + 1):
            source = now if draw(st.booleans()) else " ".join(draw(WORDS))
            made.append(Translation(pid, revision, draw(st.sampled_from(["human", "machine"])), source, draw(SAID)))
    return text, draw(st.permutations(made))


@given(begun())
@MODEST
def test_translation_is_stale_exactly_where_no_revision_is_of_the_present_words(case: tuple[Text, list[Translation]]):
    text, made = case
    rows = rendered(text, made)
    assert [row.paragraph for row in rows] == list(words_of(text))
    for row in rows:
        own = [each for each in made if each.paragraph == row.paragraph]
        fitting = [each for each in own if each.source == row.source]
        assert (row.state == "missing") == (not own)
        assert (row.state == "stale") == (bool(own) and not fitting)
        if fitting:
            best = max(fitting, key=lambda each: each.revision)
            assert (row.translation, row.state) == (best, best.kind)


@given(begun())
@MODEST
def test_what_changed_since_leads_from_the_words_then_to_the_words_now(case: tuple[Text, list[Translation]]):
    for row in rendered(*case):
        assert bool(row.changed) == (row.state == "stale")
        if row.state == "stale" and row.translation:
            assert "".join(words for change, words in row.changed if change != "added") == row.translation.source
            assert "".join(words for change, words in row.changed if change != "removed") == row.source


@given(begun())
@MODEST
def test_text_in_another_language_has_the_same_paragraphs_in_the_same_places(case: tuple[Text, list[Translation]]):
    text, made = case
    there = in_language(text, "ar", rendered(text, made))
    assert [(p.id, p.section, p.parent, p.addressee) for p in there.paragraphs] == [
        (p.id, p.section, p.parent, p.addressee) for p in text.paragraphs
    ]
    assert in_language(text, text.language, rendered(text, [])) == text


@given(begun())
@MODEST
def test_every_paragraph_is_counted_once_and_work_comes_first(case: tuple[Text, list[Translation]]):
    rows = rendered(*case)
    found = counts(rows)
    assert (sum(found.values()), set(found)) == (len(rows), set(STATES))
    places = [WORK.index(row.state) for row in work_first(rows)]
    assert places == sorted(places)


@given(begun())
@MODEST
def test_set_says_the_same_whatever_the_order_and_is_checked_against_the_text(case: tuple[Text, list[Translation]]):
    text, made = case
    rows = rendered(text, made)
    said = set_to_json(text, {"zh": rows, "ar": rows, "th": rendered(text, [])})
    again = set_to_json(text, {"ar": rendered(text, list(reversed(made))), "zh": rows})
    assert set_hash(said) == set_hash(again)
    assert check_set(text, said) == (["ar", "zh"] if made else [])


def test_amended_paragraph_makes_its_translation_stale_and_going_back_makes_it_good_again():
    base = flat("Commit to wells", "Call on others")
    made = [Translation(pid, 1, "human", source, "كلمة") for pid, source in words_of(base).items()]
    amended = consolidate(base, [("A1", words(base, "a", 0, 1, "Promise"))]).text
    assert [row.state for row in rendered(amended, made)] == ["human", "stale", "human"]
    assert rendered(amended, made)[1].changed[:2] == [("removed", "Commit"), ("added", "Promise")]
    newer = [*made, Translation("a", 2, "machine", "Promise to wells", "وعد")]
    assert [row.state for row in rendered(amended, newer)] == ["human", "machine", "human"]
    assert rendered(base, newer)[1].translation == made[1]


def _forgeries(said: dict[str, Any]) -> dict[str, Any]:
    def with_row(**changes: Any) -> dict[str, Any]:
        forged = copy.deepcopy(said)
        forged["languages"][0]["paragraphs"][0] |= changes
        return forged

    return {
        "another text": said | {"text_hash": words_hash("x")},
        "another original": said | {"authentic": "fr"},
        "a language twice": said | {"languages": said["languages"] * 2},
        "nothing translated": said | {"languages": [{"language": "ar", "paragraphs": []}]},
        "a strange paragraph": with_row(paragraph="nowhere"),
        "a state that is not so": with_row(state="stale"),
        "words that have changed": with_row(source_hash=words_hash("other")),
        "no words": with_row(text=""),
        "something more": with_row(more=1),
        "no object": with_row() | {"languages": ["ar"]},
    }


@pytest.mark.parametrize(
    "forgery", list(_forgeries({"languages": [{"paragraphs": [{}]}], "text_hash": "", "authentic": ""}))
)
def test_forged_set_is_seen(forgery: str):
    text = flat("Commit to wells")
    said = set_to_json(text, {"ar": rendered(text, [Translation("a", 1, "human", "Commit to wells", "بئر")])})
    assert check_set(text, said) == ["ar"]
    with pytest.raises(TextProblem):
        check_set(text, _forgeries(said)[forgery])


@beside("languages")
@pytest.mark.parametrize("tag", ["ar", "zh", "hi", "th", "am"])
def test_no_letter_breaks_on_the_way_into_a_text_and_onto_paper(tag: str):
    article = articles()[tag]
    text = flat("All human beings are born free")
    row = Translation("a", 1, "human", text.paragraphs[0].text, check_words(article, is_title=False))
    there = in_language(text, tag, rendered(text, [row]))
    printed = as_printed(there)[0].text
    assert article.rstrip(" .።।。") == row.text.rstrip(" .።।。")
    assert printed.startswith(row.text)
    assert detokenise(tokenise(printed)) == printed
    assert words_of(there)[TITLE] == text.title
