"""Cutting into tokens, in every script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.texts import MAX_TOKENS, TextProblem, detokenise, tokenise
from tests.texts.drafting import MODEST, articles, beside, hostile


@MODEST
@given(st.text(max_size=60))
def test_tokens_joined_again_are_the_text_in_nfc(text: str) -> None:
    assert detokenise(tokenise(text)) == "".join(tokenise(text)) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Cities may act.", ["Cities", " ", "may", " ", "act", "."]),
        ("a  b", ["a", " ", " ", "b"]),
        ("don’t l'eau", ["don’t", " ", "l'eau"]),
        ("by 2.5 or 1,000 %", ["by", " ", "2.5", " ", "or", " ", "1,000", " ", "%"]),
        ("in 2030.", ["in", " ", "2030", "."]),
        ("CO2 and 2nd", ["CO2", " ", "and", " ", "2nd"]),
        ("e\u0301te\u0301", ["été"]),
        ("हिन्दी में", ["हिन्दी", " ", "में"]),
        ("كِتَابٌ، نعم", ["كِتَابٌ", "،", " ", "نعم"]),
        ("می\u200cخواهیم", ["می\u200cخواهیم"]),
        ("市長は2030年", ["市", "長", "は", "2030", "年"]),
        ("น้ำใจ", ["น้ำ", "ใ", "จ"]),
        ("👩‍🚀!", ["👩‍🚀", "!"]),
        ("", []),
    ],
)
def test_a_token_is_what_a_reader_takes_for_one(text: str, tokens: list[str]) -> None:
    assert list(tokenise(text)) == tokens


def test_more_tokens_than_a_paragraph_may_have_are_a_problem() -> None:
    assert len(tokenise("a " * (MAX_TOKENS // 2))) == MAX_TOKENS
    with pytest.raises(TextProblem) as caught:
        tokenise("a " * (MAX_TOKENS // 2) + "a")
    assert (caught.value.kind, caught.value.limit) == ("too_many_words", MAX_TOKENS)


@pytest.mark.shared_data
@beside("languages")
def test_every_script_is_cut_into_words_or_graphemes_and_joined_again() -> None:
    for language, article in articles().items():
        tokens = tokenise(article)
        assert "".join(tokens) == unicodedata.normalize("NFC", article), language
        assert 25 <= len(tokens) <= len(article), language


@pytest.mark.shared_data
@beside("naughty")
def test_hostile_strings_are_cut_and_joined_again() -> None:
    assert len(hostile()) > 200
    assert [s for s in hostile() if "".join(tokenise(s)) != unicodedata.normalize("NFC", s)] == []
